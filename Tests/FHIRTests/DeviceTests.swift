import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Devices and Consents, by an example vocabulary: the shipped one maps none, since no code for its facts was confirmed.
struct DeviceTests {
  private static let facts = """
    fact "care.pump" {
      type = "boolean", label = "Pump", question = "Does the patient have a pump?",
      fhir = { max_age = "visit", device = {
        { system = "urn:example:device", code = "pump", display = "Pump", confirmed = true },
        { system = "urn:example:device", code = "any", display = "Any device", confirmed = true, asks = true },
      } },
    }
    fact "care.pump_kind" {
      type = "code", codes = { "small", "large" }, label = "Kind of pump", question = "Which pump?",
      fhir = { device = { { system = "urn:example:device", code = "pump-s", display = "Small", confirmed = false, value = "small" } } },
    }
    fact "care.may_call" {
      type = "boolean", label = "May call", question = "May the employer be called?",
      fhir = { consent = { { system = "urn:example:role", code = "employer", display = "Employer", confirmed = true } } },
    }
    """
  private static let clinic = Result { try FactClinic(facts) }

  private func intake(_ resources: JSONValue...) throws -> Intake {
    let chart = Chart(of: resources)
    return try FHIRIntake(Self.clinic.get().vocabulary, asOf: Chart.asOf, zone: .utc).read(
      chart.bundle.canonical)
  }

  private func state(_ fact: String, _ intake: Intake) throws -> FactState? {
    try Self.clinic.get().vocabulary.index(of: fact).map { intake.profile[$0] }
  }

  private static let patient: JSONValue = ["reference": "Patient/p"]

  static func device(_ kind: String = "pump", _ more: KeyValuePairs<String, JSONValue> = [:]) -> JSONValue {
    let base: JSONValue = [
      "resourceType": "Device", "id": "d", "status": "active", "type": code(kind, "urn:example:device"),
      "patient": patient,
    ]
    return base.with(more)
  }

  static func use(_ more: KeyValuePairs<String, JSONValue> = [:]) -> JSONValue {
    let base: JSONValue = [
      "resourceType": "DeviceUseStatement", "id": "u", "status": "active", "subject": patient,
      "device": ["reference": "Device/d"],
    ]
    return base.with(more)
  }

  static func consent(
    _ provision: KeyValuePairs<String, JSONValue> = [:], _ more: KeyValuePairs<String, JSONValue> = [:]
  ) -> JSONValue {
    let permit: JSONValue = [
      "type": "permit",
      "actor": [["role": code("employer", "urn:example:role"), "reference": ["display": "x"]]],
    ]
    let base: JSONValue = [
      "resourceType": "Consent", "id": "c", "status": "active", "patient": patient,
      "provision": permit.with(provision),
    ]
    return base.with(more)
  }

  @Test func `what the vocabulary reads of Devices and Consents is searched for`() throws {
    let searches = RecordSearch.all(for: try Self.clinic.get().vocabulary)
    let named = searches.map { "\($0.name): \($0.type)?\($0.criteria)" }
    for search in [
      "consents: Consent?", "deviceUse: DeviceUseStatement?_include=DeviceUseStatement:device",
      "devices: Device?type=urn:example:device|any,urn:example:device|pump,urn:example:device|pump-s",
    ] {
      #expect(named.contains(search), "\(search)")
    }
  }

  @Test func `a Device in use says yes, and names its source`() throws {
    let intake = try intake(Self.device())
    #expect(try state("care.pump", intake) == .known(.boolean(true)))
    let index = try #require(try Self.clinic.get().vocabulary.index(of: "care.pump"))
    #expect(intake.profile.origins[index]?.source == "Device/d")
    #expect(intake.profile.origins[index]?.method == "device")
  }

  @Test func `a code of a Device may mean a value, and one that is not confirmed is reported`() throws {
    let intake = try intake(Self.device("pump-s"))
    #expect(try state("care.pump_kind", intake) == .known(.code("small")))
    #expect(intake.report.used.first { $0.resource == "Device/d" }?.unconfirmed == ["pump-s"])
  }

  @Test(arguments: ["inactive", "unknown", "entered-in-error"])
  func `a Device that is not active is no no: it is asked about`(status: String) throws {
    let intake = try intake(Self.device("pump", ["status": .string(status)]))
    #expect(try state("care.pump", intake) == .absent(.notAsked))
    #expect(intake.report.cautions.map(\.fact) == ["care.pump"])
  }

  @Test func `a Device without a patient counts where a statement says that the patient uses it`() throws {
    let alone = Self.device("pump", ["patient": .null])
    #expect(try state("care.pump", intake(alone)) == .absent(.notAsked))
    let used = try intake(alone, Self.use())
    #expect(try state("care.pump", used) == .known(.boolean(true)))
    #expect(used.report.used.map(\.resource) == ["Device/d", "DeviceUseStatement/u"])
  }

  @Test(arguments: [
    use(["status": "stopped"]), use(["status": "completed"]), use(["timingPeriod": ["end": "2026-11-19"]]),
    use(["timingPeriod": ["start": "2026-11-21"]]), use(["device": ["reference": "Device/x"]]),
    use(["device": ["identifier": ["value": "d"]]]), use(["subject": ["reference": "Patient/q"]]),
    use(["subject": .null]),
  ])
  func `a use that has ended, is yet to come, or is of another does not count`(use: JSONValue) throws {
    let intake = try intake(Self.device("pump", ["patient": .null]), use)
    #expect(try state("care.pump", intake) == .absent(.notAsked))
  }

  @Test func `a code that only asks answers nothing`() throws {
    let intake = try intake(Self.device("any"))
    #expect(try state("care.pump", intake) == .absent(.notAsked))
    #expect(intake.report.cautions.map(\.fact) == ["care.pump"])
  }

  @Test func `an answer against a Device contradicts it`() throws {
    let no = observation("o", "", nil, on: "2026-11-20").with([
      "code": code("care.pump", "urn:plumbline:fact"), "valueBoolean": false,
    ])
    let intake = try intake(Self.device(), no)
    #expect(try state("care.pump", intake) == .absent(.unknown))
    #expect(intake.conflicts.map(\.facts) == [["care.pump"]])
  }

  @Test(arguments: [
    consent(), consent(["period": ["start": "2026-01-01", "end": "2026-11"]]),
    consent([:], ["dateTime": "2026-11-02"]), consent([:], ["verification": [["verified": true]]]),
    consent(["actor": .null, "purpose": [["system": "urn:example:role", "code": "employer"]]]),
    consent(["actor": .null], ["category": [code("employer", "urn:example:role")]]),
  ])
  func `a Consent in force that permits says yes`(consent: JSONValue) throws {
    #expect(try state("care.may_call", intake(consent)) == .known(.boolean(true)))
  }

  @Test(arguments: [
    (consent(["type": "deny"]), true), (consent(["type": .null]), true),
    (consent([:], ["provision": .null]), false),
    (consent([:], ["status": "rejected"]), true), (consent([:], ["status": "inactive"]), true),
    (consent([:], ["status": "proposed"]), true), (consent([:], ["status": "entered-in-error"]), false),
    (consent(["period": ["end": "2026-10"]]), false), (consent(["period": ["start": "2026-11"]]), false),
    (consent(["provision": [["type": "deny"]]]), true),
    (consent([:], ["verification": [["verified": false]]]), true),
    (consent([:], ["dateTime": "2026-12-01"]), false), (consent([:], ["patient": .null]), false),
    (consent(["actor": "employer"]), false),
  ])
  func `any other Consent leaves it open, and a refusal raises the question`(consent: JSONValue, asks: Bool)
    throws
  {
    let intake = try intake(consent)
    #expect(try state("care.may_call", intake) == .absent(.notAsked))
    #expect(intake.report.cautions.map(\.fact) == (asks ? ["care.may_call"] : []))
    #expect(intake.report.ignored.contains { $0.resource == "Consent/c" })
  }
}

import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// What holds resources, whose they are, and which of them still stand.
struct RecordInputTests {
  private static let finding = condition("c", code("192970008", snomed), verified: "confirmed")

  private static func bundle(_ entries: [JSONValue], _ members: KeyValuePairs<String, JSONValue> = [:])
    -> JSONValue
  {
    let bundle: JSONValue = ["resourceType": "Bundle", "type": "history", "entry": .array(entries)]
    return bundle.with(members)
  }

  private static func state(_ bundle: JSONValue, _ name: String) throws -> FactState {
    let intake = try FHIRIntake(Chart.vocabulary, asOf: Chart.asOf, zone: .utc).read(
      bundle.canonical, patient: nil)
    return intake.profile[try #require(Chart.vocabulary.index(of: name))]
  }

  private static func flag(_ value: Bool) -> JSONValue {
    answers("q", ["red_flags.fracture": ["valueBoolean": .bool(value)]])
  }

  private static func entry(_ resource: JSONValue, at url: String? = nil) -> JSONValue {
    let entry: JSONValue = ["resource": resource]
    return url.map { entry.with(["fullUrl": .string($0)]) } ?? entry
  }

  @Test func `resources of one id on two servers are two`() throws {
    let (a, b) = ("https://a.example/fhir", "https://b.example/fhir")
    let bundle = Self.bundle([
      Self.entry(
        observation("o", "44260-8", 2, on: "2026-11-20").with(["subject": ["reference": "\(a)/Patient/p"]]),
        at: "\(a)/Observation/o"),
      Self.entry(
        observation("o", "44250-9", 1, on: "2026-11-20").with(["subject": ["reference": "\(a)/Patient/p"]]),
        at: "\(b)/Observation/o"),
    ])
    #expect(try Self.state(bundle, "mood.phq_9_item_9") == .number(2))
    let people = [a, b].map { Self.entry(Chart.patient, at: "\($0)/Patient/p") }
    #expect(throws: IntakeFailure.self) { try Self.state(Self.bundle(people), "patient.age") }
  }

  @Test(arguments: ["Group/1", "Device/1", "https://a.example/fhir/Group/1", "#p"])
  func `what is about something else than a patient is nobody's`(reference: String) throws {
    let other = Self.flag(false).with(["subject": ["reference": .string(reference)]])
    #expect(try Chart(of: [other], hasPatient: false).state("red_flags.fracture") == .absent(.notAsked))
  }

  @Test func `what was deleted is not read, nor what it was before`() throws {
    let deletion: JSONValue = ["request": ["method": "DELETE", "url": "QuestionnaireResponse/q"]]
    let gone = Self.bundle([Self.entry(Chart.patient), deletion, Self.entry(Self.flag(false))])
    #expect(try Self.state(gone, "red_flags.fracture") == .absent(.notAsked))
    let again = Self.bundle([
      Self.entry(Chart.patient),
      Self.entry(Self.flag(false).with(["meta": ["lastUpdated": "2026-11-20T09:00:00Z"]])),
      deletion.with(["response": ["status": "204", "lastModified": "2026-11-19T09:00:00Z"]]),
    ])
    #expect(try Self.state(again, "red_flags.fracture") == .no)
  }

  @Test func `what was deleted on one server stands on another one`() throws {
    let entries = [
      Self.entry(Chart.patient, at: "https://b.example/fhir/Patient/p"),
      Self.entry(Self.finding, at: "https://b.example/fhir/Condition/c"),
    ]
    func deletion(_ server: String) -> JSONValue {
      [
        "fullUrl": .string("https://\(server).example/fhir/Condition/c"),
        "request": ["method": "DELETE", "url": "Condition/c"],
      ]
    }
    #expect(try Self.state(Self.bundle(entries + [deletion("a")]), "red_flags.cauda_equina") == .yes)
    #expect(
      try Self.state(Self.bundle(entries + [deletion("b")]), "red_flags.cauda_equina") == .absent(.notAsked))
  }

  @Test func `rules of a Bundle or an entry that are not known here refuse what they hold`() throws {
    let entries = [Self.entry(Chart.patient), Self.entry(Self.flag(false))]
    let modifier: JSONValue = [["url": "http://x.example/not", "valueBoolean": true]]
    let ways = [
      Self.bundle(entries, ["implicitRules": "http://x.example/rules"]),
      Self.bundle(entries.map { $0.with(["modifierExtension": modifier]) }),
    ]
    for way in ways { #expect(try Self.state(way, "red_flags.fracture") == .absent(.notAsked)) }
  }

  @Test(
    arguments: [
      ["deceasedBoolean": true], ["deceasedBoolean": "true"], ["deceasedDateTime": "2026"],
      ["deceasedBoolean": true, "modifierExtension": [["url": "http://x.example/y"]]],
      ["_deceasedDateTime": ["extension": []]],
    ] as [JSONValue])
  func `whoever has died has, whatever else is wrong with the Patient`(members: JSONValue) throws {
    var patient = Chart.patient
    for member in members.objectValue ?? [] { patient = .object((patient.objectValue ?? []) + [member]) }
    #expect(try Chart(of: [patient, Self.flag(false)], hasPatient: false).intake().hasDied)
    #expect(try !Chart(Self.flag(false)).intake().hasDied)
  }

  @Test(
    arguments: [
      (["abatementDateTime": "2027-01-01"], true), (["abatementDateTime": "2026-11-19"], false),
      (["abatementPeriod": ["start": "2026-11-01"]], true), (["abatementPeriod": ["end": "2026-11"]], false),
      (["abatementAge": ["value": 47]], false),
    ] as [(JSONValue, Bool)])
  func `what is to end has not ended`(members: JSONValue, isSo: Bool) throws {
    var finding = Self.finding
    for member in members.objectValue ?? [] { finding = .object((finding.objectValue ?? []) + [member]) }
    #expect(try Chart(finding).state("red_flags.cauda_equina") == (isSo ? .yes : .absent(.notAsked)))
  }

  @Test func `an operation that goes on is one, and its weeks are not known`() throws {
    func operation(_ start: String, _ end: String) -> JSONValue {
      procedure("new", "387731002", status: "in-progress").with([
        "performedPeriod": ["start": .string(start), "end": .string(end)]
      ])
    }
    let old = procedure("old", "387731002", on: "2025-11-01")
    let chart = Chart(old, operation("2026-11-19", "2026-11-27"))
    #expect(try chart.state("surgery.spinal") == .yes)
    #expect(try chart.state("surgery.weeks_since") == .absent(.unknown))
    #expect(
      try Chart(old, operation("2026-11-25", "2026-11-27")).state("surgery.weeks_since") != .absent(.unknown))
  }

  @Test func `a PHQ-9 that contradicts itself opens no gate that one of its values closes`() throws {
    let evaluator = JointEvaluator(alone: try Shipped.evaluator())
    func found(_ totals: Int...) throws -> Bool {
      let totals = totals.enumerated().map { number, total in
        observation("o\(number)", "44261-6", .number(ExactNumber(total)), on: "2026-11-20")
      }
      return evaluator.conflictThatStops(try Chart(of: totals).intake()) != nil
    }
    #expect(try found(12, 8))
    #expect(try !found(6, 4))
    #expect(try !found(12))
  }
}

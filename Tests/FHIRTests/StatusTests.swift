import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import Testing

/// Which resources count, and what a Condition can say.
struct StatusTests {
  @Test(arguments: [
    ("final", true), ("amended", true), ("corrected", true), ("registered", false), ("preliminary", false),
    ("cancelled", false), ("entered-in-error", false), ("unknown", false),
  ])
  func `an Observation counts once it is final`(status: String, counts: Bool) throws {
    let chart = Chart(observation("o", "44261-6", 12).with(["status": .string(status)]))
    #expect(try chart.state("mood.phq_9") == (counts ? .number(12) : .absent(.notAsked)))
    #expect(try (chart.reason("o") == nil) == counts)
  }

  @Test(arguments: [
    ("completed", true), ("amended", true), ("in-progress", false), ("stopped", false),
    ("entered-in-error", false),
  ])
  func `a response counts once it is completed`(status: String, counts: Bool) throws {
    let chart = Chart(
      answers("q", ["surgery.spinal": ["valueBoolean": false]]).with(["status": .string(status)]))
    #expect(try chart.state("surgery.spinal") == (counts ? .no : .absent(.notAsked)))
  }

  @Test(arguments: ["active", "recurrence", "relapse"], [nil, "confirmed"] as [String?])
  func `an active Condition that is confirmed, or does not say, makes a flag true`(
    clinical: String, verified: String?
  ) throws {
    let chart = Chart(condition("c", code("192970008", snomed), clinical: clinical, verified: verified))
    #expect(try chart.state("red_flags.cauda_equina") == .yes)
  }

  @Test(arguments: ["provisional", "differential", "unconfirmed"])
  func `a Condition that is not confirmed raises the question, and answers nothing`(verified: String) throws {
    let chart = Chart(condition("c", code("192970008", snomed), verified: verified))
    #expect(try chart.state("red_flags.cauda_equina") == .absent(.notAsked))
    #expect(try chart.intake().report.cautions.map(\.fact) == ["red_flags.cauda_equina"])
    #expect(try chart.reason("c")?.contains("ask") == true)
  }

  @Test(arguments: ["completed", "in-progress"])
  func `a Procedure that was done means surgery`(status: String) throws {
    let chart = Chart(procedure("r", "387731002", status: status, on: "2024-06-03"))
    #expect(try chart.state("surgery.spinal") == .yes)
    #expect(try chart.state("surgery.procedure") == .code("laminectomy"))
    #expect(try chart.state("surgery.weeks_since") == .number(128))
  }

  @Test(arguments: [
    (observation("o", "44261-6", 12).with(["subject": ["reference": "Patient/other"]]), "another patient"),
    (observation("o", "44261-6", 12).with(["subject": .null]), "whose"),
    (observation("o", "44261-6", 12).with(["modifierExtension": [["url": "http://x"]]]), "modifierExtension"),
    (observation("o", "44261-6", 12).with(["implicitRules": "http://x"]), "implicitRules"),
    (
      observation("o", "44261-6", nil).with(["valueQuantity": quantity(12).with(["comparator": "<"])]),
      "comparator"
    ),
    (observation("o", "44261-6", nil).with(["valueQuantity": quantity("12")]), "not a number"),
    (observation("o", "44261-6", nil).with(["valueString": "12"]), "another kind"),
    (observation("o", "44261-6", nil).with(["valueInteger": "12"]), "not a number"),
    (observation("o", "44261-6", 12).with(["code": ["text": "PHQ-9"]]), "only text"),
    (observation("o", "44261-6", 12).with(["code": ["coding": [["code": "44261-6"]]]]), "no system"),
    (observation("o", "44261-6", 12, on: "2026-11-21"), "after the day"),
    (observation("o", "44261-6", 12).with(["effectiveDateTime": .null]), "no date"),
    (observation("o", "44261-6", 28), "cannot be"),
    (observation("o", "44261-6", nil).with(["valueDecimal": 12.5]), "cannot be"),
    (observation("o", "44261-6", 12).with(["status": ["final"]]), "Observation.status is not a string"),
    (observation("o", "70272-0", 3), "not mapped"), (observation("o", "89204-2", 3), "not mapped"),
    (observation("o", "38214-3", 3), "not mapped"), (observation("o", "75261-8", 3), "not mapped"),
  ])
  func `what is not surely the patient's value is refused, with its reason`(
    resource: JSONValue, because: String
  ) throws {
    let chart = Chart(resource)
    #expect(try chart.intake().profile.isGiven(Chart.vocabulary.index(of: "mood.phq_9") ?? 0) == false)
    let reason = try chart.reason("o") ?? "used"
    #expect(reason.contains(because), "\(reason)")
  }

  @Test func `of a patient who has died the record says so`() throws {
    for died in [["deceasedBoolean": true], ["deceasedDateTime": "2026-11-01"]] as [JSONValue] {
      var chart = Chart(hasPatient: false)
      chart.resources = [.object((Chart.patient.objectValue ?? []) + (died.objectValue ?? []))]
      #expect(try chart.intake().hasDied)
    }
  }

  @Test func `every resource stands once in the report`() throws {
    let chart = Chart(
      observation("a", "44261-6", 12), observation("b", "44261-6", 11, on: "2026-11-01"),
      observation("c", "1-8", 1),
      condition("d", code("278860009", snomed), onset: "2025"), ["resourceType": "Organization", "id": "e"])
    let report = try chart.intake().report
    #expect(report.used.map(\.resource) == ["Condition/d", "Observation/a", "Patient/p"])
    #expect(report.ignored.map(\.resource) == ["Observation/b", "Observation/c", "Organization/e"])
    #expect(report.count == 6)
  }

  @Test func `several regions of pain contradict each other`() throws {
    let chart = Chart(
      condition("a", code("278860009", snomed), onset: "2020-01-01"),
      condition("b", code("1121000119107", snomed), onset: "2024-01-01"))
    #expect(try chart.state("pain.region") == .absent(.unknown))
    #expect(
      try chart.intake().conflicts.contains {
        $0.facts == ["pain.region"] && $0.sources == ["Condition/a", "Condition/b"]
      })
  }

  @Test(arguments: [
    ("Z98.1", "surgery.spinal"), ("M54.16", "pain.radicular_dominant"), ("S32.010A", "red_flags.fracture"),
  ])
  func `a code that answers nothing raises its question`(icdCode: String, fact: String) throws {
    let chart = Chart(condition("c", code(icdCode, icd)))
    #expect(try chart.state(fact) == .absent(.notAsked))
    #expect(try chart.intake().report.cautions.map(\.fact) == [fact])
  }
}

/// Whose a resource is, and what is no resource.
struct SubjectTests {
  private static func bundle(_ entries: [JSONValue]) -> [UInt8] {
    let bundle: JSONValue = ["resourceType": "Bundle", "type": "searchset", "entry": .array(entries)]
    return bundle.canonical
  }

  private static func read(_ entries: [JSONValue], patient: String? = nil) throws -> Intake {
    try FHIRIntake(Chart.vocabulary, asOf: Chart.asOf, zone: .utc).read(bundle(entries), patient: patient)
  }

  @Test(arguments: [
    "Patient/p", "Patient/p/_history/3", "https://a.example/fhir/Patient/p", "urn:uuid:11",
    "Patient?identifier=urn:x|N-7",
  ])
  func `a reference names the patient by id, version, URL, UUID or identifier`(reference: String) throws {
    let url: JSONValue = reference.hasPrefix("urn") ? "urn:uuid:11" : "https://a.example/fhir/Patient/p"
    let patient = Chart.patient.with(["identifier": [["system": "urn:x", "value": "N-7"]]])
    let intake = try Self.read([
      ["fullUrl": url, "resource": patient],
      ["resource": observation("o", "44261-6", 12).with(["subject": ["reference": .string(reference)]])],
    ])
    #expect(intake.report.ignored.isEmpty, "\(intake.report.ignored)")
  }

  @Test(arguments: ["https://b.example/fhir/Patient/p", "Patient/q", "Group/p", "#p"])
  func `any other reference is another patient`(reference: String) throws {
    let intake = try Self.read([
      ["fullUrl": "https://a.example/fhir/Patient/p", "resource": Chart.patient],
      ["resource": observation("o", "44261-6", 12).with(["subject": ["reference": .string(reference)]])],
    ])
    #expect(intake.report.ignored.map(\.because) == ["it is about another patient"])
  }

  @Test func `without a Patient the references say whose it is, and two are refused`() throws {
    let one = ["resource": observation("o", "44261-6", 12)] as JSONValue
    #expect(try Self.read([one]).profile.id == "p")
    let other =
      ["resource": observation("x", "44261-6", 12).with(["subject": ["reference": "Patient/q"]])] as JSONValue
    #expect(throws: IntakeFailure.self) { try Self.read([one, other]) }
    #expect(try Self.read([one, other], patient: "q").report.used.map(\.resource) == ["Observation/x"])
  }

  @Test func `an entry that is no resource is reported beside the others`() throws {
    let intake = try Self.read([
      ["resource": Chart.patient], ["resource": ["id": "a"]], ["resource": 5], ["fullUrl": "urn:uuid:1"],
      ["resource": .null],
    ])
    #expect(intake.report.used.map(\.resource) == ["Patient/p"])
    #expect(
      intake.report.ignored.map(\.because)
        == Array(repeating: "it is no resource: it has no resourceType", count: 2))
  }

  @Test func `of several versions the one that was updated last counts, and a copy counts once`() throws {
    let first = observation("o", "44261-6", 12).with(["meta": ["lastUpdated": "2026-11-18T08:00:00Z"]])
    let second = observation("o", "44261-6", 9).with(["meta": ["lastUpdated": "2026-11-19T08:00:00Z"]])
    for versions in [[first, second], [second, first], [second, second, first]] {
      #expect(try Chart(of: versions).state("mood.phq_9") == .number(9))
      #expect(try Chart(of: versions).intake().report.count == versions.count + 1)
    }
    let unknown = Chart(of: [observation("o", "44261-6", 12), observation("o", "44261-6", 9)])
    #expect(try unknown.state("mood.phq_9") == .absent(.unknown))
    #expect(try unknown.intake().conflicts.map(\.facts) == [["mood.phq_9"]])
    let same = Chart(of: [observation("o", "44261-6", 12), observation("o", "44261-6", 12, on: "2026-11-17")])
    #expect(try same.state("mood.phq_9") == .number(12))
  }

  @Test func `somebody else's resource of the same id hides nothing`() throws {
    let own = observation("o", "44261-6", 12)
    let foreign = observation("o", "44261-6", 9).with(["subject": ["reference": "Patient/other"]])
    for both in [[own, foreign], [foreign, own]] {
      let chart = Chart(of: both)
      #expect(try chart.state("mood.phq_9") == .number(12))
      #expect(try chart.intake().report.count == 3)
    }
  }

  @Test func `a page of a search says that there is more`() throws {
    let page: JSONValue = [
      "resourceType": "Bundle", "total": 40, "link": [["relation": "next", "url": "http://x"]],
      "entry": [["resource": Chart.patient]],
    ]
    let intake = try FHIRIntake(Chart.vocabulary, asOf: Chart.asOf, zone: .utc).read(page.canonical)
    #expect(intake.report.notes.count == 2)
  }
}

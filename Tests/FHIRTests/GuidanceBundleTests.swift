import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblinePresentation
import PlumblineTestSupport
import Testing

/// Answers as Bundles: what stands where, what is named, and that nothing else is in them.
struct GuidanceBundleTests {
  private static let evaluator = Result { try Shipped.together(Shipped.folders()) }
  static let stop = #"{"id": "P1", "red_flags": {"cauda_equina": true}}"#

  private func bundle(
    _ profile: String, _ recording: Recording = .declined, rules: [PackFolder]? = nil
  ) throws -> JSONValue {
    let evaluator = try rules.map(Shipped.together) ?? Self.evaluator.get()
    return GuidanceBundle(try Shipped.decide(evaluator, profile), evaluator.guidelines, recording).value
  }

  private func example(_ name: String) throws -> JSONValue {
    try bundle(Command.contents("\(Shipped.examples)/\(name).json"))
  }

  private func resources(_ bundle: JSONValue, _ type: String? = nil) -> [JSONValue] {
    (bundle["entry"]?.arrayValue ?? []).compactMap { $0["resource"] }.filter {
      type == nil || $0["resourceType"]?.stringValue == type
    }
  }

  /// Every value in a value, with its key.
  private func all(_ value: JSONValue, _ key: String = "") -> [(key: String, value: JSONValue)] {
    let parts = (value.objectValue ?? []).flatMap { all($0.value, $0.key) }
    return [(key, value)] + parts + (value.arrayValue ?? []).flatMap { all($0, key) }
  }

  @Test(arguments: [
    ("high-fear", "data-requested", "recommend"), ("red-flag", "data-requested", "stop"),
    ("acute", "data-requested", "out-of-scope"), ("little-known", "data-required", "need-data"),
  ])
  func `a status says whether more data is needed, and the reason what was decided`(
    name: String, status: String, decision: String
  ) throws {
    let response = try #require(resources(try example(name), "GuidanceResponse").first)
    #expect(response["status"]?.stringValue == status)
    #expect(response["reasonCode"]?[0]?["coding"]?[0]?["code"]?.stringValue == decision)
    #expect(response["dataRequirement"]?.arrayValue?.isEmpty == false)
  }

  @Test func `a stop is the first entry, is to be acted on at once, and nothing is proposed beside it`()
    throws
  {
    let bundle = try bundle(Self.stop)
    let first = try #require(resources(bundle).first)
    #expect(first["resourceType"]?.stringValue == "DetectedIssue")
    #expect(first["status"]?.stringValue == "final" && first["severity"]?.stringValue == "high")
    #expect(first["detail"]?.stringValue?.contains("Send for emergency assessment") == true)
    let task = try #require(resources(bundle, "Task").first)
    #expect(task["priority"]?.stringValue == "stat")
    #expect(task["focus"]?["reference"] == bundle["entry"]?[0]?["fullUrl"])
    #expect(resources(bundle, "ServiceRequest").isEmpty)
    #expect(!bundle.canonicalText.contains("pain-education"))
  }

  @Test(arguments: [
    ("infection", "asap"), ("fracture", "urgent"), ("progressive_motor_deficit", "stat"),
  ])
  func `how soon to act keeps the order of urgencies`(flag: String, priority: String) throws {
    let bundle = try bundle(#"{"red_flags": {"\#(flag)": true}}"#)
    #expect(resources(bundle, "RequestGroup")[0]["priority"]?.stringValue == priority)
  }

  @Test(arguments: ["high-fear", "questionnaires", "work-fear-only", "red-flag", "little-known", "acute"])
  func `names resolve, an action holds actions or names a resource, and nothing is empty`(name: String) throws
  {
    let bundle = try example(name)
    let names = (bundle["entry"]?.arrayValue ?? []).compactMap { $0["fullUrl"]?.stringValue }
    #expect(Set(names).count == names.count)
    for (key, value) in all(bundle) {
      #expect(![.string(""), .array([]), .object([]), .null].contains(value), "\(key) is empty")
      if key == "reference" { #expect(names.contains(value.stringValue ?? "")) }
      if key == "action", value.arrayValue == nil {
        #expect((value["resource"] == nil) != (value["action"] == nil), "rqg-1")
      }
    }
  }

  @Test func `a pairing has its parts, its evidence and what tempers it`() throws {
    let group = try #require(resources(try example("high-fear"), "RequestGroup").first)
    let first = try #require(group["action"]?[0]?["action"]?[0])
    #expect(first["title"]?.stringValue == "Exercise with pain education")
    #expect(first["precheckBehavior"]?.stringValue == "yes")
    #expect(
      first["action"]?.arrayValue?.compactMap { $0["title"]?.stringValue } == ["exercise", "pain education"])
    let displays = (first["documentation"]?.arrayValue ?? []).compactMap { $0["display"]?.stringValue }
    #expect(
      displays.first?.hasPrefix(
        "Function, 6 to <12 months: certainty low; SMD 0.63 (0.25 to 1.00) against physiotherapy care alone")
        == true)
    #expect(displays.contains { $0.hasPrefix("It tempers this: ") })
  }

  @Test func `a profile without an id names no patient, and one with an id that id alone`() throws {
    let nameless = try bundle(#"{"red_flags": {"cauda_equina": true}}"#)
    #expect(!all(nameless).contains { $0.key == "subject" && $0.value["identifier"] != nil })
    #expect(!nameless.canonicalText.contains("Patient/"))
    let named = resources(try bundle(Self.stop))[0]["patient"]
    #expect(named == ["identifier": ["value": "P1"]])
  }

  @Test func `the same answer has the same bytes, and only its record's name may differ`() throws {
    let declined = try bundle(Self.stop)
    #expect(try bundle(Self.stop) == declined)
    let recorded = try bundle(Self.stop, .recorded("plumbline.local/x/7"))
    #expect(recorded["identifier"]?["value"]?.stringValue == "plumbline.local/x/7")
    #expect(recorded["meta"]?["tag"]?[0]?["code"]?.stringValue == "recorded")
    func without(_ value: JSONValue) -> [JSONValue] {
      resources(value).map { $0.with(["identifier": .null]) }
    }
    #expect(without(recorded) == without(declined))
    #expect(recorded["id"] == declined["id"])
    let other = try bundle(Self.stop.replacing("P1", with: "P2"))
    #expect(other["id"] != declined["id"])
  }

  @Test func `a stop that could not be recorded says so first`() throws {
    let notes = resources(try bundle(Self.stop, .failed), "GuidanceResponse")[0]["note"]
    #expect(notes?[0]?["text"]?.stringValue == "NOT RECORDED: note this answer by other means")
  }

  @Test func `what would act on a screen is escaped`() throws {
    let bundle = try bundle(#"{"id": "\u202e\u0007", "red_flags": {"cauda_equina": true}}"#)
    #expect(resources(bundle)[0]["patient"]?["identifier"]?["value"]?.stringValue == "\\u{202e}\\u{7}")
  }

  // MARK: from a record

  private func answered(_ chart: Chart) throws -> (bundle: JSONValue, intake: Intake) {
    let evaluator = try Self.evaluator.get()
    let intake = try chart.intake()
    return (
      GuidanceBundle(
        try evaluator.decide(intake.profile, asOf: Chart.asOf), evaluator.guidelines, .declined,
        intake: IntakeJSON(Chart.vocabulary).summary(intake)
      ).value, intake
    )
  }

  private static func flag(_ id: String, _ value: JSONValue) -> JSONValue {
    observation(id, "", nil, on: "2026-11-20").with([
      "code": code("red_flags.fracture", "urn:plumbline:fact"), "valueBoolean": value,
    ])
  }

  @Test func `Provenance names each resource that gave a fact, once, and the packs`() throws {
    let (bundle, intake) = try answered(
      Chart(
        Self.flag("f", true), observation("old", "44261-6", 3, on: "2020-01-01"),
        observation("n", "72514-3", 6)))
    let entities = try #require(resources(bundle, "Provenance")[0]["entity"]?.arrayValue)
    let named = entities.compactMap { $0["what"]?["reference"]?.stringValue }
    #expect(named == intake.report.used.map(\.resource))
    #expect(named == ["Observation/f", "Observation/n", "Patient/p"])
    #expect(entities.count == named.count + 4)
    #expect(
      entities[1]["what"]?["display"]?.stringValue
        == "Observation/n: pain.intensity (observation, observed 2026-11-18)")
  }

  @Test func `a stop says which resource made it true, and whose it is`() throws {
    let issue = resources(try answered(Chart(Self.flag("f", true))).bundle)[0]
    #expect(issue["evidence"]?[0]?["detail"]?[0]?["reference"]?.stringValue == "Observation/f")
    #expect(issue["patient"] == ["reference": "Patient/p"])
  }

  @Test func `a record that contradicts itself is an issue without a severity, with both resources`() throws {
    let bundle = try answered(
      Chart(observation("a", "72514-3", 6), observation("b", "72514-3", 2))
    ).bundle
    let issue = try #require(resources(bundle, "DetectedIssue").first)
    #expect(issue["severity"] == nil)
    #expect(
      issue["implicated"]?.arrayValue?.compactMap { $0["reference"]?.stringValue } == [
        "Observation/a", "Observation/b",
      ])
  }

  // MARK: asking

  @Test func `what is missing is asked for by confirmed codes, as old as it may be`() throws {
    let needs = try #require(resources(try example("red-flag"), "GuidanceResponse")[0]["dataRequirement"])
    let phq = try #require(
      needs.arrayValue?.first { $0["codeFilter"]?[0]?["code"]?[0]?["code"]?.stringValue == "mood.phq_9" })
    #expect(phq["codeFilter"]?[0]?["code"]?[1]?["code"]?.stringValue == "44261-6")
    #expect(phq["dateFilter"]?[0]?["valuePeriod"] == ["start": "2026-10-21", "end": "2026-11-20"])
    let unconfirmed = Chart.vocabulary.facts.flatMap { $0.fhir?.codes ?? [] }.filter { !$0.confirmed }
    #expect(!all(needs).contains { need in unconfirmed.contains { need.value == .string($0.code) } })
  }

  // MARK: refusals and several guidelines

  @Test func `a refusal has its stops first, those that may be true as preliminary, and all problems`() throws
  {
    let evaluator = try Self.evaluator.get()
    let reader = ProfileReader(evaluator.vocabulary, asOf: Chart.asOf)
    let text = Array(#"{"red_flags": {"cauda_equina": true, "fracture": "perhaps"}}"#.utf8)
    let refusal = evaluator.refusal(
      .profile, { reader.readings(of: text, for: $0) }, asOf: Chart.asOf,
      problems: [.init(place: "line 1", path: "red_flags.fracture", message: "must be true or false")])
    let bundle = RefusalBundle(refusal, evaluator.vocabulary, .declined).value
    #expect(
      resources(bundle).compactMap { $0["resourceType"]?.stringValue } == [
        "DetectedIssue", "DetectedIssue", "GuidanceResponse", "OperationOutcome",
      ])
    #expect(
      resources(bundle).compactMap { $0["status"]?.stringValue } == ["final", "preliminary", "failure"])
    let issue = resources(bundle, "OperationOutcome")[0]["issue"]?[0]
    #expect(issue?["diagnostics"]?.stringValue == "line 1: red_flags.fracture")
    #expect(!bundle.canonicalText.contains("perhaps"))
  }

  @Test func `while one guideline stops, what another recommends is on hold, and both are named`() throws {
    let knee = try PackFolder.find(in: "\(Shipped.examples)/guidelines/osteoarthritis")
    let patient = Command.contents("\(Shipped.examples)/guidelines/back-and-knee.json")
      .replacing(#""cauda_equina": false"#, with: #""cauda_equina": true"#)
    let bundle = try bundle(patient, rules: Shipped.folders() + knee)
    #expect(resources(bundle)[0]["resourceType"]?.stringValue == "DetectedIssue")
    let groups = resources(bundle, "RequestGroup").compactMap { $0["status"]?.stringValue }
    #expect(groups.sorted() == ["draft", "on-hold"])
    let contradiction = try #require(
      resources(bundle, "DetectedIssue").first { $0["implicated"]?.arrayValue?.count == 2 })
    #expect(contradiction["detail"]?.stringValue?.contains("Act on the stop") == true)
  }
}

import PlumblineJSON
import PlumblineTestSupport
import Testing

/// The JSON of explanations is a contract: real output is checked against the published schema.
struct ExplanationSchemaTests {
  static let examples = [
    "acute", "after-fusion-off-work", "goal-pain", "high-fear", "little-known", "questionnaires", "red-flag",
    "work-fear-only",
  ]

  private func schema() throws -> SchemaValidator {
    SchemaValidator(
      root: try JSONReader.read(Command.contents("\(Shipped.root)/Documentation/explanation.schema.json"))
        .value)
  }

  private func explain(_ file: String, _ more: [String] = [], rules: [String] = [Shipped.rules]) throws
    -> JSONValue
  {
    let result = Command.plumbline(
      ["explain", file, "--as-of", "2026-11-20", "--format", "json"] + rules.flatMap { ["--rules", $0] }
        + more)
    #expect(result.code == 0, "\(result.error)")
    #expect(result.error == "")
    let limits = JSONLimits(bytes: 1 << 23, depth: 64, stringBytes: 1 << 20, values: 2_000_000)
    let value = try JSONReader.read(result.output, limits: limits).value
    #expect(result.output == value.canonicalText + "\n")
    return value
  }

  @Test(arguments: examples)
  func `the output for each example fits the schema`(name: String) throws {
    let value = try explain(
      "\(Shipped.examples)/\(name).json",
      [
        "--why-not", "behavioural-therapy", "--why-not", "pain-education", "--as", "primary", "--why-not",
        "exercise+work-integrated-rehabilitation+pain-education", "--why-not", "exercise", "--what-if",
        "fear.tsk_17=20", "--what-if", "goal.primary=pain", "--what-if", "cognition.pcs=absent:unknown",
      ])
    #expect(try schema().problems(value) == [])
    #expect(value["why_not"]?.arrayValue?.count == 4)
  }

  @Test func `scripts, computed facts and pairings that are never shown fit it, too`() throws {
    let site = Scratch()
    ScriptedSite.write(site)
    let value = try explain(
      "\(Shipped.examples)/high-fear.json",
      [
        "--why-not", "exercise+walking", "--why-not", "exercise+swimming", "--why-not", "exercise+rowing",
        "--what-if", "fear.tsk_17=20",
      ], rules: [Shipped.rules, "\(site.path)/site"])
    #expect(try schema().problems(value) == [])
    let answers = value["why_not"]?.arrayValue?.compactMap { $0["answer"]?.stringValue }
    #expect(answers == ["ways", "never", "not-worked-out"])
  }

  @Test func `numbers that were converted fit it, too`() throws {
    let scratch = Scratch()
    scratch.write("p.txt", "patient.age = 62\nbp.systolic = 25 kPa\n")
    let value = try explain(
      "\(scratch.path)/p.txt", rules: ["\(Shipped.examples)/guidelines/hypertension"])
    #expect(try schema().problems(value) == [])
    #expect(value.canonicalText.contains(#""given_as":"25 kPa × 7.500616""#))
  }

  @Test func `the validator finds an extra member, a missing one, and a wrong word`() throws {
    let schema = try schema()
    let value = try explain("\(Shipped.examples)/high-fear.json")
    let members = try #require(value.objectValue)
    #expect(schema.problems(value) == [])
    #expect(!schema.problems(.object(members + [JSONMember("extra", 1)])).isEmpty)
    #expect(!schema.problems(.object(members.filter { $0.key != "why" })).isEmpty)
    let wrong = members.map { $0.key == "kind" ? JSONMember("kind", "decision") : $0 }
    #expect(!schema.problems(.object(wrong)).isEmpty)
  }
}

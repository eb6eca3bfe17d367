import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineSchema
import PlumblineTestSupport
import Testing

/// What commands print fits the schemas, and nothing else does.
@Suite(.enabled(if: Validation.python != nil, "needs Python with the package jsonschema"))
struct OutputSchemaTests {
  private static let examples = [
    "acute", "after-fusion-off-work", "goal-pain", "high-fear", "little-known", "questionnaires", "red-flag",
    "work-fear-only",
  ]
  private static let several = [
    "--rules", Shipped.rules, "--rules", "\(Shipped.examples)/guidelines/hypertension", "--rules",
    "\(Shipped.examples)/guidelines/osteoarthritis",
  ]
  private static let day = ["--as-of", "2026-11-20"]

  private static func example(_ name: String) -> String { "\(Shipped.examples)/\(name).json" }

  /// Returns the lines that a command prints.
  private func printed(_ arguments: [String], input: String = "", code: Int32 = 0) -> [String] {
    let result = Command.plumbline(arguments, input: input)
    #expect(result.code == code, "\(arguments): \(result.error)")
    return result.output.split(separator: "\n").map(String.init)
  }

  private func expectValid(_ name: SchemaName, _ texts: [String], rules: [String]) throws {
    let written = printed(["schema", name.rawValue] + rules)
    let schema = try JSONReader.read(
      written.joined(), limits: JSONLimits(bytes: 1 << 22, depth: 64, stringBytes: 1 << 16, values: 200_000)
    ).value
    #expect(!texts.isEmpty)
    let verdicts = try Validation(schema).verdicts(texts)
    #expect(verdicts == texts.map { _ in "valid" })
    // One member more, in the first text, is found.
    let more = texts[0].dropLast() + ",\"zz\":1}"
    #expect(try Validation(schema).verdicts([String(more)]) != ["valid"])
  }

  @Test func `every example is a profile, and its answer a decision`() throws {
    let rules = ["--rules", Shipped.rules]
    let profiles = Self.examples.map { Command.contents(Self.example($0)).replacing("\n", with: "") }
    try expectValid(.profile, profiles, rules: rules)
    let decisions = Self.examples.flatMap {
      printed(["recommend", Self.example($0), "--format", "json", "--no-record"] + Self.day + rules)
    }
    let refused = printed(
      ["recommend", "-", "--format", "json", "--no-record"] + Self.day + rules,
      input: #"{"patient": {"age": "47"}, "red_flags": {"fracture": true}}"#, code: 21)
    try expectValid(.decision, decisions + refused, rules: rules)
  }

  @Test func `the answers of several guidelines fit`() throws {
    let names = [
      "guidelines/back-and-knee", "guidelines/hypertension", "guidelines/osteoarthritis", "high-fear",
    ]
    let decisions = names.flatMap {
      printed(["recommend", Self.example($0), "--format", "json", "--no-record"] + Self.day + Self.several)
    }
    try expectValid(.decision, decisions, rules: Self.several)
    let explained = names.flatMap {
      printed(["explain", Self.example($0), "--format", "json"] + Self.day + Self.several)
    }
    try expectValid(.explanation, explained, rules: Self.several)
    let lines = names.map { Command.contents(Self.example($0)).replacing("\n", with: "") + "\n" }.joined()
    let rows = printed(["cohort", "-", "--trace"] + Self.day + Self.several, input: lines)
    try expectValid(.cohortRow, rows, rules: Self.several)
  }

  @Test func `explanations fit, whatever is asked, with scripts and computed facts, too`() throws {
    let rules = ["--rules", Shipped.rules]
    let asked = [
      "--why-not", "behavioural-therapy", "--why-not", "pain-education", "--as", "primary", "--why-not",
      "exercise+work-integrated-rehabilitation+pain-education", "--why-not", "exercise", "--what-if",
      "fear.tsk_17=20", "--what-if", "goal.primary=pain", "--what-if", "cognition.pcs=absent:unknown",
    ]
    let explained = Self.examples.flatMap {
      printed(["explain", Self.example($0), "--format", "json"] + Self.day + rules + asked)
    }
    try expectValid(.explanation, explained, rules: rules)
    let site = Scratch()
    ScriptedSite.write(site)
    let own = rules + ["--rules", "\(site.path)/site"]
    let scripted = printed(
      ["explain", Self.example("high-fear"), "--format", "json"] + Self.day + own + [
        "--why-not", "exercise+walking", "--why-not", "exercise+swimming", "--why-not", "exercise+rowing",
        "--what-if", "fear.tsk_17=20",
      ])
    try expectValid(.explanation, scripted, rules: own)
  }

  @Test func `rows and refused lines of a cohort fit`() throws {
    let rules = ["--rules", Shipped.rules]
    let lines = Self.examples.map { Command.contents(Self.example($0)).replacing("\n", with: "") + "\n" }
    let rows = printed(
      ["cohort", "-", "--trace", "--rejects", "-"] + Self.day + rules,
      input: lines.joined() + #"{"patient": {"age": "47"}, "red_flags": {"fracture": true}}"# + "\n", code: 65
    )
    #expect(rows.count == Self.examples.count + 1)
    try expectValid(.cohortRow, rows, rules: rules)
  }

  @Test func `the row of a record names what the record contradicts itself about and asks, and fits`() throws
  {
    let rules = ["--rules", Shipped.rules]
    func bundle(_ answers: (id: String, on: String?, item9: Int, total: Int?)...) -> String {
      let responses = answers.map { one in
        let date = one.on.map { #""authored":"\#($0)","# } ?? ""
        let items = [("mood.phq_9_item_9", one.item9 as Int?), ("mood.phq_9", one.total)].compactMap {
          name, value in
          value.map { #"{"linkId":"\#(name)","answer":[{"valueInteger":\#($0)}]}"# }
        }
        return
          #"{"resource":{"resourceType":"QuestionnaireResponse","id":"\#(one.id)","status":"completed","subject":{"reference":"Patient/p"},"#
          + #"\#(date)"questionnaire":"urn:plumbline:facts","item":[\#(items.joined(separator: ","))]}}"#
      }
      return
        #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p"}},"#
        + responses.joined(separator: ",") + "]}\n"
    }
    let lines = [
      bundle(("a", nil, 2, nil)), bundle(("a", "2026-11-20", 0, nil)),
      bundle(("a", "2026-11-20", 0, 4), ("b", "2026-11-20", 0, 7)),
    ]
    let result = Command.plumbline(["cohort", "-"] + Self.day + rules, input: lines.joined())
    #expect(result.error.contains("2 records contradict themselves or raise questions"), "\(result.error)")
    let rows = result.output.split(separator: "\n").map(String.init)
    try expectValid(.cohortRow, rows, rules: rules)
    let raised = try rows.map { try JSONReader.read($0).value["raised"]?.canonicalText ?? "none" }
    #expect(
      raised == [
        #"{"contradicted":[],"questions":["mood.phq_9_item_9"]}"#, "none",
        #"{"contradicted":["mood.phq_9"],"questions":[]}"#,
      ])
    // What stands in no row is not in the way of the same answer for another patient.
    let again = Command.plumbline(["cohort", "-"] + Self.day + rules, input: lines[1] + lines[0] + lines[1])
    #expect(again.output.split(separator: "\n").map { $0.contains("raised") } == [false, true, false])
  }

  @Test func `what authors get fits`() throws {
    let rules = ["--rules", Shipped.rules]
    try expectValid(.check, printed(["check", "--format", "json"] + Self.day + rules), rules: rules)
    let copy = Scratch()
    _ = Command.run("/bin/cp", ["-r", Shipped.rules, "\(copy.path)/Rules"])
    let changed = "\(copy.path)/Rules"
    _ = Command.run(
      "/bin/sed", ["-i", "s/above(37)/above(38)/", "\(changed)/psychological-pairing/rules.lua"])
    let tested = printed(["test", "--format", "json", "--coverage"] + Self.day + rules)
    let failed = printed(["test", changed, "--format", "json"] + Self.day + rules, code: 1)
    try expectValid(.test, tested + failed, rules: rules)
    let differences = printed(["diff", Shipped.rules, changed, "--format", "json"] + Self.day)
    try expectValid(.diff, differences, rules: rules)
  }

  @Test func `what auditors get fits`() throws {
    let rules = ["--rules", Shipped.rules]
    let scratch = Scratch()
    let ledger = ["--ledger", "\(scratch.path)/ledger.sqlite"]
    for name in Self.examples { _ = printed(["recommend", Self.example(name)] + Self.day + rules + ledger) }
    let statistics = printed(["audit", "stats", "--format", "json"] + ledger).joined()
    try expectValid(.stats, [statistics], rules: rules)
    let plain = printed(["audit", "export", "--format", "ndjson"] + ledger)
    let full = printed(["audit", "export", "--format", "ndjson", "--with-payload"] + ledger)
    let chosen = printed(["audit", "export", "--format", "ndjson", "--columns", "as_of,missing"] + ledger)
    try expectValid(.export, plain + full + chosen, rules: rules)
  }

  @Test func `a schema names the packs that it is of`() throws {
    let shipped = try GuidelineLoader.guidelines(Shipped.folders())
    for name in SchemaName.allCases {
      let schema = name.schema(for: shipped)
      #expect(
        schema["$id"]
          == .string("urn:plumbline:schema:\(name.rawValue):\(Version.ofEngine):\(shipped.digest)"))
      #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    }
  }
}

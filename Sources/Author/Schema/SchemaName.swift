public import PlumblineGuideline
public import PlumblineJSON

/// A schema that can be written: of the input, or of what a command prints as JSON.
public enum SchemaName: String, Sendable, CaseIterable {
  case profile, decision, explanation
  case cohortRow = "cohort-row"
  case check, test, diff, stats, export

  /// What the schema describes, in a line.
  public var subject: String {
    switch self {
    case .profile:
      "A patient's profile in JSON, as every command reads it. Documentation/Profile.md says what it means."
    case .decision:
      "What `plumbline recommend --format json` prints: an answer, or a refusal. Documentation/Decision.md says what it means."
    case .explanation:
      "What `plumbline explain --format json` prints. Documentation/Explaining.md says what it means."
    case .cohortRow:
      "One line of `plumbline cohort`: a row, or with --rejects a line that was refused. Documentation/Cohort.md says what it means."
    case .check: "What `plumbline check --format json` prints. Documentation/Checking.md says what it means."
    case .test: "What `plumbline test --format json` prints. Documentation/Testing.md says what it means."
    case .diff: "What `plumbline diff --format json` prints. Documentation/Comparing.md says what it means."
    case .stats:
      "What `plumbline audit stats --format json` prints. Documentation/Ledger.md says what it means."
    case .export:
      "One line of `plumbline audit export --format ndjson`. Documentation/Ledger.md says what it means."
    }
  }

  private var title: String {
    switch self {
    case .profile: "Profile"
    case .decision: "Decision"
    case .explanation: "Explanation"
    case .cohortRow: "Cohort row"
    case .check: "Findings"
    case .test: "Test results"
    case .diff: "Difference"
    case .stats: "Statistics"
    case .export: "Exported record"
    }
  }

  /// Returns the schema for the packs in force, in JSON Schema (2020-12).
  ///
  /// Its `$id` names the engine and the digest of the packs: other packs have other facts, and other schemas.
  public func schema(for guidelines: Guidelines) -> JSONValue {
    let names = KnownWords(guidelines)
    let (shape, definitions): (Shape, [(String, Shape)]) =
      switch self {
      case .profile: ProfileSchema(guidelines.vocabulary).parts
      case .decision: (DecisionShapes.printed(names), DecisionShapes.definitions(names))
      case .explanation: (ExplanationShapes.printed(names), ExplanationShapes.definitions(names))
      case .cohortRow: (RowShapes.line(names), RowShapes.definitions(names))
      case .check: (CheckShapes.printed, CheckShapes.definitions)
      case .test: (TestShapes.printed, TestShapes.definitions)
      case .diff: (DiffShapes.printed, DiffShapes.definitions)
      case .stats: (RecordShapes.statistics, RecordShapes.definitions)
      case .export: (RecordShapes.exported, [])
      }
    var members: [JSONMember] = [
      JSONMember("$schema", "https://json-schema.org/draft/2020-12/schema"),
      JSONMember("$id", .string("urn:plumbline:schema:\(rawValue):\(Version.ofEngine):\(guidelines.digest)")),
      JSONMember("title", .string(title)), JSONMember("description", .string(subject)),
    ]
    members += shape.members
    if !definitions.isEmpty {
      members.append(JSONMember("$defs", .object(definitions.map { JSONMember($0.0, $0.1.json) })))
    }
    return .object(members)
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
public import PlumblineJSON

/// The counts of a cohort's rows; the summaries of its parts add up to that of the whole.
public struct CohortSummary: Sendable, Hashable {
  /// `sha256:…` of the guideline.
  public private(set) var guideline: String
  public private(set) var rows = 0
  public private(set) var rejected = 0
  public private(set) var selected = 0
  /// Counts by kind, then by name.
  public private(set) var counts: [Count: [String: Int]] = [:]

  public enum Count: String, Sendable, CaseIterable {
    case decisions
    /// Primary pairings.
    case primary
    case alternatives
    /// The certainties of claims of primary pairings.
    case certainty
    case rules
    case alerts
    case gates
    /// Absent facts that keep a gate or rule undecided.
    case needs
    case conflicts
  }

  /// A summary cannot be read, or cannot be added.
  public struct Problem: Error, CustomStringConvertible {
    public let description: String
  }

  init(_ tally: CohortTally, _ compiled: CompiledGuideline) {
    guideline = compiled.guideline.digest
    (rows, rejected, selected) = (tally.rows, tally.rejected, tally.selected)
    let names = GuidelineNames(compiled)
    func named(_ counts: [Int], _ names: [String]) -> [String: Int] {
      Dictionary(zip(names, counts).filter { $0.1 > 0 }, uniquingKeysWith: +)
    }
    counts = [
      .decisions: Dictionary(uniqueKeysWithValues: tally.decisions.map { ($0.key.rawValue, $0.value) }),
      .primary: Dictionary(uniqueKeysWithValues: tally.primary.map { ($0.key.description, $0.value) }),
      .alternatives: Dictionary(
        uniqueKeysWithValues: tally.alternatives.map { ($0.key.description, $0.value) }),
      .certainty: Dictionary(uniqueKeysWithValues: tally.certainties.map { ($0.key.rawValue, $0.value) }),
      .rules: named(tally.rules, names.rules), .alerts: named(tally.alerts, names.gates),
      .gates: named(tally.gates, names.gates), .needs: named(tally.needs, names.facts),
      .conflicts: tally.conflicts,
    ]
  }

  /// The counts of several guidelines' rows for the same lines: each name after its guideline's, `osteoarthritis: recommend`.
  init(of summaries: [(guideline: String, counts: CohortSummary)]) {
    // Two installations are the same if all of their guidelines are.
    guideline = summaries.map(\.counts.guideline).joined(separator: " ")
    rows = summaries.map(\.counts.rows).max() ?? 0
    rejected = summaries.map(\.counts.rejected).max() ?? 0
    selected = summaries.reduce(0) { $0 + $1.counts.selected }
    counts = Dictionary(uniqueKeysWithValues: Count.allCases.map { ($0, [:]) })
    for (name, summary) in summaries {
      for (count, named) in summary.counts {
        for (key, value) in named { counts[count, default: [:]]["\(name): \(key)"] = value }
      }
    }
  }

  /// The greatest count: larger ones are refused, so that no sum overflows.
  private static let most = 1 << 40

  /// Adds another summary.
  ///
  /// - Throws: ``Problem`` if the other is for another guideline.
  public mutating func add(_ other: CohortSummary) throws(Problem) {
    guard other.guideline == guideline else {
      throw Problem(
        description:
          "it is for another guideline (\(other.guideline)); counts of two guidelines cannot be added")
    }
    let all = [self, other].flatMap { one in
      [one.rows, one.rejected, one.selected] + one.counts.values.flatMap(\.values)
    }
    guard all.allSatisfy({ $0 <= Self.most / 2 }) else {
      throw Problem(description: "its counts are larger than those of any cohort")
    }
    rows += other.rows
    rejected += other.rejected
    selected += other.selected
    for (count, names) in other.counts { counts[count, default: [:]].merge(names, uniquingKeysWith: +) }
  }

  // MARK: JSON

  /// The limits for a file with a summary.
  public static let limits = JSONLimits(bytes: 1 << 26, depth: 8, stringBytes: 1 << 16, values: 2_000_000)

  /// Reads the text of a summary.
  public init(parsing bytes: [UInt8]) throws(Problem) {
    guard let node = try? JSONReader.read(bytes, limits: Self.limits) else {
      throw Problem(description: "it is not the summary of a cohort")
    }
    try self.init(node)
  }

  public var json: JSONValue {
    let members = Count.allCases.map { count in
      JSONMember(
        count.rawValue,
        .object(
          (counts[count] ?? [:]).sorted { $0.key < $1.key }.map { JSONMember($0.key, .number($0.value)) }))
    }
    return .object(
      members + [
        JSONMember("guideline", .string(guideline)), JSONMember("rejected", .number(rejected)),
        JSONMember("rows", .number(rows)), JSONMember("schema", 1), JSONMember("selected", .number(selected)),
      ])
  }

  /// Reads the output of ``json``.
  public init(_ node: JSONNode) throws(Problem) {
    func whole(_ node: JSONNode?) -> Int? {
      node?.numberValue?.intValue.flatMap { (0...Self.most).contains($0) ? $0 : nil }
    }
    guard whole(node["schema"]) == 1, let guideline = node["guideline"]?.stringValue,
      let rows = whole(node["rows"]), let rejected = whole(node["rejected"]),
      let selected = whole(node["selected"])
    else { throw Problem(description: "it is not the summary of a cohort") }
    (self.guideline, self.rows, self.rejected, self.selected) = (guideline, rows, rejected, selected)
    for count in Count.allCases {
      counts[count] = [:]
      for member in node[count.rawValue]?.objectValue ?? [] {
        guard let number = whole(member.node) else {
          throw Problem(description: "its \(count.rawValue) contain something that is not a count")
        }
        counts[count, default: [:]][member.key] = number
      }
    }
  }
}

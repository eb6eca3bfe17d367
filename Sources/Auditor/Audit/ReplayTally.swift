/// The results of replaying many records: counts, and the first few that differ. Its size does not grow with the ledger.
public struct ReplayTally: Sendable {
  public private(set) var identical = 0
  public private(set) var identicalButEngine = 0
  public private(set) var different = 0
  public private(set) var erased = 0
  /// The records that differ from their leaves, so that they could not be replayed.
  public private(set) var damaged = 0
  /// The number of failures among the identical ones.
  public private(set) var failures = 0
  /// Overrides, outcomes, erasures, recoveries and imports, which no guideline decided.
  public private(set) var others = 0
  /// The first records that differ.
  public private(set) var firstDifferent: [Int] = []
  public static let most = 20

  /// The results for the answers of each engine.
  private var engines: [String: ByEngine] = [:]
  /// For each rule, the number of records in which it came out differently.
  private var rules: [String: Int] = [:]
  /// For each member of the decision, or other reason, the number of records that differ in it.
  private var reasons: [String: Int] = [:]

  /// The results for the answers of one engine.
  public struct ByEngine: Sendable, Hashable {
    public var same = 0
    public var different = 0
    /// The members that differ, or other reasons.
    public var members: Set<String> = []
  }

  public init() {}

  public var replayed: Int { identical + identicalButEngine + different }

  /// - Parameter name: the engine that gave the recorded answer.
  public mutating func add(_ finding: Replay.Finding, at index: Int, by name: String) {
    let engine = engines[name] == nil && engines.count >= Self.most ? "others" : name
    switch finding {
    case .identical(let failure):
      identical += 1
      if failure { failures += 1 }
      engines[engine, default: ByEngine()].same += 1
    case .identicalButEngine:
      identicalButEngine += 1
      engines[engine, default: ByEngine()].same += 1
    case .erased: erased += 1
    case .notAnAnswer: others += 1
    case .different(let difference):
      different += 1
      engines[engine, default: ByEngine()].different += 1
      engines[engine, default: ByEngine()].members.formUnion(difference.headings)
      if firstDifferent.count < Self.most { firstDifferent.append(index) }
      for rule in Set(difference.rules.map(\.id)) { rules[rule, default: 0] += 1 }
      for reason in difference.headings { reasons[reason, default: 0] += 1 }
    }
  }

  /// Adds a record that differs from its leaf.
  public mutating func addDamaged() { damaged += 1 }

  /// The results by the name of the engine.
  public var byEngine: [(name: String, found: ByEngine)] {
    engines.map { (name: $0.key, found: $0.value) }.sorted { $0.name < $1.name }
  }
  public var byRule: [(name: String, count: Int)] { mostFirst(rules) }
  public var byReason: [(name: String, count: Int)] { mostFirst(reasons) }
}

/// Sorts counts, the greatest first, then by name.
func mostFirst(_ counts: [String: Int]) -> [(name: String, count: Int)] {
  counts.map { (name: $0.key, count: $0.value) }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
}

extension Replay.Difference {
  /// The headings under which the difference is counted.
  var headings: [String] {
    switch reason {
    case .decision: members
    case .digest: ["(the digest is not the decision's own)"]
    case .outcome: ["(a decision or failure came out as something else)"]
    case .profile: ["(the profile no longer reads)"]
    case .packs: ["(the recorded packs no longer load)"]
    }
  }
}

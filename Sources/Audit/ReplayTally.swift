/// What replaying many records found: counts, and the first few that differ. Its size does not grow with the ledger.
public struct ReplayTally: Sendable {
  public private(set) var identical = 0
  public private(set) var identicalButEngine = 0
  public private(set) var different = 0
  public private(set) var erased = 0
  /// How many of the identical ones are failures.
  public private(set) var failures = 0
  /// Overrides, erasures, recoveries and imports: nothing that was decided by a guideline.
  public private(set) var others = 0
  /// The first records that differ.
  public private(set) var firstDifferent: [Int] = []
  public static let most = 20

  /// How many records each rule came out differently in.
  private var rules: [String: Int] = [:]
  /// How many records each member of the decision differs in, or another reason.
  private var reasons: [String: Int] = [:]

  public init() {}

  public var replayed: Int { identical + identicalButEngine + different }

  public mutating func add(_ finding: Replay.Finding, at index: Int) {
    switch finding {
    case .identical(let failure):
      identical += 1
      if failure { failures += 1 }
    case .identicalButEngine: identicalButEngine += 1
    case .erased: erased += 1
    case .notAnAnswer: others += 1
    case .different(let difference):
      different += 1
      if firstDifferent.count < Self.most { firstDifferent.append(index) }
      for rule in Set(difference.rules.map(\.id)) { rules[rule, default: 0] += 1 }
      for reason in difference.headings { reasons[reason, default: 0] += 1 }
    }
  }

  public var byRule: [(name: String, count: Int)] { mostFirst(rules) }
  public var byReason: [(name: String, count: Int)] { mostFirst(reasons) }
}

/// Counts in order, the greatest first, then by name.
func mostFirst(_ counts: [String: Int]) -> [(name: String, count: Int)] {
  counts.map { (name: $0.key, count: $0.value) }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
}

extension Replay.Difference {
  /// Under what it is counted.
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

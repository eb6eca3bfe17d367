public import PlumblineLedger

/// Statistics over the columns of many records: what was answered, fired, missing and overridden.
public struct RecordStatistics: Sendable, Hashable {
  /// The statistics of one rule, stop or gate.
  public struct Rule: Sendable, Hashable {
    /// The decisions in which it was true.
    public var fired = 0
    /// The overridden decisions among them.
    public var overridden = 0
    /// The decisions in which it could not be decided.
    public var undecided = 0
    /// The missing facts, with the number of decisions in which each was missing.
    public var wanting: [String: Int] = [:]

    public init(fired: Int = 0, overridden: Int = 0, undecided: Int = 0, wanting: [String: Int] = [:]) {
      self.fired = fired
      self.overridden = overridden
      self.undecided = undecided
      self.wanting = wanting
    }
  }

  /// The number of decisions counted.
  public private(set) var decisions = 0
  /// The number of matching decisions whose payload was erased.
  public private(set) var erased = 0
  /// The number of overridden decisions; each counts once, however many overrides name it.
  public private(set) var overridden = 0
  public private(set) var byDecision: [String: Int] = [:]
  public private(set) var byPairing: [String: Int] = [:]
  /// Decisions by the certainties of their primary pairing's claims: one decision can count for several.
  public private(set) var byCertainty: [String: Int] = [:]
  /// The overrides of the counted decisions, by coded reason.
  public private(set) var byReason: [String: Int] = [:]
  /// The outcomes of the counted decisions, by code; one decision can have several.
  public private(set) var byOutcome: [String: Int] = [:]
  /// By id; a rule that was neither true nor undecided in any of the decisions is left out.
  public private(set) var rules: [String: Rule] = [:]

  public init() {}

  /// Counts the decisions that match a filter. Their overrides and outcomes count regardless of who reported them, and when.
  ///
  /// Memory grows with the overrides, the outcomes and the rules, not with the decisions.
  public init(of ledger: Ledger, _ filter: RecordFilter = RecordFilter()) throws {
    var reasons: [Int: [String]] = [:]
    var outcomes: [Int: [String]] = [:]
    try ledger.eachSummary { record in
      guard record.kind.isAboutAnswer, !record.isErased, let about = record.about else { return }
      if let outcome = record.outcome {
        outcomes[about, default: []].append(outcome)
      } else {
        reasons[about, default: []].append(record.reason ?? "")
      }
    }
    try ledger.eachSummary { record in
      guard record.kind == .decision, filter.matches(record) else { return }
      count(record, overrides: reasons[record.index] ?? [], outcomes: outcomes[record.index] ?? [])
    }
  }

  /// Counts one decision, with the reasons of the overrides and the codes of the outcomes that name it.
  mutating func count(_ record: RecordSummary, overrides: [String], outcomes: [String] = []) {
    guard !record.isErased else {
      erased += 1
      return
    }
    decisions += 1
    if !overrides.isEmpty { overridden += 1 }
    for reason in overrides { byReason[reason, default: 0] += 1 }
    for outcome in outcomes { byOutcome[outcome, default: 0] += 1 }
    if let decision = record.decision { byDecision[decision, default: 0] += 1 }
    for pairing in Set(record.pairings) { byPairing[pairing, default: 0] += 1 }
    for certainty in Set(record.certainties) { byCertainty[certainty, default: 0] += 1 }
    for rule in Set(record.fired) {
      rules[rule, default: Rule()].fired += 1
      if !overrides.isEmpty { rules[rule, default: Rule()].overridden += 1 }
    }
    for (rule, facts) in record.undecided {
      rules[rule, default: Rule()].undecided += 1
      for fact in Set(facts) { rules[rule, default: Rule()].wanting[fact, default: 0] += 1 }
    }
  }
}

extension [String: Int] {
  /// Sorted by frequency, the most frequent first, then by name.
  public var byFrequency: [(name: String, count: Int)] {
    sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }
}

extension [String: RecordStatistics.Rule] {
  /// Sorted by how often they were true, then by how often they were undecided, then by name.
  public var byFrequency: [(id: String, rule: RecordStatistics.Rule)] {
    sorted {
      ($1.value.fired, $1.value.undecided, $0.key) < ($0.value.fired, $0.value.undecided, $1.key)
    }.map { ($0.key, $0.value) }
  }
}

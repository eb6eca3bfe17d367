public import PlumblineEngine
public import PlumblineJSON
public import PlumblineLedger

/// Which answers change if another guideline is put in force, and why: recorded history decided again.
///
/// Each recorded decision is compared with the one that the guideline gives for the same profile and day, by the signature:
/// disposition, alerts, and pairings with role, strength, direction and the certainty of each claim. If the signature is the same
/// and anything else differs, the change is one of words only. That is literal: the whole decision is made again, including what
/// is missing, and compared to the byte; an answer that is not reported is the same in every word and question. Left out are
/// `guideline` and `engine`, which name what decided and always differ. If only comparisons in the trace differ (a cut-off moved,
/// and every rule came out as before), the answer is unchanged, and counted separately.
///
/// It keeps only counters; its size does not grow with the ledger.
public struct Impact: Sendable {
  /// An answer that changes.
  public struct Change: Sendable {
    public var index: Int
    /// The pseudonym; nil if the profile had no id.
    public var patient: String?
    /// The changed parts, before and after; never empty.
    public var shifts: [AnswerShift]
    /// The reason: what came out differently.
    public var rules: [TruthChange] = []
    /// The reason: evidence on which both answers rest, with different certainties.
    public var evidence: [AnswerShift] = []
    /// The first paths that differ, without values, if only words changed.
    public var paths: [String] = []
    /// The number of further paths that differ.
    public var morePaths = 0

    public var classes: [AnswerClass] {
      let kinds = Set(shifts.map(\.kind))
      return AnswerClass.allCases.filter(kinds.contains)
    }
  }

  private let evaluator: JointEvaluator
  private var classes: [AnswerClass: Int] = [:]
  private var rules: [String: Int] = [:]

  public private(set) var answers = 0
  public private(set) var changed = 0
  public private(set) var erased = 0
  /// Overrides, erasures, recoveries and imports.
  public private(set) var others = 0
  /// Answers for which the guideline gave a decision.
  public private(set) var decided = 0
  /// Answers that another engine gave: their changes may come from it as well.
  public private(set) var byOtherEngines = 0
  /// Unchanged answers that rest on other comparisons with the same result.
  public private(set) var otherTrace = 0

  public init(_ evaluator: JointEvaluator) { self.evaluator = evaluator }

  public var unchanged: Int { answers - changed }

  /// The number of records in each class; one record may be in several.
  public var byClass: [(name: AnswerClass, count: Int)] {
    AnswerClass.allCases.compactMap { kind in classes[kind].map { (name: kind, count: $0) } }
  }

  /// For each rule, the number of changed records in which it came out differently.
  public var byRule: [(name: String, count: Int)] { mostFirst(rules) }

  /// Counts a record; returns its change, if it changes.
  public mutating func take(_ record: ReadRecord) -> Change? {
    guard record.leaf.kind == .decision || record.leaf.kind == .failure else {
      others += 1
      return nil
    }
    guard let value = record.payload else {
      erased += 1
      return nil
    }
    return take(value, at: record.index, by: record.leaf.engine)
  }

  /// Counts the payload of an answer's record; returns its change, if it changes.
  ///
  /// - Parameter engine: the engine that decided: `plumbline 0.2.0`.
  public mutating func take(_ payload: JSONValue, at index: Int, by engine: String) -> Change? {
    answers += 1
    if engine != Evaluator.version { byOtherEngines += 1 }
    guard let change = change(payload, index) else { return nil }
    changed += 1
    for kind in change.classes { classes[kind, default: 0] += 1 }
    for rule in Set(change.rules.map(\.id)) { rules[rule, default: 0] += 1 }
    return change
  }

  private mutating func change(_ value: JSONValue, _ index: Int) -> Change? {
    guard let payload = DecisionPayload(value) else {
      return Change(index: index, patient: nil, shifts: [Self.unreadable])
    }
    let now = Redecision(payload, by: evaluator)
    var change = Change(index: index, patient: payload.patient, shifts: [])
    func one(_ kind: AnswerClass) -> Change {
      change.shifts = [
        AnswerShift(kind: kind, subject: nil, before: payload.outcome.redecision.words, after: now.words)
      ]
      return change
    }
    switch (payload.outcome, now) {
    case (_, .refused): return one(.refused)
    case (.decision(let then), .decision(let now)):
      decided += 1
      guard let before = RecordedAnswer(then), let after = RecordedAnswer(now) else {
        change.shifts = [Self.unreadable]
        return change
      }
      change.shifts = AnswerShift.between(before, after) + AnswerShift.conflicts(then, now)
      change.rules = TruthChange.between(then, now)
      change.evidence = AnswerShift.evidence(before, after)
      if change.shifts.isEmpty { addWords(then, now, to: &change) }
      return change.shifts.isEmpty ? nil : change
    case (.failure(let script, _, let reason), .failure(let scriptNow, _, let reasonNow))
    where script == scriptNow && reason == reasonNow:
      return nil
    case (.failure, .decision):
      decided += 1
      return one(.failure)
    default: return one(.failure)
    }
  }

  /// The members that name the guideline that decided.
  static let provenance: Set<String> = ["guideline", "engine"]

  private mutating func addWords(_ then: JSONValue, _ now: JSONValue, to change: inout Change) {
    let before = then.withoutInAnswers(Self.provenance)
    let after = now.withoutInAnswers(Self.provenance)
    let members = Replay.members(before, after)
    if members.isEmpty { return }
    if members == ["trace"], change.rules.isEmpty {
      otherTrace += 1
      return
    }
    let difference = JSONDifference(before, after, keeping: 5)
    change.shifts = [
      AnswerShift(
        kind: .words, subject: nil, before: "as recorded", after: "other \(members.joined(separator: ", "))")
    ]
    change.paths = difference.entries.map(\.path)
    change.morePaths = difference.count - difference.entries.count
  }

  private static let unreadable = AnswerShift(
    kind: .unreadable, subject: nil, before: "a decision whose signature cannot be read",
    after: "not compared")
}

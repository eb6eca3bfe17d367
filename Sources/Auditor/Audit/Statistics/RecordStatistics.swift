public import PlumblineLedger

/// Statistics over the columns of many records: what was answered, fired, missing and overridden.
public struct RecordStatistics: Sendable {
  /// How often something was true, and what followed.
  public struct Firing: Sendable, Hashable {
    public var fired: Int
    public var overridden: Int
    /// The outcomes that were reported, by code; one decision can have several.
    public var outcomes: [String: Int]

    public init(fired: Int = 0, overridden: Int = 0, outcomes: [String: Int] = [:]) {
      (self.fired, self.overridden, self.outcomes) = (fired, overridden, outcomes)
    }

    static func += (left: inout Firing, right: Firing) {
      left.fired += right.fired
      left.overridden += right.overridden
      left.outcomes.merge(right.outcomes, uniquingKeysWith: +)
    }
  }

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
    /// The same decisions by the version of the rule's pack, as far as it is kept beside the record.
    public var byVersion: [String: Firing] = [:]

    public init(
      fired: Int = 0, overridden: Int = 0, undecided: Int = 0, wanting: [String: Int] = [:],
      byVersion: [String: Firing] = [:]
    ) {
      self.fired = fired
      self.overridden = overridden
      self.undecided = undecided
      self.wanting = wanting
      self.byVersion = byVersion
    }
  }

  /// The number of decisions counted.
  public private(set) var decisions = 0
  /// The number of decisions of the time whose payload was erased.
  public private(set) var erased = 0
  /// Whether the filter asks for what an erased decision no longer says, so that nobody knows which of them belong to these.
  public private(set) var isErasedUnknown = false
  /// The number of overridden decisions; each counts once, however many overrides name it.
  public private(set) var overridden = 0
  /// The overrides of the same time that were erased: it is no longer known which decisions they were about.
  public private(set) var erasedOverrides = 0
  /// The number of decisions that a later answer replaced, because of a wrong input; each counts once.
  public private(set) var amended = 0
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
  /// The decisions by the day on which they were made, and what followed them.
  private(set) var course = DecisionCourse()
  /// The same of the decisions in which a rule, stop or gate was true, by its id.
  private(set) var courses: [String: DecisionCourse] = [:]

  /// Decisions of the same shape and period, to be counted together.
  private var shapes: [Shape: Firing] = [:]
  private struct Shape: Hashable {
    var answer: AnswerShape
    var period: String
  }
  private static let mostShapes = 4_096

  public init() {}

  /// Counts the decisions that match a filter. Their overrides, outcomes and amendments count regardless of who reported them, and when.
  ///
  /// Memory grows with the overrides, outcomes and amendments, and with the rules, not with the decisions.
  ///
  /// - Parameter clock: how a record's time is shown, which says its day.
  public init(
    of ledger: Ledger, _ filter: RecordFilter = RecordFilter(), clock: (String) -> String = { $0 }
  ) throws {
    var reasons: [Int: [String]] = [:]
    var outcomes: [Int: [String]] = [:]
    var replaced: Set<Int> = []
    let (first, end) = (filter.after?.description ?? "", filter.before?.description)
    try ledger.eachSummary(where: [.aboutAnswer]) { record in
      if record.isErased {
        let isOfTime = record.time >= first && end.map { record.time < $0 } ?? true
        if record.kind == .override, isOfTime { erasedOverrides += 1 }
      } else if let about = record.about {
        if record.kind == .amendment {
          replaced.insert(about)
        } else if let outcome = record.outcome {
          outcomes[about, default: []].append(outcome)
        } else {
          reasons[about, default: []].append(record.reason ?? "")
        }
      }
    }
    try ledger.eachShape(where: filter.criteria + [.kind(.decision)]) { index, time, shape in
      count(
        shape, day: String(clock(time).prefix(10)), overrides: reasons[index] ?? [],
        outcomes: outcomes[index] ?? [])
      if shape != nil, replaced.contains(index) { amended += 1 }
    }
    countShapes()
    let ofTime = filter.ofTimeAlone
    if filter != ofTime {
      isErasedUnknown = true
      erased = 0
      try ledger.eachShape(where: ofTime.criteria + [.kind(.decision)]) { _, _, shape in
        if shape == nil { erased += 1 }
      }
    }
  }

  /// Counts one decision, with the reasons of the overrides and the codes of the outcomes that name it.
  private mutating func count(
    _ shape: AnswerShape?, day: String, overrides: [String], outcomes: [String]
  ) {
    guard let shape else {
      erased += 1
      return
    }
    let one = Firing(
      fired: 1, overridden: overrides.isEmpty ? 0 : 1,
      outcomes: Dictionary(outcomes.map { ($0, 1) }, uniquingKeysWith: +))
    decisions += 1
    overridden += one.overridden
    for reason in overrides { byReason[reason, default: 0] += 1 }
    for outcome in outcomes { byOutcome[outcome, default: 0] += 1 }
    course.add(one, of: day)
    shapes[Shape(answer: shape, period: course.period(of: day)), default: Firing()] += one
    if shapes.count > Self.mostShapes { countShapes() }
  }

  private mutating func countShapes() {
    for (shape, some) in shapes { count(shape.answer, some, in: shape.period) }
    shapes = [:]
  }

  private mutating func count(_ shape: AnswerShape, _ some: Firing, in period: String) {
    if let decision = shape.decision { byDecision[decision, default: 0] += some.fired }
    for pairing in Set(shape.pairings) { byPairing[pairing, default: 0] += some.fired }
    for certainty in Set(shape.certainties) { byCertainty[certainty, default: 0] += some.fired }
    let versions = Dictionary(
      shape.packs.compactMap { pack in
        let parts = pack.split(separator: "@", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
      }, uniquingKeysWith: { "\($0)+\($1)" })
    for id in Set(shape.fired) {
      var rule = rules[id] ?? Rule()
      rule.fired += some.fired
      rule.overridden += some.overridden
      if let version = id.split(separator: "/").first.flatMap({ versions[String($0)] }) {
        rule.byVersion[version, default: Firing()] += some
      }
      rules[id] = rule
      courses[id, default: DecisionCourse()].add(some, of: period)
    }
    for (id, facts) in shape.undecided {
      var rule = rules[id] ?? Rule()
      rule.undecided += some.fired
      for fact in Set(facts) { rule.wanting[fact, default: 0] += some.fired }
      rules[id] = rule
    }
  }

  /// The rate of overridden decisions if all erased ones counted: the erased overrides may have been about any of them. Nil if none was
  /// erased, or if it is not known which erased decisions belong to these.
  public var overriddenWithErased: (low: Proportion, high: Proportion)? {
    guard erasedOverrides > 0, !isErasedUnknown else { return nil }
    let total = decisions + erased
    return (
      Proportion(overridden, of: total), Proportion(min(total, overridden + erasedOverrides), of: total)
    )
  }

  /// The decisions by day, or by month if there are more than 31, in order.
  public var overTime: [(period: String, firing: Firing)] { course.periods(byMonth: course.isByMonth) }
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

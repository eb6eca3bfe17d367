public import PlumblineEngine
public import PlumblineGuideline

/// A decision in the form in which two guidelines' answers are compared, read from the reference interpreter's decision.
public struct AnswerView: Sendable, Hashable {
  private var decision: String
  private var alerts: [String: String]
  private var primary: String?
  /// The role of each pairing.
  private var roles: [String: String] = [:]
  /// The strength of each pairing and role.
  private var strengths: [String: String] = [:]
  private var claims: [String: Set<String>] = [:]
  private var certainties: [String: String] = [:]
  private var conflicts: Set<String>
  private var advisedAgainst: Set<String>
  private var passedOver: Set<String>
  private var cautions: [String: String] = [:]
  private var asked: Set<String>

  /// Whether the decision is an answer: any except need-data.
  public var isAnswer: Bool { decision != Decision.Disposition.needData.rawValue }
  public var disposition: String { decision }

  /// - Parameters:
  ///   - guideline: the guideline that decided.
  ///   - names: names for its cautions that are not their own words.
  public init(_ decision: Decision, by guideline: Guideline, calling names: [String: String]) {
    self.decision = decision.disposition.rawValue
    alerts = Dictionary(decision.alerts.map { ($0.id, $0.urgency.rawValue) }) { first, _ in first }
    primary = decision.primary?.pairing.description
    conflicts = Set(decision.conflicts.map(\.id))
    advisedAgainst = Set(decision.advisedAgainst.map(\.id))
    passedOver = Set(decision.recommendations.flatMap(\.passedOver).map(\.id))
    asked = Set(decision.missing.map { guideline.vocabulary[$0.fact].sharedName })
    let known = Set(guideline.pairings.values.flatMap(\.cautions).map(\.says))
    for recommendation in decision.recommendations {
      let name = recommendation.pairing.description
      let subject = AnswerChange.subject(name, recommendation.role.rawValue)
      roles[name] = recommendation.role.rawValue
      strengths[subject] = AnswerChange.strength(
        recommendation.strength, strongParts: recommendation.strongParts)
      claims[subject] = Set(recommendation.claims.map(\.evidence.name))
      for claim in recommendation.claims { certainties[claim.evidence.name] = claim.certainty.rawValue }
      for text in recommendation.cautions {
        if known.contains(text) {
          cautions[names[text] ?? text] = "shown"
        } else if let caution = known.first(where: { text.hasPrefix("\($0) (Not known: ") }) {
          let name = names[caution] ?? caution
          if cautions[name] == nil { cautions[name] = "not known" }
        }
      }
    }
  }

  /// Every change from this answer to another.
  public func changes(to other: AnswerView) -> Set<AnswerChange> {
    var changes: Set<AnswerChange> = []
    func report(_ kind: AnswerChange.Kind, _ before: [String: String], _ after: [String: String]) {
      for subject in Set(before.keys).union(after.keys) {
        let (old, new) = (before[subject] ?? AnswerChange.none, after[subject] ?? AnswerChange.none)
        if old != new { changes.insert(.init(kind, subject, old, new)) }
      }
    }
    func reportShared(_ kind: AnswerChange.Kind, _ before: [String: String], _ after: [String: String]) {
      for (subject, old) in before {
        if let new = after[subject], new != old { changes.insert(.init(kind, subject, old, new)) }
      }
    }
    report(.decision, ["": decision], ["": other.decision])
    report(.alert, alerts, other.alerts)
    if decision == other.decision {
      for fact in asked.subtracting(other.asked) { changes.insert(.init(.asked, fact, "asked", "not asked")) }
      for fact in other.asked.subtracting(asked) { changes.insert(.init(.asked, fact, "not asked", "asked")) }
    }
    let recommend = Decision.Disposition.recommend.rawValue
    guard decision == recommend, other.decision == recommend else { return changes }
    report(.primary, ["": primary ?? AnswerChange.none], ["": other.primary ?? AnswerChange.none])
    for name in Set(roles.keys).union(other.roles.keys) {
      let (before, after) = (roles[name] ?? AnswerChange.none, other.roles[name] ?? AnswerChange.none)
      if let change = AnswerChange.ofRole(name, before, after) { changes.insert(change) }
    }
    reportShared(.strength, strengths, other.strengths)
    for (subject, own) in claims {
      guard let its = other.claims[subject] else { continue }
      for name in own.subtracting(its) {
        changes.insert(.init(.claims, "\(subject): \(name)", "claimed", AnswerChange.none))
      }
      for name in its.subtracting(own) {
        changes.insert(.init(.claims, "\(subject): \(name)", AnswerChange.none, "claimed"))
      }
    }
    reportShared(.certainty, certainties, other.certainties)
    func shown(_ names: Set<String>) -> [String: String] {
      Dictionary(names.map { ($0, "shown") }) { first, _ in first }
    }
    report(.conflict, shown(conflicts), shown(other.conflicts))
    report(.advisedAgainst, shown(advisedAgainst), shown(other.advisedAgainst))
    report(.passedOver, shown(passedOver), shown(other.passedOver))
    report(.caution, cautions, other.cautions)
    return changes
  }
}

public import PlumblineGuideline

/// The refusal of a profile or of packs, with the stops first, which no refusal may hide.
///
/// Problems never contain a patient's values. Everything else may.
public struct Refusal: Sendable {
  /// What was refused.
  public enum Subject: String, Sendable { case profile, packs }

  /// A stop that may be true: an answer that it reads is unreadable or contradicted.
  public struct Possible: Sendable {
    public enum Reason: String, Sendable {
      /// An answer that it reads was given, but not as a value of the fact.
      case unreadable
      /// Answers that it reads contradict each other.
      case contradicted
    }

    public var id: String
    public var urgency: Gate.Urgency
    public var title: String
    public var reason: Reason
    /// The facts to ask about again.
    public var facts: [Fact.Index]
  }

  /// One problem of the input.
  public struct Problem: Sendable, Hashable {
    /// `line 3, column 14`, or `pack/file.lua:3`; nil if there is no place.
    public var place: String?
    /// `pain.duration_weeks`; empty for the whole.
    public var path: String
    public var message: String

    public init(place: String?, path: String, message: String) {
      self.place = place
      self.path = path
      self.message = message
    }
  }

  public var profile: String?
  public var asOf: Day
  public var subject: Subject
  /// The stops that are true in what could be read, most urgent first.
  public var alerts: [Decision.Alert]
  /// The stops that may be true, most urgent first.
  public var possible: [Possible]
  /// The titles of the stops that are not answered in what could be read.
  public var open: [String]
  public var problems: [Problem]

  /// Whether there is a stop to act on before the problems are fixed.
  public var isUrgent: Bool { !alerts.isEmpty || !possible.isEmpty }
}

/// The readable parts of a refused profile.
public struct Readings: Sendable {
  /// The profile without unreadable answers; each of the others takes answers as they may have been meant.
  public var plain: Profile
  public var others: [Profile]
  /// Facts that were given something other than one of their values.
  public var unreadable: Set<Fact.Index>
  /// Facts that contradict each other.
  public var contradicted: Set<Fact.Index>

  public init(
    plain: Profile, others: [Profile] = [], unreadable: Set<Fact.Index> = [],
    contradicted: Set<Fact.Index> = []
  ) {
    self.plain = plain
    self.others = others
    self.unreadable = unreadable
    self.contradicted = contradicted
  }
}

extension Evaluator {
  /// Returns a refusal with the stops that it must report first. A failing script leaves its stop open.
  public func refusal(
    _ subject: Refusal.Subject, _ readings: Readings, asOf: Day, problems: [Refusal.Problem]
  ) -> Refusal {
    var alerts: [String: Decision.Alert] = [:]
    var open: Set<String>?
    for profile in [readings.plain] + readings.others {
      guard let finding = try? stops(profile) else { continue }
      for alert in finding.alerts where alerts[alert.id] == nil { alerts[alert.id] = alert }
      let unanswered = Set(finding.open.map(\.id))
      open = open.map { $0.intersection(unanswered) } ?? unanswered
    }
    let possible = guideline.stops.filter { alerts[$0.id] == nil }.compactMap { self.possible($0, readings) }
    let named = Set(possible.map(\.id)).union(alerts.keys)
    return Refusal(
      profile: readings.plain.id, asOf: asOf, subject: subject,
      alerts: alerts.values.sorted(),
      possible: possible.sorted { ($0.urgency, $0.id) < ($1.urgency, $1.id) },
      open: guideline.stops.filter { (open?.contains($0.id) ?? true) && !named.contains($0.id) }.map(\.title),
      problems: problems)
  }

  private func possible(_ stop: Gate, _ readings: Readings) -> Refusal.Possible? {
    guard case .stop(let urgency) = stop.kind else { return nil }
    let facts = guideline.facts(settling: [stop])
    let unreadable = facts.intersection(readings.unreadable)
    let contradicted = facts.intersection(readings.contradicted)
    if unreadable.isEmpty, contradicted.isEmpty { return nil }
    return Refusal.Possible(
      id: stop.id, urgency: urgency, title: stop.title,
      reason: unreadable.isEmpty ? .contradicted : .unreadable,
      facts: (unreadable.isEmpty ? contradicted : unreadable).sorted())
  }
}

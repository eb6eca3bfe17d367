public import PlumblineGuideline

/// The refusal of a profile or of packs, with the stops first, which no refusal may hide.
///
/// Problems never contain a patient's values. Everything else may.
public struct Refusal: Sendable {
  /// What was refused.
  public enum Subject: String, Sendable, CaseIterable { case profile, packs }

  /// A stop that may be true: an answer that it reads is unreadable or contradicted.
  public struct Possible: Sendable {
    public enum Reason: String, Sendable, CaseIterable {
      /// An answer that it reads was given, but not as a value of the fact.
      case unreadable
      /// The answer sheet that holds it was given, and cannot be read as a whole.
      case sheet = "unreadable-sheet"
      /// A flag of the domain's group was answered, not with no, under a name that is not known.
      case unknownName = "unknown-name"
      /// Answers that it reads contradict each other.
      case contradicted
    }

    /// `pack/name` of the stop; for a flag under an unknown name `pack/unknown-name`.
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
  /// The open questions of stops that may pass while they are unknown; those that come first are shown with any refusal.
  public var notices: [Decision.Notice]
  public var problems: [Problem]

  /// Whether there is a stop to act on before the problems are fixed.
  public var isUrgent: Bool { !alerts.isEmpty || !possible.isEmpty }

  /// Whether there is anything to show before the problems: a stop, or a question that comes first.
  public var isShown: Bool { isUrgent || notices.contains { $0.placement == .first } }
}

/// The readable parts of a refused profile.
public struct Readings: Sendable {
  /// The profile without unreadable answers; each of the others takes answers as they may have been meant.
  public var plain: Profile
  public var others: [Profile]
  /// Facts that were given something other than one of their values.
  public var unreadable: Set<Fact.Index>
  /// Facts whose answer sheet cannot be read as a whole.
  public var sheets: Set<Fact.Index>
  /// Facts that contradict each other.
  public var contradicted: Set<Fact.Index>
  /// The groups in which something other than no was answered under a name that is not known.
  public var groupsWithUnknownNames: Set<String>

  public init(
    plain: Profile, others: [Profile] = [], unreadable: Set<Fact.Index> = [],
    sheets: Set<Fact.Index> = [], contradicted: Set<Fact.Index> = [],
    groupsWithUnknownNames: Set<String> = []
  ) {
    self.plain = plain
    self.others = others
    self.unreadable = unreadable
    self.sheets = sheets
    self.contradicted = contradicted
    self.groupsWithUnknownNames = groupsWithUnknownNames
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
    let possible =
      guideline.stops.filter { alerts[$0.id] == nil }.compactMap { self.possible($0, readings) }
      + [flagUnderUnknownName(readings)].compactMap { $0 }
    let named = Set(possible.map(\.id)).union(alerts.keys)
    let profiles = [readings.plain] + readings.others
    let questions = profiles.map { self.questions(subject, $0) }
    let stops = guideline.stops.filter { named.contains($0.id) }
    return Refusal(
      profile: readings.plain.id, asOf: asOf, subject: subject,
      alerts: alerts.values.sorted(),
      possible: possible.sorted { ($0.urgency, $0.id) < ($1.urgency, $1.id) },
      open: guideline.stops.filter { (open?.contains($0.id) ?? true) && !named.contains($0.id) }.map(\.title),
      notices: Self.together(questions) { stop in named.contains(stop) }
        + Self.distinct(profiles.flatMap { converted(stops, $0) }),
      problems: problems)
  }

  /// Returns the questions that are open in any reading, each in the reading where it comes first. One that is named as a stop, true
  /// or possible, is not repeated.
  private static func together(
    _ readings: [[Decision.Notice]], isNamed: (_ stop: String) -> Bool
  ) -> [Decision.Notice] {
    var found: [String: Decision.Notice] = [:]
    for notice in readings.joined() where !isNamed(notice.stop) {
      if let known = found[notice.stop], known.placement <= notice.placement { continue }
      found[notice.stop] = notice
    }
    return found.values.sorted { ($0.placement, $0.id) < ($1.placement, $1.id) }
  }

  private static func distinct(_ notices: [Decision.Notice]) -> [Decision.Notice] {
    notices.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func possible(_ stop: Gate, _ readings: Readings) -> Refusal.Possible? {
    guard case .stop(let urgency) = stop.kind else { return nil }
    let facts = guideline.facts(settling: [stop])
    let unreadable = facts.intersection(readings.unreadable)
    let reasons: [(Refusal.Possible.Reason, Set<Fact.Index>)] = [
      (.unreadable, unreadable), (.sheet, facts.intersection(readings.sheets)),
      (.contradicted, facts.intersection(readings.contradicted)),
    ]
    return reasons.first { !$1.isEmpty }.map { reason, facts in
      Refusal.Possible(
        id: stop.id, urgency: urgency, title: stop.title, reason: reason, facts: facts.sorted())
    }
  }

  /// Returns the possible stop of a flag that was answered under an unknown name: any flag may be meant, so the most urgent counts.
  private func flagUnderUnknownName(_ readings: Readings) -> Refusal.Possible? {
    let stops = guideline.domain.stops
    guard let group = stops.flags, readings.groupsWithUnknownNames.contains(group) else { return nil }
    let vocabulary = guideline.vocabulary
    let flags = vocabulary.facts.indices.filter { vocabulary[$0].name.hasPrefix("\(group).") }
    let open = flags.filter { !readings.plain.isKnown($0) }
    let urgencies = guideline.stops.compactMap { stop -> Gate.Urgency? in
      guard case .stop(let urgency) = stop.kind, !stop.facts.isDisjoint(with: flags) else { return nil }
      return urgency
    }
    return Refusal.Possible(
      id: "\(stops.pack)/unknown-name", urgency: urgencies.min() ?? .emergency,
      title: "A flag was answered under a name that is not known", reason: .unknownName,
      facts: open.isEmpty ? flags : open)
  }
}

internal import PlumblineText

/// What is kept of somebody who is signed in: in memory only.
struct Session: Sendable {
  /// What the cookie holds.
  let id: String
  /// What every form of this session sends back.
  let formToken: String
  var person: ConsolePerson
  var language = Language.english
  var lastUsed: ContinuousClock.Instant
  /// Whether the token is asked for again, however lately it was used.
  var isLocked = false
  let began: ContinuousClock.Instant
  private(set) var visits: [String: Visit] = [:]
  private var order: [String] = []

  /// The most visits that are kept; the oldest is closed for a new one.
  static let mostVisits = 20

  init(_ person: ConsolePerson, now: ContinuousClock.Instant) {
    (id, formToken) = (Secret.make(), Secret.make())
    (self.person, lastUsed, began) = (person, now, now)
  }

  /// The same session under another name: whoever unlocks it gets a new cookie.
  init(renewing other: Session, now: ContinuousClock.Instant) {
    self.init(other.person, now: now)
    (language, visits, order) = (other.language, other.visits, other.order)
  }

  /// The visits, the newest first.
  var newest: [Visit] { order.reversed().compactMap { visits[$0] } }

  mutating func keep(_ visit: Visit) {
    if visits.updateValue(visit, forKey: visit.id) == nil { order.append(visit.id) }
    while order.count > Self.mostVisits { visits[order.removeFirst()] = nil }
  }

  mutating func close(_ id: String) {
    visits[id] = nil
    order.removeAll { $0 == id }
  }
}

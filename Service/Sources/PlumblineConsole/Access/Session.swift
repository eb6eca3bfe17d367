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
  /// The one patient it is for; nil if patients are entered here.
  var bound: Bound?
  /// Whether the token is asked for again, however lately it was used.
  var isLocked = false
  let began: ContinuousClock.Instant
  private(set) var visits: [String: Visit] = [:]
  private var order: [String] = []

  /// A patient of a record system.
  struct Bound: Sendable {
    var record: ConsoleRecord
    var patient: String
  }

  /// The most visits that are kept; the oldest is closed for a new one.
  static let mostVisits = 20

  init(_ person: ConsolePerson, now: ContinuousClock.Instant) {
    (id, formToken) = (Secret.make(), Secret.make())
    (self.person, lastUsed, began) = (person, now, now)
  }

  /// The same session under another name: whoever unlocks it gets a new cookie.
  init(renewing other: Session, now: ContinuousClock.Instant) {
    self.init(other.person, now: now)
    (language, visits, order, bound) = (other.language, other.visits, other.order, other.bound)
  }

  /// The visits, the newest first.
  var newest: [Visit] { order.reversed().compactMap { visits[$0] } }

  /// Keeps a visit, unless another copy of it was kept since this one was taken, or it was closed; returns whether it did.
  mutating func keep(_ visit: Visit) -> Bool {
    guard (visits[visit.id]?.revision ?? 0) == visit.revision, visits[visit.id] != nil || visit.revision == 0
    else { return false }
    var kept = visit
    kept.revision += 1
    if visits.updateValue(kept, forKey: visit.id) == nil { order.append(visit.id) }
    while order.count > Self.mostVisits { visits[order.removeFirst()] = nil }
    return true
  }

  mutating func close(_ id: String) {
    visits[id] = nil
    order.removeAll { $0 == id }
  }
}

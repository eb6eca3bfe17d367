internal import Synchronization

/// Who is signed in now: a bounded number, none of them written anywhere.
final class Sessions: Sendable {
  /// As many are signed in as may be.
  struct Full: Error {}

  enum Found: Sendable {
    case none
    /// Nobody used it for a while: the token is asked for again.
    case locked
    case open(Session)
  }

  /// How many one person may have.
  private static let mostOfOne = 16

  private let most: Int
  private let idle: Duration
  private let life: Duration
  private let held = Mutex<[String: Session]>([:])

  /// - Parameters:
  ///   - most: how many there may be.
  ///   - idle: after how long without use a session is locked.
  ///   - life: after how long it is forgotten, with its visits.
  init(most: Int, idle: Duration, life: Duration) { (self.most, self.idle, self.life) = (most, idle, life) }

  /// Begins a session; one that was locked goes on under a new name if it is the same person's.
  ///
  /// - Parameter makingRoom: whether the one that was used least lately gives way if there are as many as may be, though it is used.
  /// - Throws: ``Full``.
  func begin(_ person: ConsolePerson, after old: String?, makingRoom: Bool, now: ContinuousClock.Instant)
    throws(Full)
    -> Session
  {
    let session = held.withLock { held -> Session? in
      held = held.filter { now - $0.value.began < life }
      var session = Session(person, now: now)
      if let old, let locked = held[old], locked.person == person {
        session = Session(renewing: locked, now: now)
        held[old] = nil
      }
      // One person does not take the room of the others.
      let own = held.values.filter { $0.person == person }
      if person.name != nil, own.count >= Self.mostOfOne, let left = own.min(by: Self.givesWay) {
        held[left.id] = nil
      }
      if held.count >= most, let left = held.values.min(by: Self.givesWay),
        makingRoom || now - left.lastUsed > idle
      {
        held[left.id] = nil
      }
      guard held.count < most else { return nil }
      held[session.id] = session
      return session
    }
    guard let session else { throw Full() }
    return session
  }

  /// Whether a session gives way before another: one without an open visit first, then the one that was left first.
  private static func givesWay(_ one: Session, before other: Session) -> Bool {
    (one.visits.isEmpty ? 0 : 1, one.lastUsed) < (other.visits.isEmpty ? 0 : 1, other.lastUsed)
  }

  /// The session of a cookie, which counts as used now.
  func find(_ id: String?, now: ContinuousClock.Instant) -> Found {
    guard let id else { return .none }
    return held.withLock { held in
      guard var session = held[id] else { return .none }
      guard now - session.began < life else {
        held[id] = nil
        return .none
      }
      guard !session.isLocked, now - session.lastUsed < idle else { return .locked }
      session.lastUsed = now
      held[id] = session
      return .open(session)
    }
  }

  /// A session, be it locked or not, which this does not count as used; nil if it has ended.
  func peek(_ id: String?) -> Session? { id.flatMap { id in held.withLock { $0[id] } } }

  /// Changes a session, unless it has ended.
  func change(_ id: String, _ change: (inout Session) -> Void) {
    held.withLock { held in
      guard var session = held[id] else { return }
      change(&session)
      held[id] = session
    }
  }

  /// Asks everybody for their token again: it may no longer be anybody's.
  func lockAll() {
    held.withLock { held in
      for id in held.keys { held[id]?.isLocked = true }
    }
  }

  func end(_ id: String) { held.withLock { $0[id] = nil } }
}

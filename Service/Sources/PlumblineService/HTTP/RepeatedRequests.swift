internal import Synchronization

/// What was answered to requests with a key of their own, so that one that is sent again is not recorded again.
///
/// It is kept in memory alone, for a while and up to a size; the oldest is forgotten first.
final class RepeatedRequests: Sendable {
  /// A client's name for one of its requests.
  struct Key: Sendable, Hashable {
    var client: String
    var key: String
  }

  enum Known: Sendable {
    /// It was not sent before, and is now expected to be answered.
    case no
    case running
    case answered(Answered)
    /// Another request was sent with this key.
    case otherwise
  }

  private struct Entry {
    var digest: [UInt8]
    var answered: Answered?
    var end: ContinuousClock.Instant
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    /// Those that are answered, the oldest first; some may be gone.
    var order: [Key] = []
    var bytes = 0
  }

  private let most: Int
  private let life: Duration
  private let state = Mutex(State())

  /// - Parameters:
  ///   - most: how many bytes of answers are kept.
  ///   - life: how long one is kept.
  init(most: Int, life: Duration) { (self.most, self.life) = (most, life) }

  /// - Parameter digest: of the whole request.
  func begin(_ key: Key, _ digest: [UInt8], now: ContinuousClock.Instant) -> Known {
    state.withLock { state in
      forget(&state, now: now)
      guard let entry = state.entries[key] else {
        state.entries[key] = Entry(digest: digest, answered: nil, end: now + life)
        return .no
      }
      guard entry.digest == digest else { return .otherwise }
      return entry.answered.map { .answered($0) } ?? .running
    }
  }

  /// Keeps what was answered; nothing for nil, and the request may be sent again.
  func end(_ key: Key, with answered: Answered?, now: ContinuousClock.Instant) {
    state.withLock { state in
      guard let answered else {
        state.entries[key] = nil
        return
      }
      state.entries[key]?.answered = answered
      state.entries[key]?.end = now + life
      state.order.append(key)
      state.bytes += answered.bytes.count
      forget(&state, now: now)
    }
  }

  private func forget(_ state: inout State, now: ContinuousClock.Instant) {
    var count = 0
    for key in state.order {
      guard let entry = state.entries[key], entry.end <= now || state.bytes > most else { break }
      state.bytes -= entry.answered?.bytes.count ?? 0
      state.entries[key] = nil
      count += 1
    }
    state.order.removeFirst(count)
  }
}

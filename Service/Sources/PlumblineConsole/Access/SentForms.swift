internal import PlumblineCryptography
internal import Synchronization

/// Forms that were just sent: one that is sent twice at once, as with a double click, is done once, and both get the same page.
final class SentForms: Sendable {
  /// A form as it was filled in: the same page's, with the same fields.
  struct Form: Sendable, Hashable {
    private let digest: [UInt8]

    /// - Parameter fields: with a name of the page's own, `once`; without it there is no form.
    init?(_ fields: FormFields, of session: Session, to route: ConsoleRoute) {
      guard !fields[whole: "once"].isEmpty else { return nil }
      digest = SHA256.hash(Array("\(session.id)\n\(route.rawValue)\n".utf8), fields.digest)
    }
  }

  private struct Entry {
    var task: Task<ConsoleReply, any Error>
    /// Until when it is remembered; nil while it is done.
    var end: ContinuousClock.Instant?
  }

  /// How long after it was done.
  private static let life = Duration.seconds(10)
  /// The most that are remembered; beyond it each is done as it comes.
  private static let most = 1_000

  private let held = Mutex<[Form: Entry]>([:])

  /// Does what a form asks, or waits for the same that is being done. It goes on even if nobody waits for it any more.
  func once(_ form: Form, _ work: @escaping @Sendable () async throws -> ConsoleReply) async throws
    -> ConsoleReply
  {
    let task = held.withLock { held in
      let now = ContinuousClock.now
      held = held.filter { $0.value.end.map { $0 > now } ?? true }
      if let entry = held[form] { return entry.task }
      let task = Task { () throws -> ConsoleReply in
        do {
          let reply = try await work()
          finish(form, isDone: reply.status < 400)
          return reply
        } catch {
          finish(form, isDone: false)
          throw error
        }
      }
      if held.count < Self.most { held[form] = Entry(task: task) }
      return task
    }
    return try await task.value
  }

  /// What could not be done may be sent again.
  private func finish(_ form: Form, isDone: Bool) {
    held.withLock { held in
      if isDone { held[form]?.end = .now + Self.life } else { held[form] = nil }
    }
  }
}

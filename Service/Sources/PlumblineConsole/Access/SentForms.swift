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

  /// How long a form is remembered after it was done.
  private let life: Duration
  /// The most that are remembered; beyond it each is done as it comes.
  private static let most = 1_000

  private let held = Mutex<[Form: Task<ConsoleReply, any Error>]>([:])

  init(life: Duration = .seconds(10)) { self.life = life }

  /// Does what a form asks, or waits for the same that is being done. It goes on even if nobody waits for it any more.
  func once(_ form: Form, _ work: @escaping @Sendable () async throws -> ConsoleReply) async throws
    -> ConsoleReply
  {
    let task = held.withLock { held in
      if let task = held[form] { return task }
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
      if held.count < Self.most { held[form] = task }
      return task
    }
    return try await task.value
  }

  /// How many forms are remembered, with their replies.
  var count: Int { held.withLock { $0.count } }

  /// What could not be done may be sent again; what was done is forgotten in time, whether or not another form comes.
  private func finish(_ form: Form, isDone: Bool) {
    guard isDone else { return forget(form) }
    Task { [weak self, life] in
      try? await Task.sleep(for: life)
      self?.forget(form)
    }
  }

  private func forget(_ form: Form) { held.withLock { $0[form] = nil } }
}

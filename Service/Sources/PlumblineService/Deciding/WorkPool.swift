internal import NIOPosix
internal import Synchronization

/// For whom work is done.
enum Asker: Sendable, Hashable {
  /// The service itself.
  case service
  /// A program or a record system; nil for whoever holds the one token, or needs none.
  case client(String?)
  /// A record system that opens the console, by its name, whatever a client is called.
  case launch(String)
  /// Somebody at the console.
  case person(String?)
}

/// Threads for work that needs the processor, up to a bound. Handlers of connections do none of it.
///
/// Clients take turns, and the work of one client is done first in, first out: whoever sends much waits for itself.
final class WorkPool: Sendable {
  /// As many are at work, or waiting, as may be.
  struct Full: Error {}

  /// What may be at work or waiting.
  struct Bound: Sendable {
    var count: Int
    /// How many bytes of requests; one alone may be larger.
    var bytes = Int.max
    /// Whether one client gets at most three quarters of it, so that there is always room for another.
    var isShared = false

    /// The part of it that one client gets.
    var ofOne: Bound {
      guard isShared else { return self }
      return Bound(count: count - count / 4, bytes: bytes - bytes / 4)
    }
  }

  /// How much other work may pass what waits for leisure.
  static let mostBeforeLeisure = 16

  /// Called with whether the work can be done; without threads it cannot.
  private typealias Job = @Sendable (Bool) -> Void

  private struct Load {
    var count = 0
    var bytes = 0

    func takes(_ size: Int, within bound: Bound) -> Bool {
      count < bound.count && (count == 0 || size <= bound.bytes - bytes)
    }
  }

  private struct State {
    var all = Load()
    var loads: [Asker: Load] = [:]
    /// What is left of requests that were decided, before everything else.
    var finishing: [Job] = []
    /// What waits, by client; no list is empty.
    var waiting: [Asker: [Job]] = [:]
    /// The clients for whom something waits, in the order of their turns.
    var turns: [Asker] = []
    /// What is done when nothing else waits, or at the latest after so much other work.
    var leisure: [Job] = []
    /// How much other work was done since, while something waited for leisure.
    var passed = 0
    /// How many threads are at work.
    var busy = 0

    mutating func next() -> Job? {
      if !finishing.isEmpty { return finishing.removeFirst() }
      if !leisure.isEmpty, turns.isEmpty || passed >= WorkPool.mostBeforeLeisure {
        passed = 0
        return leisure.removeFirst()
      }
      guard !turns.isEmpty else { return nil }
      passed += leisure.isEmpty ? 0 : 1
      let client = turns.removeFirst()
      let job = waiting[client]?.removeFirst()
      if waiting[client]?.isEmpty ?? true { waiting[client] = nil } else { turns.append(client) }
      return job
    }
  }

  private let threads: NIOThreadPool
  private let number: Int
  private let bound: Bound
  private let state = Mutex(State())

  init(threads: Int, bound: Bound) {
    self.threads = NIOThreadPool(numberOfThreads: threads)
    (number, self.bound) = (threads, bound)
    self.threads.start()
  }

  /// - Parameter bound: how many may be at work or waiting.
  convenience init(threads: Int, bound: Int) { self.init(threads: threads, bound: Bound(count: bound)) }

  /// How many are at work or waiting.
  var count: Int { state.withLock { $0.all.count } }

  /// Does work on one of the threads, in turn.
  ///
  /// - Parameters:
  ///   - client: for whom.
  ///   - size: how many bytes its request has.
  /// - Throws: ``Full``, or what the work throws.
  func run<Value: Sendable>(
    for client: Asker = .service, size: Int = 0, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    let isIn = state.withLock { state in
      var load = state.loads[client] ?? Load()
      guard state.all.takes(size, within: bound), load.takes(size, within: bound.ofOne) else { return false }
      load.count += 1
      load.bytes += size
      state.loads[client] = load
      state.all.count += 1
      state.all.bytes += size
      return true
    }
    guard isIn else { throw Full() }
    defer { leave(client, size) }
    return try await queued(work) { state, job in
      if state.waiting[client] == nil { state.turns.append(client) }
      state.waiting[client, default: []].append(job)
    }
  }

  /// Does what is left of a request that was decided, before anything else; it is never refused.
  func finish<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await queued(work) { $0.finishing.append($1) }
  }

  /// Does work when nothing else waits, and every now and then all the same. It is not bounded here.
  func atLeisure<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await queued(work) { $0.leisure.append($1) }
  }

  /// Ends the threads once their work is done.
  func shutDown() async { try? await threads.shutdownGracefully() }

  private func leave(_ client: Asker, _ size: Int) {
    state.withLock { state in
      state.all.count -= 1
      state.all.bytes -= size
      state.loads[client]?.count -= 1
      state.loads[client]?.bytes -= size
      if state.loads[client]?.count == 0 { state.loads[client] = nil }
    }
  }

  private func queued<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value, _ add: (inout State, @escaping Job) -> Void
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { (waiter: CheckedContinuation<Value, any Error>) in
      let job: Job = { isPossible in
        waiter.resume(with: isPossible ? Result { try work() } : .failure(CancellationError()))
      }
      let needsThread = state.withLock { state in
        add(&state, job)
        guard state.busy < number else { return false }
        state.busy += 1
        return true
      }
      if needsThread { threads.submit { [self] thread in take(isActive: thread == .active) } }
    }
  }

  /// Does what waits until nothing does.
  private func take(isActive: Bool) {
    while let job = state.withLock({ state in
      let next = state.next()
      if next == nil { state.busy -= 1 }
      return next
    }) {
      job(isActive)
    }
  }
}

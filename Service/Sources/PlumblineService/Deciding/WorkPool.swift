internal import NIOPosix
internal import Synchronization

/// Threads for work that needs the processor, first in, first out, up to a bound. Handlers of connections do none of it.
final class WorkPool: Sendable {
  /// As many are at work, or waiting, as may be.
  struct Full: Error {}

  private let threads: NIOThreadPool
  private let bound: Int
  private let held = Mutex(0)

  /// - Parameter bound: how many may be at work or waiting.
  init(threads: Int, bound: Int) {
    self.threads = NIOThreadPool(numberOfThreads: threads)
    self.bound = bound
    self.threads.start()
  }

  /// How many are at work or waiting.
  var count: Int { held.withLock { $0 } }

  /// Does work on one of the threads, once those before it are done.
  ///
  /// - Throws: ``Full``, or what the work throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let isIn = held.withLock { held in
      if held >= bound { return false }
      held += 1
      return true
    }
    guard isIn else { throw Full() }
    defer { held.withLock { $0 -= 1 } }
    return try await threads.runIfActive(work)
  }

  /// Does what is left of a request that was decided; it is never refused.
  func finish<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await threads.runIfActive(work)
  }

  /// Ends the threads once their work is done.
  func shutDown() async { try? await threads.shutdownGracefully() }
}

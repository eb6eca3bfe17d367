import Glibc
import PlumblineJSON
import Synchronization
import Testing

@testable import PlumblineService

/// Clients take turns, and none takes the room of another.
struct WorkPoolTests {
  /// What was done, in order; and whether the first work may end.
  private final class Log: Sendable {
    let done = Mutex<[String]>([])
    let isOpen = Mutex(false)
    let isHeld = Mutex(false)

    func hold() {
      isHeld.withLock { $0 = true }
      for _ in 0..<2_000 where !isOpen.withLock({ $0 }) { usleep(5_000) }
    }
  }

  private let log = Log()

  /// Adds work that is noted once it is done, after the work before it is in line.
  private func add(
    _ name: String, for asker: Asker, to pool: WorkPool, _ group: inout ThrowingTaskGroup<Void, any Error>
  ) async throws {
    let before = pool.count
    group.addTask { [log] in try await pool.run(for: asker) { log.done.withLock { $0.append(name) } } }
    while pool.count == before { try await Task.sleep(for: .milliseconds(1)) }
  }

  /// A record system that opens the console, and somebody at it, are none of the clients, whatever they are called.
  @Test(arguments: [Asker.client("b"), .launch("a"), .person("a")])
  func `clients take turns, each in its own order, and what was decided is finished first`(other: Asker)
    async throws
  {
    let pool = WorkPool(threads: 1, bound: 10)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [log] in try await pool.run { log.hold() } }
      while !log.isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
      for number in 1...3 { try await add("a\(number)", for: .client("a"), to: pool, &group) }
      for number in 1...2 { try await add("b\(number)", for: other, to: pool, &group) }
      async let finished: Void = pool.finish { [log] in log.done.withLock { $0.append("finished") } }
      try await Task.sleep(for: .milliseconds(100))
      log.isOpen.withLock { $0 = true }
      try await group.waitForAll()
      try await finished
    }
    #expect(log.done.withLock { $0 } == ["finished", "a1", "b1", "a2", "b2", "a3"])
    #expect(pool.count == 0)
    await pool.shutDown()
  }

  @Test func `what has time is done when nothing else waits, and after sixteen others all the same`()
    async throws
  {
    let pool = WorkPool(threads: 1, bound: 50)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [log] in try await pool.run { log.hold() } }
      while !log.isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
      for _ in 1...2 {
        group.addTask { [log] in try await pool.atLeisure { log.done.withLock { $0.append("leisure") } } }
      }
      try await Task.sleep(for: .milliseconds(100))
      for _ in 1...20 { try await add("other", for: .client("a"), to: pool, &group) }
      log.isOpen.withLock { $0 = true }
      try await group.waitForAll()
    }
    let done = log.done.withLock { $0 }
    #expect(done.count == 22)
    #expect(done.indices.filter { done[$0] == "leisure" } == [16, 21])
    await pool.shutDown()
  }

  @Test func `one client gets three quarters of the room, and another still finds some`() async throws {
    let pool = WorkPool(threads: 1, bound: WorkPool.Bound(count: 4, bytes: 100, isShared: true))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [log] in try await pool.run(for: .client("a")) { log.hold() } }
      while !log.isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
      for _ in 1...2 { try await add("a", for: .client("a"), to: pool, &group) }
      await #expect(throws: WorkPool.Full.self) { try await pool.run(for: .client("a")) {} }
      try await add("b", for: .client("b"), to: pool, &group)
      await #expect(throws: WorkPool.Full.self) { try await pool.run(for: .person("b")) {} }
      log.isOpen.withLock { $0 = true }
      try await group.waitForAll()
    }
    try await pool.run(for: .client("a")) {}
    await pool.shutDown()
  }

  @Test func `bytes are bounded, but one request alone may be as large as it is`() async throws {
    let pool = WorkPool(threads: 1, bound: WorkPool.Bound(count: 4, bytes: 100))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [log] in try await pool.run(size: 1_000) { log.hold() } }
      while !log.isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
      await #expect(throws: WorkPool.Full.self) { try await pool.run(size: 1) {} }
      log.isOpen.withLock { $0 = true }
      try await group.waitForAll()
    }
    try await pool.run(size: 1) {}
    await pool.shutDown()
  }
}

/// Where requests for an answer are worked on: the stops of each are looked at before it waits for anything else, and one with a stop
/// goes its own way.
struct Lanes: Sendable {
  /// Where requests are read, and stops are looked for. It is short work, whatever the packs hold.
  let checks: WorkPool
  /// Where requests with a stop are answered.
  let stops: WorkPool
  /// Where all others are answered.
  let decisions: WorkPool

  /// - Parameter threads: how many there are in each, so that none waits for a thread of another.
  init(threads: Int, limits: ServiceLimits) {
    checks = WorkPool(
      threads: threads,
      bound: WorkPool.Bound(count: limits.checking, bytes: limits.checkedBytes, isShared: true))
    stops = WorkPool(threads: threads, bound: WorkPool.Bound(count: limits.stopping, isShared: true))
    decisions = WorkPool(threads: threads, bound: WorkPool.Bound(count: limits.deciding, isShared: true))
  }

  /// Does what is left of a request that was decided.
  func finish<Value: Sendable>(isUrgent: Bool, _ work: @escaping @Sendable () throws -> Value) async throws
    -> Value
  {
    try await (isUrgent ? stops : decisions).finish(work)
  }

  func shutDown() async {
    await checks.shutDown()
    await stops.shutDown()
    await decisions.shutDown()
  }
}

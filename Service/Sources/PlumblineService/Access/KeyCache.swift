internal import Logging
internal import NIOCore
internal import Synchronization

/// Keys that issuers publish at an address. They are fetched again in time, and at most once in a while whatever is asked of them.
///
/// A key that left the set is good until the set is fetched again, at the latest after ``ServiceLimits/keysFresh``. While the address
/// fails, the keys that were fetched last stay good up to ``ServiceLimits/keysKept``.
final class KeyCache: Sendable {
  private struct Entry {
    var set: KeySet?
    var fetched: ContinuousClock.Instant?
    var tried: ContinuousClock.Instant?
    var hasFailed = false
    var fetching: Task<Void, Never>?
  }

  private let outbound: OutboundClient
  private let pool: WorkPool
  private let limits: ServiceLimits
  private let metrics: Metrics
  private let logger: Logger
  private let entries = Mutex<[String: Entry]>([:])

  /// - Parameter pool: where key sets are read.
  init(
    _ outbound: OutboundClient, pool: WorkPool, limits: ServiceLimits, metrics: Metrics, logger: Logger
  ) {
    (self.outbound, self.pool, self.limits) = (outbound, pool, limits)
    (self.metrics, self.logger) = (metrics, logger)
  }

  /// Fetches the keys at some addresses, so that nobody has to wait for them.
  func warm(_ addresses: some Sequence<String>) {
    for address in addresses { _ = attempt(for: nil, at: address) }
  }

  /// The key with an id, of those that an address has; nil if there is none.
  ///
  /// - Parameter address: one that the operator named, or that an issuer of the operator's named for its keys.
  func key(_ id: String, at address: String) async -> KeySet.Key? {
    if let attempt = attempt(for: id, at: address) { await attempt.value }
    let now = ContinuousClock.now
    return entries.withLock { entries in
      guard let entry = entries[address], let fetched = entry.fetched, now - fetched < limits.keysKept else {
        return nil
      }
      return entry.set?.keys[id]
    }
  }

  /// The attempt to fetch keys that has to be waited for; nil if what is known now decides.
  private func attempt(for id: String?, at address: String) -> Task<Void, Never>? {
    let now = ContinuousClock.now
    return entries.withLock { entries in
      var entry = entries[address] ?? Entry()
      let age = entry.fetched.map { now - $0 }
      let isKnown = age.map { $0 < limits.keysKept } ?? false && id.map { entry.set?.keys[$0] != nil } ?? true
      if isKnown, let age, age < limits.keysFresh { return nil }
      // While the address fails, nobody waits for it who has a key.
      let waits = !(isKnown && entry.hasFailed)
      if let fetching = entry.fetching { return waits ? fetching : nil }
      if let tried = entry.tried, now - tried < limits.keysPause { return nil }
      let task = Task { await fetch(address) }
      (entry.fetching, entry.tried) = (task, now)
      entries[address] = entry
      return waits ? task : nil
    }
  }

  private func fetch(_ address: String) async {
    let answer = await outbound.ask(
      OutboundClient.Question(address, accept: "application/jwk-set+json, application/json"),
      most: limits.keysSize, until: .now() + TimeAmount(limits.fetching))
    var problems: [String] = []
    var set: KeySet?
    if let answer {
      (set, problems) = await read(answer)
    } else {
      problems = ["the address gave no answer 200 in time and size"]
    }
    let isGood = set != nil
    metrics.count(.keyFetches, isGood ? #"result="done""# : #"result="failed""#)
    if !isGood {
      logger.error(
        "the keys at an address could not be fetched; those that were fetched last stay good for a while",
        metadata: ["address": "\(address)", "reason": "\(problems.joined(separator: "; "))"])
    }
    entries.withLock { entries in
      var entry = entries[address] ?? Entry()
      (entry.fetching, entry.hasFailed) = (nil, !isGood)
      if let set { (entry.set, entry.fetched) = (set, .now) }
      entries[address] = entry
    }
  }

  private func read(_ answer: [UInt8]) async -> (KeySet?, [String]) {
    do {
      return try await pool.run {
        var problems: [String] = []
        let set = KeySet(answer, for: KeySet.ofPeople, &problems)
        return (problems.isEmpty ? set : nil, problems)
      }
    } catch {
      return (nil, ["too much waited to be read"])
    }
  }
}

internal import Logging
internal import NIOCore
internal import Synchronization

/// What issuers and record servers say of themselves: each read once, and tried again after a while if that failed.
final class IssuerDocuments: Sendable {
  private struct Entry {
    var document: IssuerDocument?
    var tried: ContinuousClock.Instant?
    var fetching: Task<IssuerDocument?, Never>?
  }

  private let entries = Mutex<[String: Entry]>([:])
  private let outbound: OutboundClient
  private let limits: ServiceLimits
  private let logger: Logger

  init(_ outbound: OutboundClient, limits: ServiceLimits, logger: Logger) {
    (self.outbound, self.limits, self.logger) = (outbound, limits, logger)
  }

  /// Has everything read again when it is needed.
  func forget() { entries.withLock { $0 = [:] } }

  /// What was read already.
  func known(_ place: IssuerDocument.Place) -> IssuerDocument? {
    entries.withLock { $0[place.address]?.document }
  }

  /// What stands at a place; nil if that cannot be used now.
  func document(_ place: IssuerDocument.Place) async -> IssuerDocument? {
    let now = ContinuousClock.now
    let fetching: Task<IssuerDocument?, Never>? = entries.withLock { entries in
      var entry = entries[place.address] ?? Entry()
      if let document = entry.document { return Task { document } }
      if let fetching = entry.fetching { return fetching }
      if let tried = entry.tried, now - tried < limits.signInPause { return nil }
      let task = Task { await self.fetch(place) }
      (entry.fetching, entry.tried) = (task, now)
      entries[place.address] = entry
      return task
    }
    return await fetching?.value
  }

  private func fetch(_ place: IssuerDocument.Place) async -> IssuerDocument? {
    let answer = await outbound.ask(
      OutboundClient.Question(place.address, accept: "application/json"), most: IssuerDocument.most,
      until: .now() + TimeAmount(limits.signInFetching))
    var problems = answer == nil ? ["the address gave no answer 200 in time and size"] : []
    let document = answer.flatMap { IssuerDocument($0, at: place, &problems) }
    if document == nil {
      logger.error(
        "the document of an issuer or a record cannot be used, so nobody can sign in there",
        metadata: ["address": "\(place.address)", "reason": "\(problems.joined(separator: "; "))"])
    }
    entries.withLock { entries in
      entries[place.address]?.document = document
      entries[place.address]?.fetching = nil
    }
    return document
  }
}

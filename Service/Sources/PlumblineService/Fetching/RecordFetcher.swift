internal import NIOCore
internal import PlumblineJSON
internal import Synchronization

/// Fetches from a record's own server what did not come along with a hook: from servers that the operator named, in bounded time and
/// size, and following no redirect. What it cannot fetch stays unknown.
final class RecordFetcher: Sendable {
  private let outbound: OutboundClient
  private let servers: [String: RecordServer]
  private let limits: ServiceLimits
  private let pool: WorkPool
  private let metrics: Metrics
  private let asking = Mutex(0)

  /// - Parameter pool: where what comes is read, before anything is decided.
  init(
    _ servers: Set<RecordServer>, _ outbound: OutboundClient, limits: ServiceLimits, pool: WorkPool,
    metrics: Metrics
  ) {
    self.servers = Dictionary(servers.map { ($0.base, $0) }) { first, _ in first }
    (self.outbound, self.limits, self.pool, self.metrics) = (outbound, limits, pool, metrics)
  }

  /// Returns the server that a hook names, if it may be asked.
  func server(of hook: HookRequest) -> RecordServer? {
    guard let server = hook.server else { return nil }
    return servers[server.hasSuffix("/") ? String(server.dropLast()) : server]
  }

  /// Returns a hook with what could be fetched in place of what did not come along.
  ///
  /// - Parameters:
  ///   - prefetch: the templates of what is wanted of the record.
  ///   - asker: for whom it is read.
  func complete(
    _ hook: HookRequest, _ prefetch: [(name: String, template: String)], from server: RecordServer,
    for asker: Asker
  ) async -> HookRequest {
    var hook = hook
    let isIn = asking.withLock { asking in
      if asking >= limits.askingRecords { return false }
      asking += 1
      return true
    }
    guard isIn else {
      metrics.count(.fetches, #"result="busy""#)
      return hook
    }
    defer { asking.withLock { $0 -= 1 } }
    let deadline = NIODeadline.now() + TimeAmount(limits.fetching)
    let token = hook.accessToken
    let wanted = hook.wanted(prefetch)
    let share = limits.fetched / max(1, wanted.count)
    let found = await withTaskGroup(of: (String, HookRequest.Prefetched).self) { group in
      for part in wanted {
        let first = part.next ?? server.address(part.template, patient: hook.patient)
        group.addTask {
          (part.key, await self.fetch(first, after: part.pages, from: server, token, share, deadline, asker))
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    for (key, value) in found {
      hook.prefetch.removeAll { $0.key == key }
      hook.prefetch.append((key, value))
    }
    hook.fetching = .asked
    return hook
  }

  /// Fetches a resource, or every page of a search.
  ///
  /// - Parameters:
  ///   - first: the address of the first page that is wanted; nil if there is none.
  ///   - pages: the pages that came along.
  ///   - share: how many bytes it may take.
  private func fetch(
    _ first: String?, after pages: [JSONValue], from server: RecordServer, _ token: String?, _ share: Int,
    _ deadline: NIODeadline, _ asker: Asker
  ) async -> HookRequest.Prefetched {
    var pages = pages
    var rest = share
    var address = first
    var isWhole = false
    while let now = address, pages.count < limits.pages,
      let page = await page(now, token, &rest, deadline, asker)
    {
      pages.append(page)
      guard let link = SearchPage.next(page) else {
        isWhole = true
        break
      }
      address = server.next(link)
    }
    metrics.count(
      .fetches, isWhole ? #"result="whole""# : pages.isEmpty ? #"result="failed""# : #"result="part""#)
    return pages.isEmpty ? .failed : .resource(SearchPage.joined(pages, isWhole: isWhole))
  }

  /// Returns one resource, or nil if it could not be had.
  private func page(
    _ address: String, _ token: String?, _ rest: inout Int, _ deadline: NIODeadline, _ asker: Asker
  ) async -> JSONValue? {
    var question = OutboundClient.Question(address, accept: "application/fhir+json")
    question.authorization = token.map { "Bearer \($0)" }
    guard let answer = await outbound.ask(question, most: rest, until: deadline) else { return nil }
    rest -= answer.count
    return try? await pool.run(for: asker, size: answer.count) { [limits] in
      let value = try JSONReader.read(answer, limits: limits.json).value
      return ["OperationOutcome", nil].contains(value["resourceType"]?.stringValue) ? nil : value
    }
  }
}

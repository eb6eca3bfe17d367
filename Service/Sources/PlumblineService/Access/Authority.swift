internal import HTTPTypes
internal import PlumblineHost
internal import Synchronization

/// Knows who asks: by the one token, by a client's token, or by a token that a record system signed.
final class Authority: Sendable {
  /// How clients are known.
  enum Rule: Sendable {
    /// By nothing; only requests to this machine's own names are taken.
    case here
    case token(AccessToken)
    case clients(ClientList)
  }

  private let rule: Mutex<Rule>
  private let used: UsedTokens
  private let keys: KeyCache
  /// Where signatures are checked, apart from everything else: who asks is not known yet.
  private let pool: WorkPool
  private let settings: ServiceSettings
  private let metrics: Metrics
  /// In seconds since 1970; what was used before that is not remembered.
  private let started: Int

  init(_ settings: ServiceSettings, keys: KeyCache, pool: WorkPool, metrics: Metrics) {
    rule = Mutex(settings.clients.map { .clients($0) } ?? settings.token.map { .token($0) } ?? .here)
    used = UsedTokens(most: settings.limits.usedTokens)
    (self.keys, self.pool, self.settings, self.metrics) = (keys, pool, settings, metrics)
    started = settings.started ?? settings.clock.seconds()
  }

  /// Takes another list of clients.
  func replace(with clients: ClientList) {
    rule.withLock { $0 = .clients(clients) }
    warm()
  }

  /// Where clients call the service, without a slash at its end; nil if its list of clients does not say.
  var address: String? { if case .clients(let list) = rule.withLock({ $0 }) { list.address } else { nil } }

  /// Fetches the keys that issuers publish, so that no request has to wait for them.
  func warm() {
    if case .clients(let list) = rule.withLock({ $0 }) { keys.warm(list.addressesOfKeys) }
  }

  /// Whose token it is, of those that are kept here; nil if it is nobody's. What a record system signs is for calls, not for people.
  func client(holding token: String) -> Client? {
    switch rule.withLock({ $0 }) {
    case .here: nil
    case .token(let secret): secret.matches(token) ? .unnamed : nil
    case .clients(let list): list.client(holding: token)
    }
  }

  /// Who sends a request.
  ///
  /// - Parameters:
  ///   - authorization: the header `Authorization`.
  ///   - host: the name in the address that is called.
  ///   - path: the path that is called.
  /// - Throws: ``Problem`` if it is nobody who may ask.
  func client(authorization: String?, host: String?, path: String) async throws -> Client {
    let rule = rule.withLock { $0 }
    if case .here = rule {
      guard let host, ServiceSettings.isHere(host) else {
        throw Problem(
          "host", .misdirectedRequest, "The request names another host",
          detail: "Without a token only requests to this machine's own name are taken.")
      }
      return .unnamed
    }
    guard let token = authorization.flatMap(Self.bearer) else { throw Problem.unauthorized }
    switch rule {
    case .here: return .unnamed
    case .token(let secret):
      guard secret.matches(token) else { throw Problem.unauthorized }
      return .unnamed
    case .clients(let list):
      if let client = list.client(holding: token) { return client }
      guard WebToken.hasForm(token) else { throw Problem.unauthorized }
      return try await signer(of: token, list, calling: (list.address ?? "") + path)
    }
  }

  /// The record system that signed a token. What costs nothing is checked before the signature.
  private func signer(of text: Substring, _ list: ClientList, calling address: String) async throws -> Client
  {
    let now = settings.clock.seconds()
    let token: WebToken
    let issuer: ClientList.Issuer
    let key: KeySet.Key
    do {
      token = try WebToken(text)
      guard let known = list.issuers[token.issuer] else { throw WebToken.Fault("iss", "is not known here") }
      let problems = token.problems(calling: address, at: now)
      guard problems.isEmpty else { throw WebToken.Fault(problems) }
      guard token.issued >= started else {
        throw WebToken.Fault(
          "iat", "is before this service started, so it may have been used; sign a new token")
      }
      guard !used.contains(token) else { throw WebToken.Fault("jti", "was used before") }
      guard let own = await self.key(token.keyID, of: known), own.schemes.contains(token.scheme) else {
        throw WebToken.Fault("kid", "names no key of this issuer for this alg")
      }
      (issuer, key) = (known, own)
    } catch let fault as WebToken.Fault {
      metrics.count(.tokensRefused, #"before="signature""#)
      throw Problem.badToken(fault.problems)
    }
    let isSigned: Bool
    do {
      isSigned = try await pool.run { token.isSigned(by: key.key) }
    } catch is WorkPool.Full {
      metrics.count(.refusedAtBound, #"waits_for="signature""#)
      throw Problem.unchecked(settings.limits)
    }
    guard isSigned else {
      metrics.count(.tokensRefused, #"before="use""#)
      throw Problem.badToken([
        Problem.Detail(path: "token", message: "is not signed by the key that kid names")
      ])
    }
    switch used.use(token, at: now) {
    case .first: return issuer.client
    case .again:
      metrics.count(.tokensRefused, #"before="use""#)
      throw Problem.badToken([Problem.Detail(path: "jti", message: "was used before")])
    case .full:
      metrics.count(.refusedAtBound, #"waits_for="token""#)
      throw Problem.unchecked(settings.limits)
    }
  }

  private func key(_ id: String, of issuer: ClientList.Issuer) async -> KeySet.Key? {
    switch issuer.keys {
    case .file(let set): set.keys[id]
    case .address(let address): await keys.key(id, at: address)
    }
  }

  private static func bearer(_ header: String) -> Substring? {
    let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].lowercased() == "bearer" ? parts[1] : nil
  }
}

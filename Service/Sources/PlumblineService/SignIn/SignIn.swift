internal import Logging
internal import NIOCore
internal import PlumblineConsole
internal import PlumblineCryptography
internal import PlumblineJSON
internal import Synchronization

/// Signs people in to the console at an issuer: OpenID Connect, the authorization code flow with PKCE.
///
/// One issuer is known. It is asked at addresses that it names itself, in bounded time and size, and nothing that it gives is kept but who
/// somebody is.
final class SignIn: Sendable {
  private struct State {
    var settings: SignInSettings
    var document: IssuerDocument?
    var tried: ContinuousClock.Instant?
    var fetching: Task<IssuerDocument?, Never>?
    /// The sign-ins whose code was exchanged, and when each would end.
    var used: [String: Int] = [:]
    var exchanging = 0
  }

  private let state: Mutex<State>
  private let key = Randomness.bytes(32)
  private let outbound: OutboundClient
  private let keys: KeyCache
  private let pool: WorkPool
  private let limits: ServiceLimits
  private let seconds: @Sendable () -> Int
  private let metrics: Metrics
  private let logger: Logger

  /// - Parameters:
  ///   - pool: where signatures are checked.
  ///   - seconds: the time in seconds since 1970.
  init(
    _ settings: SignInSettings, _ outbound: OutboundClient, keys: KeyCache, pool: WorkPool,
    limits: ServiceLimits, seconds: @escaping @Sendable () -> Int, metrics: Metrics, logger: Logger
  ) {
    state = Mutex(State(settings: settings))
    (self.outbound, self.keys, self.pool, self.limits) = (outbound, keys, pool, limits)
    (self.seconds, self.metrics, self.logger) = (seconds, metrics, logger)
  }

  /// Takes another file of the operator's.
  func replace(with settings: SignInSettings) {
    state.withLock { state in
      if settings.issuer != state.settings.issuer {
        (state.document, state.tried, state.fetching) = (nil, nil, nil)
      }
      state.settings = settings
    }
  }

  // MARK: there

  /// Begins a sign-in.
  ///
  /// - Parameter session: the locked session that goes on with it; the person then shows again who they are.
  /// - Returns: where the browser goes, and what it keeps meanwhile.
  /// - Throws: ``ConsoleFault``.
  func begin(resuming session: String?) async throws(ConsoleFault) -> (address: String, kept: String) {
    let settings = state.withLock { $0.settings }
    guard let document = await document() else { throw Self.unreachable }
    let pending = PendingSignIn(resuming: session ?? "", at: seconds(), key: key)
    var fields: [(name: String, value: String)] = [
      ("response_type", "code"), ("client_id", settings.client), ("redirect_uri", settings.returnAddress),
      ("scope", settings.scopes.joined(separator: " ")), ("state", pending.state), ("nonce", pending.nonce),
      ("code_challenge", pending.challenge), ("code_challenge_method", "S256"),
    ]
    if let age = session == nil ? settings.longestAgo : 0 { fields.append(("max_age", "\(age)")) }
    return (FormText.address(document.authorization, fields), pending.kept)
  }

  /// Where a person ends their session at the issuer; nil if it has no such page, or was never asked.
  var endAddress: String? {
    state.withLock { state in
      state.document?.end.map { FormText.address($0, [("client_id", state.settings.client)]) }
    }
  }

  // MARK: and back

  /// Ends a sign-in.
  ///
  /// - Parameters:
  ///   - given: what the issuer sent back.
  ///   - kept: what the browser kept.
  /// - Returns: the person, and the locked session that goes on.
  /// - Throws: ``ConsoleFault``. What exactly is wrong is logged, without a value.
  func end(_ given: SignInReturn, kept: String?) async throws(ConsoleFault) -> (
    ConsolePerson, resumes: String?
  ) {
    do {
      let (person, resumes) = try await person(given, kept)
      metrics.count(.signIns, #"result="done""#)
      return (person, resumes)
    } catch {
      metrics.count(.signIns, "result=\"\(error.result)\"")
      logger.warning("a sign-in was refused", metadata: ["reason": "\(error.reason)"])
      throw error.shown
    }
  }

  private func person(_ given: SignInReturn, _ kept: String?) async throws(Refusal)
    -> (ConsolePerson, String?)
  {
    let (settings, now) = (state.withLock { $0.settings }, seconds())
    guard let pending = kept.flatMap({ PendingSignIn($0, at: now, key: key) }) else {
      throw .foreign("no sign-in was begun in this browser, or it took too long")
    }
    guard let state = given.state, pending.hasState(state) else {
      throw .foreign("state is not that of this browser's sign-in")
    }
    guard let document = await document() else {
      throw .failed("the issuer's document cannot be had", Self.unreachable)
    }
    guard given.issuer == settings.issuer || given.issuer == nil && !document.namesItself else {
      throw .foreign("iss is missing, or another issuer")
    }
    try begins(pending, now)
    defer { self.state.withLock { $0.exchanging -= 1 } }
    guard given.error == nil, let code = given.code, !code.isEmpty, code.utf8.count <= 4_096 else {
      throw .failed("the issuer sent no code", Self.notSignedIn)
    }
    guard let text = await exchange(code, pending, settings, document) else {
      throw .failed("the issuer gave no token for the code, in time and size", Self.notSignedIn)
    }
    let token = try await verified(text, pending, settings, document, now)
    let person = try Self.person(token, settings)
    let goesOn = !pending.resumes.isEmpty && token.isFresh(since: pending.began)
    return (person, goesOn ? pending.resumes : nil)
  }

  /// Takes a sign-in as used: what the issuer sends back is taken once.
  private func begins(_ pending: PendingSignIn, _ now: Int) throws(Refusal) {
    let refusal: Refusal? = state.withLock { state in
      state.used = state.used.filter { $0.value > now }
      if state.used[pending.id] != nil { return .foreign("it was ended before") }
      guard state.exchanging < limits.signingIn, state.used.count < limits.usedTokens else {
        return .failed("as many sign in as may", Self.unreachable)
      }
      state.used[pending.id] = pending.began + PendingSignIn.life
      state.exchanging += 1
      return nil
    }
    if let refusal { throw refusal }
  }

  private func exchange(
    _ code: String, _ pending: PendingSignIn, _ settings: SignInSettings, _ document: IssuerDocument
  ) async -> String? {
    var question = OutboundClient.Question(document.token, accept: "application/json")
    var form: [(name: String, value: String)] = [
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.returnAddress),
      ("client_id", settings.client), ("code_verifier", pending.verifier),
    ]
    if let secret = settings.secret {
      if document.takesSecretInForm {
        form.append(("client_secret", secret))
      } else {
        let pair = "\(FormText.encode(settings.client)):\(FormText.encode(secret))"
        question.authorization = "Basic \(Base64URL.encodeForBasic(Array(pair.utf8)))"
      }
    }
    question.form = FormText.encode(form)
    let answer = await outbound.ask(
      question, most: limits.tokenSize, until: .now() + TimeAmount(limits.signInFetching))
    let limits = JSONLimits(bytes: limits.tokenSize, depth: 8, stringBytes: limits.tokenSize, values: 1_000)
    return answer.flatMap { try? JSONReader.read($0, limits: limits)["id_token"]?.stringValue }
  }

  private func verified(
    _ text: String, _ pending: PendingSignIn, _ settings: SignInSettings, _ document: IssuerDocument,
    _ now: Int
  ) async throws(Refusal) -> IdentityToken {
    let token: IdentityToken
    do {
      token = try IdentityToken(text)
    } catch {
      throw .failed("the token: \(error.sentence)", Self.notSignedIn)
    }
    let since = settings.longestAgo.map { pending.began - $0 }
    let problems = token.problems(for: settings, nonce: pending.nonce, since: since, at: now)
    guard problems.isEmpty else {
      throw .failed("the token: \(SignedToken.Fault(problems).sentence)", Self.notSignedIn)
    }
    guard let key = await keys.key(token.keyID, at: document.keys), key.schemes.contains(token.scheme) else {
      throw .failed("the token: kid names no key of this issuer for this alg", Self.notSignedIn)
    }
    guard (try? await pool.run { token.isSigned(by: key.key) }) == true else {
      throw .failed("the token is not signed by the key that kid names", Self.notSignedIn)
    }
    return token
  }

  private static func person(_ token: IdentityToken, _ settings: SignInSettings) throws(Refusal)
    -> ConsolePerson
  {
    let names = token.texts(at: settings.name)
    guard names.count == 1, let name = names.first, (1...200).contains(name.utf8.count),
      name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    else { throw .failed("the claim of the name is no text of 1 to 200 bytes", nameless) }
    let given = Set(token.texts(at: settings.roleClaim))
    let roles = settings.roles.filter { !$0.value.isDisjoint(with: given) }.compactMap {
      ConsoleRole(rawValue: $0.key.rawValue)
    }
    guard !roles.isEmpty else { throw .without }
    return ConsolePerson(name: name, roles: Set(roles), subject: token.subject)
  }

  // MARK: the issuer's document

  /// What the issuer says of itself: read once, and tried again after a while if that failed.
  private func document() async -> IssuerDocument? {
    let now = ContinuousClock.now
    let fetching: Task<IssuerDocument?, Never>? = state.withLock { state in
      if let document = state.document { return Task { document } }
      if let fetching = state.fetching { return fetching }
      if let tried = state.tried, now - tried < limits.signInPause { return nil }
      let issuer = state.settings.issuer
      let task = Task { await self.fetch(issuer) }
      (state.fetching, state.tried) = (task, now)
      return task
    }
    return await fetching?.value
  }

  private func fetch(_ issuer: String) async -> IssuerDocument? {
    let address = IssuerDocument.address(of: issuer)
    let answer = await outbound.ask(
      OutboundClient.Question(address, accept: "application/json"), most: IssuerDocument.most,
      until: .now() + TimeAmount(limits.signInFetching))
    var problems = answer == nil ? ["the address gave no answer 200 in time and size"] : []
    let document = answer.flatMap { IssuerDocument($0, of: issuer, &problems) }
    if document == nil {
      logger.error(
        "the issuer's document cannot be used, so nobody can sign in",
        metadata: ["address": "\(address)", "reason": "\(problems.joined(separator: "; "))"])
    }
    state.withLock { state in
      guard state.settings.issuer == issuer else { return }
      (state.document, state.fetching) = (document, nil)
    }
    return document
  }
}

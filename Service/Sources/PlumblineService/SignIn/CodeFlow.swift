internal import NIOCore
internal import PlumblineConsole
internal import PlumblineCryptography
internal import PlumblineJSON
internal import Synchronization

/// The authorization code flow (RFC 6749) with PKCE (RFC 7636): what was begun in a browser is ended there, once, and a code is exchanged for
/// tokens. It knows neither what is asked for nor what the tokens are for.
final class CodeFlow: Sendable {
  /// The service, as another server knows it.
  struct Client: Sendable {
    var id: String
    /// With which it proves itself; nil where the proof of the code is enough.
    var secret: String?
    /// Where that server sends browsers back to.
    var returnAddress: String
  }

  private struct State {
    /// What was ended, and when each would have been too old.
    var used: [String: Int] = [:]
    var exchanging = 0
  }

  private let state = Mutex(State())
  private let key = Randomness.bytes(32)
  private let outbound: OutboundClient
  private let keys: KeyCache
  private let pool: WorkPool
  private let limits: ServiceLimits
  private let seconds: @Sendable () -> Int

  /// - Parameters:
  ///   - pool: where signatures are checked.
  ///   - seconds: the time in seconds since 1970.
  init(
    _ outbound: OutboundClient, keys: KeyCache, pool: WorkPool, limits: ServiceLimits,
    seconds: @escaping @Sendable () -> Int
  ) {
    (self.outbound, self.keys, self.pool) = (outbound, keys, pool)
    (self.limits, self.seconds) = (limits, seconds)
  }

  /// Begins: what the browser keeps, and the address to which it goes.
  ///
  /// - Parameters:
  ///   - about: what the browser keeps besides, and gets back unchanged.
  ///   - more: what is asked besides.
  func begin(
    _ about: String, _ client: Client, at server: IssuerDocument, scopes: [String],
    _ more: [(name: String, value: String)]
  ) -> (address: String, kept: String) {
    let pending = PendingSignIn(about, at: seconds(), key: key)
    let fields: [(name: String, value: String)] = [
      ("response_type", "code"), ("client_id", client.id), ("redirect_uri", client.returnAddress),
      ("scope", scopes.joined(separator: " ")), ("state", pending.state), ("nonce", pending.nonce),
      ("code_challenge", pending.challenge), ("code_challenge_method", "S256"),
    ]
    return (FormText.address(server.authorization, fields + more), pending.kept)
  }

  /// Takes up what a browser began.
  ///
  /// - Throws: ``SignInRefusal`` if what came back does not belong to it.
  func pending(_ given: SignInReturn, kept: String?) throws(SignInRefusal) -> PendingSignIn {
    guard let pending = kept.flatMap({ PendingSignIn(kept: $0, at: seconds(), key: key) }) else {
      throw .foreign("nothing was begun in this browser, or it took too long")
    }
    guard let state = given.state, pending.hasState(state) else {
      throw .foreign("state is not that of what was begun in this browser")
    }
    return pending
  }

  /// Exchanges the code of what a browser began; that is taken once.
  ///
  /// - Returns: what the server gives for it.
  func exchange(_ given: SignInReturn, _ pending: PendingSignIn, _ client: Client, at server: IssuerDocument)
    async throws(SignInRefusal) -> JSONNode
  {
    guard given.issuer == server.issuer || given.issuer == nil && !server.namesItself else {
      throw .foreign("iss is missing, or another issuer")
    }
    try use(pending)
    defer { state.withLock { $0.exchanging -= 1 } }
    guard given.error == nil, let code = given.code, !code.isEmpty, code.utf8.count <= 4_096 else {
      throw .failed("the server sent no code", .notSignedIn)
    }
    let question = question(code, pending, client, server)
    let answer = await outbound.ask(
      question, most: limits.tokenSize, until: .now() + TimeAmount(limits.signInFetching))
    let json = JSONLimits(bytes: limits.tokenSize, depth: 8, stringBytes: limits.tokenSize, values: 1_000)
    guard let node = answer.flatMap({ try? JSONReader.read($0, limits: json) }) else {
      throw .failed("the server gave no token for the code, in time and size", .notSignedIn)
    }
    return node
  }

  private func use(_ pending: PendingSignIn) throws(SignInRefusal) {
    let now = seconds()
    let refusal: SignInRefusal? = state.withLock { state in
      state.used = state.used.filter { $0.value > now }
      if state.used[pending.id] != nil { return .foreign("it was ended before") }
      guard state.exchanging < limits.signingIn, state.used.count < limits.usedTokens else {
        return .failed("as many sign in as may", .unreachable)
      }
      state.used[pending.id] = pending.began + PendingSignIn.life
      state.exchanging += 1
      return nil
    }
    if let refusal { throw refusal }
  }

  private func question(
    _ code: String, _ pending: PendingSignIn, _ client: Client, _ server: IssuerDocument
  ) -> OutboundClient.Question {
    var question = OutboundClient.Question(server.token, accept: "application/json")
    var form: [(name: String, value: String)] = [
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", client.returnAddress),
      ("client_id", client.id), ("code_verifier", pending.verifier),
    ]
    if let secret = client.secret {
      if server.takesSecretInForm {
        form.append(("client_secret", secret))
      } else {
        question.authorize(as: FormText.encode(client.id), with: FormText.encode(secret))
      }
    }
    question.form = FormText.encode(form)
    return question
  }

  /// The token that says who somebody is, of what a server gave for a code, once it was checked.
  ///
  /// - Parameter since: the earliest time at which the person may have shown who they are; nil for any.
  func identity(
    _ given: JSONNode, _ pending: PendingSignIn, _ client: Client, at server: IssuerDocument, since: Int?
  ) async throws(SignInRefusal) -> IdentityToken {
    guard let text = given["id_token"]?.stringValue else {
      throw .failed("there is no token that says who it is", .notSignedIn)
    }
    let token: IdentityToken
    do {
      token = try IdentityToken(text)
    } catch {
      throw .failed("the token: \(error.sentence)", .notSignedIn)
    }
    let problems = token.problems(
      of: server.issuer, for: client.id, nonce: pending.nonce, since: since, at: seconds())
    guard problems.isEmpty else {
      throw .failed("the token: \(SignedToken.Fault(problems).sentence)", .notSignedIn)
    }
    guard let key = await keys.key(token.keyID, at: server.keys), key.schemes.contains(token.scheme) else {
      throw .failed("the token: kid names no key of this issuer for this alg", .notSignedIn)
    }
    let isSigned: Bool
    do {
      isSigned = try await pool.run { token.isSigned(by: key.key) }
    } catch {
      throw .failed("too much waits for the token's signature to be checked", .unreachable)
    }
    guard isSigned else {
      throw .failed("the token is not signed by the key that kid names", .notSignedIn)
    }
    return token
  }
}

internal import Logging
internal import PlumblineConsole
internal import Synchronization

/// Signs people in to the console at an issuer: OpenID Connect, the authorization code flow with PKCE.
///
/// One issuer is known. It is asked at addresses that it names itself, in bounded time and size, and nothing that it gives is kept but who
/// somebody is.
final class SignIn: Sendable {
  private let held: Mutex<SignInSettings>
  private let flow: CodeFlow
  private let documents: IssuerDocuments
  private let metrics: Metrics
  private let logger: Logger

  init(
    _ settings: SignInSettings, _ flow: CodeFlow, documents: IssuerDocuments, metrics: Metrics, logger: Logger
  ) {
    held = Mutex(settings)
    (self.flow, self.documents, self.metrics, self.logger) = (flow, documents, metrics, logger)
  }

  private var settings: SignInSettings { held.withLock { $0 } }

  /// Takes another file of the operator's, and reads the issuer's document again.
  func replace(with settings: SignInSettings) {
    held.withLock { $0 = settings }
    documents.forget()
  }

  /// Begins a sign-in.
  ///
  /// - Parameter session: the locked session that goes on with it; the person then shows again who they are.
  /// - Returns: where the browser goes, and what it keeps meanwhile.
  /// - Throws: ``ConsoleFault``.
  func begin(resuming session: String?) async throws(ConsoleFault) -> (address: String, kept: String) {
    let settings = settings
    guard let document = await documents.document(.issuer(settings.issuer)) else { throw .unreachable }
    let age = session == nil ? settings.longestAgo : 0
    return flow.begin(
      session ?? "", settings.known, at: document, scopes: settings.scopes,
      age.map { [("max_age", "\($0)")] } ?? [])
  }

  /// Where a person ends their session at the issuer; nil if it has no such page, or was never asked.
  var endAddress: String? {
    let settings = settings
    return documents.known(.issuer(settings.issuer))?.end.map {
      FormText.address($0, [("client_id", settings.client)])
    }
  }

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
      metrics.count(.signIns, #"at="issuer",result="done""#)
      return (person, resumes)
    } catch {
      metrics.count(.signIns, "at=\"issuer\",result=\"\(error.result)\"")
      logger.warning("a sign-in was refused", metadata: ["reason": "\(error.reason)"])
      throw error.shown
    }
  }

  private func person(_ given: SignInReturn, _ kept: String?) async throws(SignInRefusal)
    -> (ConsolePerson, String?)
  {
    let settings = settings
    let pending = try flow.pending(given, kept: kept)
    guard let document = await documents.document(.issuer(settings.issuer)) else {
      throw .failed("the issuer's document cannot be used", .unreachable)
    }
    let tokens = try await flow.exchange(given, pending, settings.known, at: document)
    let token = try await flow.identity(
      tokens, pending, settings.known, at: document, since: settings.longestAgo.map { pending.began - $0 })
    let person = try Self.person(token, settings)
    let goesOn = !pending.about.isEmpty && token.isFresh(since: pending.began)
    return (person, goesOn ? pending.about : nil)
  }

  private static func person(_ token: IdentityToken, _ settings: SignInSettings) throws(SignInRefusal)
    -> ConsolePerson
  {
    let names = token.texts(at: settings.name)
    guard names.count == 1, let name = names.first, ConsolePerson.isName(name) else {
      throw .failed("the claim of the name is no text of 1 to 200 bytes", .nameless)
    }
    let given = Set(token.texts(at: settings.roleClaim))
    let roles = settings.roles.filter { !$0.value.isDisjoint(with: given) }.compactMap {
      ConsoleRole(rawValue: $0.key.rawValue)
    }
    guard !roles.isEmpty else { throw .without("the claim of the roles has none that opens the console") }
    return ConsolePerson(name: name, roles: Set(roles), subject: "\(token.issuer) \(token.subject)")
  }
}

extension SignInSettings {
  /// The service, as the issuer knows it.
  fileprivate var known: CodeFlow.Client {
    CodeFlow.Client(id: client, secret: secret, returnAddress: returnAddress)
  }
}

internal import PlumblineCryptography
internal import PlumblineText

/// The pages for clinicians, guideline authors and auditors. It knows no HTTP, decides nothing and writes nothing by itself.
public struct Console: Sendable {
  let settings: ConsoleSettings
  let desk: any ConsoleDesk
  let sessions: Sessions
  let views = Views()
  let books = Books()
  private let sent = SentForms()
  /// With which the form for signing in is marked, before there is a session.
  let key = Randomness.bytes(32)

  public init(_ settings: ConsoleSettings, desk: any ConsoleDesk) {
    (self.settings, self.desk) = (settings, desk)
    sessions = Sessions(most: settings.sessions, idle: settings.idle, life: settings.life)
  }

  /// Asks everybody who is signed in for their token again.
  public func lock() { sessions.lockAll() }

  /// The most bytes of a form: a file may be as large as the service takes, and whoever is not signed in has little to send.
  public func largestBody(_ route: ConsoleRoute, cookie: String?) -> Int {
    let isIn = !asksWho || session(cookie) != nil
    return isIn && route == .visits ? Int.max : isIn ? 1 << 18 : 1 << 16
  }

  /// That of a session. Over https no other host, and no page without https, can plant it.
  private var cookie: String { settings.isEncrypted ? "__Host-plumbline" : "plumbline" }
  /// That of a session in a page of a record system, which is sent from that page only.
  private static let embeddedCookie = "__Host-plumbline-embedded"

  /// The name of a session, as the browser's cookies have it.
  private func id(in cookies: String?) -> String? {
    let ids = [Self.embeddedCookie, cookie].compactMap { Self.value(of: $0, in: cookies) }
    // One of a session that has ended stands in the way of no other.
    return ids.first { sessions.peek($0) != nil } ?? ids.first
  }

  /// Answers a request for a page.
  public func answer(_ request: ConsoleRequest) async -> ConsoleReply {
    let nonce = Secret.make()
    var reply: ConsoleReply
    do {
      reply = try await self.reply(to: request, nonce)
    } catch {
      let fault =
        error as? ConsoleFault
        ?? ConsoleFault(
          500, "The page could not be made", "Nothing was decided or recorded. Go back and try again.")
      reply = page(Self.screen(fault, session: session(request.cookie), isDemo: isDemo), nonce)
    }
    let frame = reply.frame ?? sessions.peek(id(in: request.cookie))?.bound?.record.frame
    reply.headers += Self.protections(reply.nonce ?? nonce, frame: frame)
    return reply
  }

  /// The headers of every answer: nothing is kept, nothing is asked of anybody else, no other page shows it.
  ///
  /// - Parameter frame: the origin of a record system whose pages may show it all the same.
  private static func protections(_ nonce: String, frame: String?) -> [(name: String, value: String)] {
    let policy = [
      "default-src 'none'", "style-src 'self'", "script-src 'nonce-\(nonce)'", "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'", "frame-ancestors \(frame ?? "'none'")",
    ]
    let alone = frame == nil ? [("X-Frame-Options", "DENY")] : []
    return alone + [
      ("Content-Security-Policy", policy.joined(separator: "; ")), ("Cache-Control", "no-store"),
      ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"),
      ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ]
  }

  var isDemo: Bool { if case .demo = settings.entry { true } else { false } }

  /// Whether people say who they are.
  var asksWho: Bool {
    switch settings.entry {
    case .token, .issuer: true
    case .here, .demo: false
    }
  }

  func page(_ screen: Screen, _ nonce: String) -> ConsoleReply {
    var reply = ConsoleReply(Array(screen.text(nonce: nonce).utf8), status: screen.status)
    reply.nonce = nonce
    return reply
  }

  static func screen(_ fault: ConsoleFault, session: Session?, isDemo: Bool) -> Screen {
    let say = session?.language ?? .english
    var screen = Screen(
      title: say(fault.title), session: session, isDemo: isDemo,
      body:
        "<h1>\(say(fault.title))</h1>\n<p>\(say(fault.detail))</p>\n<p><a href=\"/\">\(say("To the start"))</a></p>"
    )
    screen.status = fault.status
    return screen
  }

  // MARK: who asks

  private func session(_ cookie: String?) -> Session? {
    guard case .open(let session) = sessions.find(id(in: cookie), now: .now) else { return nil }
    return session
  }

  private func reply(to request: ConsoleRequest, _ nonce: String) async throws -> ConsoleReply {
    if request.route == .style {
      return ConsoleReply(Array(ConsoleStyle.text.utf8), type: "text/css; charset=utf-8")
    }
    guard asksWho || request.isForThisMachine else {
      throw ConsoleFault(
        421, "The request names another host",
        "Without a token only requests to this machine's own name are taken.")
    }
    if request.method == .post, !SameOrigin.holds(request) {
      throw ConsoleFault(
        403, "The form was sent by another page", "Open the page here, and send the form again.")
    }
    if let reply = try await launch(request, nonce) { return reply }
    let id = id(in: request.cookie)
    switch sessions.find(id, now: .now) {
    case .open(let session): return try await reply(to: request, session, nonce)
    case .none where !asksWho, .locked where !asksWho:
      // Nobody has to say who they are; a form of an older session is not taken.
      let person = ConsolePerson(name: nil, roles: Set(ConsoleRole.allCases))
      let session = try begin(person, after: id)
      var reply =
        request.method == .get
        ? try await reply(to: request, session, nonce) : ConsoleReply.to(ConsoleRoute.start.path())
      reply.headers.append(sessionCookie(session))
      return reply
    case .locked:
      // One that a record system opened is opened again from there, and keeps nobody else out.
      if let session = sessions.peek(id), session.bound != nil { return leave(session, nonce) }
      return try await signIn(request, isLocked: true, id, nonce)
    case .none: return try await signIn(request, isLocked: false, id, nonce)
    }
  }

  func begin(_ person: ConsolePerson, after id: String?) throws -> Session {
    do {
      return try sessions.begin(person, after: id, makingRoom: !asksWho, now: .now)
    } catch {
      throw ConsoleFault(503, "As many people are signed in as may be", "Try again in a while.")
    }
  }

  private func reply(to request: ConsoleRequest, _ session: Session, _ nonce: String) async throws
    -> ConsoleReply
  {
    guard let role = request.route.role else { return .to(ConsoleRoute.start.path()) }
    guard session.person.has(role) else {
      throw ConsoleFault(403, "This page is not for you", "It is for people with the role \(role.rawValue).")
    }
    guard session.bound == nil || !request.route.isForAnyPatient else { throw ConsoleFault.otherPatient }
    var fields = FormFields([])
    if request.method == .post {
      fields = try FormFields(try Self.body(request), type: request.contentType)
      guard Secret.matches(fields[whole: "token"], session.formToken) else {
        throw ConsoleFault(
          403, "The form is not one of this session", "Load the page again, and send the form once more.")
      }
    }
    let exchange = Exchange(console: self, session: session, request: request, fields: fields, nonce: nonce)
    guard let form = SentForms.Form(fields, of: session, to: request.route) else {
      return try await exchange.reply()
    }
    return try await sent.once(form) { try await exchange.reply() }
  }

  static func body(_ request: ConsoleRequest) throws(ConsoleFault) -> [UInt8] {
    guard let body = request.body else {
      throw ConsoleFault(413, "The form is too large", "Nothing was read. Send less.")
    }
    return body
  }

  /// For which requests a browser sends a cookie: this site's own, also links that lead here, or those of this site in another's page, and
  /// then in no other page.
  enum CookieSite { case strict, lax, embedded }

  func sessionCookie(_ session: Session, ending: Bool = false) -> (name: String, value: String) {
    let isEmbedded = session.bound?.record.frame != nil
    return setCookie(
      isEmbedded ? Self.embeddedCookie : cookie, ending ? "" : session.id,
      site: isEmbedded ? .embedded : .strict)
  }

  func setCookie(_ name: String, _ value: String, site: CookieSite = .strict) -> (
    name: String, value: String
  ) {
    let secure = settings.isEncrypted ? "; Secure" : ""
    let sent =
      switch site {
      case .strict: "SameSite=Strict\(secure)"
      case .lax: "SameSite=Lax\(secure)"
      case .embedded: "SameSite=None; Secure; Partitioned"
      }
    return ("Set-Cookie", "\(name)=\(value); Path=/; HttpOnly; \(sent)")
  }

  static func value(of name: String, in header: String?) -> String? {
    for pair in (header ?? "").split(separator: ";").prefix(50) {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0].trimmed == name { return parts[1].trimmed }
    }
    return nil
  }
}

internal import PlumblineCryptography

/// How a person becomes somebody who is signed in: with a token, or at an issuer.
extension Console {
  private static let formCookie = "plumbline-form"

  /// What the browser keeps while it is at the issuer. Over TLS nobody but this very service can have set it.
  private var signInCookie: String { (settings.isEncrypted ? "__Host-" : "") + "plumbline-sign-in" }

  /// - Parameter old: what the session's cookie holds.
  func signIn(_ request: ConsoleRequest, isLocked: Bool, _ old: String?, _ nonce: String) async throws
    -> ConsoleReply
  {
    let isAtIssuer = if case .issuer = settings.entry { true } else { false }
    switch request.route {
    case .signInBegin where isAtIssuer: return try await leaveForIssuer(isLocked ? old : nil)
    case .signInEnd where isAtIssuer: return try await comeBack(request, nonce)
    case .start, .signIn:
      return isAtIssuer ? door(isLocked, nonce) : try takeToken(request, isLocked, old, nonce)
    default: return .to(ConsoleRoute.signIn.path())
    }
  }

  // MARK: with a token

  private func takeToken(_ request: ConsoleRequest, _ isLocked: Bool, _ old: String?, _ nonce: String) throws
    -> ConsoleReply
  {
    var problem: String?
    if request.method == .post, request.route == .signIn {
      let fields = try FormFields(try Self.body(request), type: request.contentType)
      let mark = Self.value(of: Self.formCookie, in: request.cookie) ?? ""
      guard mark.utf8.count == 64, Secret.matches(fields[whole: "token"], self.mark(mark)) else {
        throw ConsoleFault(
          403, "The form is not one of this session", "Load the page again, and send the form once more.")
      }
      if let person = desk.person(holding: fields["access"]) {
        let session = try begin(person, after: old)
        var reply = ConsoleReply.to(ConsoleRoute.start.path())
        reply.headers.append(sessionCookie(session))
        return reply
      }
      problem = "This is no token of anybody who may sign in. Check that it was copied whole."
    }
    let random = Secret.make()
    var reply = page(
      SignInPage(way: .token(mark(random), problem: problem), isLocked: isLocked, records: settings.records)
        .screen, nonce)
    reply.headers.append(setCookie(Self.formCookie, random))
    return reply
  }

  private func mark(_ random: String) -> String { Hex.encode(SHA256.hash(key, Array(random.utf8))) }

  // MARK: at an issuer

  private func door(_ isLocked: Bool, _ nonce: String) -> ConsoleReply {
    page(SignInPage(way: .issuer, isLocked: isLocked, records: settings.records).screen, nonce)
  }

  private func leaveForIssuer(_ locked: String?) async throws -> ConsoleReply {
    let (address, kept) = try await desk.beginSignIn(resuming: locked)
    var reply = ConsoleReply.to(address)
    // The issuer's page leads back here, and a strict cookie would not come along.
    let (name, value) = setCookie(signInCookie, kept, site: .lax)
    reply.headers.append((name, value + "; Max-Age=600"))
    return reply
  }

  private func comeBack(_ request: ConsoleRequest, _ nonce: String) async throws -> ConsoleReply {
    let kept = Self.value(of: signInCookie, in: request.cookie)
    let given = SignInReturn(FormFields(query: request.query))
    let (person, resumes) = try await desk.endSignIn(given, kept: kept)
    let session = try begin(person, after: resumes)
    // The session's cookie comes along from here on, since it is this page that leads to the start.
    var reply = page(SignInPage.done, nonce)
    let (name, value) = setCookie(signInCookie, "", site: .lax)
    reply.headers += [
      sessionCookie(session), (name, value + "; Max-Age=0"),
      ("Refresh", "0;url=\(ConsoleRoute.start.path())"),
    ]
    return reply
  }

  // MARK: signing out

  /// Ends a session, and takes its cookie back.
  func leave(_ session: Session, _ nonce: String) -> ConsoleReply {
    sessions.end(session.id)
    var reply: ConsoleReply
    if let record = session.bound?.record {
      reply = page(SignInPage.closed(record), nonce)
      reply.frame = record.frame
    } else if case .issuer = settings.entry {
      reply = page(SignInPage.left(desk.signOutAddress), nonce)
    } else {
      reply = .to(ConsoleRoute.start.path())
    }
    let (name, value) = sessionCookie(session, ending: true)
    reply.headers.append((name, value + "; Max-Age=0"))
    return reply
  }
}

extension SignInReturn {
  init(_ fields: FormFields) {
    self.init(
      state: fields.only("state"), code: fields.only("code"), issuer: fields.only("iss"),
      error: fields.only("error"))
  }
}

/// How the console is opened for one patient of a record system (SMART App Launch).
extension Console {
  /// What the browser keeps while it is at the record system. Over TLS nobody but this very service can have set it.
  private func launchCookie(_ record: ConsoleRecord) -> String {
    (settings.isEncrypted || record.frame != nil ? "__Host-" : "") + "plumbline-launch"
  }

  /// Begins or ends a launch; nil for every other page.
  func launch(_ request: ConsoleRequest, _ nonce: String) async throws -> ConsoleReply? {
    switch request.route {
    case .launch:
      let fields = FormFields(query: request.query)
      let (server, launch) = (fields.only("iss") ?? "", fields.only("launch"))
      let record = settings.records.first { server == $0.address || server == $0.address + "/" }
      return try await within(record, nonce) {
        let (address, kept) = try await desk.beginLaunch(server, launch)
        guard let record else { throw ConsoleFault.notThere }
        var reply = ConsoleReply.to(address)
        let (name, value) = setCookie(
          launchCookie(record), kept, site: record.frame == nil ? .lax : .embedded)
        reply.headers.append((name, value + "; Max-Age=600"))
        return reply
      }
    case .launchEnd:
      guard let record = settings.records.first(where: { $0.name == request.name }) else {
        throw ConsoleFault.notThere
      }
      return try await within(record, nonce) { try await open(record, request, nonce) }
    default: return nil
    }
  }

  /// Does something for a record system; what goes wrong is shown where its pages can show it.
  private func within(
    _ record: ConsoleRecord?, _ nonce: String, _ work: () async throws -> ConsoleReply
  ) async throws -> ConsoleReply {
    var reply: ConsoleReply
    do {
      reply = try await work()
    } catch let fault as ConsoleFault {
      reply = page(Self.screen(fault, session: nil, isDemo: false), nonce)
    }
    reply.frame = record?.frame
    return reply
  }

  /// Opens the console for the patient whom the record system named, with what its record has.
  private func open(_ record: ConsoleRecord, _ request: ConsoleRequest, _ nonce: String) async throws
    -> ConsoleReply
  {
    let kept = Self.value(of: launchCookie(record), in: request.cookie)
    let given = SignInReturn(FormFields(query: request.query))
    let launched = try await desk.endLaunch(given, at: record.name, kept: kept)
    var session = try begin(launched.person, after: nil)
    let bound = Session.Bound(record: record, patient: launched.patient)
    session.bound = bound
    sessions.change(session.id) { $0.bound = bound }
    var read = request
    // A stop is due from when the record was there.
    read.arrival = .now
    let exchange = Exchange(
      console: self, session: session, request: read, fields: FormFields([]), nonce: nonce)
    var visit = Visit()
    visit.gaps = launched.gaps
    var reply = try await exchange.decide(&visit, launched.text)
    if let next = reply.headers.first(where: { $0.name == "Location" })?.value {
      // The session's cookie comes along from here on, since it is this page that leads on.
      reply = page(SignInPage.opened(next), nonce)
      reply.headers = [("Refresh", "0;url=\(next)")]
    }
    let site = record.frame == nil ? CookieSite.lax : .embedded
    let (name, value) = setCookie(launchCookie(record), "", site: site)
    reply.headers += [sessionCookie(session), (name, value + "; Max-Age=0")]
    return reply
  }
}

import PlumblineService
import Testing

extension InTurn {
  /// Who may open the console, and what its pages may do.
  struct ConsoleAccessTests {
    /// Signs in with a token.
    private static func signedIn(_ served: Served, token: String = Served.token) async throws -> Browser {
      let browser = Browser(served)
      try await browser.open("/")
      try await browser.send("/console/sign-in", [("access", token)])
      return browser
    }

    @Test func `without the token there is nothing but the page to sign in`() async throws {
      try await Served.run { served in
        let browser = Browser(served)
        for path in ["/", "/console/new", "/console/records", "/console/book", "/console/visits/x"] {
          #expect(try await browser.open(path).contains("Access token"), "\(path)")
        }
        try await browser.send("/console/sign-in", [("access", "wrong")])
        #expect(browser.page.contains("no token of anybody"))
        #expect(browser.cookies["plumbline"] == nil)
        try await browser.send("/console/sign-in", [("access", Served.token)])
        #expect(browser.page.contains("What would you like to do?"))
      }
    }

    @Test func `the cookie is for this site's own requests only, and no script reads it`() async throws {
      try await Served.run { served in
        let browser = Browser(served)
        try await browser.open("/")
        let reply = try #require(
          await served.post(
            "/console/sign-in", "token=\(browser.token)&access=\(Served.token)",
            headers: [
              "Authorization": "", "Content-Type": "application/x-www-form-urlencoded",
              "Sec-Fetch-Site": "same-origin",
              "Cookie": "plumbline-form=\(browser.cookies["plumbline-form"] ?? "")",
            ]))
        let cookie = try #require(reply.headers["set-cookie"])
        #expect(cookie.hasPrefix("plumbline="))
        for part in ["HttpOnly", "SameSite=Strict", "Path=/"] { #expect(cookie.contains(part)) }
        #expect(!cookie.contains("Secure"))
      }
      // Clients that reach the service over TLS.
      try await Served.run(clients: try Tokens.list()) { served in
        #expect(await served.get("/")?.headers["set-cookie"]?.hasSuffix("; Secure") == true)
      }
    }

    @Test(arguments: [
      (
        "the-clinician", ["/console/new"],
        [
          "/console/records", "/console/statistics", "/console/book", "/console/packs",
          "/console/versions/1-0",
        ]
      ),
      ("the-author", ["/console/packs"], ["/console/new", "/console/records"]),
      (
        "the-auditor", ["/console/records", "/console/statistics"],
        ["/console/new", "/console/book", "/console/versions"]
      ),
    ])
    func `each role opens its own pages only`(name: String, own: [String], others: [String]) async throws {
      try await Served.run(clients: try Tokens.list()) { served in
        let role = String(name.dropFirst("the-".count))
        let browser = try await Self.signedIn(served, token: Tokens.of(role))
        for path in own {
          try await browser.open(path)
          #expect(browser.status == 200, "\(path)")
        }
        for path in others {
          try await browser.open(path)
          #expect(browser.status == 403, "\(path)")
        }
      }
    }

    @Test func `a form without the session's own token is refused`() async throws {
      try await Served.run { served in
        let browser = try await Self.signedIn(served)
        let token = browser.token
        #expect(token.count == 64)
        for wrong in ["", "x", String(token.dropLast()), String(repeating: "0", count: 64)] {
          try await browser.sendAsIs("/console/visits", [("token", wrong)] + Browser.highFear)
          #expect(browser.status == 403)
        }
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    @Test(arguments: [
      ["Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"],
      ["Origin": "null", "Sec-Fetch-Site": "cross-site"],
      ["Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"],
      ["Origin": "http://localhost.example", "Sec-Fetch-Site": ""],
      ["Origin": "https://ehr.example", "Sec-Fetch-Site": ""],
      ["Origin": "null", "Sec-Fetch-Site": ""],
      ["Origin": "", "Sec-Fetch-Site": ""],
    ])
    func `a form that another page sent is refused, even one that may ask the API`(headers: [String: String])
      async throws
    {
      try await Served.run(origins: ["https://ehr.example"]) { served in
        let browser = try await Self.signedIn(served)
        try await browser.send("/console/visits", Browser.highFear, headers: headers)
        #expect(browser.status == 403)
        #expect(browser.headers["access-control-allow-origin"] == nil)
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    @Test func `the own origin is taken where a browser names it`() async throws {
      try await Served.run { served in
        let browser = try await Self.signedIn(served)
        let headers = ["Origin": "http://localhost", "Sec-Fetch-Site": ""]
        try await browser.send("/console/visits", Browser.highFear, headers: headers)
        #expect(browser.page.contains("Exercise with pain education"))
      }
    }

    @Test func `every page keeps nothing, asks nobody, and is shown in no other page`() async throws {
      try await Served.run { served in
        let browser = Browser(served)
        func check() {
          let policy = browser.headers["content-security-policy"] ?? ""
          #expect(policy.hasPrefix("default-src 'none'"), "\(browser.path)")
          for part in ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            #expect(policy.contains(part))
          }
          #expect(!policy.contains("unsafe"))
          #expect(browser.headers["cache-control"] == "no-store", "\(browser.path)")
          #expect(browser.headers["referrer-policy"] == "no-referrer")
          #expect(browser.headers["x-content-type-options"] == "nosniff")
          #expect(!browser.page.contains("src=\"http"), "\(browser.path)")
          #expect(!browser.page.contains("style=\""), "\(browser.path)")
        }
        try await browser.open("/")
        check()
        let first = browser.headers["content-security-policy"]
        try await browser.open("/")
        #expect(browser.headers["content-security-policy"] != first, "the nonce is another one on each page")
        try await browser.send("/console/sign-in", [("access", Served.token)])
        check()
        _ = try await browser.enter(Browser.highFear)
        check()
        let visit = browser.visit
        let pages = ["facts", "what-if", "explanation", "letter", "patient-page", "aid", "report", "history"]
        for path in pages.map({ "/console/visits/\(visit)/\($0)" })
          + [
            "/console/records", "/console/records/0", "/console/statistics", "/console/packs",
            "/console/nothing/at/all",
          ].dropLast()
        {
          try await browser.open(path)
          #expect(browser.status == 200, "\(path)")
          check()
        }
      }
    }

    @Test func `no more people are signed in than may be`() async throws {
      try await Served.run {
        $0.sessions = 2
      } _: { served in
        _ = try await Self.signedIn(served)
        _ = try await Self.signedIn(served)
        let third = try await Self.signedIn(served)
        #expect(third.status == 503)
        #expect(third.page.contains("As many people are signed in as may be"))
      }
    }

    @Test func `a session that nobody uses is locked, and goes on for the same person under a new name`()
      async throws
    {
      try await Served.run {
        $0.sessionIdle = .milliseconds(1)
      } _: { served in
        let browser = Browser(served)
        try await browser.open("/")
        try await browser.sendAsIs("/console/sign-in", [("token", browser.token), ("access", Served.token)])
        // The redirect came after the session was idle already.
        try await browser.open("/console/new")
        #expect(browser.page.contains("so it was locked"))
        #expect(!browser.page.contains("Patient id"))
        let before = browser.cookies["plumbline"]
        try await browser.send("/console/sign-in", [("access", Served.token)])
        #expect(browser.cookies["plumbline"] != before)
      }
    }

    @Test func `what was open is there again once a locked session is unlocked, and for nobody else`()
      async throws
    {
      try await Served.run(clients: try Tokens.list(Tokens.twoClinicians)) {
        $0.sessionIdle = .seconds(3)
      } _: { served in
        let browser = try await Self.signedIn(served, token: Tokens.of("clinician"))
        _ = try await browser.enter(Browser.highFear)
        let visit = browser.visit
        try await Task.sleep(for: .seconds(4))
        #expect(try await browser.open("/console/visits/\(visit)").contains("so it was locked"))
        let other = Browser(served)
        try await other.open("/")
        let cookies = browser.cookies
        try await browser.send("/console/sign-in", [("access", Tokens.of("other"))])
        #expect(!browser.page.contains("EX-01"))
        browser.takeBack(cookies)
        try await browser.open("/console/visits/\(visit)")
        try await browser.send("/console/sign-in", [("access", Tokens.of("clinician"))])
        #expect(browser.page.contains("EX-01"))
        #expect(try await browser.open("/console/visits/\(visit)").contains("Exercise with pain education"))
      }
    }

    @Test func `another list of clients asks everybody for their token again, and knows only those on it`()
      async throws
    {
      try await Served.run(clients: try Tokens.list()) { served in
        let (clinician, author) = (
          try await Self.signedIn(served, token: Tokens.of("clinician")),
          try await Self.signedIn(served, token: Tokens.of("author"))
        )
        served.service.putIntoForce(try Tokens.list(Tokens.twoClinicians))
        for browser in [clinician, author] {
          #expect(try await browser.open("/console/packs").contains("so it was locked"))
        }
        try await author.send("/console/sign-in", [("access", Tokens.of("author"))])
        #expect(author.page.contains("no token of anybody"))
        try await clinician.send("/console/sign-in", [("access", Tokens.of("clinician"))])
        #expect(clinician.page.contains("What would you like to do?"))
      }
    }

    @Test func `whoever signs out has no session any more`() async throws {
      try await Served.run { served in
        let browser = try await Self.signedIn(served)
        let cookie = browser.cookies["plumbline"]
        try await browser.send("/console/sign-out", [])
        #expect(browser.page.contains("Access token"))
        let reply = try #require(
          await served.get("/console/new", headers: ["Cookie": "plumbline=\(cookie ?? "")"]))
        #expect(reply.status == 303)
      }
    }

    @Test func `a demonstration needs no token, and every page says whose data belong there`() async throws {
      try await Served.run(isDemo: true) { served in
        let browser = Browser(served)
        #expect(try await browser.open("/").contains("Invented patients only"))
        let answer = try await browser.enter(Browser.highFear)
        #expect(answer.contains("Exercise with pain education"))
        #expect(answer.contains("Invented patients only"))
        // The API asks for its token all the same.
        #expect(await served.post(Served.decide, "{}", headers: ["Authorization": ""])?.status == 401)
        // A page elsewhere whose name leads here gets nothing.
        let other = try #require(await served.ask("GET / HTTP/1.1\r\nHost: plumbline.example\r\n\r\n"))
        #expect(other.status == 421)
      }
    }
  }
}

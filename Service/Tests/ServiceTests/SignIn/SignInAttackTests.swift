import PlumblineJSON
import PlumblineService
import Synchronization
import Testing

extension InTurn {
  /// Somebody who would be signed in as another person, or have another person signed in as them.
  struct SignInAttackTests {
    /// Whether a browser is signed in.
    private static func isIn(_ browser: Browser) async throws -> Bool {
      try await browser.open("/console/new").contains("Patient id")
    }

    @Test(
      arguments: [
        { $0.replacing(/&state=.*/, with: "") }, { $0.replacing(/&state=.*/, with: "&state=") },
        { $0.dropLast() + "x" }, { $0 + "&state=x" }, { $0.replacing("state=", with: "State=") },
      ] as [@Sendable (String) -> String])
    func `an answer without this browser's state is refused`(change: @Sendable (String) -> String)
      async throws
    {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        try await browser.open("/console/sign-in/begin")
        try await browser.arrive(change(try issuer.confirm(browser.left)))
        #expect(browser.status == 403 && browser.page.contains("was not begun here"))
        #expect(browser.cookies["__Host-plumbline"] == nil)
        #expect(issuer.count("/token") == 0)
        #expect(await served.metric(#"plumbline_sign_ins_total{at="issuer",result="refused"}"#) == 1)
      }
    }

    @Test func `the answer of another person's sign-in is refused`() async throws {
      try await Issuer.serve { issuer, served in
        let (attacker, victim) = (Browser(served), Browser(served))
        try await attacker.open("/console/sign-in/begin")
        let own = try issuer.confirm(attacker.left)
        // Without a sign-in of their own, and during one.
        try await victim.arrive(own)
        #expect(victim.status == 403)
        try await victim.open("/console/sign-in/begin")
        try await victim.arrive(own)
        #expect(victim.status == 403 && victim.cookies["__Host-plumbline"] == nil)
        #expect(issuer.count("/token") == 0)
      }
    }

    @Test(arguments: [true, false])
    func `a code that was taken from another person's browser is of no use`(provesCodes: Bool) async throws {
      try await Issuer.serve { issuer, served in
        // Even if the issuer does not check who exchanges a code, its token names another sign-in.
        if !provesCodes { issuer.provesNoCodes() }
        let (attacker, victim) = (Browser(served), Browser(served))
        try await victim.open("/console/sign-in/begin")
        let stolen = Issuer.fields(String(try issuer.confirm(victim.left).split(separator: "?")[1]))
        try await attacker.open("/console/sign-in/begin")
        let state = Issuer.fields(String(attacker.left.split(separator: "?")[1]))["state"] ?? ""
        try await attacker.arrive("/console/sign-in/end?code=\(stolen["code"] ?? "")&state=\(state)")
        #expect(attacker.status == 403 && attacker.cookies["__Host-plumbline"] == nil)
        #expect(issuer.count("/token") == 1)
      }
    }

    @Test func `an answer is taken once`() async throws {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        try await browser.open("/console/sign-in/begin")
        let (answer, cookies) = (try issuer.confirm(browser.left), browser.cookies)
        try await browser.arrive(answer)
        #expect(
          browser.cookies["__Host-plumbline"] != nil && browser.cookies["__Host-plumbline-sign-in"] == nil)
        let again = Browser(served)
        again.takeBack(cookies)
        try await again.arrive(answer)
        #expect(again.status == 403 && again.cookies["__Host-plumbline"] == nil)
        #expect(issuer.count("/token") == 1)
      }
    }

    @Test func `a sign-in that took too long, or was changed, is refused`() async throws {
      let clock = Served.Clock(Issuer.now)
      try await Issuer.serve(clock: clock) { issuer, served in
        let browser = Browser(served)
        try await browser.open("/console/sign-in/begin")
        let kept = browser.cookies["__Host-plumbline-sign-in"] ?? ""
        let person = Issuer.clinician.with("exp", .number(ExactNumber(Issuer.now + 2_000)))
        let answer = try issuer.confirm(browser.left, person)
        let parts = kept.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        try #require(parts.count == 4)
        for changed in [
          "", "x", "...", kept + ".", String(kept.dropLast()) + (kept.hasSuffix("0") ? "1" : "0"),
          "\(parts[0]).\(Issuer.now + 1)..\(parts[3])", "\(parts[0]).\(parts[1]).session.\(parts[3])",
        ] {
          browser.plant("__Host-plumbline-sign-in", changed)
          try await browser.arrive(answer)
          #expect(browser.status == 403, "\(changed)")
        }
        browser.plant("__Host-plumbline-sign-in", kept)
        clock.seconds.withLock { $0 += 600 }
        try await browser.arrive(answer)
        #expect(browser.status == 403 && browser.cookies["__Host-plumbline"] == nil)
        clock.seconds.withLock { $0 -= 1 }
        try await browser.arrive(answer)
        #expect(browser.cookies["__Host-plumbline"] != nil)
      }
    }

    @Test(arguments: [
      ("&iss=https%3A%2F%2Fevil.example", false, false), ("&iss=", false, false), ("", true, false),
      ("", false, true),
      ("&iss=ISSUER&iss=https%3A%2F%2Fevil.example", true, false), ("&iss=ISSUER", true, true),
      ("&iss=ISSUER", false, true),
    ])
    func `an answer in another issuer's name is refused, and one without a name where the issuer gives it`(
      more: String, namesItself: Bool, isIn: Bool
    ) async throws {
      try await Issuer.serve { issuer, served in
        issuer.says("authorization_response_iss_parameter_supported", .bool(namesItself))
        let browser = Browser(served)
        try await browser.open("/console/sign-in/begin")
        let own = issuer.name.replacing(":", with: "%3A").replacing("/", with: "%2F")
        try await browser.arrive(try issuer.confirm(browser.left) + more.replacing("ISSUER", with: own))
        #expect((browser.cookies["__Host-plumbline"] != nil) == isIn)
        #expect(issuer.count("/token") == (isIn ? 1 : 0))
      }
    }

    @Test(
      arguments: [
        ("issuer", "https://evil.example"), ("issuer", nil), ("token_endpoint", "http://evil.example/token"),
        ("jwks_uri", "file:///etc/keys"), ("authorization_endpoint", "javascript:alert(1)"),
        ("jwks_uri", nil),
        ("code_challenge_methods_supported", ["plain"]), ("end_session_endpoint", "http://evil.example"),
      ] as [(String, JSONValue?)])
    func `a document of another issuer, or with addresses that may not be asked, is not used`(
      member: String, value: JSONValue?
    ) async throws {
      try await Issuer.serve { issuer, served in
        issuer.says(member, value ?? .null)
        let browser = Browser(served)
        try await browser.open("/console/sign-in/begin")
        #expect(browser.status == 503 && browser.left.isEmpty)
        #expect(served.logged.contains(member))
      }
    }

    @Test(arguments: Issuer.Manner.allCases.filter { $0 != .whole })
    func `an issuer that fails signs nobody in, soon, and is not asked all the time`(manner: Issuer.Manner)
      async throws
    {
      try await Issuer.serve(setting: {
        $0.signInFetching = .milliseconds(400)
        $0.signInPause = .seconds(2)
      }) { issuer, served in
        issuer.answers(Issuer.document, manner)
        let browser = Browser(served)
        let began = ContinuousClock.now
        for _ in 0..<5 {
          try await browser.open("/console/sign-in/begin")
          #expect(browser.status == 503 && browser.page.contains("cannot be reached now"))
        }
        #expect(ContinuousClock.now - began < .seconds(2))
        #expect(issuer.count(Issuer.document) == 1 && issuer.count("/elsewhere") == 0)
        issuer.answers(Issuer.document, .whole)
        try await Task.sleep(for: .seconds(2))
        for page in ["/token", "/jwks"] {
          issuer.answers(page, manner)
          try await browser.signIn(at: issuer)
          #expect(browser.status == 403 && browser.cookies["__Host-plumbline"] == nil)
          issuer.answers(page, .whole)
        }
        #expect(issuer.count("/elsewhere") == 0)
      }
    }

    @Test(arguments: ["?error=access_denied&error_description=SAID%3Cscript%3E", "?error=x&code=CODE", "?"])
    func `what an issuer refuses signs nobody in, and its words are not repeated`(query: String) async throws
    {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        try await browser.open("/console/sign-in/begin")
        let answer = Issuer.fields(String(try issuer.confirm(browser.left).split(separator: "?")[1]))
        let said = query.replacing("CODE", with: answer["code"] ?? "")
        try await browser.arrive("/console/sign-in/end\(said)&state=\(answer["state"] ?? "")")
        #expect(browser.status == 403 && browser.page.contains("You were not signed in"))
        #expect(!browser.page.contains("SAID") && !browser.page.contains("access_denied"))
        #expect(issuer.count("/token") == 0)
      }
    }

    @Test func `nothing leads elsewhere after a sign-in`() async throws {
      try await Issuer.serve { issuer, served in
        for more in ["?back=https://evil.example", "?redirect_uri=//evil.example", "?url=/console/new"] {
          let browser = Browser(served)
          try await browser.open("/console/sign-in/begin\(more)")
          #expect(!browser.left.contains("evil"))
          try await browser.arrive(try issuer.confirm(browser.left) + "&back=https%3A%2F%2Fevil.example")
          #expect(browser.headers["refresh"] == "0;url=/" && browser.headers["location"] == nil)
          #expect(!browser.page.contains("evil"))
          #expect(try await Self.isIn(browser))
        }
      }
    }

    @Test func `a session or a sign-in that somebody planted before is not the one that is signed in`()
      async throws
    {
      try await Issuer.serve { issuer, served in
        let (attacker, victim) = (Browser(served), Browser(served))
        try await attacker.signIn(at: issuer, as: Issuer.clinician.with("sub", "attacker"))
        let planted = attacker.cookies["__Host-plumbline"] ?? ""
        victim.plant("plumbline", String(repeating: "a", count: 64))
        try await victim.signIn(at: issuer)
        #expect(victim.cookies["__Host-plumbline"]?.count == 64)
        #expect(![planted, String(repeating: "a", count: 64)].contains(victim.cookies["__Host-plumbline"]))
        // The attacker's own sign-in, under the name that another machine of the same domain could set.
        let other = Browser(served)
        try await attacker.send("/console/sign-out", [])
        try await attacker.open("/console/sign-in/begin")
        other.plant("plumbline-sign-in", attacker.cookies["__Host-plumbline-sign-in"] ?? "")
        try await other.arrive(try issuer.confirm(attacker.left))
        #expect(other.status == 403 && other.cookies["__Host-plumbline"] == nil)
      }
    }

    @Test func `a client's token opens no page where people sign in at an issuer`() async throws {
      try await Issuer.serve { _, served in
        let browser = Browser(served)
        try await browser.open("/")
        try await browser.sendAsIs("/console/sign-in", [("token", "x"), ("access", Served.token)])
        #expect(browser.cookies["__Host-plumbline"] == nil)
        #expect(browser.page.contains("Sign in with your account"))
        #expect(await served.post(Served.decide, "{}")?.status == 200)
      }
    }

    @Test func `no code, token or secret is in a page, an address of ours or the log`() async throws {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        var token = ""
        try await browser.open("/console/sign-in/begin")
        let answer = try issuer.confirm(browser.left) {
          token = Issuer.key.token($0)
          return token
        }
        try await browser.arrive(answer)
        let pages = browser.page
        try await browser.open("/")
        let exchange = try #require(issuer.asked.last { $0.path == "/realm/token" })
        let secrets = [
          token, Issuer.secret, "not-to-be-kept", exchange.form["code"] ?? "?",
          exchange.form["code_verifier"] ?? "?",
          "j.devries", "7f3a", browser.cookies["__Host-plumbline"] ?? "?",
        ]
        for secret in secrets {
          #expect(!served.logged.contains(secret), "\(secret)")
          #expect(!(pages + browser.page).contains(secret), "\(secret)")
          #expect(!browser.addresses.dropFirst().contains { $0.contains(secret) })
        }
      }
    }
  }
}

import Glibc
import PlumblineJSON
import PlumblineService
import Testing

extension InTurn {
  /// Launches that somebody forged, took from elsewhere, or leads astray.
  struct LaunchAttackTests {
    @Test func `a record system that the operator did not name is asked nothing`() async throws {
      try await Issuer.launch { issuer, served in
        let base = issuer.base
        for server in [
          "https://evil.example/fhir", "\(base).evil.example", "\(base)/../x", "\(base)%3Fx", "\(base)//",
          base.replacing("127.0.0.1", with: "localhost"), base.uppercased(), "", "//evil.example",
          "\(base)&iss=\(base)",
        ] {
          let browser = Browser(served)
          try await browser.arrive("/launch?iss=\(server)&launch=a1")
          #expect(browser.status == 403 && browser.left.isEmpty, "\(server)")
          #expect(browser.page.contains("not known here") && !browser.page.contains("evil"))
          #expect(browser.cookies.isEmpty)
        }
        #expect(issuer.asked.isEmpty)
        #expect(!served.logged.contains("evil"))
      }
    }

    @Test func `a launch is taken once, by the record system and here`() async throws {
      try await Issuer.launch { issuer, served in
        let (first, second) = (Browser(served), Browser(served))
        try await first.arrive("/launch?iss=\(issuer.base)&launch=a1")
        let (answer, cookies) = (try issuer.confirm(first.left, Issuer.practitioner), first.cookies)
        try await first.arrive(answer)
        #expect(first.cookies["__Host-plumbline"] != nil)
        second.takeBack(cookies)
        try await second.arrive(answer)
        #expect(second.status == 403 && second.cookies["__Host-plumbline"] == nil)
        // The same launch again: the record system gives no code for it.
        try await second.launch(from: issuer, "a1")
        #expect(second.status == 403 && second.cookies["__Host-plumbline"] == nil)
        #expect(issuer.count("/token") == 1)
        #expect(await served.metric("plumbline_records_total") == 1)
      }
    }

    @Test func `what came back for another browser, or to another record system's address, is refused`()
      async throws
    {
      try await Issuer.launch { issuer, served in
        let (attacker, victim) = (Browser(served), Browser(served))
        try await attacker.arrive("/launch?iss=\(issuer.base)&launch=a1")
        let answer = try issuer.confirm(attacker.left, Issuer.practitioner)
        try await victim.arrive(answer)
        #expect(victim.status == 403)
        try await victim.arrive("/launch?iss=\(issuer.base)&launch=a2")
        try await victim.arrive(answer)
        #expect(victim.status == 403 && victim.cookies["__Host-plumbline"] == nil)
        for (path, status) in [("other", 403), ("none", 404)] {
          try await attacker.arrive(answer.replacing("/end/ehr", with: "/end/\(path)"))
          #expect(attacker.status == status && attacker.cookies["__Host-plumbline"] == nil)
        }
        #expect(issuer.count("/token") == 0)
        // A sign-in is no launch, and a launch no sign-in.
        try await attacker.arrive(answer.replacing("/launch/end/ehr", with: "/console/sign-in/end"))
        #expect(attacker.cookies["__Host-plumbline"] == nil && issuer.count("/token") == 0)
      }
    }

    @Test(
      arguments: [
        ("aud", "another"), ("iss", "https://evil.example"), ("nonce", "x"), ("exp", 1_799_999_000),
        ("sub", nil),
      ] as [(String, JSONValue?)])
    func `a token that is not for this launch opens nothing`(claim: String, value: JSONValue?) async throws {
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        try await browser.launch(from: issuer, as: Issuer.practitioner.with(claim, value ?? .null))
        #expect(browser.status == 403 && browser.cookies["__Host-plumbline"] == nil)
        #expect(!issuer.asked.contains { $0.path.hasPrefix("/realm/fhir/Patient") })
      }
    }

    @Test(
      arguments: [
        ("id_token", nil), ("id_token", "x"), ("access_token", nil), ("access_token", "a b"),
        ("token_type", "mac"),
        ("token_type", nil),
      ] as [(String, JSONValue?)])
    func `without a token for the person, or for the record, nothing is opened`(
      member: String, value: JSONValue?
    )
      async throws
    {
      try await Issuer.launch { issuer, served in
        issuer.gives(member, value ?? .null)
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        #expect(browser.status == 403 && browser.cookies["__Host-plumbline"] == nil)
      }
    }

    @Test(
      arguments: [
        ("code_challenge_methods_supported", nil), ("code_challenge_methods_supported", ["plain"]),
        ("token_endpoint", "http://evil.example/token"), ("authorization_endpoint", nil), ("jwks_uri", nil),
        ("issuer", nil),
      ] as [(String, JSONValue?)])
    func `a record system without PKCE, or with addresses that may not be asked, opens nothing`(
      member: String, value: JSONValue?
    ) async throws {
      try await Issuer.launch { issuer, served in
        issuer.says(member, value ?? .null)
        let browser = Browser(served)
        try await browser.arrive("/launch?iss=\(issuer.base)&launch=a1")
        #expect(browser.status == 503 && browser.left.isEmpty)
      }
    }

    @Test(arguments: Issuer.Manner.allCases.filter { $0 != .whole })
    func `a record system that fails opens nothing, soon, and is not asked all the time`(
      manner: Issuer.Manner
    )
      async throws
    {
      try await Issuer.launch(setting: { $0.signInFetching = .milliseconds(400) }) { issuer, served in
        issuer.answers(Issuer.smart, manner)
        let browser = Browser(served)
        for _ in 0..<5 {
          try await browser.arrive("/launch?iss=\(issuer.base)&launch=a1")
          #expect(browser.status == 503)
        }
        #expect(issuer.count(Issuer.smart) == 1 && issuer.count("/elsewhere") == 0)
      }
    }

    @Test func `what opens the record is in no page, no address, no record and no log`() async throws {
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        // A text that no random name holds.
        let launch = "from-the-record"
        try await browser.launch(from: issuer, launch)
        let visit = browser.visit
        for page in ["", "/facts", "/explanation", "/letter", "/decision.json"] {
          #expect(!(try await browser.open("/console/visits/\(visit)\(page)").contains(Issuer.access)))
        }
        #expect(!served.logged.contains(Issuer.access) && !served.logged.contains("EX-09"))
        #expect(!served.logged.contains(Issuer.secret) && !served.logged.contains(launch))
        #expect(!(try served.payload(0)?.canonicalText.contains(Issuer.access) ?? true))
        #expect(!browser.addresses.contains { $0.contains(Issuer.access) || $0.contains("EX-09") })
      }
    }

    @Test func `only the record system that is named for it shows the console in its pages`() async throws {
      try await Issuer.launch(["frame": "https://ehr.example:8443"]) { issuer, served in
        func policy(_ browser: Browser) -> String { browser.headers["content-security-policy"] ?? "" }
        let browser = Browser(served)
        try await browser.arrive("/launch?iss=\(issuer.base)&launch=a1")
        let cookie = try #require(await served.get("/launch?iss=\(issuer.base)&launch=a1")?.cookies.first)
        #expect(cookie.hasPrefix("__Host-plumbline-launch="))
        for part in ["SameSite=None", "; Secure", "; Partitioned", "; HttpOnly", "; Path=/;"] {
          #expect(cookie.contains(part), "\(part)")
        }
        try await browser.arrive(try issuer.confirm(browser.left, Issuer.practitioner))
        #expect(browser.cookies["__Host-plumbline"] == nil)
        #expect(browser.cookies["__Host-plumbline-embedded"]?.count == 64)
        for path in [
          String((browser.headers["refresh"] ?? "").dropFirst("0;url=".count)), "/", "/console/new",
        ] {
          #expect(policy(browser).contains("frame-ancestors https://ehr.example:8443"), "\(path)")
          #expect(browser.headers["x-frame-options"] == nil)
          try await browser.open(path)
        }
        // A form is taken from its own page only, wherever that stands.
        try await browser.open("/")
        try await browser.send("/console/sign-out", [], headers: ["Sec-Fetch-Site": "cross-site"])
        #expect(browser.status == 403)
        try await browser.open("/")
        try await browser.send("/console/sign-out", [])
        #expect(
          browser.page.contains("opened from ehr") && browser.cookies["__Host-plumbline-embedded"] == nil)
        // What goes wrong is shown there, too; everything else in no page.
        try await browser.arrive("/launch/end/ehr?state=x")
        #expect(policy(browser).contains("frame-ancestors https://ehr.example:8443"))
        for path in ["/", "/launch?iss=https://evil.example", "/launch/end/other", "/console/sign-in"] {
          try await browser.open(path)
          #expect(policy(browser).contains("frame-ancestors 'none'"), "\(path)")
          #expect(browser.headers["x-frame-options"] == "DENY")
        }
      }
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        #expect(browser.headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
        #expect(
          browser.cookies["__Host-plumbline-embedded"] == nil && browser.cookies["__Host-plumbline"] != nil)
      }
    }

    @Test func `a session that nobody uses is closed, and opened again from the record alone`() async throws {
      try await Issuer.launch(["frame": "https://ehr.example"], setting: { $0.sessionIdle = .seconds(2) }) {
        issuer, served in
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        let path = browser.path
        try await Task.sleep(for: .seconds(3))
        try await browser.open(path)
        #expect(browser.page.contains("opened from ehr") && !browser.page.contains("EX-09"))
        #expect(
          browser.headers["content-security-policy"]?.contains("frame-ancestors https://ehr.example") == true)
        try await browser.sendAsIs("/console/sign-in", [("token", "x"), ("access", Served.token)])
        #expect(!browser.page.contains("EX-09"))
        try await browser.launch(from: issuer, "a2")
        #expect(browser.page.contains("EX-09"))
      }
    }

    @Test func `a file that is not as it must be is refused with every problem`() throws {
      var message = ""
      do {
        _ = try Issuer.launching(
          [
            "name": "two words", "iss": "http://ehr.example/fhir", "client_id": "", "client_secret_file": 1,
            "frame": "https://ehr.example/page", "freme": "x",
          ], address: "plumbline.example")
      } catch {
        message = "\(error)"
      }
      for path in ["name", "iss", "client_id", "client_secret_file", "frame", "freme"] {
        #expect(message.contains("launch.json: records[0].\(path)"), "\(path)")
      }
      #expect(message.contains("launch.json: address"))
      for wrong: [String: JSONValue] in [
        ["name": "other"], ["iss": "https://other.example/fhir"], ["frame": "https://ehr.example;"],
        ["frame": "https://ehr.example 'self'"], ["frame": "*"], ["frame": "https://*.example"],
        ["frame": "https://ehr.example/"],
      ] {
        #expect(throws: FileFault.self, "\(wrong)") { try Issuer.launching(wrong) }
      }
    }
  }
}

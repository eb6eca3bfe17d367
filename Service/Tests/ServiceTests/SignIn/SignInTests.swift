import Glibc
import PlumblineCryptography
import PlumblineJSON
import PlumblineService
import Synchronization
import Testing

extension InTurn {
  /// People who sign in to the console at an issuer.
  struct SignInTests {
    @Test(arguments: SigningKey.Kind.allCases)
    func `whoever the issuer confirms is signed in, with a role and a name of its claims`(
      kind: SigningKey.Kind
    )
      async throws
    {
      try await Issuer.serve { issuer, served in
        let key = SigningKey("k", kind)
        issuer.publish(key, Issuer.key)
        let browser = Browser(served)
        #expect(try await browser.open("/").contains("Sign in with your account"))
        #expect(!browser.page.contains("Access token"))
        try await browser.signIn(at: issuer) { key.token($0) }
        #expect(browser.page.contains("I see a patient"))
        #expect(!browser.page.contains("I look back") && !browser.page.contains("I write the guideline"))
        #expect(try await browser.enter(Browser.highFear).contains("Exercise with pain education"))
        #expect(try served.payload(0)?["by"] == "j.devries")
        #expect(await served.metric(#"plumbline_sign_ins_total{at="issuer",result="done"}"#) == 1)
      }
    }

    @Test func `the issuer is asked with everything that binds its answer to this browser`() async throws {
      try await Issuer.serve { issuer, served in
        let (one, other) = (Browser(served), Browser(served))
        try await one.open("/console/sign-in/begin")
        try await other.open("/console/sign-in/begin")
        let asked = Issuer.fields(String(one.left.split(separator: "?")[1]))
        #expect(one.left.hasPrefix("\(issuer.name)/authorize?kc=1&"))
        #expect(asked["redirect_uri"] == "https://plumbline.example/console/sign-in/end")
        #expect(asked["scope"] == "openid profile")
        #expect(asked["code_challenge"]?.count == 43)
        let second = Issuer.fields(String(other.left.split(separator: "?")[1]))
        for secret in ["state", "nonce", "code_challenge"] {
          #expect((asked[secret]?.count ?? 0) >= 43)
          #expect(asked[secret] != second[secret], "\(secret)")
        }
        let reply = try #require(await served.get("/console/sign-in/begin"))
        let cookie = try #require(reply.cookies.first)
        for part in [
          "__Host-plumbline-sign-in=", "; Path=/;", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=600",
        ] {
          #expect(cookie.contains(part), "\(part)")
        }
        #expect(!cookie.contains(asked["nonce"] ?? "") && !cookie.contains(asked["state"] ?? ""))
        // The document is read once, and the code is exchanged with its proof and the client's secret.
        try await one.arrive(try issuer.confirm(one.left))
        #expect(issuer.count(Issuer.document) == 1)
        let exchange = try #require(issuer.asked.last { $0.path == "/realm/token" })
        #expect(exchange.form["code_verifier"]?.count == 64)
        #expect(exchange.form["client_secret"] == nil)
      }
    }

    @Test func `a secret is sent in the form where the issuer takes it only there`() async throws {
      try await Issuer.serve { issuer, served in
        issuer.says("token_endpoint_auth_methods_supported", ["client_secret_post"])
        let browser = Browser(served)
        try await browser.signIn(at: issuer)
        let exchange = try #require(issuer.asked.last { $0.path == "/realm/token" })
        #expect(exchange.authorization == nil && exchange.form["client_secret"] == Issuer.secret)
      }
    }

    @Test(arguments: [
      ["preferred_username": "q", "realm_access": ["roles": ["staff"]]] as JSONValue,
      ["realm_access": nil], ["realm_access": "physio"], ["realm_access": ["roles": [["physio"]]]],
      ["realm_access": ["roles": "Physio"]], ["roles": ["physio"], "realm_access": nil],
    ])
    func `whoever has no role here gets a page that says so, and no session`(person: JSONValue) async throws {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        let changed = (person.objectValue ?? []).reduce(Issuer.clinician) {
          $0.with($1.key, $1.value.unlessNull)
        }
        try await browser.signIn(at: issuer, as: changed)
        #expect(browser.status == 403)
        #expect(browser.page.contains("You have no role here"))
        #expect(browser.cookies["__Host-plumbline"] == nil)
        #expect(await served.metric(#"plumbline_sign_ins_total{at="issuer",result="no-role"}"#) == 1)
      }
    }

    @Test func `roles follow from every value that stands for one`() async throws {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        try await browser.signIn(
          at: issuer, as: Issuer.clinician.with("realm_access", ["roles": ["quality", "gp"]]))
        #expect(browser.page.contains("I see a patient") && browser.page.contains("I look back"))
        try await browser.open("/console/book")
        #expect(browser.status == 403)
      }
    }

    @Test(arguments: ["", "two\nlines", String(repeating: "n", count: 201)] as [String?] + [nil])
    func `an account without a name that can be recorded is not signed in`(name: String?) async throws {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        try await browser.signIn(
          at: issuer, as: Issuer.clinician.with("preferred_username", name.map { .string($0) } ?? .null))
        #expect(browser.page.contains("no name that can be recorded"))
        #expect(browser.cookies["__Host-plumbline"] == nil)
      }
    }

    @Test func `signing out ends the session, and names the issuer's own page`() async throws {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        try await browser.signIn(at: issuer)
        let cookie = browser.cookies["__Host-plumbline"] ?? ""
        try await browser.send("/console/sign-out", [])
        #expect(browser.page.contains("You are signed out"))
        #expect(browser.page.contains("\(issuer.name)/logout?client_id=\(Issuer.client)"))
        #expect(browser.cookies["__Host-plumbline"] == nil)
        let reply = await served.get("/console/new", headers: ["Cookie": "__Host-plumbline=\(cookie)"])
        #expect(reply?.status == 303)
      }
    }

    @Test(
      arguments: [
        ("sub", "7f3a", true), ("sub", "another", false), ("preferred_username", "another", false),
        ("auth_time", 1_799_990_000, false), ("auth_time", nil, false),
      ] as [(String, JSONValue?, Bool)])
    func `a locked session goes on for whoever showed again that they are the same person`(
      claim: String, value: JSONValue?, goesOn: Bool
    ) async throws {
      try await Issuer.serve(setting: { $0.sessionIdle = .seconds(2) }) { issuer, served in
        let browser = Browser(served)
        try await browser.signIn(at: issuer)
        _ = try await browser.enter(Browser.highFear)
        let visit = browser.visit
        try await Task.sleep(for: .seconds(3))
        #expect(try await browser.open("/console/visits/\(visit)").contains("so it was locked"))
        try await browser.open("/console/sign-in/begin")
        #expect(browser.left.hasSuffix("&max_age=0"))
        let person = Issuer.clinician.with(claim, value ?? .null)
        try await browser.arrive(try issuer.confirm(browser.left, person))
        #expect(browser.page.contains("You are signed in"))
        try await browser.open("/console/visits/\(visit)")
        #expect(browser.page.contains(goesOn ? "Exercise with pain education" : "no longer open"))
      }
    }

    @Test(arguments: [(-100, true), (-1_000, false), (nil, false)])
    func `where the operator says how long ago, the issuer's word for it is checked`(ago: Int?, isIn: Bool)
      async throws
    {
      try await Issuer.serve(["max_age": 300]) { issuer, served in
        let browser = Browser(served)
        let time: JSONValue = ago.map { .number(ExactNumber(Issuer.now + $0)) } ?? .null
        try await browser.signIn(at: issuer, as: Issuer.clinician.with("auth_time", time))
        #expect((browser.cookies["__Host-plumbline"] != nil) == isIn)
      }
    }

    @Test func `another way of signing in asks everybody again`() async throws {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        try await browser.signIn(at: issuer)
        served.service.putIntoForce(try issuer.settings(["roles": ["author": "staff"]]))
        #expect(try await browser.open("/console/new").contains("so it was locked"))
        try await browser.signIn(at: issuer)
        #expect(browser.page.contains("I write the guideline") && !browser.page.contains("I see a patient"))
        #expect(issuer.count(Issuer.document) == 2)
      }
    }

    @Test func `the files that the documentation shows are some, and the program starts with them`()
      async throws
    {
      func shown(_ title: String) throws -> String {
        let page = Requests.file("../Documentation/Operating.md")
        let part = try #require(page.split(separator: "## \(title)\n").last)
        return String(try #require(part.split(separator: "```").dropFirst().first).dropFirst("json\n".count))
      }
      let (file, launch) = (
        try shown("People who sign in at an issuer"), try shown("Record systems that open the console")
      )
      #expect(file.contains("client_secret_file") && launch.contains("frame"))
      await Program.withFolder { folder in
        func write(_ name: String, _ text: String, _ mode: mode_t) {
          let file = fopen("\(folder)/\(name)", "w")
          fputs(text, file)
          fclose(file)
          chmod("\(folder)/\(name)", mode)
        }
        write("sign-in.json", file, 0o644)
        write("launch.json", launch, 0o644)
        for name in ["sign-in", "ehr"] { write("\(name).secret", "\(Issuer.secret)\n", 0o600) }
        let options = ["--sign-in", "\(folder)/sign-in.json", "--launch", "\(folder)/launch.json"]
        let program = await Program(folder, access: options)
        let page = await program.get("/")?.text ?? ""
        #expect(page.contains("Sign in with your account") && page.contains("ehr.example%2Ffhir"))
        write("sign-in.json", file.replacing("clinician", with: "king"), 0o644)
        program.signal(SIGHUP)
        #expect(await program.logs("the settings of the sign-in in force stay"))
        #expect(program.logged.contains("roles.king is no role"))
        write("sign-in.json", file, 0o644)
        program.signal(SIGHUP)
        #expect(await program.logs("another way of signing in is in force"))
        #expect(await program.end().code == 0)
        for (name, mode) in [
          ("sign-in.json", 0o666), ("sign-in.secret", 0o644), ("launch.json", 0o622), ("ehr.secret", 0o640),
        ] {
          chmod("\(folder)/\(name)", mode_t(mode))
          let line =
            ([
              Program.path, "--port", "0", "--rules", "\(Served.root)/Rules", "--ledger",
              "\(folder)/ledger.sqlite",
            ] + options)
            .map { "'\($0)'" }.joined(separator: " ")
          let status = await Wire.beside { system("timeout 20 \(line) >/dev/null 2>&1") }
          #expect((status >> 8) & 0xFF == 65, "\(name)")
          chmod("\(folder)/\(name)", 0o600)
        }
      }
    }

    @Test func `a file that is not as it must be is refused with every problem`() throws {
      var message = ""
      do {
        _ = try Issuer.settings([
          "schema": 2, "adress": "x", "address": "http://plumbline.example",
          "issuer": "https://u@login.example",
          "client_id": "two words", "client_secret_file": 7, "scopes": ["profile"], "name": [],
          "role_claim": .null, "roles": ["king": "x", "author": []], "max_age": -1,
        ])
      } catch {
        message = "\(error)"
      }
      for path in [
        "schema", "adress", "address", "issuer", "client_id", "client_secret_file", "scopes", "name",
        "role_claim",
        "roles.king", "roles.author", "max_age",
      ] {
        #expect(message.contains("sign-in.json: \(path)"), "\(path)")
      }
      for wrong: [String: JSONValue] in [
        ["roles": [:]], ["roles": .null], ["issuer": "http://login.example"],
        ["issuer": "https://login.example?a"],
        ["address": "https://plumbline.example/"],
      ] {
        #expect(throws: FileFault.self, "\(wrong)") { try Issuer.settings(wrong) }
      }
      let (file, reading) = (Array(#"{"schema": 1"#.utf8), { (_: String) in [UInt8]() })
      #expect(throws: FileFault.self) { try SignInSettings(file, named: "sign-in.json", secret: reading) }
    }
  }
}

import PlumblineCryptography
import PlumblineJSON
import Testing

extension InTurn {
  /// Tokens by which an issuer says who somebody is.
  struct IdentityTokenTests {
    private static let stranger = SigningKey("issuer")
    private static let curve = SigningKey("small", .es256)

    @Test(
      arguments: [
        ("aud", "another-client"), ("aud", nil), ("aud", ["plumbline-console", "another"]),
        ("azp", "another"),
        ("iss", "https://evil.example"), ("exp", 1_799_999_000), ("exp", nil), ("exp", "never"),
        ("iat", 1_800_000_100),
        ("iat", nil), ("nbf", 1_800_000_100), ("nonce", .string(String(repeating: "0", count: 64))),
        ("nonce", nil),
        ("sub", nil), ("sub", ""),
      ] as [(String, JSONValue?)])
    func `a token that is not for this client, this sign-in and this time is refused`(
      claim: String, value: JSONValue?
    )
      async throws
    {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        try await browser.signIn(at: issuer, as: Issuer.clinician.with(claim, value ?? .null))
        #expect(browser.status == 403 && browser.page.contains("You were not signed in"))
        #expect(browser.cookies["__Host-plumbline"] == nil)
        #expect(
          served.logged.contains("the token: \(claim == "aud" && value?.arrayValue != nil ? "azp" : claim) "))
      }
    }

    @Test func `several audiences are taken where the token says that this client is meant`() async throws {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        let person = Issuer.clinician.with("aud", [.string(Issuer.client), "another"]).with(
          "azp", .string(Issuer.client))
        try await browser.signIn(at: issuer, as: person)
        #expect(browser.cookies["__Host-plumbline"] != nil)
      }
    }

    @Test(
      arguments: [
        { "\($0.split(separator: ".")[0]).\($0.split(separator: ".")[1])." },
        { _ in "x" }, { "\($0).a" }, { $0 + String(repeating: "A", count: 40_000) },
        { token in
          let parts = token.split(separator: ".")
          return "\(SigningKey.base64(Array(#"{"alg":"none","kid":"issuer"}"#.utf8))).\(parts[1])."
        },
        { token in
          let parts = token.split(separator: ".")
          let head = SigningKey.base64(Array(#"{"alg":"HS256","kid":"issuer"}"#.utf8))
          let key = Issuer.key.published["x"]?.stringValue ?? ""
          let code = HMAC.code(of: Array("\(head).\(parts[1])".utf8), key: Array(key.utf8))
          return "\(head).\(parts[1]).\(SigningKey.base64(code))"
        },
      ] as [@Sendable (String) -> String])
    func `a token that is not signed as it must be is refused`(change: @Sendable (String) -> String)
      async throws
    {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        try await browser.signIn(at: issuer) { change(Issuer.key.token($0)) }
        #expect(browser.status == 403 && browser.cookies["__Host-plumbline"] == nil)
      }
    }

    @Test(
      arguments: [
        { stranger.token($0) }, { stranger.token($0, header: ["jwk": stranger.published]) },
        { Issuer.key.token($0, header: ["kid": "gone"]) }, { Issuer.key.token($0, header: ["kid": .null]) },
        { Issuer.key.token($0, header: ["alg": "RS384"]) },
        { Issuer.key.token($0, header: ["alg": "ES256"]) },
        { curve.token($0, header: ["kid": "issuer"]) }, { curve.token($0) },
        { Issuer.key.token($0, header: ["crit": ["exp"]]) },
        { Issuer.key.token($0, header: ["typ": "at+jwt"]) },
      ] as [@Sendable (JSONValue) -> String])
    func `a token by another key, or in another way than its key is for, is refused`(
      sign: @Sendable (JSONValue) -> String
    ) async throws {
      try await Issuer.serve { issuer, served in
        let browser = Browser(served)
        try await browser.signIn(at: issuer, sign: sign)
        #expect(browser.status == 403 && browser.cookies["__Host-plumbline"] == nil)
      }
    }
  }
}

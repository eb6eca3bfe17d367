import PlumblineJSON
import Testing

extension InTurn {
  /// Tokens that a record system signs for each call.
  struct SignedTokenTests {
    private func view(_ served: Served, _ token: String, _ path: String = Served.patientView) async -> Reply?
    {
      await served.post(
        path, Requests.view.canonicalText, headers: ["Authorization": "Bearer \(Tokens.signed[token] ?? "")"])
    }

    /// Asks once with a token, and expects that nothing is decided.
    private func expectRefusal(of token: String, for paths: [String]) async throws {
      #expect(Tokens.signed[token] != nil)
      try await Served.run(clients: Tokens.list(), seconds: Tokens.now) { served in
        let reply = try #require(await view(served, token))
        #expect(reply.status == 401)
        #expect(reply.paths == paths)
        if !paths.isEmpty { #expect(reply.headers["www-authenticate"] == #"Bearer error="invalid_token""#) }
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    @Test(arguments: ["ES384", "RS384", "audiences"])
    func `a token that is signed for this address is taken, and names the record system`(token: String)
      async throws
    {
      try await Served.run(clients: Tokens.list(), seconds: Tokens.now) { served in
        #expect(await view(served, token)?.status == 200)
        let payload = try served.payload(0)
        #expect(payload?["by"] == "ehr")
      }
    }

    @Test func `a token for feedback, or for the API, is one for that address`() async throws {
      try await Served.run(clients: Tokens.list(), seconds: Tokens.now) { served in
        let card = try #require(await view(served, "ES384")?.card["uuid"]?.stringValue)
        let feedback = #"{"feedback":[{"card":"\#(card)","outcome":"accepted"}]}"#
        for (path, body, token) in [
          (Served.feedback, feedback, "feedback"), (Served.decide, "{}", "decide"),
        ] {
          let headers = ["Authorization": "Bearer \(Tokens.signed[token] ?? "")"]
          #expect(await view(served, token)?.paths == ["aud"])
          #expect(await served.post(path, body, headers: headers)?.status == 200)
        }
      }
    }

    @Test(arguments: ["none", "None", "no algorithm"])
    func `a token that is not signed is refused`(token: String) async throws {
      try await expectRefusal(of: token, for: ["alg"])
    }

    @Test(arguments: ["HS384 with the public key", "HS384 with the public RSA key", "RS256", "PS384"])
    func `a token that is signed in another way is refused`(token: String) async throws {
      try await expectRefusal(of: token, for: ["alg"])
    }

    @Test(arguments: [
      "RS384 named, ES384 key", "key for encrypting", "no such key", "no key named",
    ])
    func `a token whose key is not one of the issuer's for its way of signing is refused`(token: String)
      async throws
    {
      try await expectRefusal(of: token, for: ["kid"])
    }

    @Test(arguments: [
      "another's key", "key in the header", "changed claims", "changed signature", "no signature",
      "signature of zeros",
    ])
    func `a token that the issuer's key did not sign is refused`(token: String) async throws {
      try await expectRefusal(of: token, for: ["token"])
    }

    @Test(arguments: [("another issuer", "iss"), ("no issuer", "iss")])
    func `a token of somebody else is refused`(token: String, path: String) async throws {
      try await expectRefusal(of: token, for: [path])
    }

    @Test(arguments: ["another address", "the service, not the address", "no audience"])
    func `a token for another address is refused`(token: String) async throws {
      try await expectRefusal(of: token, for: ["aud"])
    }

    @Test(arguments: [
      ("expired", "exp"), ("no end", "exp"), ("end in words", "exp"), ("lives too long", "exp"),
      ("issued in the future", "iat"), ("not yet valid", "nbf"),
    ])
    func `a token that is not valid now is refused`(token: String, path: String) async throws {
      try await expectRefusal(of: token, for: [path])
    }

    @Test(arguments: ["too large", "padded", "four parts", "claim said twice", "encrypted"])
    func `a token that is too large, or has another form, is refused before anything is checked`(
      token: String
    )
      async throws
    {
      try await expectRefusal(of: token, for: ["token"])
    }

    @Test func `a token that must be understood in another way is refused`() async throws {
      try await expectRefusal(of: "extension that must be known", for: ["crit"])
    }

    @Test(arguments: ["no id", "empty id"])
    func `a token without a name of its own is refused`(token: String) async throws {
      try await expectRefusal(of: token, for: ["jti"])
    }

    @Test func `a token is taken once, and so is its id in another token`() async throws {
      try await Served.run(clients: Tokens.list(), seconds: Tokens.now) { served in
        #expect(await view(served, "ES384")?.status == 200)
        for token in ["ES384", "same id, another token", "RS384"] {
          #expect(await view(served, token)?.paths == ["jti"], "\(token)")
        }
        #expect(await served.metric("plumbline_records_total") == 1)
        #expect(await served.metric(#"plumbline_tokens_refused_total{before="signature"}"#) == 3)
      }
    }

    @Test func `a token that was signed before the service started may have been used, and is refused`()
      async throws
    {
      // The fixtures' tokens are ten seconds old.
      for (started, refused) in [(Tokens.now - 10, nil), (Tokens.now - 9, ["iat"])] as [(Int, [String]?)] {
        try await Served.run(clients: Tokens.list(), seconds: Tokens.now, started: started) { served in
          let reply = await view(served, "ES384")
          #expect(reply?.status == (refused == nil ? 200 : 401))
          if let refused { #expect(reply?.paths == refused) }
          #expect(await served.metric("plumbline_records_total") ?? 0 == (refused == nil ? 1 : 0))
        }
      }
    }

    @Test func `a forged token does not use up the id of a true one`() async throws {
      try await Served.run(clients: Tokens.list(), seconds: Tokens.now) { served in
        #expect(await view(served, "changed claims")?.status == 401)
        #expect(await view(served, "ES384")?.status == 200)
      }
    }

    @Test func `when as many tokens are alive as may be, another is sent away and none is forgotten`()
      async throws
    {
      try await Served.run(clients: Tokens.list(), seconds: Tokens.now) {
        $0.usedTokens = 1
      } _: { served in
        #expect(await view(served, "ES384")?.status == 200)
        let headers = ["Authorization": "Bearer \(Tokens.signed["decide"] ?? "")"]
        let reply = try #require(await served.post(Served.decide, "{}", headers: headers))
        #expect(reply.status == 503)
        #expect(reply.headers["retry-after"] != nil)
        #expect(await view(served, "ES384")?.status == 401)
      }
    }

    @Test func `nothing of a token is logged or answered`() async throws {
      try await Served.run(clients: Tokens.list(), seconds: Tokens.now) { served in
        for (name, token) in Tokens.signed {
          let text = await view(served, name)?.text ?? ""
          for part in token.split(separator: ".") where part.utf8.count > 4 {
            #expect(!text.contains(part) && !served.logged.contains(part), "\(name)")
          }
          #expect(!text.contains("evil") && !served.logged.contains("evil"))
        }
      }
    }
  }
}

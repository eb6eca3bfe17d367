import PlumblineJSON
import PlumblineService
import Testing

extension InTurn {
  /// Keys that a record system publishes at an address.
  struct IssuerKeyTests {
    private static let old = SigningKey("old")
    private static let new = SigningKey("new", .rs384)

    private static func clients(_ address: String) throws -> ClientList {
      try Tokens.list(
        Tokens.clients.with(
          "issuers", [["name": "ehr", "iss": "https://ehr.example", "jwks": .string(address)]]))
    }

    private static func claims(_ id: String) -> JSONValue {
      [
        "iss": "https://ehr.example", "aud": .string("https://plumbline.example\(Served.patientView)"),
        "iat": .number(ExactNumber(Tokens.now - 10)), "exp": .number(ExactNumber(Tokens.now + 290)),
        "jti": .string(id),
      ]
    }

    /// Opens a chart with a token; returns the status.
    private static func view(_ served: Served, _ key: SigningKey, _ id: String, header: JSONValue = [:]) async
      -> Int?
    {
      await served.post(
        Served.patientView, Requests.view.canonicalText,
        headers: ["Authorization": "Bearer \(key.token(claims(id), header: header))"])?.status
    }

    private static func run(
      _ keys: SigningKey..., setting: @escaping (inout ServiceLimits) -> Void = { _ in },
      _ test: (KeyServer, Served) async throws -> Void
    ) async throws {
      try await KeyServer.run { server in
        if let first = keys.first { server.publish(first) }
        try await Served.run(
          clients: clients(server.address), seconds: Tokens.now,
          setting: {
            $0.fetching = .milliseconds(400)
            setting(&$0)
          }
        ) { try await test(server, $0) }
      }
    }

    @Test func `keys at an address are fetched once for many tokens`() async throws {
      try await Self.run(Self.old) { server, served in
        for place in 0..<5 { #expect(await Self.view(served, Self.old, "\(place)") == 200) }
        #expect(server.count == 1)
        #expect(await served.metric(#"plumbline_key_fetches_total{result="done"}"#) == 1)
      }
    }

    @Test func `a new key is fetched with the first token that names it, and the old one stays good`()
      async throws
    {
      try await Self.run(Self.old, setting: { $0.keysPause = .zero }) { server, served in
        #expect(await Self.view(served, Self.old, "1") == 200)
        server.publish(Self.new)
        #expect(await Self.view(served, Self.old, "2") == 200)
        #expect(await Self.view(served, Self.new, "3") == 200)
        // The set that was fetched for the new key no longer has the old one.
        #expect(await Self.view(served, Self.old, "4") == 401)
      }
    }

    @Test func `a key that left the address stops being good in time`() async throws {
      try await Self.run(
        Self.old,
        setting: {
          $0.keysPause = .zero
          $0.keysFresh = .milliseconds(500)
        }
      ) { server, served in
        #expect(await Self.view(served, Self.old, "1") == 200)
        server.publish(Self.new)
        try await Task.sleep(for: .milliseconds(600))
        #expect(await Self.view(served, Self.old, "2") == 401)
      }
    }

    @Test func `a flood of unknown keys is no flood for the address`() async throws {
      try await Self.run(Self.old, setting: { $0.keysPause = .milliseconds(1500) }) { server, served in
        #expect(await Self.view(served, Self.old, "1") == 200)
        try await Task.sleep(for: .milliseconds(1600))
        for wave in 0..<10 {
          await withTaskGroup(of: Void.self) { group in
            for place in 0..<4 {
              group.addTask {
                let header: JSONValue = ["kid": .string("k\(wave)-\(place)")]
                #expect(await Self.view(served, Self.old, "\(wave)-\(place)", header: header) == 401)
              }
            }
          }
        }
        #expect(server.count <= 3)
        #expect(await Self.view(served, Self.old, "2") == 200)
      }
    }

    @Test func `a token that is refused anyway asks for no key`() async throws {
      try await Self.run(Self.old, setting: { $0.keysPause = .zero }) { server, served in
        #expect(await Self.view(served, Self.old, "1") == 200)
        for claims in [
          Self.claims("2").with("aud", "https://other.example"), Self.claims("2").with("exp", 1),
          Self.claims("2").with("iss", "https://evil.example"), Self.claims("1"),
        ] {
          let token = Self.new.token(claims)
          let reply = await served.post(
            Served.patientView, Requests.view.canonicalText, headers: ["Authorization": "Bearer \(token)"])
          #expect(reply?.status == 401)
        }
        #expect(server.count == 1)
      }
    }

    @Test(arguments: KeyServer.Manner.allCases.filter { $0 != .whole })
    func `while the address fails the keys that were fetched last stay good, up to their age`(
      manner: KeyServer.Manner
    )
      async throws
    {
      try await Self.run(
        Self.old,
        setting: {
          $0.keysPause = .zero
          $0.keysFresh = .zero
          $0.keysKept = .seconds(4)
        }
      ) { server, served in
        #expect(await Self.view(served, Self.old, "1") == 200)
        server.answers(manner)
        #expect(await Self.view(served, Self.old, "2") == 200)
        // Nobody waits who has a key.
        let began = ContinuousClock.now
        #expect(await Self.view(served, Self.old, "3") == 200)
        #expect(ContinuousClock.now - began < .milliseconds(350))
        #expect(await Self.view(served, Self.new, "4") == 401)
        try await Task.sleep(for: .seconds(4))
        #expect(await Self.view(served, Self.old, "5") == 401)
        server.answers(.whole)
        #expect(await Self.view(served, Self.old, "6") == 200)
      }
    }

    @Test func `an address or a key in the token itself is not used`() async throws {
      try await KeyServer.run(Self.new) { evil in
        try await Self.run(Self.old, setting: { $0.keysPause = .zero }) { _, served in
          for header: JSONValue in [
            ["jku": .string(evil.address)], ["x5u": .string(evil.address)], ["jwk": Self.new.published],
            ["jku": .string(evil.address), "kid": "old"],
          ] {
            #expect(await Self.view(served, Self.new, "1", header: header) == 401)
          }
          #expect(evil.count == 0)
        }
      }
    }

    @Test(arguments: [
      ("https://ehr.example/jwks", true), ("https://ehr.example/keys?tenant=a", true),
      ("http://localhost:80/jwks", true),
      ("http://ehr.example/jwks", false), ("http://localhost.example/jwks", false),
      ("ftp://ehr.example/jwks", false),
      ("https://user@ehr.example/jwks", false), ("https://ehr.example/jwks#a", false), ("https://", false),
      ("https:///jwks", false), ("https://?a", false), ("file:///etc/keys", false), ("", false),
    ])
    func `an address of keys is one over TLS, unless it is on this machine`(address: String, isFit: Bool) {
      #expect(((try? Self.clients(address)) != nil) == isFit)
    }

    @Test func `an issuer has a file of keys or an address, not both`() throws {
      let both: JSONValue = [
        [
          "name": "ehr", "iss": "https://ehr.example", "keys": "keys.json",
          "jwks": "https://ehr.example/jwks",
        ]
      ]
      #expect(throws: FileFault.self) { try Tokens.list(Tokens.clients.with("issuers", both)) }
    }
  }
}

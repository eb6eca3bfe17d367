import PlumblineJSON
import PlumblineLedger
import PlumblineService
import Testing

extension InTurn {
  /// Clients with tokens of their own, and what each may do.
  struct ClientTests {
    private func headers(_ name: String) -> [String: String] {
      ["Authorization": "Bearer \(Tokens.of(name))"]
    }

    @Test func `a client is recorded by its name, and the user that it names beside it`() async throws {
      try await Served.run(clients: Tokens.list()) { served in
        let view = Requests.view.canonicalText
        let reply = try #require(await served.post(Served.patientView, view, headers: headers("clinician")))
        let card = try #require(reply.card["uuid"]?.stringValue)
        let feedback = #"{"feedback":[{"card":"\#(card)","outcome":"overridden"}]}"#
        #expect(await served.post(Served.feedback, feedback, headers: headers("clinician"))?.status == 200)
        #expect(await served.post(Served.decide, "{}", headers: headers("clinician"))?.status == 200)
        #expect(try served.payload(0)?["by"] == "the-clinician")
        #expect(try served.payload(0)?["purpose"] == "CDS Hooks patient-view for Practitioner/7")
        #expect(try served.payload(1)?["by"] == "the-clinician")
        #expect(try served.payload(2)?["by"] == "the-clinician")
      }
    }

    @Test func `a client may do only what its role may`() async throws {
      try await Served.run(clients: Tokens.list()) { served in
        for role in ["author", "auditor"] {
          for path in [Served.patientView, Served.feedback, Served.decide] {
            let reply = await served.post(path, Requests.view.canonicalText, headers: headers(role))
            #expect(reply?.status == 403, "\(role) \(path)")
          }
        }
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    @Test(arguments: ["", "x", "clinician", "the-clinician", Served.token, Tokens.of("clinician") + "s"])
    func `nobody else may ask`(token: String) async throws {
      try await Served.run(clients: Tokens.list()) { served in
        let reply = await served.post(
          Served.decide, "{}", headers: ["Authorization": token.isEmpty ? "" : "Bearer \(token)"])
        #expect(reply?.status == 401)
        #expect(reply?.headers["www-authenticate"] == "Bearer")
      }
    }

    @Test func `a file of clients that is not as it must be is refused with every problem`() {
      let wrong: JSONValue = [
        "schema": 2, "adress": "x", "address": "plumbline.example/",
        "clients": [
          ["name": "two words", "role": "king", "token_sha256": "abc"],
          ["name": "a", "role": "author", "token_sha256": .string(String(repeating: "0", count: 64))],
          ["name": "a", "role": "author", "token_sha256": .string(String(repeating: "0", count: 64))], 7,
        ],
        "issuers": [["name": "ehr", "iss": "", "keys": "none.json"]],
      ]
      var message = ""
      do {
        _ = try Tokens.list(wrong)
      } catch {
        message = "\(error)"
      }
      for path in [
        "schema", "adress", "address", "clients[0].name", "clients[0].role", "clients[0].token_sha256",
        "clients[2].name", "clients[2].token_sha256", "clients[3].", "issuers[0].iss", "issuers[0].keys",
      ] {
        #expect(message.contains("clients.json: \(path)"), "\(path)")
      }
      for empty: JSONValue in [["schema": 1], ["schema": 1, "clients": []], [], "x"] {
        #expect(throws: FileFault.self) { try Tokens.list(empty) }
      }
      #expect(throws: FileFault.self) { try Tokens.list(Tokens.clients.with("address", nil)) }
    }

    @Test func `a key set with a secret, a weak key or none for signatures is refused`() throws {
      let keys = try #require(try JSONReader.read(Tokens.file("keys.json")).value["keys"]?.arrayValue)
      let (curve, rsa, encrypting) = (keys[0], keys[1], keys[2])
      for set: [JSONValue] in [
        [], [encrypting], [curve.with("d", "AA")], [curve.with("x", curve["y"])], [rsa.with("n", "AQAB")],
        [curve, rsa.with("kid", "curve")], [curve.with("kid", nil)], [curve.with("alg", "ES256")],
        [["kty": "oct", "kid": "k", "k": "AA"]],
      ] {
        #expect(throws: FileFault.self) {
          try ClientList(Tokens.clients.canonical, named: "clients.json") { _ in
            JSONValue.object([JSONMember("keys", .array(set))]).canonical
          }
        }
      }
    }
  }
}

import PlumblineJSON
import PlumblineLedger
import Testing

extension InTurn {
  /// What became of answers, and what auditors read.
  struct ReportTests {
    private func headers(_ role: String) -> [String: String] {
      ["Authorization": "Bearer \(Tokens.of(role))"]
    }

    /// Decides, and returns the record's name.
    private func decided(_ served: Served) async throws -> String {
      let reply = try #require(
        await served.post(Served.decide, Requests.file("high-fear.json"), headers: headers("clinician")))
      return try #require(reply.json["record"]?.stringValue)
    }

    private func post(_ served: Served, _ path: String, _ body: JSONValue) async throws -> Reply {
      try #require(
        await served.post("/api/v1/\(path)", body.canonicalText, headers: headers("clinician")))
    }

    @Test func `an override and an outcome are recorded about the answer, by the client`() async throws {
      try await Served.run(clients: Tokens.list()) { served in
        let record = JSONValue.string(try await decided(served))
        let override = try await post(
          served, "override", ["record": record, "reason": "patient-refuses", "note": "asked twice"])
        #expect(override.status == 201)
        #expect(override.json["record"]?.stringValue?.hasSuffix("/1") == true)
        let outcome = try await post(
          served, "outcome",
          [
            "record": record, "outcome": "accepted", "as_of": "2026-11-25", "done": "six times",
            "scores": ["fear": ["tsk_17": 36]],
          ])
        #expect(outcome.status == 201, "\(outcome.text)")
        let (first, second) = (try served.payload(1), try served.payload(2))
        #expect(first?["about"] == 0 && first?["reason_code"] == "patient-refuses")
        #expect(first?["by"] == "the-clinician" && second?["by"] == "the-clinician")
        #expect(second?["outcome"] == "accepted" && second?["as_of"] == "2026-11-25")
        #expect(second?["scores"]?["fear"]?["tsk_17"] == 36)
      }
    }

    @Test func `a report that does not fit is refused with every problem, and nothing is recorded`()
      async throws
    {
      try await Served.run(clients: Tokens.list()) { served in
        let name = try await decided(served)
        let record = JSONValue.string(name)
        let gone = JSONValue.string(String(name.dropLast()) + "7")
        for (path, body, status, paths) in [
          ("override", ["reason": "because"], 400, ["record", "reason"]),
          ("override", ["record": "x", "reason": "patient-refuses", "note": " "], 400, ["record", "note"]),
          ("override", ["record": gone, "reason": "patient-refuses"], 404, []),
          (
            "override", ["record": "other.example/1/0", "reason": "patient-refuses"], 404, []
          ),
          ("outcome", ["record": record, "outcome": "well", "as_of": "x"], 400, ["outcome", "as_of"]),
          ("outcome", ["record": record, "outcome": "alternative-chosen"], 400, ["chosen"]),
          ("outcome", ["record": record, "outcome": "accepted", "as_of": "2026-11-01"], 422, ["record"]),
          ("outcome", ["record": record, "outcome": "accepted", "as_of": "2999-01-01"], 422, ["as_of"]),
          (
            "outcome", ["record": record, "outcome": "accepted", "scores": ["fear": ["tsk_17": 999]]], 422,
            ["scores"]
          ),
        ] as [(String, JSONValue, Int, [String])] {
          let reply = try await post(served, path, body)
          #expect(reply.status == status, "\(path) \(reply.text)")
          #expect(Set(reply.paths) == Set(paths), "\(reply.text)")
          #expect(!reply.text.contains("999"))
        }
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 1)
      }
    }

    @Test func `an auditor reads a record, which is recorded, its receipt, and whether the ledger verifies`()
      async throws
    {
      try await Served.run(clients: Tokens.list()) { served in
        _ = try await decided(served)
        let shown = try #require(await served.get("/api/v1/records/0", headers: headers("auditor")))
        #expect(shown.status == 200)
        let payload = try served.payload(0)
        #expect(shown.json["payload"]?.canonical == payload?.canonical)
        let access = try served.payload(1)
        #expect(access?["command"] == "show" && access?["by"] == "the-auditor" && access?["about"] == 0)
        let receipt = try #require(await served.get("/api/v1/records/0/receipt", headers: headers("auditor")))
        #expect(receipt.text.hasPrefix("c2sp.org/tlog-proof@v1"))
        let verified = try #require(await served.get("/api/v1/verify", headers: headers("auditor")))
        #expect(verified.status == 200)
        #expect(verified.json["verified"] == true || verified.json["sound"] == true, "\(verified.text)")
        for index in ["7", "-1", "x", "+0", "99999999999999999999"] {
          #expect(await served.get("/api/v1/records/\(index)", headers: headers("auditor"))?.status == 404)
        }
      }
    }

    @Test func `records are for auditors, and what changes them is not`() async throws {
      try await Served.run(clients: Tokens.list()) { served in
        _ = try await decided(served)
        for role in ["clinician", "author"] {
          for path in ["records/0", "records/0/receipt", "verify"] {
            #expect(
              await served.get("/api/v1/\(path)", headers: headers(role))?.status == 403, "\(role) \(path)")
          }
        }
        for path in ["decide", "override", "outcome", "explain"] {
          let reply = await served.post("/api/v1/\(path)", "{}", headers: headers("auditor"))
          #expect(reply?.status == 403, "\(path)")
        }
        #expect(await served.post("/api/v1/explain", "{}", headers: headers("author"))?.status == 200)
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 1)
      }
    }

    // MARK: keys of requests

    @Test func `a request that is sent again with its key is answered again and recorded once`() async throws
    {
      try await Served.run(clients: Tokens.list()) { served in
        let body = Requests.file("high-fear.json")
        let keyed = headers("clinician").merging(["Idempotency-Key": "visit-1"]) { $1 }
        let first = try #require(await served.post(Served.decide, body, headers: keyed))
        for _ in 0..<3 {
          #expect(await served.post(Served.decide, body, headers: keyed)?.body == first.body)
        }
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 1)
        // Another request, another day, or another client.
        #expect(await served.post(Served.decide, "{}", headers: keyed)?.status == 422)
        #expect(
          await served.post("\(Served.decide)?as_of=2026-11-21", body, headers: keyed)?.status == 422)
        for key in ["two words", String(repeating: "k", count: 201)] {
          let wrong = keyed.merging(["Idempotency-Key": key]) { $1 }
          #expect(await served.post(Served.decide, body, headers: wrong)?.paths == ["Idempotency-Key"])
        }
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 1)
        #expect(await served.post(Served.decide, body, headers: headers("clinician"))?.status == 200)
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 2)
      }
    }

    @Test func `a request that was refused may be sent again with its key`() async throws {
      try await Served.run(clients: Tokens.list()) { served in
        let record = JSONValue.string(try await decided(served))
        let keyed = headers("clinician").merging(["Idempotency-Key": "k"]) { $1 }
        let wrong: JSONValue = ["record": record, "reason": "because"]
        let right: JSONValue = ["record": record, "reason": "patient-refuses"]
        for (body, status) in [(wrong, 400), (right, 201), (right, 201)] {
          #expect(
            await served.post("/api/v1/override", body.canonicalText, headers: keyed)?.status == status)
        }
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 2)
      }
    }
  }
}

import PlumblineJSON
import PlumblineLedger
import Testing

extension InTurn {
  /// What became of a card is recorded beside its answer.
  struct FeedbackTests {
    private func overridden(_ card: JSONValue, _ code: String?, comment: String? = nil) -> JSONValue {
      var reason: [JSONMember] = []
      if let code { reason.append(JSONMember("reason", ["code": .string(code)])) }
      if let comment { reason.append(JSONMember("userComment", .string(comment))) }
      return [
        "card": card, "outcome": "overridden", "overrideReason": .object(reason),
        "outcomeTimestamp": "2026-11-20T10:00:00Z",
      ]
    }

    private func accepted(_ card: JSONValue, _ suggestions: [JSONValue] = ["x"]) -> JSONValue {
      [
        "card": card, "outcome": "accepted",
        "acceptedSuggestions": .array(suggestions.map { ["id": $0] }),
        "outcomeTimestamp": "2026-11-21T10:00:00Z",
      ]
    }

    @Test func `an override is recorded with its coded reason and words, about the card's answer`()
      async throws
    {
      try await Served.run { served in
        _ = await served.view(Requests.stop)
        let card = try #require(await served.view(Requests.view)?.card["uuid"])
        let reply = await served.post(
          Served.feedback, ["feedback": [overridden(card, "patient-refuses", comment: "asked twice")]])
        #expect(reply?.status == 200)
        let payload = try #require(try served.payload(2))
        #expect(payload["about"] == 1)
        #expect(payload["reason_code"] == "patient-refuses")
        #expect(payload["note"] == "asked twice")
        #expect(payload["patient"] == (try served.payload(1))?["patient"])
      }
    }

    @Test func `an override without a reason, and an acceptance, are recorded as what they are`() async throws
    {
      try await Served.run { served in
        let card = try #require(await served.view(Requests.view)?.card["uuid"])
        let reply = await served.post(Served.feedback, ["feedback": [overridden(card, nil), accepted(card)]])
        #expect(reply?.status == 200)
        #expect(try served.payload(1)?["reason_code"] == nil)
        #expect(try served.payload(2)?["outcome"] == "accepted")
        #expect(try served.payload(2)?["as_of"] == "2026-11-21")
      }
    }

    @Test func `the suggestions that were taken over are recorded by the parts that they are`() async throws {
      try await Served.run { served in
        let card = try #require(await served.view(Requests.view)?.card)
        let id = try #require(card["uuid"])
        let suggestions = (card["suggestions"]?.arrayValue ?? []).compactMap { $0["uuid"] }
        #expect(card["suggestions"]?[1]?["label"] == "Pain education")
        #expect(suggestions.count == 2)
        let choices: [[JSONValue]] = [
          [suggestions[1]], suggestions, suggestions.reversed(), ["x"], [suggestions[1]],
        ]
        for taken in choices {
          let report: JSONValue = ["feedback": [accepted(id, taken)]]
          #expect(await served.post(Served.feedback, report)?.status == 200)
        }
        // One report for each choice: what is reported again is not recorded again.
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 4)
        #expect(try served.payload(1)?["chosen"] == "pain-education")
        #expect(try served.payload(2)?["chosen"] == "exercise+pain-education")
        #expect(try served.payload(3)?["chosen"] == nil)
        #expect(try served.payload(1)?["outcome"] == "accepted")
      }
    }

    @Test(arguments: [#""x""#, #"[{"id":1}]"#, #"[1]"#, #"{"id":"x"}"#])
    func `suggestions that cannot be read are refused, and nothing is recorded`(suggestions: String)
      async throws
    {
      try await Served.run { served in
        let card = try #require(await served.view(Requests.view)?.card["uuid"]?.stringValue)
        let reply = await served.post(
          Served.feedback,
          #"{"feedback":[{"card":"\#(card)","outcome":"accepted","acceptedSuggestions":\#(suggestions)}]}"#)
        #expect(reply?.status == 400)
        #expect(reply?.paths == ["feedback[0].acceptedSuggestions"])
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 1)
      }
    }

    @Test func `what is reported again is recorded once`() async throws {
      try await Served.run { served in
        let card = try #require(await served.view(Requests.view)?.card["uuid"])
        let report: JSONValue = ["feedback": [overridden(card, "patient-refuses"), accepted(card)]]
        for _ in 0..<3 { #expect(await served.post(Served.feedback, report)?.status == 200) }
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 3)
        #expect(
          await served.post(Served.feedback, ["feedback": [overridden(card, "limited-time")]])?.status == 200)
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 4)
        #expect(await served.metric(#"plumbline_feedback_total{kind="again"}"#) == 4)
      }
    }

    @Test func `feedback about a card that this ledger did not name records nothing`() async throws {
      try await Served.run { served in
        let card = try #require(await served.view(Requests.view)?.card["uuid"]?.stringValue)
        let forged = String(card.dropLast()) + (card.last == "0" ? "1" : "0")
        for other in [
          "00000000-0000-8000-8000-000000000000", forged, "", "x", String(repeating: "f", count: 36),
        ] {
          let reply = try #require(
            await served.post(
              Served.feedback,
              ["feedback": [overridden(.string(card), "limited-time"), accepted(.string(other))]]))
          #expect(reply.status == 404, "\(other)")
          #expect(reply.paths == ["feedback[1].card"])
        }
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 1)
      }
    }

    @Test func `an outcome that would not have happened yet is not recorded`() async throws {
      try await Served.run { served in
        let card = try #require(await served.view(Requests.view)?.card["uuid"]?.stringValue)
        let reply = try #require(
          await served.post(
            Served.feedback,
            [
              "feedback": [
                ["card": .string(card), "outcome": "accepted", "outcomeTimestamp": "2999-01-01T00:00:00Z"]
              ]
            ]))
        #expect(reply.status == 400 && reply.paths == ["feedback[0].outcomeTimestamp"])
        #expect(try Ledger.open(served.ledger, for: .reading).count() == 1)
      }
    }

    @Test func `feedback that is not as it must be is refused with every problem`() async throws {
      try await Served.run { served in
        let reply = try #require(
          await served.post(
            Served.feedback,
            [
              "feedback": [
                ["card": 1, "outcome": "maybe"], overridden("x", "no-such-reason"),
                ["card": "x", "outcome": "accepted", "outcomeTimestamp": "soon"],
                ["card": "x", "outcome": "accepted", "outcomeTimestamp": "2026-11-20garbage"],
                ["card": "x", "outcome": "accepted", "outcomeTimestamp": 5],
                ["card": "x", "outcome": "overridden", "overrideReason": "x"],
                ["card": "x", "outcome": "overridden", "overrideReason": ["reason": "x", "userComment": 5]],
              ]
            ]))
        #expect(reply.status == 400)
        #expect(
          reply.paths == [
            "feedback[0].card", "feedback[0].outcome", "feedback[1].overrideReason.reason.code",
            "feedback[2].outcomeTimestamp", "feedback[3].outcomeTimestamp", "feedback[4].outcomeTimestamp",
            "feedback[5].overrideReason", "feedback[6].overrideReason.reason",
            "feedback[6].overrideReason.userComment",
          ])
        #expect(await served.post(Served.feedback, "[]")?.status == 400)
        #expect(await served.post("/cds-services/other/feedback", #"{"feedback":[]}"#)?.status == 404)
      }
    }
  }
}

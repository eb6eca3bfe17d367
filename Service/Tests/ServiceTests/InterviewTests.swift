import PlumblineEngine
import PlumblineInterchange
import PlumblineInterview
import PlumblineJSON
import Testing

extension InTurn {
  /// An interview over HTTP, which keeps nothing between its questions.
  struct InterviewTests {
    private static let path = "/api/v1/interview"

    /// Answers what is asked from an example, until there is an answer; returns it, and the profile that led to it.
    private func interview(_ served: Served, _ example: JSONValue) async throws -> (
      answer: JSONValue, profile: JSONValue, asked: [[String]], first: Int
    ) {
      var (profile, asked, first) = (JSONValue.object([]), [[String]](), 0)
      while asked.count < 60 {
        let reply = try #require(await served.post(Self.path, profile))
        #expect(reply.status == 200, "\(reply.text)")
        if let answer = reply.json["answer"] { return (answer, profile, asked, first) }
        let next = try #require(reply.json["next"])
        let facts = (next["facts"]?.arrayValue ?? []).compactMap { $0["fact"]?.stringValue }
        if asked.isEmpty { first = next["open"]?.numberValue?.intValue ?? 0 }
        asked.append(facts)
        profile = try #require(reply.json["profile"])
        for fact in facts {
          let parts = fact.split(separator: ".").map(String.init)
          profile = profile.with(fact, example[parts[0]]?[parts[1]] ?? ["absent": "unknown"])
        }
      }
      return (.null, profile, asked, first)
    }

    @Test func `it asks what an interview asks, and ends with what is decided for the same profile`()
      async throws
    {
      try await Served.run { served in
        let given = Requests.json("acute.json")
        let (answer, profile, asked, first) = try await interview(served, given)
        #expect(asked.count <= first)
        #expect(asked.first?.count == 6, "the red flags are asked first, and together")
        #expect(try served.payload(0)?["decision"]?["decision"] == answer["decision"])
        #expect(((try? served.payload(1)) ?? nil) == nil, "only the answer is recorded")
        // The same questions as at the terminal.
        let evaluator = try #require(Served.evaluator)
        var local = Interview(
          evaluator,
          from: try ProfileReader(evaluator.vocabulary, asOf: Served.day).read(Array("{}".utf8)))
        for facts in asked {
          let question = try #require(try local.next())
          let names = (question.together.isEmpty ? [question.fact] : question.together).map {
            evaluator.vocabulary[$0].name
          }
          #expect(names == facts)
          let read = try ProfileReader(evaluator.vocabulary, asOf: Served.day).read(profile.canonical)
          try local.answer(
            facts.compactMap { evaluator.vocabulary.index(of: $0) }.map { ($0, read[$0]) }, nil)
        }
        let decided = try #require(await served.post(Served.decide, profile))
        for member in answer.objectValue ?? [] where member.key != "record" {
          #expect(member.value == decided.json[member.key], "\(member.key)")
        }
      }
    }

    @Test func `a stop is the answer at once, and it is recorded`() async throws {
      try await Served.run { served in
        let reply = try #require(await served.post(Self.path, #"{"red_flags":{"cauda_equina":true}}"#))
        #expect(reply.json["answer"]?["decision"] == "stop")
        #expect(reply.json["answer"]?["record_status"] == "recorded")
        #expect(reply.json["next"] == nil)
        // Beside what cannot be read, it is said with the refusal.
        let refused = try #require(
          await served.post(Self.path, #"{"pain":{"intensity":77},"red_flags":{"cauda_equina":true}}"#))
        #expect(refused.status == 422)
        #expect(refused.json["refusal"]?["alerts"]?[0]?["title"] == "Possible cauda equina syndrome")
        #expect(refused.json["refusal"]?["record_status"] == "recorded")
      }
    }

    @Test func `an answer that cannot be taken is refused with its reason, and nothing is recorded`()
      async throws
    {
      try await Served.run { served in
        let reply = try #require(await served.post(Self.path, #"{"pain":{"intensity":77}}"#))
        #expect(reply.status == 422)
        #expect(reply.paths == ["pain.intensity"])
        #expect(reply.json["refusal"]?["record_status"] == "declined")
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    @Test func `a question comes with its choices, its range and the reasons for no answer`() async throws {
      try await Served.run { served in
        let first = try #require(await served.post(Self.path, "{}"))
        let flag = first.json["next"]?["facts"]?[0]
        #expect(first.json["next"]?["group"] == "red_flags")
        #expect(flag?["kind"] == "boolean")
        #expect(flag?["choices"] == [["value": true, "words": "yes"], ["value": false, "words": "no"]])
        #expect(flag?["absent"] == ["asked-declined", "not-applicable", "unknown"])
        let flags = Requests.json("high-fear.json")["red_flags"] ?? .null
        let second = try #require(await served.post(Self.path, ["red_flags": flags]))
        let fact = second.json["next"]?["facts"]?[0]
        #expect(second.json["next"]?["group"] == nil)
        #expect(fact?["question"]?.stringValue?.isEmpty == false)
        #expect(second.json["profile"]?["red_flags"]?.leaves == flags.leaves)
      }
    }

    @Test func `it begins with a record in FHIR as well, and goes on with the profile that was read`()
      async throws
    {
      try await Served.run { served in
        let record = Requests.json("fhir/record.json")
        let reply = try #require(await served.post(Self.path, record))
        let profile = try #require(reply.json["profile"])
        let again = try #require(await served.post(Self.path, profile))
        #expect(again.json["next"] != nil)
        #expect(again.json["next"] == reply.json["next"])
      }
    }
  }
}

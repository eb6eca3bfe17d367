import Glibc
import Plumbline
import PlumblineJSON
import PlumblineLedger
import Testing

extension InTurn {
  /// Explanations over HTTP are the library's, and nothing of them is recorded.
  struct ExplanationTests {
    private static let profile = Requests.file("high-fear.json")

    private func question(_ members: KeyValuePairs<String, JSONValue>) throws -> JSONValue {
      let about = try JSONReader.read(Self.profile).value
      return .object([JSONMember("about", about)] + members.map { JSONMember($0.key, $0.value) })
    }

    @Test func `why, why not and what if are the library's, byte for byte, and are not recorded`()
      async throws
    {
      let support = try DecisionSupport(packs: ["\(Served.root)/Rules"])
      let pairing = "exercise+behavioural-therapy"
      func line(_ whyNot: [String] = [], _ whatIf: [String] = []) throws -> String {
        try support.explain(Self.profile, whyNot: whyNot, whatIf: whatIf, asOf: "2026-11-20").json + "\n"
      }
      let expected = [try line(), try line([pairing]), try line([], ["fear.tsk_17=30"])]
      try await Served.run { served in
        let bodies = [
          ("explain", Self.profile),
          ("why-not", try question(["pairings": [.string(pairing)]]).canonicalText),
          ("what-if", try question(["changes": ["fear.tsk_17=30"]]).canonicalText),
        ]
        for ((path, body), expected) in zip(bodies, expected) {
          let reply = try #require(await served.post("/api/v1/\(path)", body))
          #expect(reply.status == 200)
          #expect(reply.text == expected, "\(path)")
        }
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    @Test func `a record in FHIR is explained too, and for another day`() async throws {
      try await Served.run { served in
        let record = Requests.file("fhir/record.json")
        let reply = try #require(await served.post("/api/v1/explain?as_of=2026-11-21", record))
        #expect(reply.json["as_of"] == "2026-11-21")
        #expect(reply.json["answer"]?["decision"]?.stringValue != nil)
        #expect(await served.post("/api/v1/explain?as_of=soon", record)?.paths == ["as_of"])
      }
    }

    @Test func `a question that cannot be asked is refused with every problem and without its values`()
      async throws
    {
      try await Served.run { served in
        for (path, body, status, paths) in [
          ("why-not", try question(["pairings": ["exercise+magic"]]), 400, ["pairings[0]"]),
          ("why-not", ["pairings": [], "as": "third", "most": 0], 400, ["pairings", "as", "most", "about"]),
          ("what-if", try question(["changes": ["fear.tsk_17=999", "x=1"]]), 400, ["changes.x"]),
          ("what-if", try question(["changes": ["fear.tsk_17=999"]]), 400, ["changes.fear.tsk_17"]),
          ("what-if", try question(["change": ["fear.tsk_17=30"]]), 400, ["", "changes"]),
          ("explain", ["pain": ["intensity": 77]], 422, ["pain.intensity"]),
        ] as [(String, JSONValue, Int, [String])] {
          let reply = try #require(await served.post("/api/v1/\(path)", body))
          #expect(reply.status == status)
          #expect(reply.paths == paths, "\(path)")
          #expect(!reply.text.contains("999") && !reply.text.contains("77"))
        }
      }
    }

    @Test func `a decision does not wait for explanations, and too many of those are sent away`()
      async throws
    {
      // Every pairing, and every way to it: the costliest question there is.
      let pairings = try #require(Served.evaluator).guidelines.members.flatMap {
        $0.guideline.pairings.keys.map { JSONValue.string($0.description) }
      }
      let body = try question([
        "pairings": .array(Array(pairings.prefix(20))), "most": 1000,
      ]).canonicalText
      try await Served.run {
        $0.explaining = 3
      } _: { served in
        let wires = (0..<8).map { _ in Wire(served.port) }
        for wire in wires { wire.send(Served.request("/api/v1/why-not", body)) }
        let began = ContinuousClock.now
        let stop = try #require(await served.post(Served.decide, Requests.file("red-flag.json")))
        #expect(ContinuousClock.now - began < .seconds(1))
        #expect(stop.json["decision"] == "stop")
        var statuses: [Int] = []
        for wire in wires { statuses.append(await wire.reply()?.status ?? 0) }
        #expect(Set(statuses) == [200, 503], "\(statuses)")
        #expect(statuses.count { $0 == 200 } >= 3)
      }
    }

    @Test func `a stop that is true in a profile that cannot be read is named`() async throws {
      try await Served.run { served in
        let reply = try #require(
          await served.post(
            "/api/v1/explain", #"{"pain":{"intensity":77},"red_flags":{"cauda_equina":true}}"#))
        #expect(reply.status == 422)
        #expect(reply.json["refusal"]?["alerts"]?[0]?["title"] == "Possible cauda equina syndrome")
        #expect(reply.json["refusal"]?["record_status"] == "declined")
      }
    }
  }
}

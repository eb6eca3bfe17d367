import Glibc
import PlumblineEngine
import PlumblineFHIR
import PlumblineInterchange
import PlumblineJSON
import PlumblineService
import Testing

extension InTurn {
  /// The answer is the command's: the same bytes for the same record, packs and day.
  struct DecisionTests {
    static let command = "\(Served.root)/.build/release/plumbline"

    /// What a command prints; nil if it fails.
    private static func printed(_ line: String) -> String? {
      guard let pipe = popen(line, "r") else { return nil }
      var text: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { text += buffer.prefix(count) }
      return pclose(pipe) == 0 ? String(decoding: text, as: UTF8.self) : nil
    }

    /// Without the two last members, which say whether it is recorded.
    private static func decided(_ line: String) -> Substring? {
      line.firstRange(of: ",\"record_status\":").map { line[..<$0.lowerBound] }
    }

    @Test
    func `a card holds the library's decision on the same record, byte for byte, with its record's name`()
      async throws
    {
      let text = Array(Requests.file("fhir/record.json").utf8)
      try await Served.run { served in
        let evaluator = try #require(Served.evaluator)
        let intake = try FHIRIntake(evaluator.vocabulary, asOf: Served.day, zone: .utc).read(text)
        let joint = try evaluator.decide(intake.profile, asOf: Served.day)
        let reply = try #require(await served.view(Requests.view))
        let answer = try #require(reply.card["extension"]?["urn:plumbline:answer"]?.stringValue)
        let value = JointDecisionJSON(evaluator.guidelines).value(joint)
        let record = try #require(reply.decision["record"]?.stringValue)
        #expect(Array(answer.utf8) + [0x0A] == DecisionJSON.line(value, status: "recorded", record: record))
        #expect(try served.payload(0)?["decision"]?.canonical == value.canonical)
      }
    }

    @Test(.enabled(if: access(command, X_OK) == 0, "the command is built with `make build`"))
    func `a card and the API hold what the command prints for the same record, byte for byte`() async throws {
      let line =
        "TZ=UTC '\(Self.command)' recommend '\(Served.root)/Examples/fhir/record.json' --rules '\(Served.root)/Rules' "
        + "--as-of 2026-11-20 --format json --no-record"
      let text = await Wire.beside { Self.printed(line) }
      let expected = try #require(text.flatMap { Self.decided($0).map(String.init) })
      try await Served.run { served in
        let card = try #require(await served.view(Requests.view))
        let answer = try #require(card.card["extension"]?["urn:plumbline:answer"]?.stringValue)
        #expect(Self.decided(answer).map(String.init) == expected)
        let reply = try #require(await served.post(Served.decide, Requests.file("fhir/record.json")))
        #expect(Self.decided(reply.text).map(String.init) == expected)
      }
    }

    @Test(arguments: [
      "high-fear", "red-flag", "little-known", "acute", "questionnaires", "work-fear-only", "goal-pain",
    ])
    func `the API answers a profile as the examples have it, but for the record`(example: String) async throws
    {
      try await Served.run { served in
        let reply = try #require(await served.post(Served.decide, Requests.file("\(example).json")))
        #expect(reply.status == 200)
        let expected = Requests.file("expected/\(example).json")
        #expect(Self.decided(reply.text) == Self.decided(expected))
        #expect(reply.json["record_status"] == "recorded")
        #expect(reply.json["record"]?.stringValue?.hasSuffix("/0") == true)
      }
    }

    @Test func `the API answers for another day if it is given`() async throws {
      try await Served.run { served in
        let profile = Requests.file("high-fear.json")
        let reply = try #require(await served.post("\(Served.decide)?as_of=2026-11-21", profile))
        #expect(reply.json["as_of"] == "2026-11-21")
        let refused = try #require(await served.post("\(Served.decide)?as_of=tomorrow", profile))
        #expect(refused.status == 400)
        #expect(refused.paths == ["as_of"])
      }
    }

    @Test func `a profile that cannot be read is refused with every problem and without its values`()
      async throws
    {
      try await Served.run { served in
        let reply = try #require(
          await served.post(
            Served.decide,
            #"{"pain":{"intensity":77135599,"region":"elbowish"},"red_flags":{"cauda_equina":true}}"#))
        #expect(reply.status == 422)
        #expect(reply.headers["content-type"] == "application/problem+json")
        #expect(reply.paths == ["pain.intensity", "pain.region"])
        #expect(!reply.text.contains("77135599"))
        #expect(!reply.text.contains("elbowish"))
        // The stop that is true in what could be read comes along, recorded.
        #expect(reply.json["refusal"]?["alerts"]?[0]?["title"] == "Possible cauda equina syndrome")
        #expect(reply.json["refusal"]?["record_status"] == "recorded")
      }
    }

    @Test(arguments: ["", "[", "{\"resourceType\":\"Bundle\",\"entry\":1}", "\u{0}", "{\"a\":1,\"a\":2}"])
    func `whatever cannot be read is a problem, never a decision`(body: String) async throws {
      try await Served.run { served in
        let reply = try #require(await served.post(Served.decide, body))
        #expect((400...499).contains(reply.status), "\(reply.status) \(reply.text)")
        #expect(reply.headers["content-type"] == "application/problem+json")
        #expect(reply.json["decision"] == nil)
      }
    }
  }
}

import PlumblineJSON
import PlumblineLedger
import Testing

extension InTurn {
  /// The same answer at each moment at which a record system asks.
  struct HookTests {
    static let hooks = ["patient-view", "order-select", "order-sign", "appointment-book"]

    private func decided(_ reply: Reply?) -> Substring? {
      let answer = reply?.card["extension"]?["urn:plumbline:answer"]?.stringValue
      return answer.flatMap { text in
        text.firstRange(of: ",\"record_status\":").map { text[..<$0.lowerBound] }
      }
    }

    @Test func `each hook is offered, and asks for the same of the record`() async throws {
      try await Served.run { served in
        let services = try #require(await served.get("/cds-services")?.json["services"]?.arrayValue)
        #expect(services.map { $0["hook"]?.stringValue } == Self.hooks)
        #expect(services.map { $0["id"]?.stringValue } == Self.hooks.map { "plumbline-\($0)" })
        #expect(Set(services.map { $0["prefetch"]?.canonical }).count == 1)
        #expect(Set(services.map { $0["description"]?.stringValue }).count == 4)
      }
    }

    @Test(arguments: hooks) func `an answer is the same at each hook, and what is only drafted is no fact`(
      hook: String
    ) async throws {
      try await Served.run { served in
        let view = try #require(decided(await served.view(Requests.view)))
        let reply = await served.post("/cds-services/plumbline-\(hook)", Requests.considering(hook))
        #expect(decided(reply) == view)
        #expect(reply?.card["indicator"] == "info")
        #expect(try served.payload(1)?["purpose"] == .string("CDS Hooks \(hook) for Practitioner/7"))
      }
    }

    @Test(arguments: hooks) func `a stop is shown and feedback is recorded at each hook`(hook: String)
      async throws
    {
      try await Served.run { served in
        let path = "/cds-services/plumbline-\(hook)"
        let reply = try #require(await served.post(path, Requests.stop.with("hook", .string(hook))))
        #expect(reply.card["indicator"] == "critical")
        let card = try #require(reply.card["uuid"])
        let feedback: JSONValue = ["feedback": [["card": card, "outcome": "accepted"]]]
        #expect(await served.post("\(path)/feedback", feedback)?.status == 200)
        #expect(try served.payload(1)?["about"] == 0)
      }
    }

    @Test func `a request for another hook than the service's is refused`() async throws {
      try await Served.run { served in
        for hook in Self.hooks {
          let other = hook == "order-sign" ? "order-select" : "order-sign"
          let reply = await served.post("/cds-services/plumbline-\(hook)", Requests.considering(other))
          #expect(reply?.status == 400)
          #expect(reply?.paths == ["hook"])
        }
      }
    }
  }
}

import Glibc
import PlumblineEngine
import PlumblineJSON
import Testing

extension InTurn {
  /// A stop never waits its turn: whatever else is being decided, it is answered.
  struct StopsFirstTests {
    /// The ways on which a stop can come.
    enum Door: String, CaseIterable, Sendable {
      case decide, hook, refusal, form, pasted, interview, dutch
    }

    /// Runs a test while every thread that decides is held at a gate, and more requests wait behind.
    private func behindOthers(
      ledger: String = "ledger.sqlite", clients: Int = 20,
      _ test: (Served, Gate) async throws -> Void
    ) async throws {
      try await Program.withFolder { folder in
        let gate = Gate()
        let packs = try gate.packs(in: folder)
        try await Served.run(packs: packs, ledger: ledger, isDemo: true) { served in
          try await withThrowingTaskGroup(of: Int?.self) { group in
            for _ in 0..<clients {
              group.addTask { await served.post(Served.decide, Requests.file("high-fear.json"))?.status }
            }
            while await served.metric("plumbline_deciding") != clients || gate.held != 2 {
              try await Task.sleep(for: .milliseconds(20))
            }
            try await test(served, gate)
            gate.open()
            for try await status in group { #expect(status == (ledger.contains("token") ? 503 : 200)) }
          }
        }
      }
    }

    /// Sends a stop; returns what a person reads first.
    private func stop(by door: Door, _ served: Served) async throws -> String {
      let yes = [("fact:red_flags.cauda_equina", "yes")]
      let browser = Browser(served)
      switch door {
      case .decide: return try #require(await served.post(Served.decide, Requests.file("red-flag.json"))).text
      case .hook: return try #require(await served.view(Requests.stop)).text
      case .refusal:
        let text = #"{"pain":{"intensity":77},"red_flags":{"cauda_equina":true}}"#
        return try #require(await served.post(Served.decide, text)).text
      case .form:
        try await browser.open("/")
        return try await browser.enter(yes)
      case .pasted:
        try await browser.open("/")
        try await browser.open("/console/new")
        return try await browser.send(
          "/console/visits", [("how", "paste"), ("text", "red_flags.cauda_equina = yes")])
      case .interview:
        try await browser.open("/")
        let page = try await browser.enter(yes + [("fact:pain.intensity", "12")])
        #expect(browser.path.hasSuffix("/facts"))
        #expect(page.contains("Possible cauda equina syndrome"))
        return try await browser.send(
          browser.visitPath("facts"), [("on", "interview"), ("fact:pain.intensity", "3")])
      case .dutch:
        try await browser.open("/")
        try await browser.send("/console/language", [("language", "nl"), ("back", "/")])
        return try await browser.enter(yes)
      }
    }

    @Test(arguments: Door.allCases)
    func `a stop is answered and recorded while every thread that decides is held and others wait`(door: Door)
      async throws
    {
      try await behindOthers { served, gate in
        let text = try await stop(by: door, served)
        #expect(gate.isClosed, "it was answered only once the others were let go")
        #expect(text.contains("auda"))
        #expect(!text.contains("NOT RECORDED"))
        #expect(await served.metric("plumbline_stops_not_recorded_total") == 0)
        #expect(try #require(await served.metric("plumbline_records_total")) >= 1)
        #expect(
          try served.payload(0)?["purpose"]
            == (door == .hook ? "CDS Hooks patient-view for Practitioner/7" : nil))
      }
    }

    @Test(arguments: [Door.decide, .hook, .form])
    func `without a ledger it is answered all the same, marked and counted`(door: Door) async throws {
      try await behindOthers(ledger: "token/ledger.sqlite") { served, gate in
        let text = try await stop(by: door, served)
        #expect(gate.isClosed)
        #expect(text.contains("NOT RECORDED") || text.contains(#""record_status":"failed""#))
        #expect(await served.metric("plumbline_stops_not_recorded_total") == 1)
      }
    }

    @Test func `a stop that finds no room is refused, and the refusal says to look at the red flags`()
      async throws
    {
      try await Served.run {
        $0.stopping = 0
      } _: { served in
        let reply = try #require(await served.view(Requests.stop))
        #expect(reply.status == 503)
        #expect(reply.headers["retry-after"] == "1")
        #expect(reply.json["title"] == "A red flag may be a stop, and as many stops wait as may")
        #expect(await served.metric(#"plumbline_refused_at_bound_total{waits_for="stop"}"#) == 1)
        #expect(await served.view(Requests.view)?.status == 200)
      }
    }

    @Test func `where nothing can be looked through, the refusal says that red flags were not looked at`()
      async throws
    {
      try await Served.run {
        $0.checking = 0
      } _: { served in
        for reply in [
          await served.view(Requests.stop), await served.post(Served.decide, Requests.file("red-flag.json")),
        ] {
          #expect(reply?.status == 503)
          #expect(reply?.json["detail"]?.stringValue?.contains("red flags were not looked at") == true)
        }
        #expect(await served.metric(#"plumbline_refused_at_bound_total{waits_for="check"}"#) == 2)
      }
    }

    @Test func `with no room for others a stop is still answered, and its record does not wait for theirs`()
      async throws
    {
      try await Served.run {
        $0.deciding = 0
      } _: { served in
        #expect(await served.view(Requests.stop)?.decision["record_status"] == "recorded")
        #expect(await served.view(Requests.view)?.status == 503)
      }
    }
  }
}

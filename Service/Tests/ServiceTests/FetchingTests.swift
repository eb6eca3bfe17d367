import PlumblineJSON
import PlumblineService
import Testing

extension InTurn {
  /// What did not come along is fetched from servers that the operator named, and from nobody else.
  struct FetchingTests {
    static let secret = "a-token-of-the-record-7f3a"

    /// A hook without any of the record, and where the record is.
    static func bare(_ server: String) -> JSONValue {
      Requests.view.with("prefetch", nil).with("fhirServer", .string(server)).with(
        "fhirAuthorization", ["access_token": .string(secret), "token_type": "Bearer", "expires_in": 300])
    }

    private func named(_ chart: Chart) -> Set<RecordServer> {
      Set([RecordServer(chart.base)].compactMap { $0 })
    }

    /// What was decided, without the name of its record.
    private func decided(_ reply: Reply) -> JSONValue {
      reply.decision.with("record", nil).with("record_status", nil).with("trace", nil)
    }

    @Test(arguments: [Chart.Manner.whole, .inPages])
    func `what did not come along is fetched, and gives the answer that it gives along with the hook`(
      manner: Chart.Manner
    ) async throws {
      try await Chart.run(manner) { chart in
        try await Served.run(records: named(chart)) { served in
          let whole = try #require(await served.view(Requests.view))
          let fetched = try #require(await served.view(Self.bare(chart.base)))
          #expect(fetched.status == 200)
          #expect(decided(fetched) == decided(whole))
          #expect(!chart.requests.isEmpty)
          #expect(chart.requests.allSatisfy { $0.authorization == "Bearer \(Self.secret)" })
          #expect(chart.requests.contains { $0.path == "/fhir/Patient/EX-09" })
          #expect(
            chart.requests.contains {
              $0.path.hasPrefix("/fhir/Observation?patient=EX-09&code=http://loinc.org%7C")
            })
          #expect(!served.logged.contains(Self.secret) && !served.logged.contains("EX-09"))
          #expect(!(try served.payload(1)?.canonicalText ?? Self.secret).contains(Self.secret))
        }
      }
    }

    @Test func `what came along is not asked for again`() async throws {
      try await Chart.run { chart in
        try await Served.run(records: named(chart)) { served in
          let request = Requests.view.with("fhirServer", .string(chart.base))
          #expect(await served.view(request)?.status == 200)
          #expect(chart.requests.isEmpty)
          #expect(await served.view(request.with("prefetch.observations", nil))?.status == 200)
          #expect(chart.requests.map(\.path).allSatisfy { $0.hasPrefix("/fhir/Observation?") })
          #expect(chart.requests.count == 1)
          #expect(chart.requests.allSatisfy { $0.authorization == nil })
        }
      }
    }

    @Test func `a server that the operator did not name is asked nothing`() async throws {
      try await Chart.run { chart in
        let (base, port) = (chart.base, chart.port)
        let others = [
          "\(base).example", "\(base)/../other", "\(base)?x=", "\(base)#",
          "http://user@127.0.0.1:\(port)/fhir",
          "http://localhost:\(port)/fhir", "http://127.0.0.1:\(port)", "HTTP://127.0.0.1:\(port)/fhir",
          "file:///etc/passwd", "http://169.254.169.254/latest", "http://[::1]:\(port)/fhir",
          "//127.0.0.1:\(port)/fhir", "\(base)\\@evil.example",
        ]
        try await Served.run(records: named(chart)) { served in
          for other in others {
            let reply = try #require(await served.view(Self.bare(other)))
            #expect(reply.status == 200)
            #expect(reply.decision["decision"] == "need-data")
            #expect(
              reply.card["detail"]?.stringValue?.contains(
                "not fetched since this service may not ask the record's server") == true, "\(other)")
          }
          #expect(chart.requests.isEmpty)
        }
      }
    }

    @Test(arguments: [Chart.Manner.redirecting, .elsewhere])
    func `neither a redirection nor a page elsewhere is followed`(manner: Chart.Manner) async throws {
      try await Chart.run { other in
        try await Chart.run(manner, other: other.base) { chart in
          try await Served.run(records: named(chart)) { served in
            let reply = try #require(await served.view(Self.bare(chart.base)))
            #expect(reply.status == 200)
            #expect(!chart.requests.isEmpty)
            #expect(other.requests.isEmpty)
            let detail = reply.card["detail"]?.stringValue ?? ""
            #expect(
              detail.contains(
                manner == .elsewhere ? "what is not in it is not known" : "Could not be fetched"), "\(detail)"
            )
          }
        }
      }
    }

    @Test(arguments: [Chart.Manner.failing, .slow, .huge, .noJSON, .notFound])
    func `what cannot be fetched stays unknown, and soon`(manner: Chart.Manner) async throws {
      try await Chart.run(manner) { chart in
        try await Served.run(
          records: named(chart),
          setting: {
            $0.fetching = .milliseconds(400)
            $0.body = 1 << 20
          }
        ) { served in
          let began = ContinuousClock.now
          let reply = try #require(await served.view(Self.bare(chart.base)))
          #expect(ContinuousClock.now - began < .seconds(5))
          #expect(reply.status == 200)
          #expect(reply.decision["decision"] == "need-data")
          #expect(reply.card["detail"]?.stringValue?.contains("Could not be fetched") == true)
        }
      }
    }

    @Test func `a stop in what came along waits for nobody's server`() async throws {
      try await Chart.run(.slow) { chart in
        try await Served.run(records: named(chart)) { served in
          let flags = try #require(Requests.stop["prefetch"]?["flags"])
          let began = ContinuousClock.now
          let reply = try #require(
            await served.view(Self.bare(chart.base).with("prefetch", ["flags": flags])))
          #expect(ContinuousClock.now - began < .seconds(1))
          #expect(reply.card["indicator"] == "critical")
          #expect(chart.requests.isEmpty)
          #expect(reply.card["detail"]?.stringValue?.contains("since a stop must not wait") == true)
        }
      }
    }

    @Test func `an id that FHIR does not have is put into no address`() async throws {
      try await Chart.run { chart in
        try await Served.run(records: named(chart)) { served in
          for patient in ["../Practitioner/1", "a b", "1?x=", "é", String(repeating: "1", count: 65), ".."] {
            let request = Self.bare(chart.base).with("context.patientId", .string(patient))
            #expect(await served.view(request)?.status == 200, "\(patient)")
          }
          #expect(chart.requests.isEmpty)
        }
      }
    }

    @Test func `what opens the record of another patient is refused, and not repeated`() async throws {
      try await Served.run { served in
        let reply = try #require(
          await served.view(
            Self.bare("https://ehr.example/fhir").with("fhirAuthorization.patient", "SOMEBODY").with(
              "fhirAuthorization.access_token", "with space")))
        #expect(reply.status == 400)
        #expect(reply.paths == ["fhirAuthorization.access_token", "fhirAuthorization.patient"])
        #expect(!reply.text.contains("with space") && !reply.text.contains("SOMEBODY"))
      }
    }

    @Test(arguments: [
      ("https://ehr.example/fhir", true), ("https://ehr.example/fhir/", true),
      ("http://localhost:8080", true),
      ("http://[::1]:1/r4", true), ("http://ehr.example/fhir", false), ("https://", false),
      ("https://a@ehr.example", false), ("https://ehr.example?x", false),
      ("https://ehr.example/a/../b", false),
      ("ftp://ehr.example", false), ("https://ehr.example//fhir", false),
      ("http://localhost.evil/fhir", false),
      ("http://localhost:80:evil/fhir", false), ("http://localhost:x/fhir", false),
      ("http://[::1]evil/fhir", false),
    ])
    func `a server is named by a plain address, and over TLS unless it is here`(address: String, isOne: Bool)
    {
      #expect((RecordServer(address) != nil) == isOne)
    }
  }
}

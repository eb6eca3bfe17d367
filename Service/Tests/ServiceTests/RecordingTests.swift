import Glibc
import PlumblineHost
import PlumblineJSON
import PlumblineLedger
import Testing

extension InTurn {
  /// No answer without its record, but a stop; and a bound for everything that waits.
  struct RecordingTests {
    /// A ledger that another process holds, until it is let go.
    final class Held: Sendable {
      private let shell: UInt

      init(_ place: LedgerPlace) async {
        let pipe = popen("sqlite3 '\(place.path)'", "w")
        shell = UInt(bitPattern: pipe)
        fputs("BEGIN IMMEDIATE;\nSELECT 1;\n", pipe)
        fflush(pipe)
        try? await Task.sleep(for: .milliseconds(500))
      }

      func letGo() async {
        await Wire.beside {
          _ = pclose(OpaquePointer(bitPattern: self.shell).map { UnsafeMutablePointer($0) })
        }
      }
    }

    @Test func `a stop is answered within a second while the ledger is held, and recorded when it is free`()
      async throws
    {
      try await Served.run { served in
        #expect(await served.view(Requests.view)?.status == 200)
        let held = await Held(served.ledger)
        let began = ContinuousClock.now
        let reply = try #require(await served.view(Requests.stop))
        #expect(ContinuousClock.now - began < .seconds(1))
        #expect(reply.status == 200)
        #expect(reply.card["indicator"] == "critical")
        #expect(reply.card["summary"]?.stringValue?.hasPrefix("NOT RECORDED. STOP, EMERGENCY: ") == true)
        #expect(reply.card["detail"]?.stringValue?.hasPrefix("**NOT RECORDED") == true)
        #expect(reply.decision["record_status"] == "failed")
        #expect(reply.decision["record"] == .null)
        #expect(reply.card["uuid"] == nil)
        #expect(await served.metric("plumbline_stops_not_recorded_total") == 1)
        await held.letGo()
        for _ in 0..<100 where await served.metric("plumbline_records_total") != 2 {
          try await Task.sleep(for: .milliseconds(100))
        }
        #expect(try served.payload(1)?["decision"]?["decision"] == "stop")
        // The record says how it was shown.
        #expect(try served.payload(1)?["answer"]?["text"]?.stringValue?.contains("NOT RECORDED") == true)
      }
    }

    @Test func `a stop that may not wait for its commit is shown without its record, and that says so`()
      async throws
    {
      try await Served.run(setting: { $0.committing = $0.stop }) { served in
        let stop = try #require(await served.view(Requests.stop))
        #expect(stop.card["summary"]?.stringValue?.hasPrefix("NOT RECORDED. STOP") == true)
        for _ in 0..<100 where await served.metric("plumbline_records_total") != 1 {
          try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try served.payload(0)?["answer"]?["text"]?.stringValue?.contains("NOT RECORDED") == true)
        #expect(await served.metric("plumbline_stops_recorded_after_all_total") == 0)
      }
    }

    @Test func `a stop whose commit ends after it was shown is counted, and the log names its record`()
      async throws
    {
      try await Served.run(writing: 1_200_000) { served in
        let began = ContinuousClock.now
        let stop = try #require(await served.view(Requests.stop))
        #expect(ContinuousClock.now - began < .seconds(1))
        #expect(stop.card["summary"]?.stringValue?.hasPrefix("NOT RECORDED. STOP") == true)
        for _ in 0..<100 where await served.metric("plumbline_stops_recorded_after_all_total") != 1 {
          try await Task.sleep(for: .milliseconds(50))
        }
        #expect(await served.metric("plumbline_stops_recorded_after_all_total") == 1)
        #expect(served.logged.contains(#""record":"0""#))
        #expect(try served.payload(0)?["answer"]?["text"]?.stringValue?.contains("NOT RECORDED") == false)
      }
    }

    @Test
    func
      `after an exchange of keys the next answer is recorded with the new one, and old cards keep their names`()
      async throws
    {
      try await Served.run { served in
        let card = try #require(await served.view(Requests.view)?.card["uuid"]?.stringValue)
        let request = RotationRequest(reason: "yearly", authority: nil, by: "officer", second: nil)
        for place in 1...2 {
          let ledger = try Ledger.open(served.ledger, for: .appending)
          _ = try ledger.exchangeKey(request, time: ServiceClock.machine.time, engine: "test")
          // What was asked first after it: a stop, or a report.
          if place == 1 {
            #expect(await served.view(Requests.stop)?.decision["record_status"] == "recorded")
          } else {
            let feedback: JSONValue = [
              "feedback": [
                [
                  "card": .string(card), "outcome": "overridden",
                  "overrideReason": ["reason": ["code": "patient-refuses"]],
                  "outcomeTimestamp": "2026-11-20T10:00:00Z",
                ]
              ]
            ]
            #expect(await served.post(Served.feedback, feedback)?.status == 200)
          }
        }
        #expect(await served.view(Requests.view)?.decision["record_status"] == "recorded")
        #expect(await served.metric("plumbline_stops_not_recorded_total") == 0)
        #expect(await served.metric("plumbline_answers_withheld_total") == 0)
        #expect(try Ledger.verify(served.ledger, VerificationRequest()).isSound)
      }
    }

    @Test func `without a ledger a stop is shown and marked, and anything else is withheld`() async throws {
      // Nothing can be made below a file.
      try await Served.run(ledger: "token/ledger.sqlite") { served in
        let ready = try #require(await served.get("/readyz"))
        #expect(ready.status == 503)
        #expect(await served.get("/healthz")?.status == 200)
        let stop = try #require(await served.view(Requests.stop))
        #expect(stop.card["summary"]?.stringValue?.hasPrefix("NOT RECORDED. STOP") == true)
        let view = try #require(await served.view(Requests.view))
        #expect(view.status == 503)
        #expect(view.headers["retry-after"] == "1")
        #expect(view.json["cards"] == nil)
        #expect(!view.text.contains("education"))
        let red = try #require(await served.post(Served.decide, Requests.file("red-flag.json")))
        #expect(red.json["record_status"] == "failed")
        #expect(await served.post(Served.decide, Requests.file("high-fear.json"))?.status == 503)
        // Why is for the operator.
        #expect(!view.text.contains("/tmp/"))
        #expect(served.logged.contains("the ledger cannot be used"))
        #expect(await served.metric("plumbline_stops_not_recorded_total") == 2)
        #expect(await served.metric("plumbline_answers_withheld_total") == 2)
      }
    }

    @Test func `everything that waits is committed at once, each under a name of its own`() async throws {
      try await Served.run(setting: { $0.ledgerPatience = 20_000 }) { served in
        #expect(await served.view(Requests.view)?.status == 200)
        let held = await Held(served.ledger)
        let names = try await withThrowingTaskGroup(of: String?.self) { group in
          for _ in 0..<12 {
            group.addTask { await served.view(Requests.view)?.decision["record"]?.stringValue }
          }
          try await Task.sleep(for: .seconds(2))
          await held.letGo()
          return try await group.reduce(into: Set<String>()) { if let name = $1 { $0.insert(name) } }
        }
        #expect(names.count == 12)
        #expect(await served.metric("plumbline_records_total") == 13)
        // The first commit waited for the lock with what had come by then; all others came together after it.
        let commits = try #require(await served.metric("plumbline_commit_seconds_count"))
        #expect(commits <= 4, "\(commits)")
      }
    }

    @Test func `beyond the bound of decisions a request is sent away, with the time to come back`()
      async throws
    {
      try await Served.run {
        $0.deciding = 0
      } _: { served in
        let reply = try #require(await served.view(Requests.view))
        #expect(reply.status == 503)
        #expect(reply.headers["retry-after"] == "1")
        #expect(reply.headers["content-type"] == "application/problem+json")
        #expect(await served.metric(#"plumbline_refused_at_bound_total{waits_for="decision"}"#) == 1)
      }
    }

    @Test func `beyond the bound of records a stop is shown all the same, and anything else is sent away`()
      async throws
    {
      try await Served.run {
        $0.recording = 0
      } _: { served in
        let reply = try #require(await served.view(Requests.view))
        #expect(reply.status == 503)
        #expect(reply.headers["retry-after"] == "1")
        let stop = try #require(await served.view(Requests.stop))
        #expect(stop.card["summary"]?.stringValue?.hasPrefix("NOT RECORDED. STOP") == true)
        #expect(await served.metric(#"plumbline_refused_at_bound_total{waits_for="record"}"#) == 1)
      }
    }

    @Test func `nothing of a patient is logged or counted`() async throws {
      try await Served.run { served in
        _ = await served.view(Requests.stop)
        _ = await served.view(Requests.view.with("context.patientId", "WHO"))
        _ = await served.post(Served.decide, #"{"id":"MRN-77","pain":{"intensity":77}}"#)
        _ = await served.get("/patients/MRN-77?name=Smith")
        let said = served.logged + (await served.get("/metrics")?.text ?? "")
        #expect(said.contains(#""route":"/api/v1/decide""#))
        for secret in ["EX-09", "WHO", "MRN-77", "Smith", "Practitioner", "cauda", "intensity", Served.token]
        {
          #expect(!said.contains(secret), "\(secret)")
        }
      }
    }
  }
}

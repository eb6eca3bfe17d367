import PlumblineGuideline
import PlumblineJSON
import Testing

extension InTurn {
  /// What comes along is read, and what does not is never a no.
  struct PrefetchTests {
    @Test func `what is offered asks for every code that the vocabulary reads`() async throws {
      try await Served.run { served in
        let reply = try #require(await served.get("/cds-services"))
        #expect(reply.status == 200)
        let service = try #require(reply.json["services"]?[0])
        #expect(service["hook"] == "patient-view")
        let prefetch = try #require(service["prefetch"])
        #expect(prefetch["patient"] == "Patient/{{context.patientId}}")
        let vocabulary = try #require(Served.evaluator?.vocabulary)
        for index in vocabulary.givenFacts {
          for (key, codes) in [
            ("observations", vocabulary[index].fhir?.observations),
            ("procedures", vocabulary[index].fhir?.procedures),
          ] {
            for code in codes ?? [] {
              #expect(
                prefetch[key]?.stringValue?.contains("\(code.system)|\(code.code)") == true, "\(code.code)")
            }
          }
        }
      }
    }

    /// How one part of the record may be missing.
    enum Lack: CaseIterable {
      case omitted, null, failed, empty, paged

      func applied(to request: JSONValue, _ key: String) -> JSONValue {
        switch self {
        case .omitted: request.with("prefetch.\(key)", nil)
        case .null: request.with("prefetch.\(key)", JSONValue.null)
        case .failed:
          request.with(
            "prefetch.\(key)",
            ["resourceType": "OperationOutcome", "issue": [["severity": "error", "code": "timeout"]]])
        case .empty:
          request.with("prefetch.\(key)", ["resourceType": "Bundle", "type": "searchset", "total": 0])
        case .paged:
          request.with(
            "prefetch.\(key)",
            [
              "resourceType": "Bundle", "type": "searchset", "total": 9,
              "link": [["relation": "next", "url": "https://ehr.example/next"]],
            ])
        }
      }
    }

    @Test(arguments: Lack.allCases, ["patient", "conditions", "observations", "responses"])
    func `a part that is missing leaves facts unknown and changes none`(lack: Lack, key: String) async throws
    {
      try await Served.run { served in
        let whole = try #require(await served.view(Requests.view))
        let part = try #require(await served.view(lack.applied(to: Requests.view, key)))
        #expect(whole.status == 200)
        #expect(part.status == 200)
        let known = try #require(served.payload(0)?["profile"]?.with("provenance", nil)).leaves
        let left = try #require(served.payload(1)?["profile"]?.with("provenance", nil)).leaves
        #expect(left.count <= known.count)
        for (fact, value) in left where !fact.contains("absent") { #expect(known[fact] == value, "\(fact)") }
        let detail = part.card["detail"]?.stringValue ?? ""
        switch lack {
        case .omitted: #expect(detail.contains("Not sent along, so what stands there is not known: \(key)"))
        case .failed:
          #expect(detail.contains("Could not be fetched, so what stands there is not known: \(key)"))
        case .paged: #expect(detail.contains("what is not in it is not known"))
        case .null, .empty: break
        }
      }
    }

    @Test func `without any of the record the card asks, and no fact is known`() async throws {
      try await Served.run { served in
        for request in [Requests.view.with("prefetch", nil), Requests.view.with("prefetch", .object([]))] {
          let reply = try #require(await served.view(request))
          #expect(reply.status == 200)
          #expect(reply.decision["decision"] == "need-data")
          #expect(reply.card["indicator"] == "info")
        }
        #expect(try served.payload(0)?["profile"]?.leaves.filter { $0.value == .bool(false) }.isEmpty == true)
      }
    }

    @Test func `another patient's record is not used`() async throws {
      try await Served.run { served in
        let reply = try #require(await served.view(Requests.stop.with("context.patientId", "SOMEBODY")))
        #expect(reply.status == 200)
        #expect(reply.decision["decision"] == "need-data")
        #expect(!reply.text.contains("cauda equina syndrome is present"))
      }
    }

    @Test func `a patient who has died gets no recommendation, and a card that says so`() async throws {
      try await Served.run { served in
        let reply = try #require(
          await served.view(Requests.view.with("prefetch.patient.deceasedBoolean", true)))
        #expect(reply.status == 200)
        #expect(reply.card["summary"] == "The record says that the patient has died")
        #expect(reply.decision == .null)
      }
    }

    @Test func `what is unknown in a request is passed over`() async throws {
      try await Served.run { served in
        let request = Requests.view.with("extension", ["x": 1]).with("context.encounterId", "E").with(
          "hookInstance", "no uuid")
        #expect(await served.view(request)?.status == 200)
      }
    }

    @Test func `a request that is not as it must be is refused with every problem and without its values`()
      async throws
    {
      try await Served.run { served in
        let reply = try #require(
          await served.view([
            "hook": "order-sign", "context": ["patientId": 7, "userId": ""],
            "fhirAuthorization": ["access_token": "SECRET"],
            "prefetch": ["patient": "Patient/1", "observations": ["entry": []]],
          ]))
        #expect(reply.status == 400)
        #expect(
          reply.paths == [
            "hook", "hookInstance", "context.patientId", "context.userId", "fhirServer",
            "prefetch.observations",
            "prefetch.patient",
          ])
        #expect(!reply.text.contains("SECRET"))
        #expect(!reply.text.contains("Patient/1"))
      }
    }
  }
}

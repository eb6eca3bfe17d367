import PlumblineAudit
import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline
import PlumblineHost
import PlumblineInterchange
import PlumblineJSON
import PlumblinePresentation
import Testing

@testable import PlumblineService

extension InTurn {
  /// What CDS Hooks has of cards holds for whatever a record says.
  struct CardTests {
    /// Profiles of random answers, most of them about few facts; the same for the same seed.
    private struct Profiles {
      var state: UInt64
      let vocabulary: Vocabulary

      mutating func below(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(1, count)
      }

      mutating func next() -> Profile {
        var profile = Profile(vocabulary: vocabulary)
        let density = 1 + below(10)
        for index in vocabulary.givenFacts where below(10) < density {
          let answers = values(of: vocabulary[index])
          // Few say yes to a red flag, so that not every answer is a stop.
          let isFlag = vocabulary[index].name.hasPrefix("red_flags.")
          let place = isFlag && below(40) > 0 ? 0 : below(answers.count)
          if !answers.isEmpty { profile[index] = .known(answers[place]) }
        }
        profile.id = "P-\(below(1_000))"
        return profile
      }

      private func values(of fact: Fact) -> [FactValue] {
        let numbers = [0, 1, 2, 3, 5, 8, 13, 21, 34, 44, 55, 80].map { FactValue.number(ExactNumber($0)) }
        var codes: [FactValue] = []
        if case .code(let all) = fact.kind { codes = all.map { .code($0) } }
        return ([FactValue.boolean(false), .boolean(true)] + numbers + codes).filter(fact.allows)
      }
    }

    private func card(_ profile: Profile, _ desk: Desk, _ isRecorded: Bool) throws -> (Desk.Finding, Card)? {
      let text = ProfileJSON(desk.guidelines.vocabulary).value(profile).canonical
      let checked = try desk.check(text, asOf: Served.day)
      let finding = try desk.decide(checked.reading, asOf: Served.day, form: .markdown)
      // Before anything is decided it is known what will be a stop.
      #expect(checked.mayStop == finding.isUrgent)
      guard case .shown(let shown) = finding.outcome else { return nil }
      let recording: Recording = isRecorded ? .recorded("plumbline.local/0123456789abcdef/7") : .failed
      let card = Card(
        shown, nil, recording, finding.submission.render(profile.id, recording),
        uuid: isRecorded ? "00000000-0007-8abc-8def-0123456789ab" : nil, patient: "p-1", gaps: [],
        desk.guidelines)
      return (finding, card)
    }

    /// Whether a value, or anything in it, is null or empty.
    private func isHollow(_ value: JSONValue) -> Bool {
      switch value {
      case .null: true
      case .string(let text): text.isEmpty
      case .array(let items): items.isEmpty || items.contains(where: isHollow)
      case .object(let members): members.isEmpty || members.contains { isHollow($0.value) }
      case .bool, .number: false
      }
    }

    @Test func `a recommendation suggests a draft for each of its parts, and a stop suggests nothing`()
      async throws
    {
      try await Served.run { served in
        let card = try #require(await served.view(Requests.view)).card
        let suggestions = try #require(card["suggestions"]?.arrayValue)
        #expect(suggestions.compactMap { $0["label"]?.stringValue } == ["Exercise", "Pain education"])
        #expect(card["selectionBehavior"] == "any")
        let resource = try #require(suggestions[1]["actions"]?[0]?["resource"])
        #expect(resource["subject"]?["reference"] == "Patient/EX-09")
        #expect(resource["code"]?["coding"]?[0]?["code"] == "pain-education")
        #expect(resource["status"] == "draft" && resource["intent"] == "proposal")
        for suggestion in suggestions {
          let name = try #require(suggestion["uuid"]?.stringValue)
          let reply = try #require(
            await served.post(
              Served.feedback, ["feedback": [["card": .string(name), "outcome": "accepted"]]]))
          #expect(reply.status == 404, "a suggestion is no card")
        }
        #expect(try #require(await served.view(Requests.stop)).card["suggestions"] == nil)
      }
    }

    @Test(arguments: [1, 2, 3, 4]) func `what CDS Hooks asks of a card holds for every profile`(seed: UInt64)
      throws
    {
      let evaluator = try #require(Served.evaluator)
      let desk = Desk(evaluator: evaluator, zone: .utc)
      let pairings = evaluator.guidelines.members.flatMap { $0.guideline.pairings.values.map(\.title) }
      #expect(pairings.count > 3)
      var profiles = Profiles(state: seed, vocabulary: evaluator.vocabulary)
      var seen: [String: Int] = [:]
      for number in 0..<100 {
        guard let (finding, card) = try card(profiles.next(), desk, number % 2 == 0) else { continue }
        let json = card.json(from: number % 2 == 0 ? "https://plumbline.example" : nil)
        let summary = try #require(json["summary"]?.stringValue)
        #expect((1..<140).contains(summary.unicodeScalars.count), "\(summary)")
        #expect(!summary.contains("\n"))
        #expect(["info", "warning", "critical"].contains(json["indicator"]?.stringValue))
        #expect(json["source"]?["label"]?.stringValue?.isEmpty == false)
        #expect(json["source"]?["url"] == (number % 2 == 0 ? "https://plumbline.example/" : nil))
        #expect(json["detail"]?.stringValue?.isEmpty == false)
        #expect(!isHollow(json))
        for link in json["links"]?.arrayValue ?? [] {
          #expect(link["url"]?.stringValue?.hasPrefix("https://") == true)
          #expect(link["type"] == "absolute")
          #expect(link["autoLaunchable"] == false)
        }
        for reason in json["overrideReasons"]?.arrayValue ?? [] {
          #expect(reason["display"]?.stringValue?.isEmpty == false)
          #expect(reason["code"]?.stringValue.flatMap(OverrideReason.init) != nil)
        }
        #expect((json["uuid"] == nil) == (number % 2 == 1))
        let suggestions = json["suggestions"]?.arrayValue ?? []
        let primary: Decision.Recommendation? =
          if case .shown(.decided(let joint)) = finding.outcome { joint.only?.primary } else { nil }
        #expect(suggestions.count == (number % 2 == 0 ? primary?.pairing.parts.count ?? 0 : 0))
        #expect((json["selectionBehavior"] == "any") == !suggestions.isEmpty)
        let names =
          [json["uuid"]].compactMap { $0?.stringValue } + suggestions.compactMap { $0["uuid"]?.stringValue }
        #expect(Set(names).count == names.count && names.allSatisfy { $0.utf8.count == 36 })
        for suggestion in suggestions {
          #expect(suggestion["isRecommended"] == true)
          let resource = try #require(suggestion["actions"]?[0]?["resource"])
          #expect(resource["resourceType"] == "ServiceRequest" && resource["status"] == "draft")
          #expect(resource["intent"] == "proposal" && resource["subject"]?["reference"] == "Patient/p-1")
        }
        let isStop =
          switch finding.outcome {
          case .shown(.decided(let joint)): !joint.alerts.isEmpty
          case .shown(.refused(let refusal, _)): refusal.isUrgent
          case .failed: false
          }
        #expect(finding.isUrgent || !isStop)
        if isStop {
          #expect(json["indicator"] == "critical")
          #expect(summary.contains("STOP"))
          for title in pairings { #expect(!json.canonicalText.contains(title), "\(title)") }
        }
        if number % 2 == 1 { #expect(summary.hasPrefix("NOT RECORDED. ")) }
        seen[json["indicator"]?.stringValue ?? "", default: 0] += 1
      }
      #expect((seen["info"] ?? 0) > 5 && (seen["critical"] ?? 0) > 5, "\(seen)")
    }
  }
}

import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Answers that contradict each other, or that cannot be read, hide no stop, whatever their order.
struct ContradictionTests {
  private static func claims(_ chart: Chart, _ name: String) throws -> [FactValue] {
    let fact = try #require(Chart.vocabulary.index(of: name))
    return try chart.intake().conflicts.flatMap(\.claims).filter { $0.fact == fact }.map(\.value)
  }

  private static func item9(_ points: Int...) -> JSONValue {
    answers("q", [:], to: "http://loinc.org/q/44249-1").with([
      "item": .array(
        points.map { ["linkId": "/44260-8", "answer": [QuestionnaireTests.coded($0)]] })
    ])
  }

  @Test(arguments: [false, true])
  func `a response that cannot be read takes nothing away from another one`(isFirst: Bool) throws {
    let good = Self.item9(2)
    let items = Self.item9(0)["item"]?.arrayValue ?? []
    let bad = Self.item9().with([
      "id": "bad", "item": .array(items + [["linkId": 7, "answer": [["valueBoolean": true]]]]),
    ])
    let chart = Chart(of: isFirst ? [bad, good] : [good, bad])
    #expect(try chart.state("mood.phq_9_item_9") == .number(2))
    #expect(try chart.reason("bad")?.contains("cannot be read") == true)
  }

  @Test func `a question that is answered twice says what both say, or contradicts itself`() throws {
    #expect(try Chart(Self.item9(3, 3)).state("mood.phq_9_item_9") == .number(3))
    let twice = Chart(Self.item9(0, 3))
    #expect(try twice.state("mood.phq_9_item_9") == .absent(.unknown))
    #expect(try Self.claims(twice, "mood.phq_9_item_9") == [.number(0), .number(3)])
    let flags = answers("q", [:]).with([
      "item": [
        [
          "linkId": "red_flags.fracture", "answer": [["valueBoolean": false], ["valueBoolean": true]],
        ]
      ]
    ])
    #expect(try Chart(flags).state("red_flags.fracture") == .absent(.unknown))
    #expect(try Self.claims(Chart(flags), "red_flags.fracture").contains(.boolean(true)))
  }

  @Test func `codes of one answer that mean different values are all kept as what may be so`() throws {
    let own = { (code: String) -> JSONValue in
      ["system": "urn:plumbline:fact", "code": .string("mood.suicide_enquiry#\(code)")]
    }
    let enquiry: JSONValue = [
      "resourceType": "Observation", "id": "e", "status": "final",
      "code": code("mood.suicide_enquiry", "urn:plumbline:fact"), "subject": ["reference": "Patient/p"],
      "effectiveDateTime": "2026-11-20",
      "valueCodeableConcept": ["coding": [own("disclosed"), own("asked-none")]],
    ]
    #expect(try Chart(enquiry).state("mood.suicide_enquiry") == .absent(.unknown))
    #expect(try Self.claims(Chart(enquiry), "mood.suicide_enquiry").contains(.code("disclosed")))
  }

  @Test(arguments: ["44250-9", "44255-8"])
  func `an answer that stands for two questions is known of neither, whichever code is first`(first: String)
    throws
  {
    let both = ["44260-8", first].map {
      JSONValue.object([JSONMember("system", "http://loinc.org"), JSONMember("code", .string($0))])
    }
    for codings in [both, both.reversed()] {
      let chart = Chart(
        observation("o", "x", 2, on: "2026-11-20").with(["code": ["coding": .array(codings)]]))
      #expect(try chart.state("mood.phq_9_item_9") == .absent(.unknown))
      #expect(try Self.claims(chart, "mood.phq_9_item_9") == [.number(2)])
    }
  }

  @Test func `the items of a panel are as old as each is, not as the latest of them`() throws {
    func panel(_ dates: [String: String]) -> Chart {
      let members = dates.sorted { $0.key < $1.key }.map { code, date in
        observation("o\(code)", code, code == "44260-8" ? 2 : 1, on: date)
      }
      let panel = observation("panel", "44249-1", nil, on: "2026-11-20").with([
        "hasMember": .array(
          members.map { ["reference": .string("Observation/\($0["id"]?.stringValue ?? "")")] })
      ])
      return Chart(of: members + [panel])
    }
    let old = panel(["44260-8": "2026-10-31", "44250-9": "2026-11-20"])
    #expect(try old.state("mood.phq_9_item_9") == .absent(.stale))
    let coarse = panel(["44260-8": "2026-11-20", "44250-9": "2026-11"])
    #expect(try coarse.state("mood.phq_9_item_9") == .number(2))
  }

  @Test func `a panel that cannot be read takes nothing away from its members`() throws {
    let member = observation("m", "44260-8", 2, on: "2026-11-20")
    let panel = observation("panel", "44249-1", nil, on: "2026-11-20").with([
      "hasMember": [["reference": "Observation/m"]], "component": ["no object"],
    ])
    #expect(try Chart(member, panel).state("mood.phq_9_item_9") == .number(2))
  }

  @Test func `a total to which its items cannot add up contradicts them, though one is blank`() throws {
    let eight = [3, 3, 3, 3, 3, 3, 0, 0, nil]
    let low = Chart(QuestionnaireTests.response(QuestionnaireTests.phq9, eight, total: ("44261-6", 5)))
    #expect(try low.state("mood.phq_9") == .absent(.unknown))
    #expect(try low.intake().conflicts.first?.facts.contains("mood.phq_9") == true)
    let high = Chart(
      QuestionnaireTests.response(
        QuestionnaireTests.phq9, [0, 0, 0, 0, 0, 0, 0, 0, nil], total: ("44261-6", 9)))
    #expect(try high.state("mood.phq_9") == .absent(.unknown))
    let fits = Chart(QuestionnaireTests.response(QuestionnaireTests.phq9, eight, total: ("44261-6", 18)))
    #expect(try fits.state("mood.phq_9") == .number(18))
    #expect(try fits.state("mood.phq_9_item_9") == .absent(.notAsked))
  }

  @Test(arguments: [(3, FactState.number(3)), (1, .number(1))])
  func `a total says what its one blank item is`(total: Int, item: FactState) throws {
    let chart = Chart(
      QuestionnaireTests.response(
        QuestionnaireTests.phq9, [0, 0, 0, 0, 0, 0, 0, 0, nil], total: ("44261-6", total)))
    #expect(try chart.state("mood.phq_9_item_9") == item)
    #expect(try chart.intake().conflicts.isEmpty)
  }

  @Test func `a total says what its item 9 is at least where others are blank, too`() throws {
    let chart = Chart(
      QuestionnaireTests.response(
        QuestionnaireTests.phq9, [0, 0, 0, 0, 0, 0, 0, nil, nil], total: ("44261-6", 5)))
    #expect(try chart.state("mood.phq_9_item_9") == FactState(from: 2, to: 3))
  }

  @Test func `what a response scores is not another because an Observation of the same moment comes along`()
    throws
  {
    let eight = QuestionnaireTests.response(QuestionnaireTests.phq9, [1, 1, 1, 1, 1, 1, 1, 1, 0])
    let item = observation("o", "44260-8", 0, on: "2026-11-20T08:00:00Z")
    #expect(try Chart(eight).state("mood.phq_9") == Chart(eight, item).state("mood.phq_9"))
    let more = observation("o", "44260-8", 2, on: "2026-11-20T08:00:00Z")
    #expect(try Chart(eight, more).state("mood.phq_9") == .absent(.unknown))
    #expect(try Self.claims(Chart(eight, more), "mood.phq_9_item_9") == [.number(0), .number(2)])
  }

  @Test func `what stands in something with an unknown modifier is not read`() throws {
    let modified: JSONValue = [["url": "http://x.example/not", "valueBoolean": true]]
    let answer: JSONValue = ["valueBoolean": false]
    let item: JSONValue = ["linkId": "red_flags.fracture", "answer": [answer]]
    let ways: [JSONValue] = [
      item.with(["modifierExtension": modified]),
      ["linkId": "group", "modifierExtension": modified, "item": [item]],
      ["linkId": "red_flags.fracture", "answer": [answer.with(["modifierExtension": modified])]],
    ]
    for way in ways {
      let chart = Chart(answers("q", [:]).with(["item": [way]]))
      #expect(try chart.state("red_flags.fracture") == .absent(.notAsked))
      #expect(try chart.reason("q")?.contains("modifierExtension") == true)
    }
  }
}

import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Questionnaires: answers scored here and held against totals, however they are written.
struct QuestionnaireTests {
  static let phq9 = [
    "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8",
  ]
  static let gad7 = ["69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"]
  static let answerCodes = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"]

  static func coded(_ points: Int) -> JSONValue {
    ["valueCoding": ["system": "http://loinc.org", "code": .string(answerCodes[points])]]
  }

  static func response(_ codes: [String], _ points: [Int?], total: (String, Int)? = nil, prefix: String = "/")
    -> JSONValue
  {
    var items = zip(codes, points).compactMap { code, points -> JSONValue? in
      points.map { ["linkId": .string(prefix + code), "answer": [coded($0)]] }
    }
    if let total {
      items.append([
        "linkId": .string("/" + total.0), "answer": [["valueDecimal": .number(ExactNumber(total.1))]],
      ])
    }
    return answers("q", [:], to: "http://loinc.org/q/form|1").with(["item": .array(items)])
  }

  @Test(arguments: ["/", "/44249-1/"])
  func `a PHQ-9 by LOINC's linkIds and answer list is scored`(prefix: String) throws {
    let chart = Chart(Self.response(Self.phq9, [1, 1, 2, 1, 0, 0, 1, 0, 1], prefix: prefix))
    #expect(try chart.state("mood.phq_9") == .number(7))
    #expect(try chart.state("mood.phq_2") == .number(2))
    #expect(try chart.state("mood.phq_9_item_9") == .number(1))
  }

  @Test func `a GAD-7 is scored, and its first two items are the GAD-2`() throws {
    let chart = Chart(Self.response(Self.gad7, [3, 2, 1, 0, 0, 0, 1]))
    #expect(try chart.state("mood.gad_7") == .number(7))
    #expect(try chart.state("mood.gad_2") == .number(5))
  }

  @Test func `a missing answer is never a zero, and what is answered in full stands`() throws {
    let chart = Chart(Self.response(Self.phq9, [1, 1, nil, 1, 0, 0, 1, 0, 2]))
    #expect(try chart.state("mood.phq_9") == .absent(.notAsked))
    #expect(try chart.state("mood.phq_2") == .number(2))
    #expect(try chart.state("mood.phq_9_item_9") == .number(2))
    let without = Chart(Self.response(Self.phq9, [1, 1, 1, 1, 0, 0, 1, 0, nil]))
    #expect(try without.state("mood.phq_9_item_9") == .absent(.notAsked))
  }

  @Test func `items against their own total contradict it, and the answers stand`() throws {
    let points = [1, 1, 2, 1, 0, 0, 1, 0, 1]
    let wrong = Chart(Self.response(Self.phq9, points, total: ("44261-6", 9)))
    #expect(try wrong.state("mood.phq_9") == .absent(.unknown))
    #expect(try wrong.intake().conflicts.map(\.facts) == [["mood.phq_9"]])
    #expect(try wrong.state("mood.phq_9_item_9") == .number(1))
    #expect(
      try Chart(Self.response(Self.phq9, points, total: ("44261-6", 7))).state("mood.phq_9") == .number(7))
  }

  @Test func `an answer whose code and weight differ contradicts itself`() throws {
    let answer: JSONValue = [
      "valueCoding": [
        "system": "http://loinc.org", "code": "LA6568-5",
        "extension": [["url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2]],
      ]
    ]
    let chart = Chart(answers("q", ["/44260-8": answer], to: "http://x"))
    #expect(try chart.state("mood.phq_9_item_9") == .absent(.unknown))
    #expect(try chart.intake().conflicts.contains { $0.facts.contains("mood.phq_9_item_9") })
  }

  @Test func `questions are those of the version that was answered, whatever the order`() throws {
    func form(_ version: String?, _ code: String, _ id: String) -> JSONValue {
      let form: JSONValue = [
        "resourceType": "Questionnaire", "id": .string(id), "url": "http://clinic/form",
        "item": [["linkId": "a7", "code": [["system": "http://loinc.org", "code": .string(code)]]]],
      ]
      return version.map { form.with(["version": .string($0)]) } ?? form
    }
    func response(_ canonical: String) -> JSONValue { answers("q", ["a7": Self.coded(2)], to: canonical) }
    let forms = [form("1", "44260-8", "one"), form("2", "44250-9", "two")]
    for order in [forms, forms.reversed()] {
      let one = Chart(of: order + [response("http://clinic/form|1")])
      #expect(try one.state("mood.phq_9_item_9") == .number(2))
      // Which version was answered is not known, and they differ.
      for canonical in ["http://clinic/form", "http://clinic/form|3", "http://clinic/form|2"] {
        #expect(
          try Chart(of: order + [response(canonical)]).state("mood.phq_9_item_9") == .absent(.notAsked))
      }
    }
    let alone = Chart(form("1", "44260-8", "one"), response("http://clinic/form|3"))
    #expect(try alone.state("mood.phq_9_item_9") == .number(2))
  }

  @Test func `the questions that a response contains are its own`() throws {
    let form: JSONValue = [
      "resourceType": "Questionnaire", "id": "f",
      "item": [["linkId": "a7", "code": [["system": "http://loinc.org", "code": "44260-8"]]]],
    ]
    let own = answers("own", ["a7": Self.coded(2)], to: "#f").with(["contained": [form]])
    #expect(try Chart(own).state("mood.phq_9_item_9") == .number(2))
    let faulty = own.with(["id": "faulty", "item": ["no object"]])
    let other = answers("other", ["a7": Self.coded(2)], to: "#f")
    #expect(try Chart(faulty, other).state("mood.phq_9_item_9") == .absent(.notAsked))
  }

  @Test func `the codes of a Questionnaire's questions say what a response answers`() throws {
    let questionnaire: JSONValue = [
      "resourceType": "Questionnaire", "id": "f", "url": "http://clinic/form",
      "item": [["linkId": "a7", "code": [["system": "http://loinc.org", "code": "44260-8"]]]],
    ]
    let response = answers("q", ["a7": Self.coded(0)], to: "http://clinic/form|3")
    #expect(try Chart(questionnaire, response).state("mood.phq_9_item_9") == .number(0))
    #expect(try Chart(response).state("mood.phq_9_item_9") == .absent(.notAsked))
  }

  @Test func `a PHQ-9 as US Core writes it is scored: a panel with members, or with components`() throws {
    let points = [1, 1, 2, 1, 0, 0, 1, 0, 0]
    func valued(_ index: Int) -> JSONValue {
      ["valueCodeableConcept": code(Self.answerCodes[points[index]])]
    }
    let members = Self.phq9.indices.map { index in
      observation("i\(index)", Self.phq9[index], nil, on: "2026-11-20T08:00:00Z").with([
        "valueCodeableConcept": code(Self.answerCodes[points[index]])
      ])
    }
    let panel = observation("panel", "44249-1", nil, on: "2026-11-20T08:00:00Z")
    let withMembers = Chart(
      of: [
        panel.with(["hasMember": .array(members.indices.map { ["reference": .string("Observation/i\($0)")] })]
        )
      ] + members)
    let withComponents = Chart(
      panel.with([
        "component": .array(
          Self.phq9.indices.map { index in
            .object([JSONMember("code", code(Self.phq9[index]))] + (valued(index).objectValue ?? []))
          })
      ]))
    for chart in [withMembers, withComponents] {
      #expect(try chart.state("mood.phq_9") == .number(6))
      #expect(try chart.state("mood.phq_9_item_9") == .number(0))
      #expect(try chart.reason("panel") == nil)
    }
    #expect(
      try withComponents.intake().report.used.first { $0.resource == "Observation/panel" }?.parts.count == 9)
  }

  @Test(arguments: [
    (quantity(24, "%"), FactState.number(24)), (quantity(24), .absent(.notAsked)),
    (quantity(24, nil), .absent(.notAsked)),
    (quantity(62), .number(62)), (quantity(24, "kg"), .absent(.notAsked)),
  ])
  func `a bare ODI up to 50 could be in points`(value: JSONValue, state: FactState) throws {
    #expect(
      try Chart(observation("o", "97909-6", nil).with(["valueQuantity": value])).state("disability.odi")
        == state)
  }

  @Test func `the distress subscore of the STarT Back is its psychosocial part`() throws {
    #expect(try Chart(observation("o", "91350-9", 4)).state("risk.start_back_psychosocial") == .number(4))
  }

  @Test func `a goal in the vocabulary's own code is read, text is not, and two contradict each other`()
    throws
  {
    func goal(_ id: String, _ wanted: String, _ more: KeyValuePairs<String, JSONValue> = [:]) -> JSONValue {
      let base: JSONValue = [
        "resourceType": "Goal", "id": .string(id), "lifecycleStatus": "active",
        "subject": ["reference": "Patient/p"],
        "description": code("goal.primary#\(wanted)", "urn:plumbline:fact"),
      ]
      return base.with(more)
    }
    #expect(try Chart(goal("a", "function")).state("goal.primary") == .code("function"))
    #expect(
      try Chart(goal("a", "function", ["description": ["text": "function"]])).state("goal.primary")
        == .absent(.notAsked))
    #expect(try Chart(goal("a", "function"), goal("b", "pain")).state("goal.primary") == .absent(.unknown))
    let high: JSONValue = code("high-priority", "http://terminology.hl7.org/CodeSystem/goal-priority")
    #expect(
      try Chart(goal("a", "function", ["priority": high]), goal("b", "pain")).state("goal.primary")
        == .code("function"))
    #expect(
      try Chart(goal("a", "function", ["lifecycleStatus": "completed"])).state("goal.primary")
        == .absent(.notAsked))
  }

  // MARK: the exported ones

  @Test func `every exported question reads back`() throws {
    let loaded = try GuidelineLoader.guidelines(try Shipped.folders())
    let bundle = Questionnaires(loaded).bundle
    let resources = (bundle["entry"]?.arrayValue ?? []).compactMap { $0["resource"] }
    let questionnaires = resources.filter { $0["resourceType"] == "Questionnaire" }
    #expect(questionnaires.count == Chart.vocabulary.instruments.count + 1)
    for questionnaire in questionnaires {
      let url = questionnaire["url"]?.stringValue ?? ""
      for item in Self.questions(questionnaire) {
        let answer: JSONValue
        switch item["type"]?.stringValue {
        case "boolean": answer = ["valueBoolean": true]
        case "choice": answer = item["answerOption"]?[0] ?? .null
        case "decimal": answer = ["valueDecimal": item["extension"]?[1]?["valueDecimal"] ?? .null]
        case "integer": answer = ["valueInteger": item["extension"]?[1]?["valueInteger"] ?? .null]
        default: continue
        }
        let link = item["linkId"]?.stringValue ?? ""
        let response = answers("q", [:], to: url).with([
          "item": [["linkId": .string(link), "answer": [answer]]]
        ])
        let report = try Chart(response, hasPatient: false).intake().report
        let isItem = Int(link) != nil
        let reason = report.ignored.first { $0.resource == "QuestionnaireResponse/q" }?.because ?? "used"
        #expect(
          isItem ? reason == "used" || reason.contains("too few items") : reason == "used",
          "\(url) \(link): \(reason)")
      }
    }
  }

  private static func questions(_ parent: JSONValue) -> [JSONValue] {
    (parent["item"]?.arrayValue ?? []).flatMap { $0["type"] == "group" ? questions($0) : [$0] }
  }

  @Test func `no wording is exported that the licence does not allow`() throws {
    let bundle = Questionnaires(try GuidelineLoader.guidelines(try Shipped.folders())).bundle
    for instrument in Chart.vocabulary.instruments.values where !instrument.itemsMayBeShown {
      let own = (bundle["entry"]?.arrayValue ?? []).compactMap { $0["resource"] }.first {
        $0["url"]?.stringValue == "urn:plumbline:questionnaire:\(instrument.name)"
      }
      #expect(own?["item"]?.arrayValue?.count == instrument.scales.count)
    }
  }
}

extension QuestionnaireTests {
  @Test func `a contradiction of an earlier day gives way to a later answer`() throws {
    let chart = Chart(
      observation("a", "44261-6", 5, on: "2026-11-10"), observation("b", "44261-6", 9, on: "2026-11-10"),
      observation("c", "44261-6", 7, on: "2026-11-18"))
    #expect(try chart.state("mood.phq_9") == .number(7))
    #expect(try chart.intake().conflicts.isEmpty)
    let items = Chart(
      Self.response(Self.phq9, [1, 1, 2, 1, 0, 0, 1, 0, 1]).with(["authored": "2026-11-10T08:00:00Z"]),
      Self.response(Self.phq9, [2, 1, 2, 1, 0, 0, 1, 0, 1]).with([
        "id": "other", "authored": "2026-11-10T08:00:00Z",
      ]),
      observation("c", "44261-6", 7, on: "2026-11-18"))
    #expect(try items.state("mood.phq_9") == .number(7))
    #expect(try items.state("mood.phq_2") == .absent(.unknown))
  }
}

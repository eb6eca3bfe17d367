import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Laws over random charts: removing evidence only removes knowledge, order never matters, and nothing but an answered question is a no.
struct MonotoneTests {
  static let days = [
    "2026-11-20", "2026-11-20T08:00:00Z", "2026-11-20T10:30:00+02:00", "2026-11-10", "2026-11", "2026-03-02",
    "2026-12-01",
  ]

  private static func random(_ random: inout Seeded, answered: Bool) -> Chart {
    var resources: [JSONValue] = []
    for number in 0..<(2 + random.below(9)) {
      resources.append(resource(&random, "r\(number)", answered: answered))
    }
    if random.chance(30) { resources += members(&random) }
    return Chart(of: resources)
  }

  /// A GAD-7 as single Observations, some of them missing or of another moment, perhaps with a panel that names them.
  private static func members(_ random: inout Seeded) -> [JSONValue] {
    let day = random.pick(days)
    var items = QuestionnaireTests.gad7.enumerated().map { number, item in
      observation("g\(number)", item, nil, on: random.chance(90) ? day : random.pick(days)).with([
        "valueCodeableConcept": code(QuestionnaireTests.answerCodes[random.below(4)])
      ])
    }
    let names = items.compactMap { $0["id"]?.stringValue }
    if random.chance(30) { items.remove(at: random.below(items.count)) }
    if random.chance(50) {
      items.append(
        observation("panel", "69737-5", nil, on: day).with([
          "hasMember": .array(names.map { ["reference": .string("Observation/\($0)")] })
        ]))
    }
    return items
  }

  private static func resource(_ random: inout Seeded, _ id: String, answered: Bool) -> JSONValue {
    let day = random.pick(days)
    switch random.below(answered ? 7 : 6) {
    case 0, 1:
      let loinc = random.pick(["44261-6", "55758-7", "70274-6", "72514-3", "91351-7", "91350-9", "44261-6"])
      var resource = observation(id, loinc, .number(ExactNumber(random.below(8))), on: day)
      if random.chance(15) { resource = resource.with(["status": "preliminary"]) }
      if random.chance(10) {
        resource = resource.with([
          "valueInteger": .null,
          "dataAbsentReason": code(
            random.pick(["unknown", "asked-declined"]),
            "http://terminology.hl7.org/CodeSystem/data-absent-reason"),
        ])
      }
      return resource
    case 2:
      // Of an answer that was given on this day, only above zero: no zero comes without a question.
      return observation(id, "44260-8", .number(ExactNumber(1 + random.below(3))), on: day)
    case 3:
      let named = random.pick([
        code("278860009", snomed), code("1121000119107", snomed), code("192970008", snomed),
        code("M96.1", icd),
        code("160903007", snomed), code("224459001", snomed), code("C79.51", icd),
      ])
      return condition(
        id, named, clinical: random.pick(["active", "active", "resolved", "relapse"]),
        verified: random.pick([nil, "confirmed", "provisional", "refuted"]),
        onset: random.pick([nil, "2024", "2025-03", "2026-09-10"]))
    case 4:
      return procedure(
        id, random.pick(["387731002", "178625001", "55705006"]),
        status: random.pick(["completed", "not-done", "in-progress"]),
        on: random.pick([nil, "2024", "2025-03", "2025-03-09"]))
    case 5:
      let panel = observation(id, "44249-1", nil, on: day)
      let items = QuestionnaireTests.phq9.dropLast(random.below(3)).map { item -> JSONValue in
        [
          "code": code(item),
          "valueCodeableConcept": code(QuestionnaireTests.answerCodes[1 + random.below(3)]),
        ]
      }
      return panel.with(["component": .array(Array(items))])
    default:
      let fact = random.pick(["red_flags.fracture", "surgery.spinal", "pain.specific_cause"])
      return answers(
        id, [fact: ["valueBoolean": .bool(random.chance(50))]],
        on: random.pick(days.filter { $0.contains("T") }))
    }
  }

  @Test(arguments: 0..<8)
  func `removing a resource never makes a fact other than it was`(part: Int) throws {
    var random = Seeded(Seeded.first &+ UInt64(part))
    for _ in 0..<40 {
      let chart = Self.random(&random, answered: true)
      let whole = try chart.intake()
      let disputed = Set(whole.conflicts.flatMap(\.facts))
      for place in chart.resources.indices {
        var fewer = chart
        let removed = fewer.resources.remove(at: place)
        let name = "\(removed["resourceType"]?.stringValue ?? "")/\(removed["id"]?.stringValue ?? "")"
        let rest = try fewer.intake()
        let given = Set(whole.report.used.first { $0.resource == name }?.facts ?? [])
        for (index, fact) in Chart.vocabulary.facts.enumerated() {
          let (before, after) = (whole.profile[index], rest.profile[index])
          if !rest.profile.isGiven(index) || before == after || disputed.contains(fact.name) { continue }
          // What it had covered may show again.
          let (own, earlier) = (whole.profile.origins[index], rest.profile.origins[index])
          let wasCovered = (earlier?.observed ?? "").prefix(10) <= (own?.observed ?? "").prefix(10)
          #expect(
            given.contains(fact.name) && wasCovered,
            "\(fact.name), seed \(random.seed), without \(name): \(chart.bundle.canonicalText)")
        }
      }
    }
  }

  @Test(arguments: 0..<8)
  func `the order of resources never matters`(part: Int) throws {
    var random = Seeded(Seeded.first &+ 100 &+ UInt64(part))
    for _ in 0..<60 {
      let chart = Self.random(&random, answered: true)
      let expected = try chart.intake()
      var shuffled = chart
      shuffled.resources.shuffle(using: &random)
      let found = try shuffled.intake()
      #expect(found.profile == expected.profile, "seed \(random.seed): \(chart.bundle.canonicalText)")
      #expect(found.report == expected.report)
      #expect(found.conflicts == expected.conflicts)
    }
  }

  @Test(arguments: 0..<8)
  func `without answered questions there is no false flag, no "no surgery" and no item 9 of zero`(part: Int)
    throws
  {
    var random = Seeded(Seeded.first &+ 200 &+ UInt64(part))
    for _ in 0..<80 {
      let chart = Self.random(&random, answered: false)
      let profile = try chart.intake().profile
      for (index, fact) in Chart.vocabulary.facts.enumerated() where fact.kind == .boolean {
        #expect(profile[index] != .no, "\(fact.name): \(chart.bundle.canonicalText)")
      }
      let item = try #require(Chart.vocabulary.index(of: "mood.phq_9_item_9"))
      #expect(profile[item] != .number(0))
    }
  }

  @Test(arguments: 0..<4)
  func `no profile from a record breaks a law, and every resource is counted once`(part: Int) throws {
    var random = Seeded(Seeded.first &+ 300 &+ UInt64(part))
    for _ in 0..<80 {
      let chart = Self.random(&random, answered: true)
      let intake = try chart.intake()
      #expect(Chart.vocabulary.brokenLaws(in: intake.profile).isEmpty, "\(chart.bundle.canonicalText)")
      let all = intake.report.used.map(\.resource) + intake.report.ignored.map(\.resource)
      #expect(all.count == chart.resources.count + 1)
      #expect(Set(all).count == all.count)
    }
  }
}

extension MonotoneTests {
  @Test func `whose a record is does not depend on the order of references, if it has no Patient`() throws {
    let identifier: JSONValue = ["system": "urn:hospital", "value": "77"]
    let subjects: [JSONValue] = [
      ["reference": "Patient/p"], ["identifier": identifier],
      ["reference": "Patient/p", "identifier": identifier], ["display": "somebody"],
    ]
    let resources = zip(["a", "b", "c", "d"], subjects).map { id, subject in
      observation(id, "72514-3", 6).with(["subject": subject])
    }
    for order in [[0, 1, 2, 3], [0, 2, 1, 3], [3, 1, 0, 2], [2, 3, 0, 1]] {
      let chart = Chart(of: order.map { resources[$0] }, hasPatient: false)
      let intake = try chart.intake()
      #expect(intake.profile.id == "p")
      #expect(intake.report.used.map(\.resource) == ["Observation/a", "Observation/b", "Observation/c"])
      #expect(try chart.reason("d") == "it does not say whose it is")
    }
  }

  @Test(arguments: [["display": "somebody"], .null] as [JSONValue])
  func `where no patient is named, nothing that needs one is read`(subject: JSONValue) throws {
    let chart = Chart(of: [observation("o", "72514-3", 6).with(["subject": subject])], hasPatient: false)
    #expect(try chart.reason("o") == "it does not say whose it is")
    #expect(try chart.state("pain.intensity") == .absent(.notAsked))
  }
}

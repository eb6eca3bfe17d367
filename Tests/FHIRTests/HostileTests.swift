import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Whatever a record holds, it is read or refused with a sentence, in bounded time.
struct HostileTests {
  private static let charts: [Chart] = [
    Chart(
      condition("c", code("278860009", snomed), verified: "confirmed", onset: "2025-03"),
      observation("o", "44261-6", nil).with(["valueQuantity": quantity(12)]),
      observation("i", "44260-8", nil, on: "2026-11-20").with(["valueCodeableConcept": code("LA6569-3")]),
      procedure("r", "387731002", on: "2024-06-03")),
    Chart(
      QuestionnaireTests.response(
        QuestionnaireTests.phq9, [1, 1, 2, 1, 0, 0, 1, 0, 1], total: ("44261-6", 7))),
  ]

  private static let others: [JSONValue] = [
    .null, true, 5, -1, "x", "", [], [:], ["a"], ["coding": 5], [["coding": [["system": 5]]]], "2026-13-45",
    "9999-12-31",
    "0000-01-01T00:00:00Z", ["value": "12"], ["start": "2026", "end": 5], ["reference": ["x"]],
  ]

  /// Replaces, removes or repeats one part of a value.
  private static func changed(_ value: JSONValue, _ random: inout Seeded) -> JSONValue {
    if random.chance(12) { return random.pick(others) }
    switch value {
    case .array(var items) where !items.isEmpty:
      let place = random.below(items.count)
      switch random.below(8) {
      case 0: items.remove(at: place)
      case 1: items.append(items[place])
      default: items[place] = changed(items[place], &random)
      }
      return .array(items)
    case .object(var members) where !members.isEmpty:
      let place = random.below(members.count)
      switch random.below(10) {
      case 0: members.remove(at: place)
      case 1: members.append(JSONMember("modifierExtension", random.pick(others)))
      default: members[place].value = changed(members[place].value, &random)
      }
      return .object(members)
    default: return random.pick(others)
    }
  }

  @Test(arguments: 0..<6)
  func `a changed record is read, or refused with a sentence; nothing in it becomes a no`(part: Int) throws {
    var random = Seeded(Seeded.first &+ 400 &+ UInt64(part))
    for _ in 0..<150 {
      let isAnswered = random.chance(40)
      var bundle = Self.charts[isAnswered ? 1 : 0].bundle
      for _ in 0..<(1 + random.below(3)) { bundle = Self.changed(bundle, &random) }
      do {
        let intake = try FHIRIntake(Chart.vocabulary, asOf: Chart.asOf, zone: .utc).read(bundle.canonical)
        #expect(Chart.vocabulary.brokenLaws(in: intake.profile).isEmpty)
        for (index, fact) in Chart.vocabulary.facts.enumerated() where fact.kind == .boolean {
          #expect(intake.profile[index] != .no, "\(fact.name): \(bundle.canonicalText)")
        }
      } catch {
        #expect(ErrorForm.faults(in: error.description).isEmpty, "\(error)")
      }
    }
  }

  @Test func `a record that is cut off anywhere is refused`() {
    let bytes = Self.charts[0].bundle.canonical
    for end in stride(from: 0, to: bytes.count, by: 37) {
      #expect(throws: IntakeFailure.self) {
        try FHIRIntake(Chart.vocabulary, asOf: Chart.asOf, zone: .utc).read(Array(bytes[..<end]))
      }
    }
  }

  @Test func `nesting is bounded, and a key that is there twice is refused`() {
    let deep = #"{"resourceType":"Bundle","entry":"# + String(repeating: "[", count: 200_000)
    let twice = #"{"resourceType":"Patient","id":"a","id":"b"}"#
    for text in [deep, twice] {
      #expect(throws: IntakeFailure.self) {
        try FHIRIntake(Chart.vocabulary, asOf: Chart.asOf, zone: .utc).read(Array(text.utf8))
      }
    }
  }

  @Test(arguments: [
    IntakeFailure.ofTheDead, .contradicted(["a.b"]),
  ])
  func `every refusal has the form of an error`(failure: IntakeFailure) {
    #expect(ErrorForm.faults(in: failure.description) == [])
  }
}

extension HostileTests {
  @Test func `names that are too long are not kept`() throws {
    let long = String(repeating: "x", count: 5_000)
    let chart = Chart(
      of: [
        observation("o", "44261-6", 12).with(["id": .string(long), "issued": .string(long)]),
        condition("c", code("278860009", snomed)).with(["recordedDate": .string(long)]),
      ])
    let profile = try chart.intake().profile
    let written = ProfileJSON(Chart.vocabulary).value(profile)
    #expect(try ProfileReader(Chart.vocabulary, asOf: Chart.asOf).read(written.canonical) == profile)
    #expect(!written.canonicalText.contains(long))
  }
}

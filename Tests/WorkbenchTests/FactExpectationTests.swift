import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import PlumblineWorkbench
import Testing

/// `expect = { facts = … }`: a vocabulary tested without any rule.
struct FactExpectationTests {
  private static func words(_ given: JSONValue, _ facts: JSONValue) throws -> [String] {
    let test = PackTest(
      name: "t", pack: "vocabulary", given: given, expect: ["facts": facts],
      place: Place(file: "vocabulary/tests/cases.lua", line: 1))
    let bench = PackTestBench(
      try Shipped.evaluator().guideline, tests: [test], asOf: "2026-11-20")
    return bench.run()[0].failures.map(\.words)
  }

  @Test func `a value that is given, scored, narrowed or absent is compared`() throws {
    let given: JSONValue = [
      "mood": ["phq_9": 0], "instruments": ["tsk_11": [3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2]],
    ]
    let facts: JSONValue = [
      "mood.phq_9": 0, "mood.phq_9_item_9": 0, "fear.tsk_11": 28, "fear.tsk_17": "not-asked",
    ]
    #expect(try Self.words(given, facts) == [])
  }

  @Test(arguments: [
    (#"mood.phq_9"#, JSONValue.number(4), "facts: mood.phq_9 is 3, expected 4"),
    ("mood.phq_2", .number(0), "facts: mood.phq_2 is \"at most 3\", expected 0"),
    ("mood.phq_8", .number(0), "facts: no fact 'mood.phq_8'"),
    ("fear.tsk_17", .number(40), "facts: fear.tsk_17 is \"not-asked\", expected 40"),
  ])
  func `what differs is said with what was found`(fact: String, value: JSONValue, words: String) throws {
    let found = try Self.words(["mood": ["phq_9": 3]], .object([JSONMember(fact, value)]))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(words) == true, "\(found)")
  }

  @Test func `what is not a table is refused`() throws {
    #expect(
      try Self.words([:], ["mood.phq_9"]) == ["facts: must be a table of facts: { [\"mood.phq_9\"] = 10 }"])
  }
}

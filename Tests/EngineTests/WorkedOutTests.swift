import PlumblineEngine
import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// Facts that are worked out from others by a sum or a difference.
struct WorkedOutTests {
  private static func number(_ name: String, _ range: String, _ more: String = "") -> String {
    "fact \"bp.\(name)\" { type = \"integer\", range = \(range), unit = \"mm[Hg]\", label = \"\(name)\", question = \"\(name)?\" \(more) }\n"
  }

  private static let facts =
    number("now", "{ 50, 300 }") + number("target", "{ 90, 180 }")
    + number("above", "{ -130, 210 }", ", is = bp.now - bp.target")

  @Test(arguments: [
    (#"{"now": 150, "target": 140}"#, Truth.true), (#"{"now": 140, "target": 140}"#, .false),
    (#"{"now": 150}"#, .unknown), (#"{"now": 181}"#, .true), (#"{"now": 80}"#, .false),
    (#"{"now": {"at_least": 150}, "target": 140}"#, .true), (#"{"above": 3}"#, .true),
    (#"{"now": {"absent": "unknown"}}"#, .unknown),
  ])
  func `a difference is known as soon as what is known of its parts settles it`(
    pressures: String, expected: Truth
  )
    throws
  {
    let clinic = try FactClinic(Self.facts, when: "bp.above :above(0)")
    #expect(try clinic.truth(#"{"bp": \#(pressures)}"#) == expected)
  }

  @Test func `a difference that its parts contradict is refused`() throws {
    let found = try FactClinic(Self.facts).problems(#"{"bp": {"now": 150, "target": 140, "above": 3}}"#)
    #expect(found.count == 1, "\(found)")
  }

  @Test func `what is asked for is the part that is missing, not the difference`() throws {
    let clinic = try FactClinic(Self.facts, when: "bp.above :above(0)")
    let decision = try Shipped.evaluator(clinic.guideline).decide(
      clinic.read(#"{"back": {"flag": false}, "bp": {"now": 150}}"#), asOf: FactClinic.today)
    let missing = decision.missing.map { clinic.vocabulary[$0.fact].name }
    #expect(missing == ["bp.target"])
    #expect(
      !decision.missing.contains { !$0.exact }, "the last open part of a sum is analysed value by value")
  }

  @Test(arguments: [
    (number("above", "{ -130, 200 }", ", is = bp.now - bp.target"), "write range = { -130, 210 }"),
    (number("above", "{ -130, 210 }", ", is = bp.now - bp.above"), "worked out from itself"),
    (number("above", "{ -130, 210 }", ", is = bp.now"), "must be a sum or a difference"),
    (
      "fact \"bp.above\" { type = \"integer\", range = { -130, 210 }, label = \"a\", question = \"a?\", is = bp.now - bp.target }\n",
      "different units (mm[Hg], no unit)"
    ),
    (
      "fact \"bp.day\" { type = \"date\", label = \"d\", question = \"d?\" }\n"
        + number("above", "{ -130, 210 }", ", is = bp.now - bp.day"), "which is a date; name only numbers"
    ),
    (
      "fact \"bp.above\" { type = \"boolean\", label = \"a\", question = \"a?\", is = bp.now - bp.target }\n",
      "give it the type integer or decimal"
    ),
  ])
  func `a fact that cannot be worked out is refused`(fact: String, words: String) {
    let found = FactClinic.problems(
      Self.number("now", "{ 50, 300 }") + Self.number("target", "{ 90, 180 }") + fact)
    #expect(found.contains { $0.contains(words) }, "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }
}

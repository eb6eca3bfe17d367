import PlumblineGuideline
import PlumblineTestSupport
import Testing

@testable import PlumblineDifference

/// What is taken from a series decides how a profile is read, which no comparison of answers shows.
struct SeriesDifferenceTests {
  private static func guideline(_ take: String) throws -> Guideline {
    try FactClinic(
      """
      fact "bp.readings" { type = "series", range = { 50, 300 }, label = "P", question = "Which?" }
      fact "bp.x" { type = "integer", range = { 0, 300 }, label = "x", question = "x?", from = { series = bp.readings, \(take) } }

      """, when: "bp.x :at_least(180)"
    ).guideline
  }

  @Test(arguments: [
    ("take = 'highest'", "take = 'lowest'"),
    ("take = 'latest', within_days = 28", "take = 'latest', within_days = 1"),
    ("take = 'count_above', value = 140", "take = 'count_above', value = 180"),
    ("take = 'highest', last = 2", "take = 'highest', last = 3"),
  ])
  func `a change of what is taken is never proved to change no answer`(old: String, new: String) throws {
    let difference = SmallPack.difference(try Self.guideline(old), try Self.guideline(new))
    #expect(difference.verdict == .notDecided)
    #expect(difference.scoringChanges.map(\.key.description) == ["series bp.readings"])
    #expect(difference.undecided.contains { $0.contains("is read differently") })
    #expect(difference.versions.map(\.pack).contains("back-facts"))
  }

  @Test func `other words change no answer`() throws {
    let difference = SmallPack.difference(
      try Self.guideline("take = 'highest'"), try Self.guideline("take = 'highest'"))
    #expect(difference.verdict == .noAnswerChanges)
  }
}

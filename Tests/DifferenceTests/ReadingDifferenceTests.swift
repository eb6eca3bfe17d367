import PlumblineGuideline
import PlumblineTestSupport
import Testing

@testable import PlumblineDifference

/// What decides as which value a profile or a record is read, which no comparison of answers for the same values shows.
struct ReadingDifferenceTests {
  typealias Pack = SmallPack

  private static func guideline(_ fields: String) throws -> Guideline {
    try Pack.guideline(
      """
      fact "score" { type = "integer", range = { 0, 10 }, label = "score", question = "score?", \(fields) }

      """, Pack.rule("score :at_least(5)"))
  }

  private static func converts(_ times: String, because: String = "b") -> String {
    "unit = 'g', converts = { { from = 'mg', times = \(times), because = '\(because)' } }"
  }

  private static func fhir(_ code: String, _ age: Int, display: String = "d") -> String {
    "fhir = { max_age = \(age), observation = { { system = 'LOINC', code = '\(code)', display = '\(display)', confirmed = true } } }"
  }

  @Test(arguments: [
    (converts("0.113"), converts("8.84"), "converts"),
    (converts("0.113"), "unit = 'g'", "converts"),
    ("unit = 'g'", "unit = 'kg'", "unit"),
    (fhir("718-7", 90), fhir("718-7", 900), "fhir"),
    (fhir("718-7", 90), fhir("2823-3", 90), "fhir"),
  ])
  func `a fact that is read differently is never proved to change no answer`(
    old: String, new: String, field: String
  ) throws {
    let difference = Pack.difference(try Self.guideline(old), try Self.guideline(new))
    #expect(difference.verdict == .notDecided)
    #expect(difference.wordChanges.isEmpty)
    #expect(
      difference.undecided == [
        "fact score is read differently (\(field)): the same profile or FHIR record may give it as another value, or not at all"
      ])
    #expect(difference.headline.hasPrefix("For the same values no patient's answer changes: proved"))
    #expect(difference.versions.map(\.change) == [.major])
    #expect(difference.versions.map(\.isDecided) == [false])
  }

  @Test(arguments: [
    (converts("0.113"), converts("0.113", because: "another reason")),
    (fhir("718-7", 90), fhir("718-7", 90, display: "in other words")),
  ])
  func `the words beside what reads a fact change no answer`(old: String, new: String) throws {
    let difference = Pack.difference(try Self.guideline(old), try Self.guideline(new))
    #expect(difference.verdict == .noAnswerChanges)
    #expect(difference.wordChanges.map(\.key.description) == ["fact score"])
    #expect(difference.versions.map(\.change) == [.patch])
  }

  @Test func `the conversion of readings is part of how a series is read, and what is one of them`() throws {
    func guideline(_ times: String) throws -> Guideline {
      try FactClinic(
        """
        fact "bp.readings" { type = "series", range = { 50, 300 }, unit = "mm[Hg]", label = "P", question = "Which?",
          converts = { { from = "kPa", times = \(times), step = 1, because = "b" } } }
        fact "bp.x" { type = "integer", range = { 0, 300 }, unit = "mm[Hg]", label = "x", question = "x?",
          from = { series = bp.readings, take = "latest" } }

        """, when: "bp.x :at_least(180)"
      ).guideline
    }
    let difference = Pack.difference(try guideline("7.5"), try guideline("7.6"))
    #expect(difference.verdict == .notDecided)
    #expect(
      difference.undecided == [
        "fact bp.x is read differently (converts): the same profile or FHIR record may give it as another value, or not at all",
        "series bp.readings is read differently (converts): a profile with readings may be read as other facts",
      ])
  }
}

import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The step to which a converted reading is rounded belongs to the conversion, and one message says so.
struct SeriesStepTests {
  private static func problems(outer: String, inner: String) throws -> [String] {
    do {
      _ = try FactClinic(
        """
        fact "bp.readings" { type = "series", range = { 50, 300 }, unit = "mm[Hg]", label = "P", question = "Which?", \(outer)
          converts = { { from = "kPa", times = 7.5, \(inner) because = "b" } } }
        fact "bp.x" { type = "integer", range = { 0, 300 }, unit = "mm[Hg]", label = "x", question = "x?",
          from = { series = bp.readings, take = "latest" } }

        """, when: "bp.x :at_least(180)"
      ).guideline
      return []
    } catch let failure as PackFailure {
      return failure.problems.map(\.message)
    }
  }

  @Test func `a step inside the conversion loads`() throws {
    #expect(try Self.problems(outer: "", inner: "step = 1,") == [])
  }

  @Test(arguments: ["", "step = 1,"])
  func `a step beside it has one message, which says where it belongs`(inner: String) throws {
    #expect(
      try Self.problems(outer: "step = 1,", inner: inner) == [
        "`step` of fact 'bp.readings' belongs inside each entry of `converts`: a series has no step of its own, only what is converted is rounded"
      ])
  }

  @Test func `a conversion without one has a message that says what it is`() throws {
    #expect(
      try Self.problems(outer: "", inner: "") == [
        "each entry of `converts` of fact 'bp.readings' needs a `step`, to which a converted reading is rounded: { …, step = 1 }"
      ])
  }
}

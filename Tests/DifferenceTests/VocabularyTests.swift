import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineDifference

/// Guidelines whose facts differ.
struct VocabularyTests {
  typealias Pack = SmallPack

  private func fact(_ type: String) -> String {
    "fact \"score\" { \(type), label = \"score\", question = \"score?\" }\n"
  }

  @Test
  func `a larger range accepts more profiles, which is a new answer`() throws {
    let difference = Pack.difference(
      try Pack.guideline(Pack.score, Pack.rule("score :at_least(5)")),
      try Pack.guideline(fact("type = \"integer\", range = { 0, 12 }"), Pack.rule("score :at_least(5)")))
    #expect(difference.lines == ["accepted of score out of range: refused → accepted"])
    #expect(difference.classes[0].example.canonicalText == "{\"score\":11}")
    #expect(difference.classes[0].before == nil)
    #expect(difference.classes[0].causes.causes.map(\.key.description) == ["fact score"])
    #expect(difference.versions.map(\.change) == [.minor])
  }

  @Test
  func `a smaller range refuses profiles that had an answer`() throws {
    let difference = Pack.difference(
      try Pack.guideline(Pack.score, Pack.rule("score :at_least(5)")),
      try Pack.guideline(fact("type = \"integer\", range = { 0, 9 }"), Pack.rule("score :at_least(5)")))
    #expect(difference.lines == ["accepted of score out of range: accepted → refused"])
    #expect(difference.verdict == .answersChange)
    #expect(difference.versions.map(\.change) == [.major])
  }

  @Test
  func `a fact of another type is another fact`() throws {
    let difference = Pack.difference(
      try Pack.guideline(Pack.score, Pack.rule("score :at_least(5)")),
      try Pack.guideline(fact("type = \"boolean\""), Pack.rule("score :is(true)")))
    #expect(
      difference.lines == [
        "accepted of score known: accepted → refused", "accepted of score known: refused → accepted",
      ])
    #expect(difference.classes.map(\.example.canonicalText) == ["{\"score\":0}", "{\"score\":false}"])
    #expect(difference.undecided.isEmpty)
  }

  @Test
  func `a finer step accepts more values and leaves the others alone`() throws {
    let difference = Pack.difference(
      try Pack.guideline(Pack.score, Pack.rule("score :at_least(5)")),
      try Pack.guideline(
        fact("type = \"decimal\", range = { 0, 10 }, step = 0.5"), Pack.rule("score :above(4.5)")))
    #expect(difference.lines == ["accepted of score out of range: refused → accepted"])
    #expect(difference.classes[0].example.canonicalText == "{\"score\":0.5}")
  }

  @Test
  func `steps that do not fit together are reported, and nothing is proved about them`() throws {
    let difference = Pack.difference(
      try Pack.guideline(
        fact("type = \"decimal\", range = { 0, 100 }, step = 0.1"), Pack.rule("score :at_least(5)")),
      try Pack.guideline(
        fact("type = \"decimal\", range = { 0, 100 }, step = 0.01"), Pack.rule("score :at_least(5)")))
    #expect(
      difference.undecided.contains(
        "the steps of fact score do not fit together: patients for whom it is known were left out"))
    #expect(difference.verdict != .noAnswerChanges)
  }

  @Test
  func `a new question in a rule is asked, and is a new answer only for those who answer it`() throws {
    let difference = Pack.difference(
      try Pack.guideline(Pack.score, Pack.rule("score :at_least(5)")),
      try Pack.guideline(
        Pack.score, "fact \"mood\" { type = \"boolean\", label = \"mood\", question = \"mood?\" }\n",
        Pack.rule("any { score :at_least(5), mood :is(true) }")))
    #expect(
      difference.lines == [
        "accepted of mood known: refused → accepted", "asked of mood: not asked → asked",
      ])
    #expect(difference.versions.map(\.change) == [.minor])
  }

  @Test
  func `a questionnaire that scores differently is always reported`() throws {
    func instrument(_ reverse: String) -> String {
      """
      instrument "q" { title = "Q", items = 2, range = { 0, 5 }, \(reverse) better = "lower",
        scores = { { fact = score, items = "all" } }, items_may_be_shown = false, licence = "l", citation = "c" }

      """
    }
    let difference = Pack.difference(
      try Pack.guideline(Pack.score, instrument(""), Pack.rule("score :at_least(5)")),
      try Pack.guideline(Pack.score, instrument("reverse = { 1 },"), Pack.rule("score :at_least(5)")))
    #expect(difference.verdict == .notDecided)
    #expect(
      difference.undecided == [
        "instrument q scores differently (reverse): a profile with raw answers may be read as other facts"
      ])
    #expect(difference.versions.map(\.change) == [.major])
    #expect(difference.versions.map(\.isDecided) == [false])
  }

  @Test
  func `a stop on a new fact leaves everyone without an answer, which is another answer`() throws {
    let difference = Pack.difference(
      try Pack.guideline(Pack.score, Pack.rule("score :at_least(5)")),
      try Pack.guideline(
        Pack.score, "fact \"new\" { type = \"boolean\", label = \"new\", question = \"new?\" }\n",
        "stop \"new-stop\" { title = \"t\", when = new :is(true), because = \"b\", action = \"a\", urgency = \"emergency\" }\n",
        Pack.rule("score :at_least(5)")))
    #expect(difference.lines.contains("decision: recommend → need-data"))
    let one = try #require(difference.classes.first { $0.change.kind == .decision })
    #expect(one.example.canonicalText == "{\"flag\":false}")
    #expect(one.causes.causes.map(\.key.description) == ["gate red-flags/new-stop"])
    #expect(difference.versions.map(\.change) == [.major])
  }
}

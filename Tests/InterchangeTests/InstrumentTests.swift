import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Questionnaires: item answers become exactly the scores that their sources state.
struct InstrumentTests {
  private let vocabulary: Vocabulary

  init() throws { vocabulary = try Shipped.guideline().vocabulary }

  /// Returns the score of a set of answers for a fact; nil if the profile is refused.
  private func score(_ instrument: String, _ answers: JSONValue, _ fact: String, _ more: JSONMember...)
    -> String?
  {
    let profile = JSONValue.object(
      [JSONMember("instruments", .object([JSONMember(instrument, answers)]))] + more)
    guard let read = try? ProfileReader(vocabulary, asOf: "2026-11-20").read(profile.canonical),
      let index = vocabulary.index(of: fact),
      case .known(.number(let number)) = read[index]
    else { return nil }
    return number.description
  }

  private func list(_ answers: [Int]) -> JSONValue { .array(answers.map { .number(ExactNumber($0)) }) }

  @Test(arguments: [
    ("fabq", 16, 6, "fear.fabq_physical_activity", "24"), ("fabq", 16, 6, "fear.fabq_work", "42"),
    ("fabq", 16, 1, "fear.fabq_work", "7"), ("tsk_11", 11, 4, "fear.tsk_11", "44"),
    ("tsk_11", 11, 1, "fear.tsk_11", "11"),
    ("pcs", 13, 4, "cognition.pcs", "52"), ("rmdq", 24, 1, "disability.rmdq", "24"),
    ("pseq", 10, 6, "self_efficacy.pseq", "60"),
    ("phq_9", 9, 3, "mood.phq_9", "27"), ("phq_9", 9, 2, "mood.phq_2", "4"),
    ("phq_9", 9, 3, "mood.phq_9_item_9", "3"),
    ("phq_2", 2, 3, "mood.phq_2", "6"), ("gad_7", 7, 3, "mood.gad_7", "21"),
    ("gad_7", 7, 1, "mood.gad_2", "2"),
    ("gad_2", 2, 2, "mood.gad_2", "4"), ("was", 1, 7, "work.ability", "7"),
    ("csi", 25, 4, "sensitisation.csi", "100"),
    ("odi", 10, 5, "disability.odi", "100"), ("odi", 10, 0, "disability.odi", "0"),
  ])
  func `the same answer to every item gives the score of its range`(
    name: String, items: Int, answer: Int, fact: String, expected: String
  ) {
    #expect(score(name, list(Array(repeating: answer, count: items)), fact) == expected)
  }

  @Test func `FABQ counts only its scored items, 2 to 5 and 6, 7, 9 to 12, 15, and has no total`() {
    for item in 1...16 {
      var answers = Array(repeating: 0, count: 16)
      answers[item - 1] = 5
      let isActivity = (2...5).contains(item)
      let isWork = [6, 7, 9, 10, 11, 12, 15].contains(item)
      #expect(
        score("fabq", list(answers), "fear.fabq_physical_activity") == (isActivity ? "5" : "0"),
        "item \(item)")
      #expect(score("fabq", list(answers), "fear.fabq_work") == (isWork ? "5" : "0"), "item \(item)")
    }
  }

  @Test func `TSK-17 reverses items 4, 8, 12 and 16`() {
    for item in 1...17 {
      var answers = Array(repeating: 1, count: 17)
      let base = 13 + 4 * 4
      answers[item - 1] = 4
      let isReversed = [4, 8, 12, 16].contains(item)
      #expect(
        score("tsk_17", list(answers), "fear.tsk_17") == "\(base + (isReversed ? -3 : 3))", "item \(item)")
    }
  }

  @Test func `the short Örebro form reverses items 3, 4 and 8, and its item 1 starts at 1`() {
    var answers = Array(repeating: 0, count: 10)
    answers[0] = 1
    #expect(score("orebro_short", list(answers), "risk.orebro_short") == "31")
    #expect(score("orebro_short", list([10, 10, 0, 0, 10, 10, 10, 0, 10, 10]), "risk.orebro_short") == "100")
    #expect(score("orebro_short", list(Array(repeating: 0, count: 10)), "risk.orebro_short") == nil)
  }

  @Test(arguments: [(2, "6", "3"), (3, "7", "4"), (4, "7", "4")])
  func `STarT Back counts bothersomeness from 3, in the total and among items 5 to 9`(
    item9: Int, total: String, psychosocial: String
  ) {
    let answers = list([1, 0, 1, 1, 1, 1, 1, 0, item9])
    #expect(score("start_back", answers, "risk.start_back_total") == total)
    #expect(score("start_back", answers, "risk.start_back_psychosocial") == psychosocial)
  }

  @Test func `ODI is the percentage of the sections answered, if there are at least eight`() {
    func sections(_ answers: [Int]) -> JSONValue {
      .object(answers.enumerated().map { JSONMember("\($0.offset + 1)", .number(ExactNumber($0.element))) })
    }
    #expect(score("odi", sections([2, 2, 2, 2, 2, 2, 2, 2]), "disability.odi") == "40")
    #expect(score("odi", sections([1, 2, 1, 2, 1, 2, 1, 2, 1]), "disability.odi") == "28.89")
    #expect(score("odi", sections([2, 2, 2, 2, 2, 2, 2]), "disability.odi") == nil)
    let given = JSONMember("disability", .object([JSONMember("odi", .number(29))]))
    #expect(score("odi", sections([1, 2, 1, 2, 1, 2, 1, 2, 1]), "disability.odi", given) == "29")
  }

  @Test(arguments: [
    "csi", "fabq", "gad_2", "gad_7", "odi", "orebro_short", "pcs", "phq_2", "phq_9", "pseq", "rmdq",
    "start_back", "tsk_11",
    "tsk_17", "was",
  ])
  func `one answer too few, too many or out of range is refused`(name: String) throws {
    let instrument = try #require(vocabulary.instruments[name])
    let lows = instrument.ranges.map(\.low)
    let fact = vocabulary[try #require(instrument.scales.first).fact].name
    #expect(score(name, list(lows), fact) != nil)
    #expect(score(name, list(lows.dropLast()), fact) == nil)
    #expect(score(name, list(lows + [0]), fact) == nil)
    for item in lows.indices {
      var answers = lows
      answers[item] = instrument.ranges[item].high + 1
      #expect(score(name, list(answers), fact) == nil, "item \(item + 1)")
    }
  }

  @Test func `item wordings are shown only where the licence allows`() {
    for instrument in vocabulary.instruments.values where !instrument.text.isEmpty {
      #expect(instrument.itemsMayBeShown)
      #expect(["phq_9", "phq_2", "gad_7", "gad_2", "rmdq"].contains(instrument.name))
    }
  }
}

import Testing

@testable import PlumblineChecker

/// A count of the last four weeks' readings of 7 or more, asked for in other words; what is found in it.
private func found(
  _ question: String, taking: String = "take = \"count_at_least\", value = 7, within_weeks = 4"
)
  throws -> [String]
{
  var clinic = KneeClinic.clean
  clinic.files["clinic-facts/pack.lua", default: ""] += """

    fact "knee.diary" { type = "series", range = { 0, 10 }, label = "Diary", question = "How much did the knee hurt on each day?" }
    fact "knee.bad_days" {
      type = "integer", range = { 0, 60 }, label = "Bad days", question = "\(question)", from = { series = knee.diary, \(taking) },
    }

    """
  return try clinic.findings().filter { $0.kind == StatedReadings.misstated }.map(\.message)
}

@Test(arguments: [
  ("On how many days of the last 12 weeks was it 7 or more?", "last 12 weeks"),
  ("On how many days of the last 4 days was it 7 or more?", "last 4 days"),
  ("On how many days of the past 3 months was it at least 7?", "past 3 months"),
  ("On how many days of the last year was it 7 or more?", "last year"),
  ("On how many days of the last two weeks was it 7 or more?", "last two weeks"),
  ("On how many days of the last 4 weeks was it 6 or more?", "6 or more"),
  ("On how many days of the last 4 weeks was it above 7?", "above 7"),
  ("On how many days of the last 4 weeks was it at least 8?", "at least 8"),
  ("On how many days of the last 4 weeks was it 7 or less?", "7 or less"),
  ("On how many days of the last 4 weeks was it at most 7?", "at most 7"),
  ("On how many days of the last 4 weeks was it above 8?", "above 8"),
])
func `a question with another window or threshold than its readings is found`(
  _ question: String, _ quoted: String
)
  throws
{
  let messages = try found(question)
  #expect(messages.count == 1 && messages[0].contains("`\(quoted)`"), "\(messages)")
}

@Test(arguments: [
  "On how many days of the last 4 weeks was it 7 or more?",
  "On how many of the past 28 days was it at least 7?",
  "On how many days of the last four weeks was it 7 or more?",
  "On how many days of the last month was it 7 or more?",
  "On how many days of the last 4 weeks was it above 6?",
  "On how many days over 4 weeks was it bad?", "On how many days of the last 4 weeks was it bad?",
  "How many days, of the last 4 weeks, of the last 12 visits?",
  "On how many days was the knee bad (7 or more; 10 is the worst)?",
])
func `a question with the same window and threshold is left alone`(_ question: String) throws {
  #expect(try found(question) == [])
}

@Test(arguments: ["52 weeks", "12 months", "year", "twelve months"])
func `a year is named in any unit`(_ window: String) throws {
  let year = "take = \"count_at_least\", value = 7, within_weeks = 52"
  #expect(try found("On how many days of the last \(window) was it 7 or more?", taking: year) == [])
}

@Test func `a fact without a window may speak of any`() throws {
  #expect(try found("How bad was it in the last 12 weeks?", taking: "take = \"highest\"") == [])
}

/// A dose as its source may state it, and whether it says of what.
@Test(arguments: [
  ("10", true), ("5 to 10", true), ("5–10", true), ("up to 20", true), ("10 daily", true),
  ("twice 10 a day", true), ("10 mg", false), ("1 tablet", false),
  ("80 %", false), ("as the label says", false), ("5 to 10 mg", false),
])
func `a dose is a number with its unit`(_ dose: String, _ isBare: Bool) throws {
  let clinic = try KneeClinic.clean.replacing(
    "for_patient",
    with:
      "actions = { { kind = \"education\", says = \"Talk\", dose = \"\(dose)\", sources = { \"fransen-2015\" } } }, for_patient",
    in: "knee/pairings.lua")
  let found = try clinic.findings().filter { $0.kind == ActionDoses.bare }
  #expect(found.isEmpty != isBare)
}

/// Titles of advice against strength training, and whether they read as advice for it.
@Test(arguments: [
  ("Offer strength training above 80", true), ("Please offer strength training above 80", true),
  ("Consider strength training", true), ("Do not offer strength training above 80", false),
  ("Advise against strength training above 80", false), ("Consider avoiding strength training", false),
  ("Use of strength training above 80", false), ("Strength training above 80", false),
])
func `the title of advice against something does not offer it`(_ title: String, _ isTurned: Bool) {
  let example = FindingKind.Example(
    Examples.veto.replacing("Strength training above 80", with: title), tests: Examples.vetoTest)
  let found = Frame.check(example).findings.filter { $0.kind == TurnedAdvice.turned }
  #expect(found.isEmpty != isTurned)
}

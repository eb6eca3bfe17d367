import Testing

@testable import PlumblineChecker

private let facts = "clinic-facts/pack.lua"
private let rules = "knee/rules.lua"
private let question = "What is the short KOOS pain score?"

/// The score goes from 0 to 20.
@Test(arguments: [
  "What is the short KOOS pain score (0 to 100)?", "What is the score, from 1 to 20?",
  "How strong is it, from 0 (none) to 10 (worst)?", "What is the score (items 2 to 5, 0 to 16)?",
  "What is the score (items 6, 7, 9 to 12 and 15, 0 to 42)?",
  "What is the score (0 to 60, higher is better)?",
  "What is the score (0 to 100 per cent)?",
])
func `a question with another range than the fact's is found`(_ text: String) throws {
  try SeededDefect("range-misstated", facts, question, text).check()
}

@Test(arguments: [
  "What is the score (0 to 20)?", "How strong is it, from 0 (none) to 20 (worst)?",
  "What is the score (items 2 to 5)?",
  "What is the score (items 2 to 5, 0 to 20)?", "What is the score (items 6, 7, 9 to 12 and 15, 0 to 20)?",
  "What is the score (0 to 20; 0 to 100 in other versions)?", "Has it gone from bad to worse?",
  "What is the score of the last 5 to 7 days?", "How does it feel from 2 hours to the next?",
])
func `a question with the fact's range, or with none, is left alone`(_ text: String) throws {
  #expect(try KneeClinic.clean.replacing(question, with: text, in: facts).findings().map(\.message) == [])
}

@Test(arguments: [
  "Pain is {knee.koos_pain} of 10.", "Pain is {knee.koos_pain} out of 24.",
  "Pain is {knee.koos_pain}/100, and marked.",
])
func `another end of the scale beside a value is found`(_ text: String) throws {
  try SeededDefect("range-misstated", rules, "The score diagnoses nothing.", text).check()
}

@Test(arguments: [
  "Pain is {knee.koos_pain} of 20.", "Pain is {knee.koos_pain}/20.", "Pain was {knee.koos_pain} of 10 times.",
  "Pain {knee.koos_pain} of 2.5 points.", "At {person.age} of 100.", "Pain {knee.koos_pain} of the scale.",
])
func `the end of the scale, and a number of something else, are left alone`(_ text: String) throws {
  let clinic = try KneeClinic.clean.replacing("The score diagnoses nothing.", with: text, in: rules)
  #expect(try clinic.findings().map(\.message) == [])
}

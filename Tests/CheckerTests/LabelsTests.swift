import Testing

@testable import PlumblineChecker

private let facts = "clinic-facts/pack.lua"

@Test(arguments: [
  SeededDefect(
    "label-shared", facts, "label = \"Goal\",",
    "label = \"Goal\",\n    labels = { walk = \"Less pain\", ease = \"less pain\" },", line: "labels = {"),
  SeededDefect(
    "label-shared", facts, "label = \"Goal\",", "label = \"Goal\",\n    labels = { walk = \"ease\" },",
    line: "labels = {"),
  SeededDefect(
    "question-shared", facts, "What matters most?", "What is the short KOOS pain score?",
    line: "label = \"Goal\""),
])
func `words that do not tell two facts or two answers apart are found`(_ defect: SeededDefect) throws {
  try defect.check()
}

@Test(arguments: [
  ("label = \"Goal\",", "label = \"Goal\", labels = { walk = \"to walk\", ease = \"to have less pain\" },"),
  // Another fact's label, and a question that differs in a word.
  ("label = \"Goal\",", "label = \"Goal\", labels = { walk = \"Age\" },"),
  ("What matters most?", "What is the short KOOS pain score today?"),
])
func `words of their own are left alone`(_ old: String, _ new: String) throws {
  #expect(try KneeClinic.clean.replacing(old, with: new, in: facts).findings().map(\.message) == [])
}

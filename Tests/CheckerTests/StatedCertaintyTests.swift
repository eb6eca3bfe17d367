import Testing

@testable import PlumblineChecker

private let rules = "knee/rules.lua"

/// The rule's one claim is of low certainty.
@Test(arguments: [
  "The evidence is of high certainty.", "Moderate-quality evidence supports it.",
  "The certainty of the evidence is high.",
  "Strong evidence supports it.", "The evidence is convincing.", "It clearly improves function.",
])
func `a certainty above that of the evidence is found`(_ sentence: String) throws {
  try SeededDefect("certainty-misstated", rules, "The score diagnoses nothing.", sentence).check()
}

@Test(arguments: [
  "The evidence is of low certainty.", "The evidence is not of high certainty.",
  "There is no strong evidence.",
  "It may improve function.", "High scores are common.",
  "If the evidence were of high certainty, more could be said.",
  "Is the certainty of the evidence high?", "Strong muscles help.", "Quality of life is high on the list.",
])
func `a certainty that is not above it, or is denied, is left alone`(_ sentence: String) throws {
  let clinic = try KneeClinic.clean.replacing("The score diagnoses nothing.", with: sentence, in: rules)
  #expect(try clinic.findings().filter { $0.kind == StatedCertainty.certainty }.map(\.message) == [])
}

@Test func `"may" says too little of evidence of high certainty`() throws {
  let sentence = "Exercise eases pain for most"
  try SeededDefect("certainty-misstated", rules, sentence, "Exercise may ease pain for most").check()
}

/// The rule recommends conditionally, the other strongly.
@Test(arguments: [
  ("Much pain: add coping skills", "Much pain: coping skills must be offered", true),
  ("Much pain: add coping skills", "Much pain: coping skills should be offered", true),
  ("Much pain: add coping skills", "Much pain: coping skills are mandatory", true),
  ("Much pain: add coping skills", "Much pain: coping skills may be offered", false),
  ("Much pain: add coping skills", "Much pain must not be ignored: add coping skills", false),
  ("Exercise alone", "Exercise alone may be considered", true),
  ("Exercise alone", "Exercise alone is optional", true),
  ("Exercise alone", "Exercise alone should be offered", false),
])
func `a title is worded by the strength of its rule`(_ old: String, _ title: String, _ isFound: Bool) throws {
  let clinic = try KneeClinic.clean.replacing("\"\(old)\"", with: "\"\(title)\"", in: rules)
  #expect(try clinic.findings().contains { $0.kind == StatedCertainty.strength } == isFound)
}

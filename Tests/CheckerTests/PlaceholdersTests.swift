import Testing

@testable import PlumblineChecker

private let rules = "knee/rules.lua"
private let pairings = "knee/pairings.lua"
private let stops = "red-flags/pack.lua"

@Test(arguments: [
  SeededDefect("placeholder-not-filled", rules, "Much pain: add", "Pain of {knee.koos_pain}: add"),
  SeededDefect(
    "placeholder-not-filled", stops, "Refer to paediatrics.", "Refer (age {person.age}) to paediatrics."),
  SeededDefect(
    "placeholder-not-filled", pairings, "Secure footwear", "Pain is {knee.koos_pain}. Secure footwear"),
  SeededDefect(
    "placeholder-not-filled", pairings, "Exercise that suits you.", "Your pain is {knee.koos_pain}."),
  SeededDefect("placeholder-not-filled", pairings, "Exercise on land", "At {person.age}, exercise on land"),
  SeededDefect(
    "placeholder-not-filled", "clinic-facts/pack.lua", "How old is the patient?",
    "Is the patient {person.age}?"),
])
func `a place for a value where none is filled in is found`(_ defect: SeededDefect) throws {
  try defect.check()
}

@Test(arguments: [
  (rules, "The score diagnoses nothing.", "The patient is {person.age}."),
  (stops, "Osteoarthritis is a disease of adults.", "At {person.age} it is rare."),
  (
    pairings, "cautions    = { \"No benefit",
    "contraindications = { { when = person.age :above(100), because = \"At {person.age}.\" } },\n  cautions    = { \"No benefit"
  ),
  (pairings, "Exercise on land", "Exercise {on land}"), (rules, "Much pain: add", "Much pain {koos}: add"),
])
func `a place that is filled in, and other braces, are left alone`(
  _ file: String, _ old: String, _ new: String
) throws {
  let found = try KneeClinic.clean.replacing(old, with: new, in: file).findings()
  #expect(!found.map(\.kind.code).contains("placeholder-not-filled"))
}

@Test(arguments: ["adds", "lost_without"])
func `what a part of a pairing adds is read like any other text`(_ field: String) throws {
  let old = "what        = \"Exercise, with sessions on coping with pain.\","
  let new = old + "\n  \(field) = { exercise = { says = \"It cures the knee.\" } },"
  let line = "says = \"It cures"
  try SeededDefect("claims-cure", pairings, old, new, line: line).check()
}

import Testing

@testable import PlumblineChecker

private let facts = "clinic-facts/pack.lua"
private let rules = "knee/rules.lua"

/// The clinic asks for the minutes of morning stiffness in other words.
@Test(arguments: [
  ("question", "For how many hours is the knee stiff in the morning?"),
  ("question", "How many whole hours is the knee stiff?"),
  ("question", "How long is the knee stiff, in hours?"), ("question", "How long is the knee stiff (hours)?"),
  ("question", "Hours of stiffness in the morning?"),
  ("question", "What is the number of hours with stiffness?"),
  ("label", "Morning stiffness (hours)"), ("label", "Morning stiffness in hours"),
  ("label", "Hours of stiffness"),
])
func `a question or a label that asks for another unit is found`(_ field: String, _ text: String) throws {
  let old = field == "label" ? "Morning stiffness" : "How long is the knee stiff in the morning?"
  try SeededDefect("unit-mismatch", facts, "\(field) = \"\(old)\"", "\(field) = \"\(text)\"", line: text)
    .check()
}

@Test(arguments: [
  "For how many minutes is the knee stiff in the morning?", "How long is the knee stiff, in minutes?",
  "How many minutes (not hours) is the knee stiff?", "In the last weeks, how long was the knee stiff?",
  "How long is the knee stiff on most days?", "How long is it stiff in the first hour after 7 days of rest?",
  "How often in minutes, or in parts of hours, is it stiff?", "How many knees are stiff?",
  "Since which months?",
])
func `a question that names its own unit, or another in passing, is left alone`(_ question: String) throws {
  let clinic = try KneeClinic.clean.replacing(
    "How long is the knee stiff in the morning?", with: question, in: facts)
  #expect(try clinic.findings().map(\.message) == [])
}

/// The age is in years.
@Test(arguments: [
  "Age: {person.age} months.", "The age is {person.age} full months.", "At {person.age}-month visits.",
  "The age (months: {person.age}).", "Age in months: {person.age}.", "Months of life: {person.age}.",
  "The age (months): {person.age}.", "The age is {person.age} (months).",
])
func `another unit beside a value is found`(_ sentence: String) throws {
  try SeededDefect("unit-mismatch", rules, "The score diagnoses nothing.", sentence).check()
}

@Test(arguments: [
  "Age: {person.age} years.", "The age in years: {person.age}.", "The age is {person.age} (years).",
  "Months pass; the age is {person.age}, and weeks count.", "After 12 months: the age is {person.age}.",
  "It was seen at 3 months: {person.age} is the age.", "Age {person.age}, months of pain not known.",
  "Pain {knee.koos_pain} months of stiffness not known.", "Every month: {person.age}.",
])
func `the unit of a value, and a unit of something else, are left alone`(_ sentence: String) throws {
  let clinic = try KneeClinic.clean.replacing("The score diagnoses nothing.", with: sentence, in: rules)
  #expect(try clinic.findings().map(\.message) == [])
}

/// A blood pressure is in millimetres of mercury, which are no millimetres.
@Test(arguments: [
  ("What is the blood pressure, in mm Hg?", []), ("What is the blood pressure (mmHg)?", []),
  ("What is the blood pressure, in kPa?", ["unit-mismatch"]), ("What is the blood pressure?", []),
])
func `a unit of two words is read as one`(_ question: String, _ codes: [String]) throws {
  let fact = """
    fact "knee.pressure" {
      type = "integer", range = { 0, 300 }, unit = "mm[Hg]", label = "Pressure", question = "\(question)",
    }

    fact "knee.wants"
    """
  let clinic = try KneeClinic.clean.replacing("fact \"knee.wants\"", with: fact, in: facts).replacing(
    "The score diagnoses nothing.", with: "Pressure: {knee.pressure} mm Hg; pain {knee.koos_pain}.", in: rules
  )
  #expect(try clinic.findings().map(\.kind.code) == codes)
}

/// Units that have no word here, or several: the value's own never counts as another.
@Test(arguments: [
  ("kg/m2", "{knee.number} kg", "What is it?", ["unit-mismatch"]),
  ("kg/m2", "{knee.number} kg/m2", "What is it?", []),
  ("mmol/mol", "{knee.number} %", "What is it?", ["unit-mismatch"]),
  ("mmol/mol", "{knee.number} mmol/mol", "What is it, in %?", ["unit-mismatch"]),
  ("mmol/mol", "{knee.number} mmol/mol", "What is it, in mmol/mol?", []),
  ("d/wk", "{knee.number} days a week", "On how many days a week?", []),
  ("{score}", "{knee.number} months of pain", "What is it?", []),
])
func `a value in one unit is not said in another`(
  unit: String, said: String, question: String, codes: [String]
)
  throws
{
  let fact = """
    fact "knee.number" {
      type = "integer", range = { 0, 300 }, unit = "\(unit)", label = "Number", question = "\(question)",
    }

    fact "knee.wants"
    """
  let clinic = try KneeClinic.clean.replacing("fact \"knee.wants\"", with: fact, in: facts).replacing(
    "The score diagnoses nothing.", with: "It is \(said); pain {knee.koos_pain}.", in: rules)
  #expect(try clinic.findings().map(\.kind.code).filter { $0 != "fact-unused" } == codes)
}

/// A laboratory value in a unit with a slash, and an age in a unit that is no code.
@Test(arguments: [
  ("Haemoglobin is {lab.haemoglobin} g/dL.", true), ("Haemoglobin is {lab.haemoglobin} mg/g.", true),
  ("Haemoglobin is {lab.haemoglobin} g/L.", false), ("The age is {lab.age} months.", true),
  ("The age is {lab.age} years.", false), ("Pressure: {lab.pressure} mm[Hg], which is high.", false),
])
func `units with a slash, and units in words, are distinguished`(_ sentence: String, _ isFound: Bool) throws {
  var clinic = KneeClinic.clean
  clinic.files[facts, default: ""] += """

    fact "lab.haemoglobin" { type = "integer", range = { 30, 250 }, unit = "g/L", label = "Haemoglobin", question = "Haemoglobin?" }
    fact "lab.age" { type = "integer", range = { 0, 120 }, unit = "years", label = "Age of the sample", question = "How old?" }
    fact "lab.pressure" { type = "integer", range = { 0, 300 }, unit = "mm[Hg]", label = "Pressure", question = "Pressure?" }

    """
  clinic = try clinic.replacing("The score diagnoses nothing.", with: sentence, in: rules)
  #expect(try clinic.findings().contains { $0.kind == Units.mismatch } == isFound)
}

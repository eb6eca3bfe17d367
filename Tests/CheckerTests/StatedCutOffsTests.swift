import Testing

@testable import PlumblineChecker

private let rules = "knee/rules.lua"
private let stops = "red-flags/pack.lua"

/// The rule compares `knee.koos_pain` ("KOOS-5 pain") with `:at_least(12)`; nothing else in it is a number.
@Test(arguments: [
  "KOOS-5 pain is at least 11.", "The KOOS-5 pain score is above 12.5.", "KOOS-5 pain of 15 or more is high.",
  "KOOS-5 pain (high: above 14).", "KOOS-5 pain {knee.koos_pain}; high: 10 or more.",
  "A {knee.koos_pain} (high: above 15).",
  "KOOS-5 pain is 13 or less.", "Below 10 of KOOS-5 pain nothing is added.",
  "knee.koos_pain must be more than 10.",
  "The KOOS-5 pain cut-off is at least 10 and the goal is walking.", "KOOS-5 pain is from 10 on.",
  "KOOS-5 pain of 15 or more (a screen): ask before the first session.",
  "KOOS-5 pain is high (15 or more) and calls for more, if that suits.",
  // The number, but not the line; the line, but not the side that the reason is about.
  "KOOS-5 pain is above 12.", "KOOS-5 pain {knee.koos_pain} (below 12).",
  "KOOS-5 pain {knee.koos_pain} (12 or less).",
  "KOOS-5 pain {knee.koos_pain} is not at least 12.",
])
func `a cut-off that contradicts the condition is found`(_ sentence: String) throws {
  try SeededDefect("cut-off-misstated", rules, "The score diagnoses nothing.", sentence).check()
}

@Test(arguments: [
  // The condition's own number, or the same line drawn with another.
  "KOOS-5 pain is at least 12.", "KOOS-5 pain of 12 or more is high.", "KOOS-5 pain is above 11.",
  "KOOS-5 pain below 12 adds nothing.", "KOOS-5 pain of 11 or less adds nothing.",
  "KOOS-5 pain is at least 12; KOOS-5 pain above 16 is very high.",
  "KOOS-5 pain {knee.koos_pain} (12 or more).", "KOOS-5 pain {knee.koos_pain} is not below 12.",
  // Numbers of something else.
  "KOOS-5 pain is high, and the age is over 70.", "Exercise for at least 8 weeks.",
  "KOOS-5 pain was asked of 10.",
  "KOOS-5 pain goes from 0 to 20.", "KOOS-5 pain was measured after 2015.", "KOOS-5 pain over 10 sessions.",
  "KOOS-5 pain at least 3 times a week.", "KOOS-5 pain is high for more than 6 months.",
  "KOOS-5 pain {knee.koos_pain} of 20.",
  "KOOS-5 pain with stiffness of at least 15 minutes.", "KOOS-5 pain up to 20 is possible.",
  "In the trial, KOOS-5 pain was at least 8.", "If KOOS-5 pain is above 16, ask a surgeon.",
  "KOOS-5 pain fell by at least 4 points.", "When KOOS-5 pain is above 16, ask a surgeon.",
  "KOOS-5 pain above 15 was studied.", "Pain: if KOOS-5 pain is above 15, ask.", "Is KOOS-5 pain above 15?",
  "Morning stiffness is at least 15.",
  "Reassess below 8 of KOOS-5 pain.", "KOOS-5 pain since 2012 or more.",
])
func `another number is left alone`(_ sentence: String) throws {
  let clinic = try KneeClinic.clean.replacing("The score diagnoses nothing.", with: sentence, in: rules)
  #expect(try clinic.findings().map(\.message) == [])
}

/// The gate's condition is `person.age :below(18)`.
@Test(
  arguments: [
    "Age under 16", "Under 16", "Under 16 years", "Aged less than 16", "Younger than 16",
    "Under 16 years of age", "Up to 19 years old", "Aged 18 or more", "Over 18", "Age not under 18",
  ])
func `a title with another age than the condition's is found`(_ title: String) throws {
  try SeededDefect("cut-off-misstated", stops, "title   = \"Under 18\"", "title   = \"\(title)\"").check()
}

@Test(arguments: [
  "Age under 18", "Aged 17 or less", "Up to 17 years old", "Not yet 16", "Pain for under 16 weeks",
  "Children", "Class of 16 or less", "Age not over 17", "Age under 18: from 18 on it is for adults",
])
func `a title that fits its condition, or says nothing of it, is left alone`(_ title: String) throws {
  let clinic = try KneeClinic.clean.replacing(
    "title   = \"Under 18\"", with: "title   = \"\(title)\"", in: stops)
  #expect(try clinic.findings().map(\.message) == [])
}

@Test func `a fact that is compared twice has no single cut-off`() throws {
  let clinic = try KneeClinic.clean.replacing(
    "knee.koos_pain :at_least(12),", with: "knee.koos_pain :at_least(12), knee.koos_pain :at_most(18),",
    in: rules
  ).replacing("The score diagnoses nothing.", with: "KOOS-5 pain is above 14.", in: rules)
  #expect(try clinic.findings().map(\.message) == [])
}

@Test func `words beside the condition of a caution and of a population are read too`() throws {
  let caution = try KneeClinic.clean.replacing(
    "{ \"Secure footwear",
    with: "{ { says = \"Aged 75 or more: ask.\", when = person.age :at_least(70) }, \"Secure footwear",
    in: "knee/pairings.lua")
  #expect(try caution.findings().map(\.kind.code) == ["cut-off-misstated"])
  let population = try KneeClinic.clean.replacing(
    "\"age of 50 or more\"", with: "\"age of 40 or more\"", in: "knee/evidence.lua")
  #expect(try Set(population.findings().map(\.kind.code)) == ["cut-off-misstated"])
}

/// A gate for stiffness that is short; its unit is the minute.
private func gate(_ title: String) throws -> [String] {
  let gate = """
    exclude "short" {
      stage = "acute", title = "\(title)", when = knee.stiffness_minutes :below(5), because = "Short.",
      action = "Wait.", sources = { "margaretten-2007" },
    }

    exclude "children"
    """
  let clinic = try KneeClinic.clean.replacing("exclude \"children\"", with: gate, in: stops)
  return try clinic.findings().map(\.kind.code).filter { $0 != "rule-without-test" }
}

@Test func `a time in the title of a gate is compared with the one time of its condition`() throws {
  #expect(try gate("A knee that is stiff for less than 10 minutes") == ["cut-off-misstated"])
  #expect(try gate("A knee that is stiff for less than 5 minutes") == [])
  #expect(try gate("A knee that hurts for less than 10 weeks") == [])
  #expect(try gate("Exercise for less than 10 minutes") == [])
}

@Test func `a fact that is compared in two places in the same way has one cut-off`() throws {
  func codes(_ number: Int) throws -> [String] {
    let clinic = try KneeClinic.clean.replacing(
      "{ \"Secure footwear",
      with:
        """
        { { says = "Aged \(number) or more: ask.", when = first_known { person.age :at_least(70),
            all { knee.koos_pain :at_least(3), person.age :at_least(70) } } }, "Secure footwear
        """, in: "knee/pairings.lua")
    return try clinic.findings().map(\.kind.code).filter { $0.hasPrefix("cut-off") }
  }
  #expect(try codes(75) == ["cut-off-misstated"])
  #expect(try codes(70) == [])
}

/// What is found of a gate whose condition is a potassium above 5.5 mmol/L, an age of 50 or more, or a pressure of at least 140.
private func found(_ title: String, because: String = "Measured.") throws -> [String] {
  var clinic = KneeClinic.clean
  clinic.files["clinic-facts/pack.lua", default: ""] += """

    fact "lab.potassium" { type = "decimal", range = { 1, 10 }, step = 0.1, unit = "mmol/L", label = "Potassium", question = "Potassium?" }
    fact "bp.systolic" { type = "integer", range = { 50, 300 }, unit = "mm[Hg]", label = "Systolic pressure", question = "Pressure?" }
    fact "kidney.egfr" { type = "integer", range = { 1, 150 }, unit = "mL/min/1.73 m2", label = "eGFR", question = "eGFR?" }

    """
  let gate = """
    exclude "measured" {
      stage = "acute", title = "\(title)", because = "\(because)", action = "Wait.", sources = { "margaretten-2007" },
      when = any { lab.potassium :above(5.5), bp.systolic :at_least(140), kidney.egfr :below(30), person.age :at_least(50) },
    }

    exclude "children"
    """
  clinic = try clinic.replacing("exclude \"children\"", with: gate, in: stops)
  return try clinic.findings().filter { $0.kind == StatedCutOffs.misstated }.map(\.message)
}

@Test(arguments: [
  "Potassium over 5.0 mmol/L", "Potassium of 6.0 mmol/L or more", "Potassium above 6.5",
  "Potassium > 6.0 mmol/L",
  "Potassium ≥ 6.0", "Potassium exceeding 6.0 mmol/L", "Systolic pressure of 150 mmHg or more",
  "Systolic pressure at least 150 mm[Hg]", "eGFR below 45 mL/min/1.73 m2", "eGFR under 45",
  "55 years or older",
  "Aged 55 years or more", "Age of 55 years or more",
])
func `a cut-off with a unit, a sign or an age in words is found where it differs`(_ title: String) throws {
  #expect(try found(title).count == 1)
}

@Test(arguments: [
  "Systolic pressure {bp.systolic} mmHg, 150 or more",
  "Systolic pressure {bp.systolic}, which is at least 150",
  "Potassium {lab.potassium} mmol/L, above 6.0 mmol/L", "Age {person.age}, 55 years or more",
])
func `it is found beside a value with its unit, too`(_ because: String) throws {
  #expect(try found("Measured", because: because).count == 1)
}

@Test(arguments: [
  "Potassium over 5.5 mmol/L", "Potassium of 5.6 mmol/L or more", "Potassium ≥ 5.6",
  "Systolic pressure of 140 mmHg or more",
  "eGFR below 30 mL/min/1.73 m2", "50 years or older", "Age of 50 years or more", "Potassium over 5 tablets",
  "Potassium above 6 days", "Sodium over 5.0 mmol/L",
])
func `a cut-off with a unit that is the condition's, or of something else, is left alone`(_ title: String)
  throws
{
  #expect(try found(title) == [])
}

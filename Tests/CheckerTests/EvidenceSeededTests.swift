import Testing

@testable import PlumblineChecker

@Test func `a clean pack of another field has no finding`() throws {
  let findings = try KneeClinic.clean.findings()
  #expect(findings.map { "\($0.kind.code) \($0.location.file):\($0.location.line) \($0.message)" } == [])
}

private let evidence = "knee/evidence.lua"
private let rules = "knee/rules.lua"
private let pairings = "knee/pairings.lua"

private let defects: [SeededDefect] = [
  SeededDefect(
    "evidence-unused", evidence, "evidence \"bennell",
    """
      evidence "fransen-2015/exercise/function/post-intervention" {
        source = "fransen-2015", intervention = "exercise", comparator = "none", outcome = "function",
        timepoint = "post-intervention", certainty = "not-stated", population = adults,
      }

      evidence "bennell
    """, line: "fransen-2015/exercise/function"),
  SeededDefect(
    "source-unused", evidence, "local adults",
    "source \"left-over\" { citation = \"X. 2020\" }\nlocal adults",
    line: "left-over"),
  SeededDefect(
    "pairing-unused", pairings, "pairing \"exercise\" {",
    """
    pairing "exercise+brace" {
      title = "Exercise with a brace", what = "Exercise, and a brace.", for_patient = "Exercise, and a brace.",
      sources = { "fransen-2015" },
    }

    pairing "exercise" {
    """, line: "exercise+brace"),
  SeededDefect(
    "doi-malformed", evidence, "\"10.7326/M16-1714\"", "\"https://doi.org/10.7326/M16-1714\""),
  SeededDefect("doi-shared", evidence, "\"10.7326/M16-1714\"", "\"10.1002/14651858.cd004376.pub3\""),
  SeededDefect(
    "url-malformed", evidence, "doi      = \"10.7326/M16-1714\"", "url = \"www.acpjournals.org\""),
  SeededDefect(
    "source-not-findable", evidence,
    "Internet-delivered exercise and coping skills. Ann Intern Med 2017;166:453-462\",\n  doi      = \"10.7326/M16-1714\",",
    "Personal communication\",", line: "Personal communication"),
  SeededDefect(
    "strong-on-low-certainty", rules, "strength  = \"conditional\"", "strength  = \"strong\""),
  SeededDefect(
    "situation-without-need", rules, "strength  = \"strong\",",
    "strength  = \"strong\",\n    situation = \"life-threatening\",", line: "situation"),
  SeededDefect(
    "situation-without-need", rules, "strength  = \"conditional\",",
    "strength  = \"conditional\",\n    situation = \"equivalent-less-risk\",", line: "situation"),
  SeededDefect(
    "situation-argues-against", rules, "strength  = \"conditional\",",
    "strength  = \"strong\",\n    situation = \"catastrophic-harm\",", line: "situation"),
  SeededDefect(
    "population-contradicted", rules, "knee.wants :is \"walk\",",
    "knee.wants :is \"walk\", knee.stiffness_minutes :above(45),", line: "    \"bennell-2017/coping-skills"),
  SeededDefect(
    "goal-unanswered", rules, "knee.wants :is \"walk\"", "knee.wants :is \"ease\"", line: "claims"),
  SeededDefect("effect-includes-none", evidence, "ci = { 1.10, 1.80 }", "ci = { 0.90, 1.80 }"),
  SeededDefect("effect-includes-none", evidence, "ci = { -0.59, -0.39 }", "ci = { -0.59, 0 }"),
  SeededDefect(
    "effect-favours-comparator", evidence, "ci = { 1.10, 1.80 }, better = \"higher\"",
    "ci = { 1.10, 1.80 }, better = \"lower\""),
  SeededDefect(
    "effect-favours-comparator", evidence, "value = -0.49, ci = { -0.59, -0.39 }",
    "value = 0.49, ci = { 0.39, 0.59 }"),
  SeededDefect("effect-impossible", evidence, "ci = { 1.10, 1.80 }", "ci = { -0.10, 1.80 }"),
  SeededDefect("evidence-unconfirmed", evidence, ", seen = \"table 2\"", " ,", line: "value = 1.40"),
  SeededDefect(
    "evidence-unconfirmed", evidence, "certainty      = \"low\",\n  certainty_seen = \"table 2\",",
    "certainty      = \"low\","),
  SeededDefect(
    "high-certainty-unconfirmed", evidence, "certainty_seen = \"summary of findings\",", "",
    line: "certainty      = \"high\""),
  SeededDefect(
    "cut-off-without-source", "red-flags/pack.lua",
    "\"Refer to paediatrics.\",\n  sources = { \"margaretten-2007\" },", "\"Refer to paediatrics.\",",
    line: "person.age :below(18)"),
  SeededDefect(
    "score-out-of-range", "clinic-facts/pack.lua", "items = 5, range = { 0, 4 }",
    "items = 5, range = { 0, 5 }", line: "fact = knee.koos_pain"),
  SeededDefect("coding-unconfirmed", "clinic-facts/pack.lua", "confirmed = true", "confirmed = false"),
  SeededDefect(
    "label-shared", "clinic-facts/pack.lua", "label = \"KOOS-5 pain\"", "label = \"morning stiffness\""),
]

@Test(arguments: defects) func `a defect of evidence is found on its line`(_ defect: SeededDefect) throws {
  try defect.check()
}

private let coping = "bennell-2017/coping-skills/function/mid-term"

@Test
func `a claim about another pairing's partner is found, and so is its effect on a strong recommendation`()
  throws
{
  let exercise = "\"fransen-2015/exercise/pain/post-intervention\" }"
  let clinic = try KneeClinic.clean.replacing(
    exercise, with: "\"fransen-2015/exercise/pain/post-intervention\",\n    \"\(coping)\" }", in: rules)
  let reported = try clinic.findings().map { "\($0.kind.code) \($0.location.line)" }
  #expect(reported == ["strong-with-low-claims 21", "claim-for-another-pairing 23"])
}

@Test func `evidence about exercise may be claimed by every pairing with exercise`() throws {
  let clinic = try KneeClinic.clean.replacing(
    "\"\(coping)\",", with: "\"\(coping)\", \"fransen-2015/exercise/pain/post-intervention\",", in: rules)
  #expect(try clinic.findings().isEmpty)
}

@Test func `a rule without claims is found at its claims`() throws {
  let clinic = try KneeClinic.clean.replacing(
    "claims    = {\n    \"\(coping)\",\n  }", with: "claims    = {}", in: rules)
  let reported = try clinic.findings().map { "\($0.kind.code) \($0.location.file):\($0.location.line)" }
  #expect(reported.contains("claim-absent \(rules):\(clinic.line(of: "claims    = {}", in: rules) ?? 0)"))
}

@Test(arguments: [
  // Each is one step away from a defect, and is not one.
  (rules, "strength  = \"conditional\"", "strength  = \"strong\", situation = \"life-threatening\""),
  (rules, "knee.wants :is \"walk\",", "knee.wants :is \"walk\", knee.stiffness_minutes :at_least(15),"),
  (rules, "knee.wants :is \"walk\",", "knee.wants :is_not \"ease\","),
  (
    rules, "knee.wants :is \"walk\",", "any { knee.wants :is \"ease\", knee.stiffness_minutes :at_least(5) },"
  ),
  (evidence, "ci = { 1.10, 1.80 }", "ci = { 1.01, 1.80 }"),
  (evidence, "ci = { -0.59, -0.39 }", "ci = { -0.59, -0.01 }"),
  (
    evidence, "measure = \"risk ratio\", value = 1.40, ci = { 1.10, 1.80 }",
    "measure = \"points\", value = 0.5, ci = { -1, 2 }"
  ),
  (
    "red-flags/pack.lua", "\"Under 18\",\n  when    = person.age :below(18)",
    "\"Infants\",\n  when    = person.age :below(1)"
  ),
  ("clinic-facts/pack.lua", "label = \"KOOS-5 pain\"", "label = \"Morning stiffness of the knee\""),
  (evidence, "\"10.7326/M16-1714\"", "\"10.1093/ptj/pzab(12)<3>;4\""),
]) func `a near miss is left alone`(_ file: String, _ old: String, _ new: String) throws {
  let findings = try KneeClinic.clean.replacing(old, with: new, in: file).findings()
  #expect(findings.filter { $0.kind.code != "rule-without-test" }.map(\.message) == [])
}

@Test func `a note may say that an interval includes no effect`() throws {
  let clinic = try KneeClinic.clean.replacing(
    "ci = { 1.10, 1.80 }", with: "ci = { 0.90, 1.80 }", in: evidence
  )
  .replacing(
    "certainty_seen = \"table 2\",",
    with: "certainty_seen = \"table 2\", note = \"The interval includes no effect.\",", in: evidence)
  #expect(try clinic.findings().isEmpty)
}

@Test func `evidence about other people may be claimed if the rationale says that it is indirect`() throws {
  let clinic = try KneeClinic.clean.replacing(
    "knee.wants :is \"walk\",", with: "knee.wants :is \"walk\", knee.stiffness_minutes :above(45),", in: rules
  )
  .replacing("The score diagnoses nothing.", with: "The evidence is indirect.", in: rules)
  #expect(try !clinic.findings().map(\.kind.code).contains("population-contradicted"))
}

@Test func `an unconfirmed long-term claim is found at its timepoint`() throws {
  var clinic = try KneeClinic.clean.replacing(
    "timepoint      = \"mid-term\"", with: "timepoint      = \"long-term\"", in: evidence)
  for file in [evidence, rules] {
    clinic.files[file] = clinic.files[file]?.replacing("function/mid-term", with: "function/long-term")
  }
  clinic.tests["knee/tests/cases.lua"] = clinic.tests["knee/tests/cases.lua"]?.replacing(
    "function/mid-term", with: "function/long-term")
  // The text for the patient mentions six months.
  clinic = try clinic.replacing(" after six months", with: "", in: pairings)
  #expect(try clinic.findings().isEmpty)
  clinic = try clinic.replacing(", seen = \"table 2\"", with: "", in: evidence)
  #expect(try clinic.findings().map(\.kind.code) == ["long-term-claim-unconfirmed"])
}

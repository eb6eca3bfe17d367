import Testing

@testable import PlumblineChecker

private let cases = "knee/tests/cases.lua"
private let stops = "red-flags/tests/cases.lua"
@Test(arguments: [
  ("expect = { }", "expects nothing"),
  ("expect = { not_missing = { \"knee.koos_pain\" } }", "'knee.koos_pain' is given, so it is never missing"),
  ("expect = { not_missing = { \"knee.koos_pian\" } }", "no fact is called 'knee.koos_pian'"),
  ("expect = { not_recommended = { \"exercise+brace\" } }", "nothing recommends 'exercise+brace'"),
  ("expect = { not_cautions = { \"leeches\" } }", "no caution can contain 'leeches'"),
  ("expect = { cautions = {}, missing = {} }", "`cautions` is empty"),
])
func `a test that cannot fail is found at its expectations`(_ expect: String, _ reason: String) throws {
  let clinic = try spoiled(expect)
  let findings = try clinic.findings().filter { $0.kind.code == "test-cannot-fail" }
  #expect(findings.map(\.location.line) == [clinic.line(of: "expect", in: cases)])
  #expect(findings.first?.message.contains(reason) == true, "\(findings)")
}

@Test(arguments: [
  ("decision = \"recomend\"", "the decision 'recomend'"),
  ("primary = \"exercise+coping-skill\"", "did you mean 'exercise+coping-skills'?"),
  ("rules = { \"knee/coping-skill-for-much-pain\" }", "did you mean 'knee/coping-skills-for-much-pain'?"),
  ("alerts = { \"red-flags/hot-joints\" }", "did you mean 'red-flags/hot-joint'?"),
  ("missing = { \"knee.koos\" }", "the fact 'knee.koos'"),
  ("certainty = { [\"fransen-2015/exercise/pain/long-term\"] = \"low\" }", "which no rule claims"),
  ("certainty = { [\"fransen-2015/exercise/pain/post-intervention\"] = \"lowish\" }", "not one of GRADE's"),
])
func `a test that can never pass is found at the name`(_ expect: String, _ reason: String) throws {
  let findings = try spoiled("expect = { \(expect) }").findings().filter {
    $0.kind.code == "test-names-unknown"
  }
  #expect(findings.count == 1)
  #expect(findings.first?.message.contains(reason) == true, "\(findings)")
}

@Test(arguments: [
  "decision = \"recommend\"",
  "not_missing = { \"knee.stiffness_minutes\", \"person.age\" }, decision = \"recommend\"",
  "not_cautions = { \"footwear\" }", "cautions = { \"12 months\" }", "alternatives = {}", "alerts = {}",
  "decision = \"recommend\", cautions = {}, not_cautions = {}", "primary = \"exercise\"",
  "because = \"KOOS 14\"", "conflicts = {}",
])
func `a test that can fail and can pass has no finding`(_ expect: String) throws {
  let findings = try spoiled("expect = { \(expect) }", without: "koos_pain = 14, ")
    .findings().map(\.kind.code).filter { $0.hasPrefix("test-") || $0 == "expectation-without-effect" }
  let given =
    expect.contains("not_missing") ? ["expectation-without-effect", "expectation-without-effect"] : []
  #expect(findings == given)
}

@Test func `a profile that no patient can have is found at the given profile of its test`() throws {
  let clinic = try KneeClinic.clean.replacing("koos_pain = 14", with: "koos_pain = 44", in: cases)
  let finding = try clinic.findings().first { $0.kind.code == "test-given-illegal" }
  #expect(finding?.location.line == clinic.line(of: "given", in: cases))
}

@Test func `a rule and a stop that no test makes true are found`() throws {
  let clinic = try KneeClinic.clean.replacing("koos_pain = 14", with: "koos_pain = 4", in: cases)
    .replacing("{ hot_joint = true }", with: "{ hot_joint = false }", in: stops)
  let codes = try clinic.findings().map { "\($0.kind.code) \($0.location.file)" }
  #expect(codes == ["rule-without-test knee/rules.lua", "stop-without-test red-flags/pack.lua"])
}

@Test func `a pack without tests is reported once, not rule by rule`() throws {
  var clinic = KneeClinic.clean
  clinic.tests[cases] = nil
  #expect(try clinic.findings().map(\.message) == ["pack 'knee' has no tests"])
}

@Test func `two tests with one name are reported at the second`() throws {
  let first = "test \"a child is referred\" {"
  let clinic = try KneeClinic.clean.replacing(first, with: "test \"a hot joint stops\" {", in: stops)
  let finding = try clinic.findings()
  #expect(finding.map(\.kind.code) == ["test-title-repeated"])
  #expect(finding.first?.location.line == 6)
}

private func spoiled(_ expect: String, without: String = "") throws -> KneeClinic {
  var clinic = KneeClinic.clean
  let text = clinic.tests[cases] ?? ""
  guard let start = text.firstRange(of: "expect = {")?.lowerBound else { return clinic }
  clinic.tests[cases] = text[..<start].replacing(without, with: "") + "\(expect),\n}\n"
  return clinic
}

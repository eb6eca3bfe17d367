import Testing

@testable import PlumblineChecker

private let facts = "clinic-facts/pack.lua"
private let rules = "knee/rules.lua"

private let swelling = """
  fact "knee.swelling" {
    type = "integer", range = { 0, 3 }, label = "Swelling", question = "How swollen is the knee?",
  }

  fact "knee.wants"
  """

private func clinic() throws -> KneeClinic {
  try KneeClinic.clean.replacing("fact \"knee.wants\"", with: swelling, in: facts)
}

private let unused = "fact-unused: fact 'knee.swelling' is read by nothing in the packs in force"

extension KneeClinic {
  fileprivate var found: [String] {
    get throws { try findings().map { "\($0.kind.code): \($0.message)" } }
  }
}

@Test func `a fact that nothing reads is found where it is declared`() throws {
  let found = try clinic().findings()
  #expect(found.map(\.kind.code) == ["fact-unused"])
  #expect(found.first?.location.line == (try clinic().line(of: "knee.swelling", in: facts)))
}

@Test func `a fact that only a test gives is found`() throws {
  let tested = try clinic().replacing(
    "koos_pain = 14,", with: "koos_pain = 14, swelling = 2,", in: "knee/tests/cases.lua")
  #expect(try tested.found == [unused])
}

@Test(arguments: [
  // A place in a text; another fact's only_when; an instrument's score; a law; a script; a promise; a caution; a population.
  (rules, "The score diagnoses nothing.", "Swelling is {knee.swelling}, and pain {knee.koos_pain}."),
  (facts, "label = \"Goal\",", "label = \"Goal\", only_when = knee.swelling :at_least(0),"),
  (
    facts, "{ fact = knee.koos_pain, items = \"all\" },",
    "{ fact = knee.koos_pain, items = \"all\" }, { fact = knee.swelling, items = { 1 } },"
  ),
  (
    facts, "instrument \"koos\"",
    "constraint \"law\" { holds = knee.koos_pain :at_least(knee.swelling), because = \"Law.\" }\n\ninstrument \"koos\""
  ),
  (
    rules, "otherwise \"",
    "property \"swelling\" { same = \"answer\", whatever = { knee.swelling } }\n\notherwise \""
  ),
  (
    rules, "otherwise \"",
    "property \"p\" { given = knee.swelling :at_least(1), never = { strength = \"strong\" } }\n\notherwise \""
  ),
  (
    "knee/pairings.lua", "\"Secure footwear matters.",
    "{ says = \"Mind swelling.\", when = knee.swelling :at_least(1) }, \"Secure footwear matters."
  ),
  (
    "knee/evidence.lua", "\"age of 50 or more\", when = person.age :at_least(50)",
    "\"swelling\", when = knee.swelling :at_least(1)"
  ),
])
func `a fact that is read in any way is left alone`(_ file: String, _ old: String, _ new: String) throws {
  #expect(try !clinic().replacing(old, with: new, in: file).found.contains(unused))
}

@Test func `a vocabulary by itself is for packs that are not there`() throws {
  var alone = try clinic()
  for name in ["red-flags", "knee"] {
    for file in alone.files.keys where file.hasPrefix(name) { alone.files[file] = nil }
    for file in alone.tests.keys where file.hasPrefix(name) { alone.tests[file] = nil }
  }
  #expect(try alone.findings(own: ["clinic-facts"]).isEmpty)
}

import Testing

@testable import PlumblineChecker

/// What is found of a gate for patients in whom a fracture was found, or was not, and who take one of two drugs.
private func found(_ title: String, isTrue: Bool = true, because: String = "Seen.") throws -> [String] {
  var clinic = KneeClinic.clean
  clinic.files["clinic-facts/pack.lua", default: ""] += """

    fact "knee.fracture" { type = "boolean", label = "Fracture of the knee", question = "Is the knee broken?" }
    fact "person.drugs" {
      type = "set", label = "Drugs", question = "Which of these?", codes = { "statin", "nsaid" },
      labels = { statin = "a statin", nsaid = "an NSAID" },
    }

    """
  let gate = """
    defer "seen" {
      stage = "acute", title = "\(title)", because = "\(because)", action = "Wait.", sources = { "margaretten-2007" },
      when = all { knee.fracture :is(\(isTrue)), person.drugs :includes "nsaid" },
    }

    exclude "children"
    """
  clinic = try clinic.replacing("exclude \"children\"", with: gate, in: "red-flags/pack.lua")
  return try clinic.findings().filter { $0.kind == StatedTruth.misstated || $0.kind == TitleNames.another }
    .map(
      \.kind.code)
}

@Test(arguments: [
  ("No fracture", true), ("A painful knee without fracture", true), ("A fracture was not found", true),
  ("The fracture never occurred", true), ("No NSAID", true), ("A fracture was found", false),
  ("A painful knee with fracture", false), ("The patient had a fracture", false),
  ("Fracture of the knee", false),
])
func `a title that says the opposite is found`(_ title: String, _ isTrue: Bool) throws {
  #expect(try found(title, isTrue: isTrue) == ["negation-misstated"])
}

@Test(arguments: [
  ("A fracture was found", true), ("A painful knee with fracture", true),
  ("No doubt about the fracture", true),
  ("No fracture clinic is near", true), ("Not only a fracture", true), ("A fracture is not ruled out", true),
  ("Whether there is no fracture is open", true), ("No fracture was found", false),
  ("Without fracture", false),
  ("If a fracture was found, refer", false), ("For those who had a fracture elsewhere", false),
  ("The fracture is to be excluded", false), ("Pain in the knee", false),
])
func `a title that says what the condition asks, or leaves it open, is left alone`(
  _ title: String, _ isTrue: Bool
) throws {
  #expect(try found(title, isTrue: isTrue) == [])
}

@Test func `a reason is read, too`() throws {
  #expect(try found("Seen", because: "No fracture is present.") == ["negation-misstated"])
  #expect(try found("Seen", because: "A fracture is present.") == [])
}

@Test func `a title names the code that its condition asks for`() throws {
  #expect(try found("A statin in knee pain") == ["title-names-another"])
  #expect(try found("An NSAID in knee pain") == [])
  #expect(try found("A statin with an NSAID in knee pain") == [])
}

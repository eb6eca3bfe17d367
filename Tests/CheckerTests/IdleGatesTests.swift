import PlumblineGuideline
import Testing

@testable import PlumblineChecker

/// A gate that can never decide is called that, and no test of it is asked for.
struct IdleGatesTests {
  private static func codes(asking fact: String) -> Set<String> {
    let gate = """
      need_data "what-is-known" {
        title = "Something is not known", stage = "acute", any_of = { \(fact) },
        because = "The rules need it.", action = "Ask for it.", sources = { "trial-2020" },
      }
      """
    return Set(Frame.check(.init(gate)).findings.map(\.kind.code))
  }

  @Test(arguments: ["red_flags.fracture", "patient.age"])
  func `a need_data whose fact a stop or an earlier gate already needs is hidden, and no test is missing`(
    fact: String
  ) {
    #expect(Self.codes(asking: fact) == ["gate-hidden"])
  }

  @Test func `one that asks for what nothing before it needs is not`() {
    #expect(Self.codes(asking: "pain.intensity") == ["rule-without-test"])
  }

  @Test(arguments: [
    ("pass_over", "part", "action = \"Cycle instead.\","), ("advise_against", "against", ""),
  ])
  func `a veto that never holds is called by the word that declares it`(
    word: String, part: String, more: String
  ) {
    let veto = """
      \(word) "no-walking" {
        title = "No walking", \(part) = "walking", when = all { pain.intensity :above(8), pain.intensity :below(3) },
        because = "The condition of this example holds.", \(more) sources = { "trial-2020" },
      }
      """
    let messages = Frame.check(.init(veto)).findings.map(\.message)
    #expect(
      messages.contains { $0.hasPrefix("\(word) example/no-walking can hold for no patient") }, "\(messages)")
  }

  @Test(arguments: [("when", true), (#"placement = "quiet", always = true, when"#, false)])
  func `a caution that its own pairing never shows is found, unless other answers show it`(
    fields: String, isFound: Bool
  ) {
    let caution = Examples.caution("pain.intensity :below(3)").replacing("when", with: fields)
    let codes = Frame.check(.init(caution, around: Examples.stretching)).findings.map(\.kind.code)
    #expect(codes.contains("caution-never-shown") == isFound)
  }
}

import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// An alternative that is true for the patient, too, and lost by its rank alone, is called that.
struct OutrankedTests {
  private static let pairing = """
    pairing "exercise+y" { title = "Exercise with y", what = "w", for_patient = "p" }

    """

  private static func rule(_ name: String, _ recommend: String, _ role: String) -> String {
    """
    rule "\(name)" { title = "t", when = score :at_least(1), recommend = "\(recommend)", \(role),
      strength = "conditional", claims = { "trial/x/pain/mixed" }, because = "b" }

    """
  }

  private func outranking(_ rules: String...) throws -> [String?] {
    let guideline = try SmallPack.guideline(SmallPack.score, Self.pairing, rules.joined())
    var profile = Profile(vocabulary: guideline.vocabulary)
    profile[try #require(guideline.vocabulary.index(of: "flag"))] = .known(.boolean(false))
    profile[try #require(guideline.vocabulary.index(of: "score"))] = .known(.number(2))
    let decision = try Evaluator(examining: guideline) { _, _ in nil }.decide(profile, asOf: "2026-11-20")
    #expect(decision.primary?.pairing.description == "exercise+x")
    #expect(decision.primary?.outrankedBy == nil)
    return decision.recommendations.filter { $0.role == .alternative }.map(\.outrankedBy)
  }

  @Test func `it names the rule of its slot that came first`() throws {
    #expect(
      try outranking(
        Self.rule("first", "exercise+x", "slot = \"s\", rank = 1"),
        Self.rule("second", "exercise+y", "slot = \"s\", rank = 2")) == ["red-flags/first"])
  }

  @Test func `an alternative by its role is not outranked`() throws {
    let first = Self.rule("first", "exercise+x", "slot = \"s\", rank = 1")
    #expect(try outranking(first, Self.rule("other", "exercise+y", "role = \"alternative\"")) == [nil])
  }

  @Test func `nor is one that another rule offers as an alternative`() throws {
    #expect(
      try outranking(
        Self.rule("first", "exercise+x", "slot = \"s\", rank = 1"),
        Self.rule("second", "exercise+y", "slot = \"s\", rank = 2"),
        Self.rule("third", "exercise+y", "role = \"alternative\"")) == [nil])
  }
}

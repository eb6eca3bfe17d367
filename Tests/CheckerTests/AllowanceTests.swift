import PlumblineTestSupport
import Testing

@testable import PlumblineChecker

/// Comments that allow a finding.
struct AllowanceTests {
  /// No test of the frame makes the example's rule true; that finding is left out, since these tests are not about it.
  private func found(_ text: String) -> [Finding] {
    Frame.check(.init(text)).findings.filter { $0.kind.code != "rule-without-test" }
  }

  private func codes(_ text: String) -> [String] { found(text).map(\.kind.code) }

  private let always = Examples.rule("pain.intensity :at_least(0)")

  @Test(arguments: [
    "when      = pain.intensity :at_least(0), -- check: allow comparison-always-holds because it asks whether it is known",
    "-- check: allow comparison-always-holds because it asks whether it is known\n  when      = pain.intensity :at_least(0),",
    "-- check: allow comparison-always-holds because a\n  -- check: allow value-twice, one-of-one because b\n  when      = any { pain.intensity :at_least(0), work.status :is_one_of { \"retired\", \"retired\" } },",
  ])
  func `a comment on the line or alone before it allows its code`(when: String) {
    let text = always.replacing("when      = pain.intensity :at_least(0),", with: when)
    let left = codes(text)
    #expect(!left.contains("comparison-always-holds"))
    #expect(!left.contains("value-twice"))
    #expect(Frame.check(.init(text)).allowed.contains { $0.kind.code == "comparison-always-holds" })
  }

  @Test func `on another line, with another code or in a string it allows nothing`() {
    let comment = "-- check: allow comparison-always-holds because it is meant\n"
    #expect(codes(comment + always) == ["allowance-unused", "comparison-always-holds"])
    let other = always.replacing(
      "at_least(0),", with: "at_least(0), -- check: allow condition-never-holds because it is meant")
    #expect(Set(codes(other)) == ["allowance-unused", "comparison-always-holds"])
    let text = always.replacing(
      "The condition", with: "-- check: allow comparison-always-holds because it is meant. The condition")
    #expect(codes(text) == ["comparison-always-holds"])
  }

  @Test func `a reason is required, an unknown code is reported, and what does not load cannot be allowed`() {
    let bare = always.replacing(
      "at_least(0),", with: "at_least(0), -- check: allow comparison-always-holds because ")
    #expect(Set(codes(bare)) == ["allowance-without-reason", "comparison-always-holds"])
    let misspelt = found(
      "-- check: allow comparison-always-hold because it is meant\n" + Examples.painRule)
    #expect(
      misspelt.map(\.message) == [
        "no finding has the code 'comparison-always-hold'; did you mean 'comparison-always-holds'?"
      ])
    let broken =
      "-- check: allow unknown-fact because it comes\n" + Examples.rule("pain.intensty :at_least(1)")
    #expect(codes(broken) == ["unknown-fact"])
  }
}

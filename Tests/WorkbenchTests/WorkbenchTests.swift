import PlumblineGuideline
import PlumblineTestSupport
import PlumblineWorkbench
import Testing

@Test func `a condition is written in the author's notation`() throws {
  let guideline = try Shipped.guideline()
  let rule = try #require(guideline.rules.first { $0.id.hasSuffix("behavioural-therapy-for-a-pain-goal") })
  let when = try #require(rule.when)
  #expect(Notation(guideline.vocabulary).text(when) == "goal.primary :is \"pain\"")
}

import Testing

@testable import PlumblineGuideline

/// The cost of loading a rule does not grow with the rules before it.
struct FuelPerRuleTests {
  private static let fields =
    #"title = "t", when = fear.tsk_17 :above(20), recommend = "exercise+x", claims = {}, because = "b""#

  @Test(arguments: [#"rule("r" .. i)"#, "rule(tostring(i))", #"rule(string.format("r%d", i))"#])
  func `a rule costs the same among few and among many`(call: String) {
    let costs = [100, 1_600].map { count in
      let text = "for i = 1, \(count) do \(call) { \(Self.fields) } end"
      let outcome = Sandbox.load(Array(text.utf8), named: "rules.lua")
      #expect(outcome.failure == nil, "\(outcome.message)")
      return Double(outcome.fuelSpent) / Double(count)
    }
    #expect(costs[1] < costs[0] * 1.1, "\(costs[0]) units each of 100, \(costs[1]) of 1,600")
  }
}

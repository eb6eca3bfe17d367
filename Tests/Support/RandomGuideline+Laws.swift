public import PlumblineGuideline
import PlumblineJSON

extension RandomGuideline {
  /// Returns a range of a fact's values, or some of its codes; nil if it came out as a single value.
  public mutating func range(of fact: Fact) -> FactRange? {
    let values = fact.allValues
    if fact.grid != nil {
      let ends = [random.below(values.count), random.below(values.count)].sorted().map { values[$0] }
      guard ends[0] != ends[1], case .number(let low) = ends[0], case .number(let high) = ends[1] else {
        return nil
      }
      return .numbers(low: low, high: high)
    }
    let some = values.filter { _ in random.chance(60) }
    return some.count > 1 ? .values(some) : nil
  }

  /// A law on a sum or difference of two or three facts, which some values of each keep.
  mutating func sum(_ numbers: [Fact.Index], _ facts: [Fact]) -> Constraint {
    let members = Array(numbers.prefix(2 + random.below(2)))
    let addends = members.dropFirst().map { Comparison.Addend(fact: $0, isSubtracted: random.chance(50)) }
    let kept = random.pick([0, 1, 2, 3].map { ExactNumber($0) })
    let sign = random.pick([Comparison.Operator.atMost, .atLeast, .between])
    let operands: [FactValue] =
      sign == .between ? [.number(ExactNumber(-1)), .number(kept)] : [.number(kept)]
    let holds = Comparison(
      fact: members[0], addends: addends, operator: sign, operands: operands.map { .value($0) }, line: 1)
    return Constraint(
      name: "sum", holds: .comparison(holds), because: "law", place: Place(file: "random/facts.lua", line: 11)
    )
  }
}

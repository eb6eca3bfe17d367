import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// The distance of a value from its cut-off, and when it is too small to rely on.
struct MarginTests {
  private func read(
    _ comparing: Comparison.Operator, _ ends: [Int], _ value: Int, error: Double? = nil
  ) -> Margin? {
    var fact = Fact.of("group.score", .integer(low: 0, high: 20))
    if let error, let number = ExactNumber(error) {
      fact.measurementError = MeasurementError(
        value: number, kind: .detectable95, population: "people", source: "paper", seen: "abstract")
    }
    let comparison = Comparison(
      fact: 0, operator: comparing, operands: ends.map { .value(.number(ExactNumber($0))) }, line: 1)
    return Margin(comparison, .number(ExactNumber(value)), fact)
  }

  @Test(arguments: [
    (Comparison.Operator.above, [10], 12, 2, 10), (.above, [10], 10, 0, 11), (.above, [10], 7, 3, 11),
    (.atLeast, [10], 10, 0, 9), (.atLeast, [10], 9, 1, 10), (.below, [10], 9, 1, 10),
    (.below, [10], 10, 0, 9),
    (.atMost, [10], 10, 0, 11), (.atMost, [10], 13, 3, 10), (.between, [6, 11], 7, 1, 5),
    (.between, [6, 11], 10, 1, 12), (.between, [6, 11], 3, 3, 6), (.between, [6, 11], 14, 3, 11),
    (.between, [0, 11], 1, 1, 12),
  ])
  func `the margin is the distance to the cut-off, and the turning value the nearest on the other side`(
    comparing: Comparison.Operator, ends: [Int], value: Int, distance: Int, turnsAt: Int
  ) throws {
    let margin = try #require(read(comparing, ends, value))
    #expect(margin.distance == ExactNumber(distance))
    #expect(margin.turnsAt == ExactNumber(turnsAt))
  }

  @Test func `the turning value is the nearest legal one for every comparison and value`() throws {
    for comparing in Comparison.Operator.allCases where comparing.ordersNumbers {
      for low in 0...20 {
        for value in 0...20 {
          let ends = comparing == .between ? [low, min(20, low + 4)] : [low]
          let comparison = Comparison(
            fact: 0, operator: comparing, operands: ends.map { .value(.number(ExactNumber($0))) }, line: 1)
          func truth(_ value: Int) -> Truth { comparison.truth { _ in .number(ExactNumber(value)) } }
          let nearest = (0...20).filter { truth($0) != truth(value) }.map { abs($0 - value) }.min()
          let turn = try #require(read(comparing, ends, value)).turnsAt?.intValue
          #expect(turn.map { abs($0 - value) } == nearest, "\(comparing) \(ends) \(value)")
          #expect(turn.map { truth($0) != truth(value) } ?? true)
        }
      }
    }
  }

  @Test func `a margin inside the measurement error is fragile, one beyond it is not`() {
    #expect(read(.above, [10], 13, error: 3)?.isFragile == true)
    #expect(read(.above, [10], 14, error: 3.69)?.isFragile == false)
    #expect(read(.above, [10], 8, error: 3)?.isFragile == true)
    #expect(read(.above, [10], 11)?.isFragile == false)
  }

  @Test func `codes, booleans and absent facts have no margin`() {
    let flag = Comparison(fact: 0, operator: .is, operands: [.value(.boolean(true))], line: 1)
    #expect(Margin(flag, .boolean(true), .of("group.flag", .boolean)) == nil)
    let score = Comparison(fact: 0, operator: .above, operands: [.value(.number(3))], line: 1)
    #expect(Margin(score, nil, .of("group.score", .integer(low: 0, high: 9))) == nil)
  }
}

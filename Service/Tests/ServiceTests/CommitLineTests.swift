import PlumblineEngine
import PlumblineJSON
import Testing

@testable import PlumblineService

/// In which order the ledger's writer takes what waits.
struct CommitLineTests {
  private func pending(_ example: String) throws -> PendingRecord {
    let desk = Desk(evaluator: try #require(Served.evaluator), zone: .utc)
    let text = Array(Requests.file("\(example).json").utf8)
    let finding = try desk.decide(
      try desk.check(text, asOf: Served.day).reading, asOf: Served.day, form: .json)
    return PendingRecord(
      finding.submission, of: desk.guidelines, by: example, purpose: nil, isUrgent: finding.isUrgent,
      until: .now)
  }

  /// What is taken, until nothing is left.
  private func order(of line: inout CommitLine, takesLate: Bool = true, most: Int) -> [String] {
    var (order, worked) = ([String](), false)
    while let step = line.next(takesLate: takesLate, worked: worked, most: most) {
      switch step {
      case .commit(let batch):
        order.append(batch.map { $0.by ?? "" }.joined(separator: "+"))
        worked = false
      case .work:
        order.append("work")
        worked = true
      }
    }
    return order
  }

  @Test func `stops are committed before all others and apart from them, and other work takes turns`() throws
  {
    var line = CommitLine(ServiceLimits())
    for _ in 1...3 { #expect(line.add(try pending("high-fear"))) }
    for _ in 1...2 { line.work.append { _ in } }
    #expect(line.addLate(try pending("red-flag")))
    for _ in 1...2 { #expect(line.add(try pending("red-flag"))) }
    #expect(line.counts.waiting == 5)
    #expect(
      order(of: &line, most: 2) == [
        "red-flag+red-flag", "work", "high-fear+high-fear", "work", "high-fear", "red-flag",
      ])
    #expect(line.counts == (0, 0))
  }

  @Test func `others never take the room of stops, and what is late waits if it is not to be taken`() throws {
    var limits = ServiceLimits()
    (limits.recording, limits.late) = (1, 1)
    var line = CommitLine(limits)
    #expect(line.add(try pending("high-fear")))
    #expect(!line.add(try pending("high-fear")))
    #expect(line.add(try pending("red-flag")))
    #expect(!line.add(try pending("red-flag")))
    #expect(line.addLate(try pending("red-flag")))
    #expect(!line.addLate(try pending("red-flag")))
    #expect(order(of: &line, takesLate: false, most: 8) == ["red-flag", "high-fear"])
    #expect(line.counts == (0, 1))
  }
}

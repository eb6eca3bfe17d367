internal import PlumblineGuideline

/// The meaning of each bit in a patient's row: the parts of an answer, one bit each. The facts that the answer needs are in a
/// separate row, a bit for each fact, since they differ between patients with otherwise equal answers.
struct AnswerLayout: Sendable {
  /// The dispositions with a bit, in this order; if no bit is set: recommend.
  static let dispositions: [Decision.Disposition] = [.stop, .defer, .outOfScope, .needData]

  /// Bits of one kind, in the order of the guideline's own list.
  private(set) var dispositions: Range<Int>
  /// Stops that are true.
  private(set) var alerts: Range<Int>
  /// Stops, then gates, that decided or blocked.
  private(set) var deciding: Range<Int>
  private(set) var conflicts: Range<Int>
  /// Candidates that are true, vetoed or not, and share slot and rank with a candidate for another pairing.
  private(set) var rivals: Range<Int>
  /// For each evidence item one bit for each number of levels that its claim can lose, from one.
  private(set) var losses: Range<Int>
  /// Rules that are true and not vetoed.
  private(set) var rules: Range<Int>
  /// Rules whose pairing is passed over; no bits if the guideline passes over nothing.
  private(set) var passed: Range<Int>

  var count: Int { passed.upperBound }

  init(_ order: PolicyOrder, evidence: Int, rivals: Int) {
    let guideline = order.guideline
    var end = 0
    func next(_ count: Int) -> Range<Int> {
      defer { end += count }
      return end..<end + count
    }
    dispositions = next(Self.dispositions.count)
    alerts = next(guideline.stops.count)
    deciding = next(guideline.stops.count + guideline.gates.count)
    conflicts = next(guideline.conflicts.count)
    self.rivals = next(rivals)
    losses = next(PolicyOrder.mostLevels * evidence)
    rules = next(guideline.rules.count)
    passed = next(order.isPassable.contains(true) ? guideline.rules.count : 0)
  }
}

internal import PlumblineGuideline

/// Which bit of a patient's row says what: the parts of an answer, one bit each, but for the facts that it needs. Those stand in a
/// row of their own, a bit for each fact, since they differ from patient to patient where the rest does not.
struct AnswerLayout: Sendable {
  /// In this order; none of them set: recommend.
  static let dispositions: [Decision.Disposition] = [.stop, .defer, .outOfScope, .needData]

  /// Bits of one kind, in the order of the guideline's own list.
  private(set) var dispositions: Range<Int>
  /// Stops that are true.
  private(set) var alerts: Range<Int>
  /// Stops, then gates, that decided or blocked.
  private(set) var deciding: Range<Int>
  private(set) var conflicts: Range<Int>
  /// Candidates that are true, vetoed or not, and share slot and rank with one of another pairing.
  private(set) var rivals: Range<Int>
  /// For each piece of evidence a bit for each number of levels that its claim loses, from one on.
  private(set) var losses: Range<Int>
  /// Rules that are true and not vetoed.
  private(set) var rules: Range<Int>

  var count: Int { rules.upperBound }

  init(_ guideline: Guideline, evidence: Int, rivals: Int) {
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
  }
}

/// The limits of an analysis over a guideline's diagrams; beyond them it is given up.
///
/// Counted, never timed: the same guideline and profile cost the same on every machine, so no answer depends on how busy
/// a machine is. Documentation/Performance.md lists what a step costs.
package struct AnalysisBudget: Sendable, Hashable {
  /// Steps: one for each child of a node that is visited; other work counts as the number of visits that take as long.
  package var steps: Int
  /// Bytes of nodes, of their children, and of the cache of operations.
  package var bytes: Int

  package init(steps: Int, bytes: Int) {
    self.steps = steps
    self.bytes = bytes
  }

  /// For the missing facts of one decision: about 0.2 s on one core.
  package static let decision = AnalysisBudget(steps: 8_000_000, bytes: 96 << 20)

  /// Returns an equal share of the budget.
  package func shared(by count: Int) -> AnalysisBudget {
    AnalysisBudget(steps: steps / max(count, 1), bytes: bytes / max(count, 1))
  }

  /// For the missing facts beside a stop: a few milliseconds.
  package static let stop = AnalysisBudget(steps: 200_000, bytes: 8 << 20)

  /// For each value that an interview looks ahead to: about 25 ms.
  package static let lookAhead = AnalysisBudget(steps: 1_000_000, bytes: 16 << 20)

  /// For explaining why a pairing is not shown, where a person waits for the answer: about ten times that of a decision.
  package static let explanation = AnalysisBudget(steps: 120_000_000, bytes: 768 << 20)

  /// For comparing and proving, where the author limits the number of nodes: enough for nodes of any ordinary size.
  package init(nodes: Int) {
    self.init(steps: nodes * 400, bytes: nodes * 768)
  }
}

/// Counts the steps and bytes of an analysis, and ends it at its budget.
final class AnalysisMeter {
  let budget: AnalysisBudget
  // INVARIANT: each is read and written in one statement, which calls nothing: no access overlaps another.
  @exclusivity(unchecked) private(set) var steps = 0
  @exclusivity(unchecked) private(set) var bytes = 0

  init(_ budget: AnalysisBudget) { self.budget = budget }

  var isExceeded: Bool { steps > budget.steps || bytes > budget.bytes }

  /// Counts steps before they are taken.
  @inline(__always)
  func step(_ count: Int) throws(Diagrams.BoundExceeded) {
    steps += count
    if steps > budget.steps { throw Diagrams.BoundExceeded() }
  }

  /// Counts bytes before they are taken.
  @inline(__always)
  func take(_ count: Int) throws(Diagrams.BoundExceeded) {
    bytes += count
    if bytes > budget.bytes { throw Diagrams.BoundExceeded() }
  }

  /// Counts steps where nothing can be thrown; the next call of `step` or `take` ends the analysis.
  @inline(__always)
  func note(_ count: Int) { steps += count }
}

/// What working out the diagrams of a guideline may take before it is given up.
///
/// Counted, never timed: the same guideline and profile take the same on every machine, so that no answer depends on how busy
/// one is. Documentation/Performance.md has what a step costs.
package struct AnalysisBudget: Sendable, Hashable {
  /// Steps: one for each child of a node that is looked at, and so much for whatever else takes time as takes as long.
  package var steps: Int
  /// Bytes of nodes, of their children, and of what is remembered of operations.
  package var bytes: Int

  package init(steps: Int, bytes: Int) {
    self.steps = steps
    self.bytes = bytes
  }

  /// For what is missing in one decision: about 0.2 s on one core.
  package static let decision = AnalysisBudget(steps: 8_000_000, bytes: 96 << 20)

  /// For what is missing beside a stop: a few milliseconds.
  package static let stop = AnalysisBudget(steps: 200_000, bytes: 8 << 20)

  /// For each value that an interview looks ahead to: about 25 ms.
  package static let lookAhead = AnalysisBudget(steps: 1_000_000, bytes: 16 << 20)

  /// For why a pairing is not shown, which somebody has asked for and waits for: ten times that of a decision.
  package static let explanation = AnalysisBudget(steps: 120_000_000, bytes: 768 << 20)

  /// For comparing and proving, where an author gives so many nodes: enough for nodes of any ordinary size.
  package init(nodes: Int) {
    self.init(steps: nodes * 400, bytes: nodes * 768)
  }
}

/// Counts what an analysis takes, and ends it at its budget.
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

  /// Counts steps where nothing can be thrown: the next that counts ends the analysis.
  @inline(__always)
  func note(_ count: Int) { steps += count }
}

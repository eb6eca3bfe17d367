/// Answers a cohort piece by piece by all guidelines in force: for each line a row of each, in the order of the guidelines.
///
/// Of a single guideline, its worker.
public final class CohortTeam {
  private let workers: [(guideline: String?, worker: CohortWorker)]

  /// - Parameter settings: one for each guideline; never empty.
  public init(_ settings: [CohortSetting]) {
    workers = settings.map { ($0.guideline, CohortWorker($0)) }
  }

  /// Answers every line of a piece.
  public func answer(_ piece: CohortPiece) -> CohortOutput {
    let outputs = workers.map { $0.worker.answer(piece) }
    return outputs.count == 1 ? outputs[0] : Self.joined(outputs)
  }

  /// Returns the counts so far, over all pieces, and resets them; of several guidelines, each name with its guideline.
  public func takeSummary() -> CohortSummary {
    let summaries = workers.map { ($0.guideline, $0.worker.takeSummary()) }
    return summaries.count == 1 ? summaries[0].1 : CohortSummary(of: summaries.map { ($0.0 ?? "", $0.1) })
  }

  /// Joins what several guidelines wrote for the same lines, line by line.
  private static func joined(_ outputs: [CohortOutput]) -> CohortOutput {
    var joined = CohortOutput()
    joined.hasFailed = outputs.contains(where: \.hasFailed)
    joined.stopped = outputs[0].stopped
    joined.raised = outputs.map(\.raised).max() ?? 0
    var starts = outputs.map { _ in (rows: 0, rejects: 0) }
    for number in outputs[0].lines.indices {
      let lines = outputs.map { $0.lines[number] }
      let isRefused = lines[0].outcome == .refused
      var decided = lines.lazy.compactMap(\.decided).first
      decided?.places = []
      for (place, line) in lines.enumerated() {
        // A line that is refused is refused by all guidelines, for the same reason: it is reported once.
        if place == 0 || !isRefused {
          joined.rows += outputs[place].rows[starts[place].rows..<line.rows]
          joined.rejects += outputs[place].rejects[starts[place].rejects..<line.rejects]
        }
        if line.outcome == .answered, line.rows > starts[place].rows {
          decided?.places.append(joined.rows.count - RowWriter.ending)
        }
        starts[place] = (line.rows, line.rejects)
      }
      if let decided, !decided.places.isEmpty { joined.decided.append(decided) }
      if lines.contains(where: { $0.outcome == .answered }) { joined.answered += 1 }
      if !lines.allSatisfy({ $0.outcome == .answered }) { joined.rejected += 1 }
    }
    return joined
  }
}

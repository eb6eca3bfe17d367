import PlumblineCohort

/// An actor with one worker for each guideline, which answers one piece at a time.
actor CohortStation {
  private let team: CohortTeam

  init(_ settings: [CohortSetting]) { team = CohortTeam(settings) }

  func answer(_ piece: CohortPiece) -> CohortOutput { team.answer(piece) }
  func takeSummary() -> CohortSummary { team.takeSummary() }
}

/// Parallel workers whose results come back in the order of the pieces.
@MainActor
final class CohortStations {
  private let stations: [CohortStation]
  private var tasks: [Task<CohortOutput, Never>] = []
  private var turn = 0

  init(_ settings: [CohortSetting], jobs: Int) {
    stations = (0..<jobs).map { _ in CohortStation(settings) }
  }

  var count: Int { stations.count }
  /// The number of pieces that were given but not taken back.
  var waiting: Int { tasks.count }

  func give(_ piece: CohortPiece) {
    let station = stations[turn]
    turn = (turn + 1) % stations.count
    tasks.append(Task.detached { await station.answer(piece) })
  }

  /// Returns the result of the oldest piece.
  func take() async -> CohortOutput { await tasks.removeFirst().value }

  /// Returns the counts since the last call; no piece is waited for.
  func takeSummary() async throws(CohortSummary.Problem) -> CohortSummary? {
    var all: CohortSummary?
    for station in stations {
      let summary = await station.takeSummary()
      if all == nil { all = summary } else { try all?.add(summary) }
    }
    return all
  }
}

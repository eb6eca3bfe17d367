import PlumblineCohort

/// A worker of its own, with one piece at a time.
actor CohortStation {
  private let worker: CohortWorker

  init(_ setting: CohortSetting) { worker = CohortWorker(setting) }

  func answer(_ piece: CohortPiece) -> CohortOutput { worker.answer(piece) }
  func takeSummary() -> CohortSummary { worker.takeSummary() }
}

/// Workers side by side; what they give comes back in the order of the pieces.
@MainActor
final class CohortStations {
  private let stations: [CohortStation]
  private var tasks: [Task<CohortOutput, Never>] = []
  private var turn = 0

  init(_ setting: CohortSetting, jobs: Int) {
    stations = (0..<jobs).map { _ in CohortStation(setting) }
  }

  var count: Int { stations.count }
  /// How many pieces were given and not taken back.
  var waiting: Int { tasks.count }

  func give(_ piece: CohortPiece) {
    let station = stations[turn]
    turn = (turn + 1) % stations.count
    tasks.append(Task.detached { await station.answer(piece) })
  }

  /// What became of the oldest piece.
  func take() async -> CohortOutput { await tasks.removeFirst().value }

  /// The counts since they were last asked for; nothing is waited for.
  func takeSummary() async throws(CohortSummary.Problem) -> CohortSummary? {
    var all: CohortSummary?
    for station in stations {
      let summary = await station.takeSummary()
      if all == nil { all = summary } else { try all?.add(summary) }
    }
    return all
  }
}

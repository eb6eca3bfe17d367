internal import HTTPTypes
internal import PlumblineCohort
internal import PlumblineEngine
internal import PlumblineGuideline
internal import Synchronization

/// Cohorts that are answered now: a bounded number, each piece by piece, when nobody waits for a decision.
final class Cohorts: Sendable {
  /// The place of one cohort, until nobody holds it.
  final class Seat: Sendable {
    private let cohorts: Cohorts
    fileprivate init(_ cohorts: Cohorts) { self.cohorts = cohorts }
    deinit { cohorts.taken.withLock { $0 -= 1 } }
  }

  private let most: Int
  private let taken = Mutex(0)
  /// The packs in force as they answer many patients; made once for a set of packs.
  private let compiled = Mutex<(digest: String, guidelines: [CompiledGuideline])?>(nil)

  /// - Parameter most: how many there may be.
  init(most: Int) { self.most = most }

  /// Takes a place; nil if as many are answered as may.
  func enter() -> Seat? {
    let isIn = taken.withLock { taken in
      if taken >= most { return false }
      taken += 1
      return true
    }
    return isIn ? Seat(self) : nil
  }

  /// Returns what answers a cohort as `plumbline cohort --rejects -` does.
  ///
  /// - Throws: the reason why the packs cannot be compiled.
  func team(for evaluator: JointEvaluator, asOf day: Day) throws -> Team {
    let digest = evaluator.guidelines.digest
    var guidelines = compiled.withLock { $0?.digest == digest ? $0?.guidelines : nil } ?? []
    if guidelines.isEmpty {
      guidelines = try evaluator.evaluators.map { try CompiledGuideline($0) }
      compiled.withLock { [guidelines] in $0 = (digest, guidelines) }
    }
    return Team(
      try guidelines.map { guideline in
        var setting = CohortSetting(
          guideline, of: evaluator, asOf: day, format: .ndjson,
          selection: try CohortSelection([], guideline), rejectsInPlace: true)
        setting.namesStops = true
        return setting
      })
  }

  /// What answers one cohort, one piece at a time.
  final class Team: Sendable {
    private let team: Mutex<CohortTeam>

    fileprivate init(_ settings: [CohortSetting]) { team = Mutex(CohortTeam(settings)) }

    func answer(_ piece: CohortPiece) -> CohortOutput { team.withLock { $0.answer(piece) } }
  }
}

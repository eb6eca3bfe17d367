internal import PlumblineEngine
internal import PlumblineGuideline

extension Search {
  /// The rules and gates without which some answer changes, as far as that is easily shown: by patients in whose answer a rule
  /// occurs. The interpreter checks each, and everything else that is true for them.
  func easilyShown(_ goal: Encoding.Goal) async throws -> Set<Int> {
    if goal.hints.isEmpty { return [] }
    let removable = guideline.removable.map(\.site)
    var shown: Set<Int> = []
    var looked: Set<Int> = []
    try await open(goal.hints)
    while case .found(let values) = try await session.find(
      [], values: self.values(goal) + [Encoding.wanted], seconds: Self.shrinkingSeconds)
    {
      guard let wanted = values[Encoding.wanted].flatMap(Int.init), removable.indices.contains(wanted),
        let profile = goal.worlds.first?.profile(values),
        looked.insert(wanted).inserted, let usable = try? reference.usable(profile)
      else { break }
      let sites = Set(usable.map { ConditionSite.rule($0.id) }).union([removable[wanted]])
      for (index, site) in removable.enumerated() where sites.contains(site) && !shown.contains(index) {
        if (try? reference.changes(profile, without: site)) == true { shown.insert(index) }
      }
      for number in shown.union(looked) where number == wanted || looked.insert(number).inserted {
        try await session.report("(assert (not (= \(Encoding.wanted) \(number))))\n")
      }
    }
    return shown
  }

  /// Asks for a patient whose answer changes without some rule or gate, again and again, until there is none.
  ///
  /// - Parameter shown: those for which it is known already, by their numbers.
  func idle(_ goal: Encoding.Goal, _ shown: Set<Int>) async throws -> ProofOutcome.Verdict {
    let removable = guideline.removable.map(\.site)
    var open = Set(removable.indices).subtracting(shown)
    let among = [
      "(<= 0 \(Encoding.dropped))", "(< \(Encoding.dropped) \(removable.count))",
    ]
    var undecided: [ConditionSite] = []
    while !open.isEmpty {
      let shown = removable.indices.filter { !open.contains($0) }
      let others = shown.map { "(not (= \(Encoding.dropped) \($0)))" }
      let found = try await find(among + others, goal) { profiles, values in
        guard let place = values[Encoding.dropped].flatMap(Int.init), open.contains(place) else {
          return false
        }
        return try reference.changes(profiles[0], without: removable[place])
      }
      switch found {
      case .nobody:
        return verdict(idle: open.sorted().map { removable[$0] }, undecided, goal)
      case .somebody(_, let values):
        if let place = values[Encoding.dropped].flatMap(Int.init) { open.remove(place) }
      case .denied(let profiles): return .defect(Witness(profiles: profiles, isFewest: false))
      case .failed(let reason, let profile): return failed(reason, profile)
      case .undecided, .opaque:
        // One at a time, so that those that can be decided are.
        var never: [ConditionSite] = []
        for place in open.sorted() {
          let only = ["(= \(Encoding.dropped) \(place))"]
          let found = try await find(only, goal) { profiles, _ in
            try reference.changes(profiles[0], without: removable[place])
          }
          switch found {
          case .nobody: never.append(removable[place])
          case .somebody: break
          case .denied(let profiles): return .defect(Witness(profiles: profiles, isFewest: false))
          case .failed(let reason, let profile): return failed(reason, profile)
          case .undecided, .opaque: undecided.append(removable[place])
          }
        }
        return verdict(idle: never, undecided, goal)
      }
    }
    return verdict(idle: [], [], goal)
  }

  private func verdict(idle: [ConditionSite], _ undecided: [ConditionSite], _ goal: Encoding.Goal)
    -> ProofOutcome.Verdict
  {
    idle.isEmpty && undecided.isEmpty ? .proved(whatever: []) : .idle(idle, undecided: undecided)
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// What a GuidanceResponse says of a decision.
struct GuidanceWords {
  let guideline: Guideline
  let decision: Decision

  /// As R4 defines them: `data-required` if more is needed for an answer, `data-requested` if more could make it another one.
  var status: String {
    switch decision.disposition {
    case .needData: "data-required"
    case .recommend, .stop, .defer, .outOfScope: needs.isEmpty ? "success" : "data-requested"
    }
  }

  /// The absent facts to ask for, each once: of open questions that come first, then those that could change the answer, then what a gate needs.
  var needs: [Fact.Index] {
    var seen: Set<Fact.Index> = []
    let all =
      decision.notices.filter { $0.placement == .first }.flatMap(\.asks) + decision.missing.map(\.fact)
      + (decision.disposition == .needData ? decision.gates.flatMap(\.needs) : [])
    return all.filter { seen.insert($0).inserted }
  }

  /// Why it is what it is, in the packs' own sentences.
  var reason: String {
    switch decision.disposition {
    case .recommend: (decision.primary?.because ?? []).joined(separator: " ")
    case .stop: decision.alerts.map(\.because).joined(separator: " ")
    case .defer, .outOfScope, .needData:
      decision.gates.map { "\($0.title). \($0.because)" }.joined(separator: " ")
    }
  }

  /// What must be said beside it: what comes first, cautions, what was considered and is not proposed, what comes after.
  var notes: [String] {
    let options = OptionWords(decision: decision, vocabulary: guideline.vocabulary, language: .english)
    let others = decision.options.filter { $0.standing != .recommended && $0.standing != .alternative }
    return decision.notices.filter { $0.placement != .quiet }.map(notice) + decision.otherCautions
      + decision.notices.filter { $0.placement == .quiet }.map(\.says)
      + decision.advisedAgainst.map { "Advised against: \($0.title). \($0.because)" }
      + others.map { "Considered, and not proposed: \($0.title); \(options.standing($0))." }
      + (decision.plan.map { PlanWords(guideline: guideline, language: .english).sentences($0) } ?? [])
      + (decision.isAnalysed ? [] : [Words.notAnalysed])
      + [Words.purpose(decision.disposition, in: guideline.domain)]
  }

  private func notice(_ notice: Decision.Notice) -> String {
    [notice.title.map { "\($0)." }, notice.says, notice.action].compactMap { $0 }.joined(separator: " ")
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// Sentences about the parts of a recommendation: how strongly each is recommended, what passes over it, and what to do for it.
enum PartWords {
  /// "Offer: exercise, weight management. Consider: manual therapy."; nil if all parts have the strength of the whole.
  static func strengths(_ recommendation: Decision.Recommendation, in guideline: Guideline) -> String? {
    let strong = recommendation.parts.filter { $0.strength == .strong }
    let others = recommendation.parts.filter { $0.strength != .strong }
    if strong.isEmpty || others.isEmpty { return nil }
    return guideline.language(
      "Offer: {strong}. Consider: {others}.",
      ["strong": list(strong.map(\.part), guideline), "others": list(others.map(\.part), guideline)])
  }

  /// For each part with claims of its own, the outcomes that are claimed for it; empty unless at least two parts have some.
  static func claims(_ recommendation: Decision.Recommendation, in guideline: Guideline) -> [String] {
    let claimed = recommendation.parts.filter { !$0.claims.isEmpty }
    if claimed.count < 2 { return [] }
    return claimed.map { part in
      let claims = recommendation.claims.filter { part.claims.contains($0.evidence.name) }.map {
        Words.claim($0, in: guideline.language)
      }
      return
        "\(guideline.domain.words(ofPart: part.part).capitalisedOnce): \(claims.joined(separator: "; "))."
    }
  }

  /// Why a pairing is passed over, and what to do if it leads all the same.
  static func passedOver(_ recommendation: Decision.Recommendation) -> [String] {
    recommendation.passedOver.map { reason in
      let action = recommendation.role == .primary ? reason.action.map { " \($0)" } ?? "" : ""
      return "\(reason.title). \(reason.because)\(action)"
    }
  }

  /// "Medication: an ACE inhibitor (dose …; monitor …; review after …)."
  static func actions(_ recommendation: Decision.Recommendation, in language: Language) -> [String] {
    recommendation.actions.map { action in
      let codes = action.coding.map {
        "\($0.system) \($0.code) \($0.display)\($0.confirmed ? "" : language(", not confirmed"))"
      }
      let details =
        [
          action.dose.map { language("dose: {dose}", ["dose": $0]) },
          action.frequency.map { language("how often: {often}", ["often": $0]) },
          action.monitor.map { language("monitor: {what}", ["what": $0]) },
          action.reviewAfter.map { language("review after {time}", ["time": $0]) },
        ].compactMap { $0 } + codes
      return "\(language(action.kind.rawValue.capitalisedOnce)): \(action.says)"
        + (details.isEmpty ? "" : " (\(details.joined(separator: "; ")))")
    }
  }

  private static func list(_ parts: [String], _ guideline: Guideline) -> String {
    parts.map { guideline.domain.words(ofPart: $0) }.joined(separator: ", ")
  }
}

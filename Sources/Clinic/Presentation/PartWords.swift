internal import PlumblineEngine
internal import PlumblineGuideline

/// Sentences about the parts of a recommendation: how strongly each is recommended, what passes over it, and what to do for it.
enum PartWords {
  /// "Offer: exercise, weight management. Consider: manual therapy."; nil if all parts have the strength of the whole.
  static func strengths(_ recommendation: Decision.Recommendation) -> String? {
    let strong = recommendation.parts.filter { $0.strength == .strong }
    let others = recommendation.parts.filter { $0.strength != .strong }
    if strong.isEmpty || others.isEmpty { return nil }
    return "Offer: \(list(strong.map(\.part))). Consider: \(list(others.map(\.part)))."
  }

  /// For each part with claims of its own, the outcomes that are claimed for it; empty unless at least two parts have some.
  static func claims(_ recommendation: Decision.Recommendation) -> [String] {
    let claimed = recommendation.parts.filter { !$0.claims.isEmpty }
    if claimed.count < 2 { return [] }
    return claimed.map { part in
      let claims = recommendation.claims.filter { part.claims.contains($0.evidence.name) }.map { claim in
        "\(claim.evidence.outcome.words), \(claim.evidence.timepoint.words): \(claim.certainty.words)"
      }
      return "\(words(part.part).capitalisedOnce): \(claims.joined(separator: "; "))."
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
  static func actions(_ recommendation: Decision.Recommendation) -> [String] {
    recommendation.actions.map { action in
      let codes = action.coding.map {
        "\($0.system) \($0.code) \($0.display)\($0.confirmed ? "" : ", not confirmed")"
      }
      let details =
        [
          action.dose.map { "dose: \($0)" }, action.frequency.map { "how often: \($0)" },
          action.monitor.map { "monitor: \($0)" }, action.reviewAfter.map { "review after \($0)" },
        ].compactMap { $0 } + codes
      return "\(action.kind.rawValue.capitalisedOnce): \(action.says)"
        + (details.isEmpty ? "" : " (\(details.joined(separator: "; ")))")
    }
  }

  private static func list(_ parts: [String]) -> String { parts.map(words).joined(separator: ", ") }
  private static func words(_ part: String) -> String { part.replacing("-", with: " ") }
}

package import PlumblineEngine
package import PlumblineGuideline
internal import PlumblineJSON

/// The words that all forms of a report share.
package enum Words {
  package static let judgement = "It supports a clinician's judgement and does not replace assessment."
  package static let notAnalysed =
    "NOT ANALYSED: working out which unanswered questions could change this answer would exceed the budget of an answer. "
    + "Every open question that the guideline reads is kept as one that could."
  package static let failedRecording = "NOT RECORDED: note this answer by other means"
  package static let certainty =
    "certainty is trust in the studied result, not this patient's chance of benefit"

  /// Returns the purpose of an answer, for its foot; only a recommendation has the domain's disclaimer.
  package static func purpose(_ disposition: Decision.Disposition, in domain: Domain) -> String {
    guard disposition == .recommend, let disclaimer = domain.disclaimer else { return judgement }
    let isWhole = disclaimer.last.map { ".!?".contains($0) } ?? true
    return "\(disclaimer)\(isWhole ? "" : ".") \(judgement)"
  }

  package static func headline(_ disposition: Decision.Disposition) -> String {
    switch disposition {
    case .recommend: "RECOMMEND"
    case .stop: "STOP"
    case .defer: "DEFER"
    case .outOfScope: "OUT OF SCOPE"
    case .needData: "NEED DATA"
    }
  }

  static func explanation(_ disposition: Decision.Disposition) -> String {
    switch disposition {
    case .recommend: ""
    case .stop: "Act on this first. No pairing is shown while a stop is true."
    case .defer: "No pairing now."
    case .outOfScope: "This guideline does not cover this patient. No pairing is shown."
    case .needData: "No pairing can be given yet: an unanswered question is not a no."
    }
  }

  package static func strength(_ strength: Strength) -> String {
    strength == .strong ? "Strong recommendation." : "Conditional recommendation: decide with the patient."
  }

  package static func urgency(_ urgency: Gate.Urgency) -> String {
    switch urgency {
    case .emergency: "EMERGENCY"
    case .sameDay: "SAME DAY"
    case .urgent: "URGENT"
    }
  }

  /// Returns "0.63 (0.25 to 1.00)", in the measure's own scale.
  package static func estimate(_ effect: EvidenceItem.Effect) -> String {
    let digits = max(2, [effect.value, effect.low, effect.high].map { Int($0.scale) }.max() ?? 2)
    return "\(fixed(effect.value, digits)) (\(fixed(effect.low, digits)) to \(fixed(effect.high, digits)))"
  }

  /// Returns a number with a fixed number of digits after the point: 1 → "1.00".
  private static func fixed(_ number: ExactNumber, _ digits: Int) -> String {
    let text = number.description
    let behind = text.split(separator: ".").dropFirst().first?.count ?? 0
    if behind >= digits { return text }
    return text + (behind == 0 ? "." : "") + String(repeating: "0", count: digits - behind)
  }

  /// Returns a sentence for each step of a claim's certainty, and for each part of it that is not confirmed.
  package static func steps(_ claim: Claim) -> [String] {
    let item = claim.evidence
    var steps: [String] = []
    if item.certainty == .notStated {
      steps.append("No rating was published or seen; that is not the same as a low one.")
    } else if item.certaintySeen == nil {
      steps.append(
        "The rating is recalled, not confirmed at its source; such a rating counts as moderate at most.")
    }
    if item.effect != nil, item.effect?.seen == nil {
      steps.append("The figure is recalled, not confirmed at its source.")
    }
    for adjustment in claim.adjustments {
      guard case .population(let says, let truth) = adjustment.reason else { continue }
      let how = truth == .false ? "this patient differs" : "not known for this patient"
      steps.append("Studied in people with \(says); \(how): one level lower.")
    }
    if claim.isAtLimit { steps.append("Further differences do not lower it: two levels are the most.") }
    for says in claim.asked {
      steps.append("Not known whether this patient has \(says); if not, one level lower.")
    }
    return steps
  }

  /// Returns "low", or "moderate → low" if it was lowered.
  static func certainty(_ claim: Claim, arrow: String) -> String {
    let start = claim.evidence.certainty
    return start == claim.certainty ? start.words : "\(start.words) \(arrow) \(claim.certainty.words)"
  }

  /// Returns what an absent fact could change: "the decision, the pairing".
  static func parts(_ parts: [MissingFact.Part]) -> String {
    if parts.contains(.disposition) { return "the decision" }
    return parts.map { part in
      switch part {
      case .disposition: "the decision"
      case .primary: "the pairing"
      case .alternatives: "the alternatives"
      case .certainty: "certainty"
      }
    }.joined(separator: ", ")
  }

  /// How certain the claims of an alternative are, as a sentence.
  static func certainty(of alternative: Decision.Recommendation) -> String {
    let claims = alternative.claims.map {
      "\($0.evidence.outcome.words), \($0.evidence.timepoint.words): \($0.certainty.words)"
    }
    return claims.isEmpty ? "It claims no evidence." : "Certainty: \(claims.joined(separator: "; "))."
  }
}

internal import Engine
internal import Guideline
internal import JSON

/// What reports say in the same words, whatever their form.
enum Words {
  static let purpose =
    "This matches a profile to pairings that were studied in groups of people; that a profile predicts a better "
    + "response was not tested. It supports a clinician's judgement and does not replace assessment."

  static let notRecorded = "Not recorded."

  static func headline(_ disposition: Decision.Disposition) -> String {
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
    case .outOfScope: "This guideline does not speak about this patient. No pairing is shown."
    case .needData: "No pairing can be given yet: an unanswered question is not a no."
    }
  }

  static func urgency(_ urgency: Gate.Urgency) -> String {
    switch urgency {
    case .emergency: "EMERGENCY"
    case .sameDay: "SAME DAY"
    case .urgent: "URGENT"
    }
  }

  /// "SMD 0.63 (0.25 to 1.00), higher is better".
  static func effect(_ effect: EvidenceItem.Effect) -> String {
    let digits = max(2, [effect.value, effect.low, effect.high].map { Int($0.scale) }.max() ?? 2)
    return "\(effect.measure) \(fixed(effect.value, digits)) (\(fixed(effect.low, digits)) to \(fixed(effect.high, digits)))"
  }

  /// A number with a fixed count of digits behind the point: 1 → "1.00".
  static func fixed(_ number: ExactNumber, _ digits: Int) -> String {
    let text = number.description
    let behind = text.split(separator: ".").dropFirst().first?.count ?? 0
    if behind >= digits { return text }
    return text + (behind == 0 ? "." : "") + String(repeating: "0", count: digits - behind)
  }

  /// How a claim's certainty came about: "rated moderate (rating not confirmed at its source); low: …".
  static func ladder(_ claim: Claim) -> String {
    let item = claim.evidence
    if item.certainty == .notStated { return "no rating was published or seen; that is not the same as a low one" }
    var steps = ["rated \(item.certainty.words)" + (item.certaintySeen == nil ? " (recalled, not confirmed at its source)" : "")]
    for adjustment in claim.adjustments {
      switch adjustment.reason {
      case .ratingNotConfirmed: steps.append("\(adjustment.to.words): an unconfirmed rating counts as moderate at most")
      case .population(let says, let truth):
        steps.append(
          "\(adjustment.to.words): studied in people with \(says); "
            + (truth == .false ? "this patient differs" : "not known for this patient"))
      }
    }
    if claim.isAtLimit { steps.append("further differences take no more than two levels") }
    for asked in claim.asked { steps.append("not known whether this holds: \(asked) (asked for; takes no level)") }
    if item.effect != nil, item.effect?.seen == nil { steps.append("the figure is recalled, not confirmed at its source") }
    return steps.joined(separator: "; ")
  }

  /// What an absent fact could change: "the decision, the pairing".
  static func parts(_ parts: [MissingFact.Part]) -> String {
    parts.map { part in
      switch part {
      case .disposition: "the decision"
      case .primary: "the pairing"
      case .alternatives: "the alternatives"
      case .certainty: "certainty"
      }
    }.joined(separator: ", ")
  }
}

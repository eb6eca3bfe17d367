package import PlumblineEngine
package import PlumblineGuideline
internal import PlumblineJSON
package import PlumblineText

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
  package static func purpose(
    _ disposition: Decision.Disposition, in domain: Domain, _ language: Language = .english
  ) -> String {
    guard disposition == .recommend, let disclaimer = domain.disclaimer else { return language(judgement) }
    let isWhole = disclaimer.last.map { ".!?".contains($0) } ?? true
    return "\(disclaimer)\(isWhole ? "" : ".") \(language(judgement))"
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

  static func explanation(_ disposition: Decision.Disposition, in language: Language) -> String {
    switch disposition {
    case .recommend: ""
    case .stop: language.both("Act on this first. No pairing is shown while a stop is true.")
    case .defer: language("No pairing now.")
    case .outOfScope: language("This guideline does not cover this patient. No pairing is shown.")
    case .needData: language("No pairing can be given yet: an unanswered question is not a no.")
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

  /// Returns who an answer is about, on a page.
  static func patient(_ id: String?, in language: Language) -> String {
    id ?? language("patient without an id")
  }

  static func day(_ day: Day, in language: Language) -> String {
    language("as of {day}", ["day": day.description])
  }

  /// Returns the record of an answer, and the packs that decided it.
  static func record(_ recording: Recording, packs: String, in language: Language) -> String {
    recording.words(in: language) + " " + language("Packs: {packs}.", ["packs": packs])
  }

  /// The urgency of a stop that is true or may be: it bears on safety.
  static func urgency(_ urgency: Gate.Urgency, in language: Language) -> String {
    language.both(self.urgency(urgency))
  }

  /// Returns "0.63 (0.25 to 1.00)" as numbers are written in the language.
  static func estimate(_ effect: EvidenceItem.Effect, in language: Language) -> String {
    language.number(estimate(effect)).replacing(" to ", with: language(" to "))
  }

  /// Returns "SMD 0.63 (0.25 to 1.00), higher favours the pairing".
  static func favoured(_ effect: EvidenceItem.Effect, in language: Language) -> String {
    let figure = "\(effect.measure) \(estimate(effect, in: language))"
    return effect.better == .higher
      ? language("{figure}, higher favours the pairing", ["figure": figure])
      : language("{figure}, lower favours the pairing", ["figure": figure])
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
  package static func steps(_ claim: Claim, in language: Language = .english) -> [String] {
    let item = claim.evidence
    var steps: [String] = []
    if item.certainty == .notStated {
      steps.append(language("No rating was published or seen; that is not the same as a low one."))
    } else if item.certaintySeen == nil {
      steps.append(
        language(
          "The rating is recalled, not confirmed at its source; such a rating counts as moderate at most."))
    }
    if item.effect != nil, item.effect?.seen == nil {
      steps.append(language("The figure is recalled, not confirmed at its source."))
    }
    for adjustment in claim.adjustments {
      guard case .population(let says, let truth) = adjustment.reason else { continue }
      steps.append(
        truth == .false
          ? language(
            "Studied in people with {people}; this patient differs: one level lower.", ["people": says])
          : language(
            "Studied in people with {people}; not known for this patient: one level lower.", ["people": says])
      )
    }
    if claim.isAtLimit { steps.append(limit(in: language)) }
    return steps + claim.asked.map { asked($0, in: language) }
  }

  static func limit(in language: Language) -> String {
    language("Further differences do not lower it: two levels are the most.")
  }

  /// Returns what an open question about the people studied can do to a claim's certainty.
  static func asked(_ says: String, in language: Language) -> String {
    language("Not known whether this patient has {people}; if not, one level lower.", ["people": says])
  }

  /// Returns "low", or "moderate → low" if it was lowered.
  static func certainty(_ claim: Claim, arrow: String, in language: Language) -> String {
    let (start, end) = (language(claim.evidence.certainty.words), language(claim.certainty.words))
    return claim.evidence.certainty == claim.certainty ? start : "\(start) \(arrow) \(end)"
  }

  /// Returns what an absent fact could change: "Could change the decision."
  static func couldChange(_ parts: [MissingFact.Part], in language: Language) -> String {
    let shown = parts.contains(.disposition) ? [.disposition] : parts
    let words = shown.map { part in
      switch part {
      case .disposition: language("the decision")
      case .primary: language("the pairing")
      case .alternatives: language("the alternatives")
      case .certainty: language("certainty")
      }
    }.joined(separator: ", ")
    return language("Could change {parts}.", ["parts": words])
  }

  /// How certain the claims of an alternative are, as a sentence.
  static func certainty(of alternative: Decision.Recommendation, in language: Language) -> String {
    let claims = alternative.claims.map { self.claim($0, in: language) }
    return claims.isEmpty
      ? language("It claims no evidence.")
      : language("Certainty: {claims}.", ["claims": claims.joined(separator: "; ")])
  }

  /// Returns "function, 6 to <12 months: low".
  static func claim(_ claim: Claim, in language: Language) -> String {
    "\(subject(claim.evidence, in: language)): \(language(claim.certainty.words))"
  }

  /// Returns what was measured, and when: "function, 6 to <12 months".
  static func subject(_ item: EvidenceItem, in language: Language) -> String {
    "\(item.outcome.words), \(language(item.timepoint.words))"
  }
}

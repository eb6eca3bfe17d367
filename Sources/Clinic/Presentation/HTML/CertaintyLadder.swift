internal import PlumblineEngine
package import PlumblineGuideline
package import PlumblineText

/// The steps from the evidence's own rating down to a claim's certainty for this patient, each with its reason.
struct CertaintyLadder {
  private let claim: Claim
  private let language: Language

  init(_ claim: Claim, in language: Language = .english) { (self.claim, self.language) = (claim, language) }

  var list: HTML {
    let item = claim.evidence
    var rungs = [rung(item.certainty, start)]
    for adjustment in claim.adjustments { rungs.append(rung(adjustment.to, reason(adjustment))) }
    if claim.isAtLimit {
      rungs.append(rung(claim.certainty, Words.limit(in: language)))
    }
    for says in claim.asked {
      rungs.append(rung(claim.certainty, Words.asked(says, in: language)))
    }
    return """
      <h3>\(language("{claim} for this patient", ["claim": Words.claim(claim, in: language)]))</h3>
      <ol class="ladder">
      \(rungs)
      </ol>
      """
  }

  private var start: String {
    let item = claim.evidence
    if item.certainty == .notStated {
      return language("No rating was published or seen; that is not the same as a low one.")
    }
    return item.certaintySeen == nil
      ? language("The evidence's own rating, recalled and not confirmed at its source.")
      : language("The evidence's own rating.")
  }

  private func reason(_ adjustment: Claim.Adjustment) -> String {
    switch adjustment.reason {
    case .ratingNotConfirmed: language("A rating that is not confirmed counts as moderate at most.")
    case .population(let says, .false):
      language("Studied in people with {people}; this patient differs.", ["people": says])
    case .population(let says, _):
      language("Studied in people with {people}; not known for this patient.", ["people": says])
    }
  }

  private func rung(_ certainty: Certainty, _ reason: String) -> HTML {
    "<li><span>\(certainty.marked(in: language))</span> <span>\(reason)</span></li>"
  }
}

extension Certainty {
  /// GRADE's four marks, with the word next to them.
  package var marked: HTML { marked(in: .english) }

  func marked(in language: Language) -> HTML {
    let marks = level.map { String(repeating: "⊕", count: $0) + String(repeating: "○", count: 4 - $0) }
    return "<span class=\"rungs\" aria-hidden=\"true\">\(marks ?? "– – – –")</span> \(language(words))"
  }
}

internal import PlumblineEngine
package import PlumblineGuideline
package import PlumblineText

/// The steps from the evidence's own rating down to a claim's certainty for this patient, each with its reason.
struct CertaintyLadder {
  private let claim: Claim

  init(_ claim: Claim) { self.claim = claim }

  var list: HTML {
    let item = claim.evidence
    var rungs = [rung(item.certainty, start)]
    for adjustment in claim.adjustments { rungs.append(rung(adjustment.to, reason(adjustment))) }
    if claim.isAtLimit {
      rungs.append(rung(claim.certainty, "Further differences do not lower it: two levels are the most."))
    }
    for says in claim.asked {
      rungs.append(
        rung(claim.certainty, "Not known whether this patient has \(says); if not, one level lower."))
    }
    return """
      <h3>\(item.outcome.words), \(item.timepoint.words): \(claim.certainty.words) for this patient</h3>
      <ol class="ladder">
      \(rungs)
      </ol>
      """
  }

  private var start: String {
    let item = claim.evidence
    if item.certainty == .notStated {
      return "No rating was published or seen; that is not the same as a low one."
    }
    return item.certaintySeen == nil
      ? "The evidence's own rating, recalled and not confirmed at its source." : "The evidence's own rating."
  }

  private func reason(_ adjustment: Claim.Adjustment) -> String {
    switch adjustment.reason {
    case .ratingNotConfirmed: "A rating that is not confirmed counts as moderate at most."
    case .population(let says, .false): "Studied in people with \(says); this patient differs."
    case .population(let says, _): "Studied in people with \(says); not known for this patient."
    }
  }

  private func rung(_ certainty: Certainty, _ reason: String) -> HTML {
    "<li><span>\(certainty.marked)</span> <span>\(reason)</span></li>"
  }
}

extension Certainty {
  /// GRADE's four marks, with the word next to them.
  package var marked: HTML {
    let marks = level.map { String(repeating: "⊕", count: $0) + String(repeating: "○", count: 4 - $0) }
    return "<span class=\"rungs\" aria-hidden=\"true\">\(marks ?? "– – – –")</span> \(words)"
  }
}

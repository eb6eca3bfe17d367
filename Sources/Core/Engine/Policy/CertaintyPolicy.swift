package import PlumblineGuideline

/// The certainty of a claim for one patient: from the evidence's own rating down, never up.
///
/// 1. Start from the item's rating for that outcome and timepoint; a rating outside GRADE counts as not stated.
/// 2. A rating that is not confirmed at its source counts as moderate at most.
/// 3. One level is lost for each named criterion of the studied population that the patient does not meet or whose
///    answer is unknown, two at most; a criterion that asks costs no level while it is unknown.
/// 4. Never below very low; not stated stays not stated.
package enum CertaintyPolicy {
  /// The most levels that differences from the studied population can cost.
  package static let mostLevels = 2

  /// Returns the certainty from which a claim starts: the item's rating, capped if it is unconfirmed.
  package static func start(_ item: EvidenceItem) -> Certainty {
    item.certaintySeen == nil && item.certainty == .high ? .moderate : item.certainty
  }

  static func claim(_ item: EvidenceItem, _ truth: (Condition) -> Truth) -> Claim {
    var certainty = start(item)
    var adjustments: [Claim.Adjustment] = []
    var asked: [String] = []
    var lost = 0
    var isAtLimit = false
    if certainty != item.certainty {
      adjustments.append(.init(reason: .ratingNotConfirmed, to: certainty))
    }
    for criterion in item.population {
      let truth = truth(criterion.when)
      if truth == .true { continue }
      if truth == .unknown, criterion.asksWhenUnknown {
        asked.append(criterion.says)
        continue
      }
      if certainty == .notStated { continue }
      if lost == mostLevels {
        isAtLimit = true
        continue
      }
      lost += 1
      certainty = certainty.lowered
      adjustments.append(.init(reason: .population(says: criterion.says, truth: truth), to: certainty))
    }
    return Claim(
      evidence: item, certainty: certainty, adjustments: adjustments, asked: asked,
      unlike: item.population.filter { truth($0.when) == .false }, isAtLimit: isAtLimit)
  }
}

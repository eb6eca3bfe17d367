package import PlumblineEngine
internal import PlumblineGuideline

extension Words {
  /// A claim on its own, in sentences: what is claimed, how certain it is for this patient, what was found, and how its certainty came
  /// about.
  package static func sentence(_ claim: Claim) -> String {
    let item = claim.evidence
    var found = item.finding ?? "no figure available"
    if let effect = item.effect {
      found =
        "\(effect.measure) \(estimate(effect)) against \(item.comparator), \(effect.better.rawValue) is better"
    }
    let first =
      "\(item.outcome.words), \(item.timepoint.words): certainty \(certainty(claim, arrow: "to")); \(found)."
    return ([first.capitalisedOnce] + steps(claim)).joined(separator: " ")
  }
}

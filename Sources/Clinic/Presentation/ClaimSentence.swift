package import PlumblineEngine
package import PlumblineGuideline
internal import PlumblineText

extension Words {
  /// A claim on its own, in sentences: what is claimed, how certain it is for this patient, what was found, and how its certainty came
  /// about.
  package static func sentence(_ claim: Claim) -> String {
    ([sentence(claim.evidence, certainty: certainty(claim, arrow: "to", in: .english))] + steps(claim))
      .joined(
        separator: " ")
  }

  /// What evidence says, in a sentence.
  package static func sentence(_ item: EvidenceItem, certainty: String) -> String {
    var found = item.finding ?? "no figure available"
    if let effect = item.effect {
      found =
        "\(effect.measure) \(estimate(effect)) against \(item.comparator), \(effect.better.rawValue) is better"
    }
    return "\(item.outcome.words), \(item.timepoint.words): certainty \(certainty); \(found).".capitalisedOnce
  }
}

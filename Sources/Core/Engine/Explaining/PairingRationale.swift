public import PlumblineGuideline

/// What each part of a recommended pairing adds and what is lost without it, according to its packs.
public struct PairingRationale: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    /// `exercise`, `pain-education`.
    public var name: String
    /// Empty if no pack states it.
    public var adds: [PairRationale.Statement]
    public var lostWithout: [PairRationale.Statement]
  }

  public var pairing: PairingName
  public var title: String
  /// In the order of the pairing's name.
  public var parts: [Part]

  /// Collects the statements of every pairing from which a pairing is joined, each once.
  init(_ recommendation: Decision.Recommendation, _ guideline: Guideline) {
    pairing = recommendation.pairing
    title = recommendation.title
    let name = recommendation.pairing
    let rules = guideline.rules.filter { recommendation.rules.contains($0.id) }.map(\.recommends)
    var seen: Set<PairingName> = []
    let names = ([name] + rules).filter { seen.insert($0).inserted }
    let spoken = names.compactMap { guideline.pairings[$0]?.rationale }
    func statements(_ of: (PairRationale) -> PairRationale.Statement?) -> [PairRationale.Statement] {
      var seen: Set<String> = []
      return spoken.compactMap(of).filter { seen.insert($0.says).inserted }
    }
    parts = name.parts.map { part in
      Part(
        name: part, adds: statements { $0.adds[part] }, lostWithout: statements { $0.lostWithout[part] })
    }
  }
}

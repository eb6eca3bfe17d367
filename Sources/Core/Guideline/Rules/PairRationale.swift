/// Why the parts of a pairing go together: what each adds, and what is lost without it.
public struct PairRationale: Sendable, Hashable {
  /// A statement of a pack, and its sources.
  public struct Statement: Sendable, Hashable {
    public var says: String
    /// Names of declared sources; empty for the pack's own inference.
    public var sources: [String]

    public init(says: String, sources: [String]) {
      self.says = says
      self.sources = sources
    }
  }

  /// What each part adds; by part of the pairing.
  public var adds: [String: Statement]
  /// What is lost if a part is not available; by part of the pairing.
  public var lostWithout: [String: Statement]

  public init(adds: [String: Statement] = [:], lostWithout: [String: Statement] = [:]) {
    self.adds = adds
    self.lostWithout = lostWithout
  }

  public var isEmpty: Bool { adds.isEmpty && lostWithout.isEmpty }

  /// All sources that are named, sorted.
  public var sources: [String] {
    Set((Array(adds.values) + Array(lostWithout.values)).flatMap(\.sources)).sorted()
  }
}

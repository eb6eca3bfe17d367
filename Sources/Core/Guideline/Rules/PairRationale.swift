/// Why the parts of a pairing go together: what each adds, and what is lost without it.
public struct PairRationale: Sendable, Hashable {
  /// What a pack says, and what it rests on.
  public struct Statement: Sendable, Hashable {
    public var says: String
    /// Names of declared sources; empty: the pack's own inference.
    public var sources: [String]

    public init(says: String, sources: [String]) {
      self.says = says
      self.sources = sources
    }
  }

  /// By part of the pairing: what it adds.
  public var adds: [String: Statement]
  /// By part of the pairing: what is lost if that part cannot be had.
  public var lostWithout: [String: Statement]

  public init(adds: [String: Statement] = [:], lostWithout: [String: Statement] = [:]) {
    self.adds = adds
    self.lostWithout = lostWithout
  }

  public var isEmpty: Bool { adds.isEmpty && lostWithout.isEmpty }

  /// Every source that is named, sorted.
  public var sources: [String] {
    Set((Array(adds.values) + Array(lostWithout.values)).flatMap(\.sources)).sorted()
  }
}

public import PlumblineTransparency

/// What verifying a ledger found.
public struct Verification: Sendable {
  /// What the finding rests on, outside the database.
  public enum Anchor: Sendable, Hashable {
    /// A checkpoint that someone kept; `isSigned` if its signature was checked with a key that was given.
    case checkpoint(size: Int, isSigned: Bool)
    /// A public key that was given.
    case key(String)
    /// Nothing but what lies beside the database.
    case none
  }

  public var anchor: Anchor = .none
  public var records = 0
  public var erased = 0
  /// The head that covers every record; nil in an empty ledger.
  public var head: Checkpoint?
  /// The first divergences in the order of the records, then of the other tables.
  public var divergences: [Divergence] = []
  /// How many there are in all.
  public var count = 0
  /// What is worth knowing and is no divergence: a clock that went back.
  public var notes: [String] = []

  public var isSound: Bool { count == 0 }

  /// How many divergences are kept.
  public static let kept = 50

  mutating func add(_ divergence: Divergence) {
    count += 1
    if divergences.count < Self.kept { divergences.append(divergence) }
  }
}

/// What to verify a ledger against.
public struct VerificationRequest: Sendable {
  /// A public key from elsewhere. Without it the key beside the ledger is used, which anchors nothing.
  public var key: VerifierKey?
  /// Older heads that someone kept: the tree must continue each.
  public var since: [SignedNote] = []
  /// Looks at leaves and tree alone; for who has no wrapping key.
  public var leavesOnly = false

  public init(key: VerifierKey? = nil, since: [SignedNote] = [], leavesOnly: Bool = false) {
    self.key = key
    self.since = since
    self.leavesOnly = leavesOnly
  }
}

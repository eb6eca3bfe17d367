public import PlumblineTransparency

/// The result of verifying a ledger.
public struct Verification: Sendable {
  /// The evidence outside the database on which the result rests.
  public enum Anchor: Sendable, Hashable {
    /// A checkpoint kept elsewhere; `isSigned` if its signature was checked with a given key.
    case checkpoint(size: Int, isSigned: Bool)
    /// A given public key.
    case key(String)
    /// Only the files beside the database.
    case none
  }

  public var anchor: Anchor = .none
  public var records = 0
  public var erased = 0
  /// The head that covers every record; nil in an empty ledger.
  public var head: Checkpoint?
  /// The first divergences in the order of the records, then of the other tables.
  public var divergences: [Divergence] = []
  /// The number of all divergences.
  public var count = 0
  /// What is worth knowing without being a divergence, such as a clock that went back.
  public var notes: [String] = []
  /// The signatures of people.
  public var signatures = SignatureTally()
  /// For which records which key vouches; one span if no key was exchanged, none if no key was known.
  public var spans: [KeySpan] = []
  /// The timestamps that are what they should be, in the order of their records.
  public var timestamps: [TimestampedSpan] = []

  public var isSound: Bool { count == 0 }

  /// The maximum number of divergences kept.
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
  /// Older heads kept elsewhere: the tree must continue each of them.
  public var since: [SignedNote] = []
  /// Whether only leaves and tree are checked, for auditors without the wrapping key.
  public var leavesOnly = false
  /// The keys of people, with which their signatures are checked; nil if there is no register of people.
  public var signers: Signers?
  /// The certificates of the timestamp authority, in PEM; nil if timestamps are only compared with their heads.
  public var authority: [UInt8]?

  public init(
    key: VerifierKey? = nil, since: [SignedNote] = [], leavesOnly: Bool = false, signers: Signers? = nil,
    authority: [UInt8]? = nil
  ) {
    self.authority = authority
    self.key = key
    self.since = since
    self.leavesOnly = leavesOnly
    self.signers = signers
  }
}

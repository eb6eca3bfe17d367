public import PlumblineTransparency

/// A wish to exchange the key that signs a ledger's heads.
public struct RotationRequest: Sendable {
  /// Someone who signs that the key was lost, with a key of their own.
  public struct Witness: Sendable {
    public var person: String
    public var key: SigningKey

    public init(person: String, key: SigningKey) { (self.person, self.key) = (person, key) }
  }

  public var reason: String
  /// On whose authority.
  public var authority: String?
  public var by: String?
  /// The second person who agreed.
  public var second: String?

  public init(reason: String, authority: String?, by: String?, second: String?) {
    (self.reason, self.authority, self.by, self.second) = (reason, authority, by, second)
  }
}

/// What was exchanged.
public struct Rotation: Sendable {
  public var ended: VerifierKey
  public var begun: VerifierKey
  public var cause: RotationStatement.Cause
  /// The name of its record.
  public var name: RecordName
  /// The records of legal holds in force that nobody can recognise any more, because their marks were made with the lost key.
  public var orphanedHolds: [Int] = []
  /// What went wrong after the record was safe; nil if nothing did.
  public var warning: String?
}

/// Why keys are not exchanged.
public enum RotationFault: Sendable, Hashable {
  /// Nothing was signed with the key yet.
  case empty
  /// The machine's clock is behind the last record.
  case clock(now: String, last: String)
  /// The key that is said to be lost is here.
  case notLost(path: String)
  /// The ended key's public half is not known.
  case formerKeyUnknown(path: String)
  /// The key beside the ledger is another ledger's.
  case strangersKey(path: String)

  var words: String {
    switch self {
    case .empty: "it holds no record yet, so there is no key to end"
    case .clock(let now, let last):
      "the machine's clock says \(now), and the last record was made at \(last): set the clock right, then exchange the keys"
    case .notLost(let path):
      "its signing key is here, in \(path), so it is not lost; exchange it with `plumbline audit rotate` without --lost"
    case .formerKeyUnknown(let path):
      "\(path) is missing or holds no public key, so it is unknown which key ends; put it back, or give that key with --former-key"
    case .strangersKey(let path):
      "\(path) holds another ledger's signing key; move it away, or put back the key that belongs here"
    }
  }
}

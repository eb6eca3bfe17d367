public import PlumblineTransparency

/// The records for which one of a ledger's keys vouches.
public struct KeySpan: Sendable, Hashable {
  public enum End: Sendable, Hashable {
    /// The key's own signature and the next key's are in this record.
    case exchanged(record: Int)
    /// The key was lost, as this record says; the next key signed that, and these people, or not.
    case lost(record: Int, signed: [String], unsigned: [String])
    /// Who signed what is in this record was not as it should be.
    case doubtful(record: Int)

    public var record: Int {
      switch self {
      case .exchanged(let record), .lost(let record, _, _), .doubtful(let record): record
      }
    }
  }

  public var key: VerifierKey
  /// The number of the first record.
  public var first: Int
  /// How the key ended; nil for the one in force.
  public var end: End?

  public init(key: VerifierKey, first: Int, end: End?) {
    (self.key, self.first, self.end) = (key, first, end)
  }
}

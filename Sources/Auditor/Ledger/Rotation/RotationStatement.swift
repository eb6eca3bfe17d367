public import PlumblineTransparency

/// What is signed when a ledger's key is exchanged: which ledger, over which records, which key ends, which begins, and when.
///
/// The root binds it to the records before it: it fits no other ledger, and no other place in this one.
public struct RotationStatement: Sendable, Hashable {
  /// The first line of what is signed, so that no statement is ever a checkpoint, a manifest or a person's signature.
  public static let domain = "plumbline.ledger/1 rotation"

  public enum Cause: String, Sendable, Hashable, CaseIterable {
    /// The ended key was at hand, and signed this too.
    case exchanged
    /// The ended key was lost: the next key signed this, and people with their own keys.
    case lost
  }

  public var ledger: String
  /// The number of records before it, and its own record's number.
  public var records: Int
  /// The root over those records.
  public var root: TreeHash
  public var ends: VerifierKey
  public var begins: VerifierKey
  public var cause: Cause
  /// In UTC: `2026-11-21T09:30:00.000Z`.
  public var time: String

  public init(
    of head: Checkpoint, ends: VerifierKey, begins: VerifierKey, cause: Cause, time: String
  ) {
    (ledger, records, root) = (head.origin, head.size, head.root)
    (self.ends, self.begins, self.cause, self.time) = (ends, begins, cause, time)
  }

  /// Reads a statement in the form of ``text``; nil for anything else.
  public init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == Self.names.count + 2, lines[0] == Self.domain else { return nil }
    let values = zip(Self.names, lines.dropFirst()).map { $1.dropFirst($0.utf8.count + 1) }.map(String.init)
    guard let records = Int(values[1]), records > 0, let root = TreeHash(base64: values[2]),
      let head = Checkpoint(origin: values[0], size: records, root: root),
      let ends = VerifierKey(values[3]), let begins = VerifierKey(values[4]),
      let cause = Cause(rawValue: values[5])
    else { return nil }
    self.init(of: head, ends: ends, begins: begins, cause: cause, time: values[6])
    guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
  }

  private static let names = ["ledger", "records", "root", "ends", "begins", "cause", "time"]

  /// The signed text: the domain, and a line for each part, each ended by a line feed.
  public var text: String {
    let values = [
      ledger, "\(records)", root.base64, ends.description, begins.description, cause.rawValue, time,
    ]
    return ([Self.domain] + zip(Self.names, values).map { "\($0) \($1)" }).map { $0 + "\n" }.joined()
  }
}

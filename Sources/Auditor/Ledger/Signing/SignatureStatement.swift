internal import PlumblineTransparency

/// What a person signs about a record: which record of which ledger, with which content, in which meaning, by whom and when.
///
/// The leaf's hash binds the payload, because the leaf holds a commitment to it. Nothing else about the patient is in the statement.
public struct SignatureStatement: Sendable, Hashable {
  /// The first line of what is signed, so that no statement is ever a checkpoint, a manifest or a pack's signature.
  public static let domain = "plumbline.ledger/1 signature"

  public var record: RecordName
  /// The hash of the record's leaf: `sha256:` and 64 hex digits.
  public var leaf: String
  public var meaning: SignatureMeaning
  /// The signer's id in the register of people.
  public var person: String
  /// In UTC: `2026-11-21T09:30:00.000Z`.
  public var time: String

  public init(about leaf: Leaf, of origin: String, meaning: SignatureMeaning, person: String, time: String) {
    record = RecordName(origin: origin, index: leaf.index)
    self.leaf = Self.hash(leaf)
    self.meaning = meaning
    self.person = person
    self.time = time
  }

  /// Reads a statement in the form of ``text``; nil for anything else.
  public init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == Self.names.count + 2, lines[0] == Self.domain else { return nil }
    let values = zip(Self.names, lines.dropFirst()).map { $1.dropFirst($0.utf8.count + 1) }.map(String.init)
    guard let record = RecordName(values[0]), let meaning = SignatureMeaning(rawValue: values[2]) else {
      return nil
    }
    self.record = record
    leaf = values[1]
    self.meaning = meaning
    person = values[3]
    time = values[4]
    guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
  }

  private static let names = ["record", "leaf", "meaning", "person", "time"]

  /// The signed text: the domain, and a line for each part, each ended by a line feed.
  public var text: String {
    let values = [record.description, leaf, meaning.rawValue, person, time]
    return ([Self.domain] + zip(Self.names, values).map { "\($0) \($1)" }).map { $0 + "\n" }.joined()
  }

  static func hash(_ leaf: Leaf) -> String { "sha256:" + leaf.hash.hex }
}

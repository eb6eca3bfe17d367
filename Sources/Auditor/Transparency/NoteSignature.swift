/// One signature line of a note: the claimed signer, and the signature, which is not verified yet.
public struct NoteSignature: Hashable, Sendable {
  public let name: String
  /// The id of the key, among keys of that name.
  public let id: UInt32
  /// The signature without the id; at least one byte. The length depends on the kind of key.
  public let bytes: [UInt8]

  /// Nil for an invalid key name, or without bytes.
  public init?(name: String, id: UInt32, bytes: [UInt8]) {
    guard KeyName.isValid(name), !bytes.isEmpty else { return nil }
    self.name = name
    self.id = id
    self.bytes = bytes
  }

  /// Em dash, space, name, space, base64 of the id and the signature; without a newline.
  var line: String { "\(Self.mark)\(name) \(Base64.encode(id.bigEndianBytes + bytes))" }

  /// What a signature's line begins with.
  public static let mark = "\u{2014} "

  public static func == (left: NoteSignature, right: NoteSignature) -> Bool {
    left.id == right.id && left.bytes == right.bytes && left.name.isSameBytes(as: right.name)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(bytes)
  }
}

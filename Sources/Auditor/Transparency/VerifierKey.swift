internal import PlumblineCryptography

/// A trusted signer in its published form: a name and an Ed25519 public key.
///
/// ```swift
/// VerifierKey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")?.name
/// // "example.com/foo"
/// ```
///
/// <https://c2sp.org/signed-note>, "Verifier keys"
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
  /// The byte before an Ed25519 key, so that a key of another kind is never mistaken for one.
  static let kind: UInt8 = 1

  public let name: String
  /// A short id derived from the name and the key, by which a signature finds its key; not a protection by itself.
  public let id: UInt32
  /// 32 bytes.
  public let publicKey: [UInt8]

  /// Reads a key written as `<name>+<id in hex>+<base64 of its kind and its bytes>`.
  ///
  /// Nil for anything else, for a key of another kind than Ed25519, and if the id does not belong to the key.
  public init?(_ vkey: String) {
    let parts = vkey.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64.decode(ascii: Array(parts[2])), bytes.first == Self.kind else {
      return nil
    }
    self.init(name: String(Substring(parts[0])), publicKey: Array(bytes.dropFirst()))
    guard parts[1].elementsEqual(idInHex.utf8) else { return nil }
  }

  /// Nil for an invalid key name, or if there are not 32 bytes.
  init?(name: String, publicKey: [UInt8]) {
    guard KeyName.isValid(name), publicKey.count == Ed25519.keySize else { return nil }
    self.name = name
    self.publicKey = publicKey
    id = SHA256.hash(Array(name.utf8), [Lines.newline, Self.kind], publicKey).prefix(4).reduce(0) {
      $0 << 8 | UInt32($1)
    }
  }

  /// The key in the form that ``init(_:)`` reads.
  public var description: String {
    "\(name)+\(idInHex)+\(Base64.encode([Self.kind] + publicKey))"
  }

  var idInHex: String { Hex.encode(id.bigEndianBytes) }

  /// Whether the holder of this key signed `text`.
  ///
  /// <https://www.rfc-editor.org/rfc/rfc8032#section-5.1.7>
  public func isValid(signature: [UInt8], for text: [UInt8]) -> Bool {
    Ed25519.isValid(signature: signature, of: text, publicKey: publicKey)
  }

  public static func == (left: VerifierKey, right: VerifierKey) -> Bool {
    left.id == right.id && left.publicKey == right.publicKey && left.name.isSameBytes(as: right.name)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(publicKey)
  }
}

extension UInt32 {
  /// The four bytes, the highest first.
  var bigEndianBytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) }
  }
}

internal import Crypto

/// Who may sign, in the form in which it is handed out: a name and an Ed25519 public key.
///
/// ```swift
/// VerifierKey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")?.name
/// // "example.com/foo"
/// ```
///
/// <https://c2sp.org/signed-note>, "Verifier keys"
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
  /// What stands before an Ed25519 key, so that a key of another kind is never taken for one.
  static let kind: UInt8 = 1

  public let name: String
  /// A short mark of the name and the key, by which a signature finds its key; no protection by itself.
  public let id: UInt32
  /// 32 bytes.
  public let publicKey: [UInt8]

  /// The key written as `<name>+<id in hex>+<base64 of its kind and its bytes>`.
  ///
  /// Nil for anything else, for another kind of key than Ed25519, and when the id does not belong to the key.
  public init?(_ vkey: String) {
    let parts = vkey.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64.decode(ascii: Array(parts[2])), bytes.first == Self.kind else {
      return nil
    }
    self.init(name: String(Substring(parts[0])), publicKey: Array(bytes.dropFirst()))
    guard parts[1].elementsEqual(idInHex.utf8) else { return nil }
  }

  /// Nil for a name that no key may have, or when there are not 32 bytes.
  init?(name: String, publicKey: [UInt8]) {
    guard KeyName.isValid(name), publicKey.count == 32 else { return nil }
    self.name = name
    self.publicKey = publicKey
    var hash = SHA256()
    hash.update(data: Array(name.utf8) + [Lines.newline, Self.kind] + publicKey)
    id = hash.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The key as ``init(_:)`` reads it.
  public var description: String {
    "\(name)+\(idInHex)+\(Base64.encode([Self.kind] + publicKey))"
  }

  var idInHex: String { Hex.encode(id.bigEndianBytes) }

  /// Whether the holder of this key signed `text`.
  ///
  /// <https://www.rfc-editor.org/rfc/rfc8032#section-5.1.7>
  public func isValid(signature: [UInt8], for text: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    return key.isValidSignature(signature, for: text)
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

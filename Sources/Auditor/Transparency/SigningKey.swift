internal import PlumblineCryptography

/// A secret with which notes are signed.
///
/// It is shown only by ``text`` and ``seed``: printing or dumping it shows its public half.
public struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
  /// The public half, for verifiers.
  public let verifier: VerifierKey
  /// The secret itself, 32 bytes, from which everything else is derived.
  ///
  /// <https://www.rfc-editor.org/rfc/rfc8032#section-5.1.5>
  public let seed: [UInt8]

  /// A new key; nil for an invalid key name.
  public init?(name: String) {
    self.init(name: name, seed: Randomness.bytes(Ed25519.keySize))
  }

  /// The key of a seed of 32 bytes; nil for any other count, or for an invalid key name.
  public init?(name: String, seed: [UInt8]) {
    guard let publicKey = Ed25519.publicKey(ofSeed: seed),
      let verifier = VerifierKey(name: name, publicKey: publicKey)
    else { return nil }
    self.verifier = verifier
    self.seed = seed
  }

  /// Reads a key written as ``text``; nil for anything else, or if the id does not belong to the key.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].elementsEqual("PRIVATE".utf8), parts[1].elementsEqual("KEY".utf8),
      let bytes = Base64.decode(ascii: Array(parts[4])), bytes.first == VerifierKey.kind
    else { return nil }
    self.init(name: String(Substring(parts[2])), seed: Array(bytes.dropFirst()))
    guard parts[3].elementsEqual(verifier.idInHex.utf8) else { return nil }
  }

  public var name: String { verifier.name }

  /// The secret as Go's `golang.org/x/mod/sumdb/note` writes it: `PRIVATE+KEY+<name>+<id in hex>+<base64>`.
  public var text: String {
    "PRIVATE+KEY+\(name)+\(verifier.idInHex)+\(Base64.encode([VerifierKey.kind] + seed))"
  }

  /// The public half.
  public var description: String { verifier.description }

  public var customMirror: Mirror { Mirror(self, children: ["verifier": verifier]) }

  /// Signs `text`, which ends in a newline, as a note with one signature.
  ///
  /// Refuses a text that no note can hold.
  public func sign(_ text: String) throws(NoteError) -> SignedNote {
    guard let bytes = Ed25519.signature(of: Array(text.utf8), seed: seed),
      let signature = NoteSignature(name: name, id: verifier.id, bytes: bytes)
    else { throw .cannotSign(name) }
    return try SignedNote(text: text, signatures: [signature])
  }
}

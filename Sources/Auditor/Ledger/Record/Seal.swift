internal import PlumblineCryptography
internal import PlumblineTransparency

/// A key that wraps the keys of records, kept outside the database.
///
/// Without one, anyone who can read the database file can read the payloads.
public struct WrappingKey: Sendable {
  let key: [UInt8]
  /// The report that others could read its file until now; nil if they could not.
  var repair: String?

  /// Reads a key; nil unless the text is 64 hex digits, optionally followed by a line feed.
  public init?(_ text: String) {
    let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
    guard let bytes = Hex.decode(line), bytes.count == 32 else { return nil }
    key = bytes
  }

  /// A new random key.
  public init() {
    key = Randomness.bytes(32)
  }

  /// The secret as stored in its file.
  public var text: String { Hex.encode(key) + "\n" }

  /// The id of the key: the first 8 bytes of SHA-256(`plumbline.ledger/1 wrapping` ‖ line feed ‖ key), in hex.
  public var id: String {
    Hex.encode(Array(SHA256.hash(Array("plumbline.ledger/1 wrapping\n".utf8), key).prefix(8)))
  }
}

/// A payload as the database stores it: salt and payload under AES-256-GCM, with its own random key.
///
/// Plaintext: salt ‖ payload. Associated data: `plumbline.ledger/1 sealed INDEX`. Stored: nonce (12) ‖
/// ciphertext ‖ tag (16). The key is stored as it is (32 bytes), or sealed in the same way under a wrapping key
/// with `plumbline.ledger/1 key INDEX`. The line of facts is sealed with the record's key and `plumbline.ledger/1 facts INDEX`.
struct Seal: Sendable, Hashable {
  /// The record's key, in clear or wrapped.
  var key: [UInt8]
  /// The id of the wrapping key; nil when the record's key is in clear.
  var wrappedBy: String?
  var box: [UInt8]
  /// The line of facts, sealed with the same key for questions that open no payload; nil if there is none.
  var facts: [UInt8]?

  enum Fault: Error {
    /// The key is wrapped, and the wrapping key was not given.
    case needsWrappingKey(id: String)
    /// The record's key is not a key, or cannot be unwrapped.
    case key
    /// The box does not open with its key.
    case box
  }

  static func close(
    _ opening: Opening, facts: [UInt8]? = nil, index: Int, wrapping: WrappingKey?
  ) throws(Fault) -> Seal {
    let bytes = Randomness.bytes(32)
    let box = try sealed(opening.salt + opening.payload, bytes, "sealed", index)
    var facts = facts
    if let line = facts { facts = try sealed(line, bytes, "facts", index) }
    guard let wrapping else { return Seal(key: bytes, wrappedBy: nil, box: box, facts: facts) }
    let wrapped = try sealed(bytes, wrapping.key, "key", index)
    return Seal(key: wrapped, wrappedBy: wrapping.id, box: box, facts: facts)
  }

  func open(index: Int, wrapping: WrappingKey?) throws(Fault) -> Opening {
    let bytes = try recordKey(index: index, wrapping: wrapping)
    guard var plain = Self.opened(box, bytes, "sealed", index),
      plain.count >= Opening.saltSize
    else { throw .box }
    let salt = Array(plain.prefix(Opening.saltSize))
    plain.removeFirst(Opening.saltSize)
    return Opening(salt: salt, payload: plain)
  }

  /// The line of facts; nil if there is none.
  func openFacts(index: Int, wrapping: WrappingKey?) throws(Fault) -> [UInt8]? {
    guard let facts else { return nil }
    guard let line = Self.opened(facts, try recordKey(index: index, wrapping: wrapping), "facts", index)
    else {
      throw .box
    }
    return line
  }

  /// The record's key in clear.
  private func recordKey(index: Int, wrapping: WrappingKey?) throws(Fault) -> [UInt8] {
    var bytes = key
    if let wrappedBy {
      guard let wrapping, wrapping.id == wrappedBy else { throw .needsWrappingKey(id: wrappedBy) }
      guard let unwrapped = Self.opened(key, wrapping.key, "key", index) else {
        throw .key
      }
      bytes = unwrapped
    }
    guard bytes.count == 32 else { throw .key }
    return bytes
  }

  private static func context(_ purpose: String, _ index: Int) -> [UInt8] {
    Array("plumbline.ledger/1 \(purpose) \(index)".utf8)
  }

  private static func sealed(
    _ plain: [UInt8], _ key: [UInt8], _ purpose: String, _ index: Int
  ) throws(Fault) -> [UInt8] {
    let nonce = Randomness.bytes(AESGCM.nonceSize)
    guard let box = AESGCM.seal(plain, key: key, nonce: nonce, context: context(purpose, index)) else {
      throw .key
    }
    return box
  }

  private static func opened(
    _ box: [UInt8], _ key: [UInt8], _ purpose: String, _ index: Int
  ) -> [UInt8]? {
    AESGCM.open(box, key: key, context: context(purpose, index))
  }
}

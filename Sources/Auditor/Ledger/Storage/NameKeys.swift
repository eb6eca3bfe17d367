internal import PlumblineCryptography
internal import PlumblineTransparency

/// The secrets by which a ledger keeps patients' names: one for pseudonyms, one for the marks of those who were erased or held.
///
/// They come from the seed of the ledger's first signing key, by HKDF-SHA256 (no salt, 32 bytes each), and stay the same when that
/// key is exchanged: a patient is found under one pseudonym before and after. A key that was lost takes them with it.
struct NameKeys: Sendable, Hashable {
  /// Info `plumbline.ledger/1 pseudonym`.
  let pseudonyms: [UInt8]
  /// Info `plumbline.ledger/1 tombstone`.
  let marks: [UInt8]

  init(_ key: SigningKey) {
    pseudonyms = HKDF.key(from: key.seed, info: "plumbline.ledger/1 pseudonym")
    marks = HKDF.key(from: key.seed, info: "plumbline.ledger/1 tombstone")
  }

  /// Reads ``line``; nil for anything else.
  init?(line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[0] == "names", let pseudonyms = Hex.decode(String(words[1])),
      let marks = Hex.decode(String(words[2])), pseudonyms.count == 32, marks.count == 32
    else { return nil }
    (self.pseudonyms, self.marks) = (pseudonyms, marks)
  }

  /// The line that keeps them beside a key that they do not come from: `names`, and both in hex.
  var line: String { "names \(Hex.encode(pseudonyms)) \(Hex.encode(marks))" }

  /// `P-` and 20 hex digits: the first 10 bytes of HMAC-SHA256 over the id.
  func pseudonym(of id: String) -> String { Self.pseudonym(of: id, keyed: pseudonyms) }

  static func pseudonym(of id: String, keyed secret: [UInt8]) -> String {
    "P-" + Hex.encode(Array(HMAC.code(of: Array(id.utf8), key: secret).prefix(10)))
  }
}

/// What the file of a ledger's key holds: the key that signs, and the secrets of names.
struct KeyRing: Sendable {
  let signing: SigningKey
  let names: NameKeys

  /// A key with the secrets that come from it.
  init(_ signing: SigningKey) { self.init(signing: signing, names: NameKeys(signing)) }

  init(signing: SigningKey, names: NameKeys) { (self.signing, self.names) = (signing, names) }

  /// Reads ``bytes``; nil for anything else.
  init?(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let whole = text.hasSuffix("\n") ? text.dropLast() : text[...]
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(lines.count), let signing = SigningKey(lines[0]) else { return nil }
    if lines.count == 1 {
      self.init(signing)
    } else {
      guard let names = NameKeys(line: lines[1]) else { return nil }
      self.init(signing: signing, names: names)
    }
  }

  /// The key's line, and the one of ``NameKeys`` if they do not come from it.
  var bytes: [UInt8] {
    let own = NameKeys(signing) == names ? "" : names.line + "\n"
    return Array((signing.text + "\n" + own).utf8)
  }
}

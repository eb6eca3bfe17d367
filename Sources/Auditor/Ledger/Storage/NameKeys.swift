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

  /// Reads ``words(under:)``; nil for anything else.
  init?(_ words: ArraySlice<Substring>, under key: SigningKey) {
    let words = words.map(String.init)
    guard words.count == 4, words[0] == "names", let pseudonyms = Hex.decode(words[1]),
      let marks = Hex.decode(words[2]), pseudonyms.count == 32, marks.count == 32
    else { return nil }
    (self.pseudonyms, self.marks) = (pseudonyms, marks)
    guard words[3] == check(under: key) else { return nil }
  }

  /// The words that keep them before a key that they do not come from: `names`, both in hex, and a check.
  ///
  /// With other keys of names, patients who are held or were erased would not be recognised, and new answers would get other pseudonyms. So a
  /// changed digit makes the file unreadable, and so does a cut: they stand in the key's own line, before it.
  func words(under key: SigningKey) -> String {
    "names \(Hex.encode(pseudonyms)) \(Hex.encode(marks)) \(check(under: key))"
  }

  /// The first 16 bytes of HMAC-SHA256 under the signing key's seed, in hex.
  private func check(under key: SigningKey) -> String {
    let code = HMAC.code(of: Array("plumbline.ledger/1 names\n".utf8) + pseudonyms + marks, key: key.seed)
    return Hex.encode(Array(code.prefix(16)))
  }

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
    let line = text.hasSuffix("\n") ? text.dropLast() : text[...]
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard let signing = words.last.flatMap({ SigningKey(String($0)) }) else { return nil }
    if words.count == 1 {
      self.init(signing)
    } else {
      guard let names = NameKeys(words.dropLast(), under: signing) else { return nil }
      self.init(signing: signing, names: names)
    }
  }

  /// The key, and before it in the same line the words of ``NameKeys`` if they do not come from it.
  var bytes: [UInt8] {
    let own = NameKeys(signing) == names ? "" : names.words(under: signing) + " "
    return Array((own + signing.text + "\n").utf8)
  }
}

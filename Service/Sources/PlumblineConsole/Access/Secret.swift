internal import PlumblineCryptography

/// Texts that cannot be guessed.
enum Secret {
  /// 256 random bits in base 16.
  static func make() -> String { Hex.encode(Randomness.bytes(32)) }

  /// Whether two texts are the same; it takes as long for every text of one length.
  static func matches(_ given: String, _ secret: String) -> Bool {
    let (given, secret) = (Array(given.utf8), Array(secret.utf8))
    guard given.count == secret.count else { return false }
    return zip(given, secret).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

internal import PlumblineCryptography

/// A sign-in that was begun: what the browser keeps until it comes back, and the three secrets that are made of it. The service keeps nothing.
struct PendingSignIn: Sendable {
  /// Random, and the name of this sign-in.
  let id: String
  /// In seconds since 1970.
  let began: Int
  /// What it is about: nothing secret, and without a point.
  let about: String
  private let key: [UInt8]

  /// How long it may take, in seconds.
  static let life = 600
  private static let digits = 64

  /// Begins one.
  ///
  /// - Parameter key: the service's own, from which the secrets are made.
  init(_ about: String, at now: Int, key: [UInt8]) {
    (id, began, self.about, self.key) = (Hex.encode(Randomness.bytes(32)), now, about, key)
  }

  /// Takes up what a browser kept; nil if it was not made here, was changed, or is too old.
  init?(kept: String, at now: Int, key: [UInt8]) {
    let parts = kept.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, parts[0].utf8.count == Self.digits, let began = Int(parts[1]),
      Self.matches(parts[3], Self.seal(parts[0], parts[1], parts[2], key)), began <= now,
      now - began < Self.life
    else { return nil }
    (id, self.began, about, self.key) = (parts[0], began, parts[2], key)
  }

  /// What the browser keeps.
  var kept: String { "\(id).\(began).\(about).\(Self.seal(id, "\(began)", about, key))" }

  /// What the issuer sends back, so that only this browser ends what it began.
  var state: String { secret("state") }
  /// What the issuer signs, so that its token is one for this sign-in.
  var nonce: String { secret("nonce") }
  /// Whose digest the issuer gets first, so that only the service exchanges the code (PKCE).
  var verifier: String { secret("verifier") }
  /// That digest.
  var challenge: String { Base64URL.encode(SHA256.hash(Array(verifier.utf8))) }

  /// Whether the issuer sent this state back.
  func hasState(_ given: String) -> Bool { Self.matches(given, state) }

  private func secret(_ use: String) -> String {
    Hex.encode(HMAC.code(of: Array("\(use):\(id)".utf8), key: key))
  }

  private static func seal(_ id: String, _ began: String, _ about: String, _ key: [UInt8]) -> String {
    Hex.encode(HMAC.code(of: Array("kept:\(id).\(began).\(about)".utf8), key: key))
  }

  /// It takes as long for every text of one length.
  private static func matches(_ given: String, _ secret: String) -> Bool {
    let (given, secret) = (Array(given.utf8), Array(secret.utf8))
    guard given.count == secret.count else { return false }
    return zip(given, secret).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

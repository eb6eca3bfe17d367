internal import PlumblineCryptography

/// What a record system signed for one call, before its signature is checked: nothing in it can be relied on yet.
struct WebToken: Sendable {
  typealias Fault = SignedToken.Fault

  var scheme: PublicKey.Scheme
  var keyID: String
  var issuer: String
  var audiences: [String]
  /// In seconds since 1970.
  var expires: Int
  var issued: Int
  var notBefore: Int?
  var id: String
  private let token: SignedToken

  /// How far clocks may differ, in seconds.
  static let leeway = SignedToken.leeway
  /// The longest token, in bytes.
  private static let longest = 8_192
  /// How long a token may be valid, in seconds.
  private static let longestLife = 3_600

  /// Whether a bearer token has the form of one: three parts, the first an object of JSON.
  static func hasForm(_ text: some StringProtocol) -> Bool {
    text.hasPrefix("eyJ") && text.utf8.count { $0 == UInt8(ascii: ".") } >= 2
  }

  /// Reads a token.
  ///
  /// - Throws: ``SignedToken/Fault``, with everything that is wrong.
  init(_ text: some StringProtocol) throws(Fault) {
    var token = try SignedToken(text, longest: Self.longest)
    let (scheme, keyID) = token.readHeader(KeySet.ofRecordSystems)
    issuer = token.text(token.claims, "iss")
    id = token.text(token.claims, "jti")
    audiences = token.audiences
    if audiences.isEmpty { token.report("aud", "must be the address that is called") }
    let (expires, issued) = (token.seconds("exp"), token.seconds("iat"))
    notBefore = token.seconds("nbf", isNeeded: false)
    guard token.problems.isEmpty, let scheme, let expires, let issued else { throw Fault(token.problems) }
    (self.scheme, self.keyID, self.expires, self.issued) = (scheme, keyID, expires, issued)
    self.token = token
  }

  /// What keeps it from being valid here and now, apart from its signature.
  ///
  /// - Parameters:
  ///   - address: the exact address that is called.
  ///   - now: in seconds since 1970.
  func problems(calling address: String, at now: Int) -> [Problem.Detail] {
    var problems: [Problem.Detail] = []
    func report(_ path: String, _ message: String) {
      problems.append(Problem.Detail(path: path, message: message))
    }
    if !audiences.contains(address) { report("aud", "is not the address that is called") }
    if expires <= now - Self.leeway { report("exp", "lies in the past") }
    if issued > now + Self.leeway { report("iat", "lies in the future") }
    if let notBefore, notBefore > now + Self.leeway { report("nbf", "lies in the future") }
    if expires <= issued { report("exp", "is not after iat") }
    if expires - issued > Self.longestLife {
      report("exp", "is more than \(Self.longestLife) seconds after iat")
    }
    return problems
  }

  /// Whether the holder of a key signed it. It takes about as long as a decision.
  func isSigned(by key: PublicKey) -> Bool { token.isSigned(by: key, scheme) }
}

internal import PlumblineCryptography
internal import PlumblineJSON

/// By which an issuer says who somebody is (OpenID Connect, ID token), before its signature is checked: nothing in it can be relied on yet.
struct IdentityToken: Sendable {
  var scheme: PublicKey.Scheme
  var keyID: String
  var issuer: String
  var audiences: [String]
  /// To which client it was given, where it says so.
  var party: String?
  var subject: String
  var nonce: String
  /// In seconds since 1970.
  var expires: Int
  var issued: Int
  var notBefore: Int?
  /// When the person last showed the issuer who they are, where it says so.
  var authenticated: Int?
  private let token: SignedToken

  /// The longest token, in bytes: issuers put groups into it.
  private static let longest = 32 << 10

  /// Reads a token.
  ///
  /// - Throws: ``SignedToken/Fault``, with everything that is wrong.
  init(_ text: String) throws(SignedToken.Fault) {
    var token = try SignedToken(text, longest: Self.longest)
    let (scheme, keyID) = token.readHeader(KeySet.ofPeople)
    issuer = token.text(token.claims, "iss")
    subject = token.text(token.claims, "sub")
    nonce = token.text(token.claims, "nonce")
    if token.claims["azp"] != nil { party = token.text(token.claims, "azp") }
    audiences = token.audiences
    if audiences.isEmpty { token.report("aud", "must be this client") }
    let (expires, issued) = (token.seconds("exp"), token.seconds("iat"))
    notBefore = token.seconds("nbf", isNeeded: false)
    authenticated = token.seconds("auth_time", isNeeded: false)
    guard token.problems.isEmpty, let scheme, let expires, let issued else {
      throw SignedToken.Fault(token.problems)
    }
    (self.scheme, self.keyID, self.expires, self.issued) = (scheme, keyID, expires, issued)
    self.token = token
  }

  /// What keeps it from being valid here and now, apart from its signature.
  ///
  /// - Parameters:
  ///   - issuer: the one that is meant.
  ///   - client: this service, as that issuer knows it.
  ///   - nonce: that of the sign-in that was begun.
  ///   - since: the earliest time at which the person may have shown who they are; nil for any.
  ///   - now: in seconds since 1970.
  func problems(of issuer: String, for client: String, nonce: String, since: Int?, at now: Int)
    -> [Problem.Detail]
  {
    var problems: [Problem.Detail] = []
    func report(_ path: String, _ message: String) {
      problems.append(Problem.Detail(path: path, message: message))
    }
    let leeway = SignedToken.leeway
    if self.issuer != issuer { report("iss", "is another issuer") }
    if !audiences.contains(client) { report("aud", "is not this client") }
    if let party, party != client { report("azp", "is another client") }
    if audiences.count > 1, party == nil { report("azp", "is missing beside several aud") }
    if self.nonce != nonce { report("nonce", "is not that of this sign-in") }
    if expires <= now - leeway { report("exp", "lies in the past") }
    if expires <= issued { report("exp", "is not after iat") }
    if issued > now + leeway { report("iat", "lies in the future") }
    if let notBefore, notBefore > now + leeway { report("nbf", "lies in the future") }
    if let since, !isFresh(since: since) {
      report("auth_time", "is missing, or earlier than it was asked for")
    }
    return problems
  }

  /// Whether it says that the person showed who they are at that time or later.
  func isFresh(since: Int) -> Bool { authenticated.map { $0 >= since - SignedToken.leeway } ?? false }

  func isSigned(by key: PublicKey) -> Bool { token.isSigned(by: key, scheme) }

  /// A claim, where it is a text or a list of them.
  ///
  /// - Parameter path: the name of a member, or of members of members.
  func texts(at path: [String]) -> [String] {
    var node: JSONNode? = token.claims
    for name in path { node = node?[name] }
    return node?.stringValue.map { [$0] } ?? node?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}

internal import PlumblineCryptography
internal import PlumblineJSON

/// A token that a record system signed (JWT, RFC 7519), before its signature is checked: nothing in it can be relied on yet.
struct WebToken: Sendable {
  /// What is wrong with a token, by member. No value of it is in it.
  struct Fault: Error, Sendable {
    var problems: [Problem.Detail]

    init(_ problems: [Problem.Detail]) { self.problems = problems }
    init(_ path: String, _ message: String) { problems = [Problem.Detail(path: path, message: message)] }
  }

  var algorithm: KeySet.Algorithm
  var keyID: String
  var issuer: String
  var audiences: [String]
  /// In seconds since 1970.
  var expires: Int
  var issued: Int
  var notBefore: Int?
  var id: String
  private let signed: [UInt8]
  private let signature: [UInt8]

  /// The longest token, in bytes.
  static let longest = 8_192
  /// How far clocks may differ, in seconds.
  static let leeway = 60
  /// How long a token may be valid, in seconds.
  static let longestLife = 3_600
  private static let longestText = 200
  private static let limits = JSONLimits(bytes: longest, depth: 8, stringBytes: longest, values: 500)

  /// Whether a bearer token has the form of one: three parts, the first an object of JSON.
  static func hasForm(_ text: some StringProtocol) -> Bool {
    text.hasPrefix("eyJ") && text.utf8.count { $0 == UInt8(ascii: ".") } >= 2
  }

  /// Reads a token.
  ///
  /// - Throws: ``Fault``, with everything that is wrong.
  init(_ text: some StringProtocol) throws(Fault) {
    guard text.utf8.count <= Self.longest else {
      throw Fault("token", "is longer than \(Self.longest) bytes")
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let signature = Base64URL.decode(parts[2]), let header = Self.object(parts[0]),
      let claims = Self.object(parts[1])
    else { throw Fault("token", "is not made of two objects and a signature in base 64") }
    var problems: [Problem.Detail] = []
    func report(_ path: String, _ message: String) {
      problems.append(Problem.Detail(path: path, message: message))
    }
    func string(_ node: JSONNode, _ key: String) -> String {
      guard let text = node[key]?.stringValue, !text.isEmpty, text.utf8.count <= Self.longestText else {
        report(key, "must be a text of 1 to \(Self.longestText) bytes")
        return ""
      }
      return text
    }
    func seconds(_ key: String, isNeeded: Bool = true) -> Int? {
      guard let node = claims[key] else {
        if isNeeded { report(key, "is missing") }
        return nil
      }
      guard let number = node.numberValue?.doubleValue, (0...1e11).contains(number) else {
        report(key, "must be seconds since 1970")
        return nil
      }
      return Int(number)
    }
    let algorithm = header["alg"]?.stringValue.flatMap { KeySet.Algorithm(rawValue: $0) }
    if algorithm == nil { report("alg", "must be ES384 or RS384") }
    if header["crit"] != nil { report("crit", "names an extension; none is known here") }
    if let type = header["typ"], type.stringValue?.uppercased() != "JWT" { report("typ", "must be JWT") }
    keyID = string(header, "kid")
    issuer = string(claims, "iss")
    id = string(claims, "jti")
    audiences =
      claims["aud"]?.stringValue.map { [$0] }
      ?? claims["aud"]?.arrayValue?.compactMap(\.stringValue) ?? []
    if audiences.isEmpty { report("aud", "must be the address that is called") }
    let (expires, issued) = (seconds("exp"), seconds("iat"))
    notBefore = seconds("nbf", isNeeded: false)
    guard problems.isEmpty, let algorithm, let expires, let issued else { throw Fault(problems) }
    (self.algorithm, self.expires, self.issued) = (algorithm, expires, issued)
    (self.signed, self.signature) = (Array("\(parts[0]).\(parts[1])".utf8), signature)
  }

  private static func object(_ part: some StringProtocol) -> JSONNode? {
    guard let text = Base64URL.decode(part), let node = try? JSONReader.read(text, limits: limits),
      node.objectValue != nil
    else { return nil }
    return node
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
  func isSigned(by key: PublicKey) -> Bool { key.hasSigned(signed, signature: signature) }
}

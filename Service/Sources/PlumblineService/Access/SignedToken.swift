internal import PlumblineCryptography
internal import PlumblineJSON

/// A signed token (JWT, RFC 7519) in its parts, before its signature is checked: nothing in it can be relied on yet.
///
/// What is read of it gathers everything that is wrong, and no value of it.
struct SignedToken: Sendable {
  /// What is wrong with a token, by member. No value of it is in it.
  struct Fault: Error, Sendable {
    var problems: [Problem.Detail]

    init(_ problems: [Problem.Detail]) { self.problems = problems }
    init(_ path: String, _ message: String) { problems = [Problem.Detail(path: path, message: message)] }

    /// `exp lies in the past; aud is not the address that is called`, for a log.
    var sentence: String { problems.map { "\($0.path) \($0.message)" }.joined(separator: "; ") }
  }

  let header: JSONNode
  let claims: JSONNode
  private let signed: [UInt8]
  private let signature: [UInt8]
  private(set) var problems: [Problem.Detail] = []

  /// How far clocks may differ, in seconds.
  static let leeway = 60
  private static let longestText = 200

  /// Takes a token apart.
  ///
  /// - Parameter longest: the most bytes.
  /// - Throws: ``Fault`` if it has another form.
  init(_ text: some StringProtocol, longest: Int) throws(Fault) {
    guard text.utf8.count <= longest else { throw Fault("token", "is longer than \(longest) bytes") }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let limits = JSONLimits(bytes: longest, depth: 8, stringBytes: longest, values: 2_000)
    guard parts.count == 3, let signature = Base64URL.decode(parts[2]),
      let header = Self.object(parts[0], limits), let claims = Self.object(parts[1], limits)
    else { throw Fault("token", "is not made of two objects and a signature in base 64") }
    (self.header, self.claims, self.signature) = (header, claims, signature)
    signed = Array("\(parts[0]).\(parts[1])".utf8)
  }

  private static func object(_ part: some StringProtocol, _ limits: JSONLimits) -> JSONNode? {
    guard let text = Base64URL.decode(part), let node = try? JSONReader.read(text, limits: limits),
      node.objectValue != nil
    else { return nil }
    return node
  }

  mutating func report(_ path: String, _ message: String) {
    problems.append(Problem.Detail(path: path, message: message))
  }

  /// In which way it says it is signed, and by which key; nothing else in its header decides anything.
  ///
  /// - Parameter schemes: the ways that are taken.
  mutating func readHeader(_ schemes: Set<PublicKey.Scheme>) -> (scheme: PublicKey.Scheme?, key: String) {
    let scheme = header["alg"]?.stringValue.flatMap { PublicKey.Scheme(rawValue: $0) }
    let taken = scheme.flatMap { schemes.contains($0) ? $0 : nil }
    if taken == nil { report("alg", "must be \(KeySet.names(schemes))") }
    if header["crit"] != nil { report("crit", "names an extension; none is known here") }
    if let type = header["typ"], type.stringValue?.uppercased() != "JWT" { report("typ", "must be JWT") }
    return (taken, text(header, "kid"))
  }

  mutating func text(_ node: JSONNode, _ key: String) -> String {
    guard let text = node[key]?.stringValue, !text.isEmpty, text.utf8.count <= Self.longestText else {
      report(key, "must be a text of 1 to \(Self.longestText) bytes")
      return ""
    }
    return text
  }

  /// A time of its claims, in seconds since 1970.
  mutating func seconds(_ key: String, isNeeded: Bool = true) -> Int? {
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

  /// For whom it is.
  var audiences: [String] {
    claims["aud"]?.stringValue.map { [$0] } ?? claims["aud"]?.arrayValue?.compactMap(\.stringValue) ?? []
  }

  /// Whether the holder of a key signed it. It takes about as long as a decision.
  func isSigned(by key: PublicKey, _ scheme: PublicKey.Scheme) -> Bool {
    key.hasSigned(signed, signature: signature, by: scheme)
  }
}

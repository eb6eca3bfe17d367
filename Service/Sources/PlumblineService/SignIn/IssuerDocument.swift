internal import PlumblineJSON

/// What an issuer says of itself (OpenID Connect Discovery), or a record server of how its record is opened (SMART App Launch).
struct IssuerDocument: Sendable {
  /// Where it stands, and whose it must be.
  enum Place: Sendable, Hashable {
    case issuer(String)
    /// That of a record server, by its base address; it names the issuer of its tokens itself.
    case record(String)

    var address: String {
      switch self {
      case .issuer(let name):
        (name.hasSuffix("/") ? String(name.dropLast()) : name) + "/.well-known/openid-configuration"
      case .record(let base): base + "/.well-known/smart-configuration"
      }
    }
  }

  /// As its tokens name it.
  var issuer: String
  /// Where people show who they are.
  var authorization: String
  /// Where a code is exchanged for a token.
  var token: String
  /// Where its keys are.
  var keys: String
  /// Where people end their session there; nil if it has no such page.
  var end: String?
  /// Whether it names itself when it sends somebody back (RFC 9207).
  var namesItself: Bool
  /// Whether it takes a client's secret in the form only, and not in the header `Authorization`.
  var takesSecretInForm: Bool

  /// The most bytes of a document.
  static let most = 256 << 10
  private static let limits = JSONLimits(bytes: most, depth: 8, stringBytes: 1 << 14, values: 10_000)

  /// Reads a document.
  ///
  /// - Parameter problems: what is wrong, sentence by sentence.
  init?(_ text: [UInt8], at place: Place, _ problems: inout [String]) {
    guard let node = try? JSONReader.read(text, limits: Self.limits), node.objectValue != nil else {
      problems.append("it is not JSON as it must be")
      return nil
    }
    var found: [String] = []
    func address(_ key: String) -> String {
      guard let address = node[key]?.stringValue, OutboundAddress.isFit(address) else {
        found.append("\(key) must be an https:// address; http:// is only for this machine")
        return ""
      }
      return address
    }
    func texts(_ key: String) -> [String]? { node[key]?.arrayValue?.compactMap(\.stringValue) }
    issuer = address("issuer")
    if case .issuer(let name) = place, issuer != name { found.append("issuer is another one") }
    authorization = address("authorization_endpoint")
    token = address("token_endpoint")
    keys = address("jwks_uri")
    end = node["end_session_endpoint"] == nil ? nil : address("end_session_endpoint")
    // A record server has to say it.
    let methods = texts("code_challenge_methods_supported")
    if case .record = place, methods == nil { found.append("code_challenge_methods_supported is missing") }
    if let methods, !methods.contains("S256") {
      found.append("code_challenge_methods_supported has no S256")
    }
    namesItself = node["authorization_response_iss_parameter_supported"]?.boolValue ?? false
    let ways = texts("token_endpoint_auth_methods_supported") ?? ["client_secret_basic"]
    takesSecretInForm = !ways.contains("client_secret_basic") && ways.contains("client_secret_post")
    problems += found
    guard found.isEmpty else { return nil }
  }
}

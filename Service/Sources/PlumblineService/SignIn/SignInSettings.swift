internal import PlumblineJSON
internal import PlumblineText

/// How people sign in to the console at an issuer (OpenID Connect), as the operator's file has it.
public struct SignInSettings: Sendable {
  /// The service as browsers call it, without a slash at its end.
  let address: String
  /// As its tokens name it.
  let issuer: String
  let client: String
  /// With which the service proves itself to the issuer; nil where the proof of the code is enough.
  let secret: String?
  let scopes: [String]
  /// The claim by which a person is recorded.
  let name: [String]
  /// The claim that holds what a person is to the issuer.
  let roleClaim: [String]
  /// What of it stands for which role here.
  let roles: [Client.Role: Set<String>]
  /// How long ago a person may have shown the issuer who they are, in seconds; nil where the issuer decides.
  let longestAgo: Int?

  private static let members = [
    "schema", "address", "issuer", "client_id", "client_secret_file", "scopes", "name", "role_claim", "roles",
    "max_age",
  ]

  /// Reads the file.
  ///
  /// - Parameters:
  ///   - path: what the file is called.
  ///   - secret: reads the file of a secret that it names.
  /// - Throws: ``FileFault``, with everything that is wrong.
  public init(_ text: [UInt8], named path: String, secret: (String) throws -> [UInt8]) throws(FileFault) {
    var file = try StrictFile(text, named: path, members: Self.members)
    let node = file.node
    address = file.address()
    issuer = node["issuer"]?.stringValue ?? ""
    if !OutboundAddress.isFit(issuer) || issuer.contains("?") {
      file.report(
        "issuer must be the issuer as its tokens name it, such as https://login.example; http:// is only for this machine"
      )
    }
    client = file.visible(node["client_id"], "client_id")
    self.secret = file.secret(node["client_secret_file"], "client_secret_file", secret)
    scopes = node["scopes"] == nil ? ["openid"] : file.texts(node["scopes"], "scopes")
    if !scopes.contains("openid") { file.report("scopes must hold openid") }
    if scopes.contains(where: { $0.contains(" ") }) { file.report("scopes: each is a text of its own") }
    name = file.texts(node["name"], "name")
    roleClaim = file.texts(node["role_claim"], "role_claim")
    roles = Self.roles(node["roles"], &file)
    longestAgo = node["max_age"]?.numberValue?.intValue
    if node["max_age"] != nil, !(0...86_400).contains(longestAgo ?? -1) {
      file.report("max_age must be 0 to 86400 seconds")
    }
    try file.finish()
  }

  /// Where the issuer sends people back to: exactly this address is registered there.
  var returnAddress: String { address + "/console/sign-in/end" }

  /// Whether browsers reach the service over TLS.
  var isEncrypted: Bool { address.hasPrefix("https://") }

  private static func roles(_ node: JSONNode?, _ file: inout StrictFile) -> [Client.Role: Set<String>] {
    var roles: [Client.Role: Set<String>] = [:]
    let members = node?.objectValue ?? []
    for member in members {
      guard let role = Client.Role(rawValue: member.key) else {
        let known = Client.Role.allCases.map(\.rawValue).joined(separator: ", ")
        file.report("roles.\(Escaping.terminal(member.key)) is no role; there are \(known)")
        continue
      }
      roles[role] = Set(file.texts(member.node, "roles.\(member.key)"))
    }
    if members.isEmpty {
      file.report("roles must say which values of role_claim stand for clinician, author or auditor")
    }
    return roles
  }
}

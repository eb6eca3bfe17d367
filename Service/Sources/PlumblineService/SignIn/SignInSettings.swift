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

  private static let limits = JSONLimits(bytes: 1 << 18, depth: 6, stringBytes: 1 << 12, values: 5_000)
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
    let node: JSONNode
    do {
      node = try JSONReader.read(text, limits: Self.limits)
    } catch {
      throw FileFault(path, error.problems.map { "\($0.position): \($0.message)" })
    }
    var problems: [String] = []
    for member in node.objectValue ?? [] where !Self.members.contains(member.key) {
      problems.append(
        "\(Escaping.terminal(member.key)) is no member; there are \(Self.members.joined(separator: ", "))")
    }
    if node["schema"]?.numberValue?.intValue != 1 { problems.append("schema must be 1") }
    address = node["address"]?.stringValue ?? ""
    if !OutboundAddress.isFit(address) || address.hasSuffix("/") || address.contains("?") {
      problems.append(
        "address must be the service as browsers call it, such as https://plumbline.example, without a slash at its end; http:// is only for this machine"
      )
    }
    issuer = node["issuer"]?.stringValue ?? ""
    if !OutboundAddress.isFit(issuer) || issuer.contains("?") {
      problems.append(
        "issuer must be the issuer as its tokens name it, such as https://login.example; http:// is only for this machine"
      )
    }
    client = Self.visible(node["client_id"], "client_id", &problems)
    self.secret = Self.secret(node["client_secret_file"], &problems, secret)
    scopes = node["scopes"] == nil ? ["openid"] : Self.texts(node["scopes"], "scopes", &problems)
    if !scopes.contains("openid") { problems.append("scopes must hold openid") }
    if scopes.contains(where: { $0.contains(" ") }) { problems.append("scopes: each is a text of its own") }
    name = Self.texts(node["name"], "name", &problems)
    roleClaim = Self.texts(node["role_claim"], "role_claim", &problems)
    roles = Self.roles(node["roles"], &problems)
    longestAgo = node["max_age"]?.numberValue?.intValue
    if node["max_age"] != nil, !(0...86_400).contains(longestAgo ?? -1) {
      problems.append("max_age must be 0 to 86400 seconds")
    }
    guard problems.isEmpty else { throw FileFault(path, problems) }
  }

  /// Where the issuer sends people back to: exactly this address is registered there.
  var returnAddress: String { address + "/console/sign-in/end" }

  /// Whether browsers reach the service over TLS.
  var isEncrypted: Bool { address.hasPrefix("https://") }

  private static func visible(_ node: JSONNode?, _ path: String, _ problems: inout [String]) -> String {
    guard let text = node?.stringValue, (1...500).contains(text.utf8.count),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      problems.append("\(path) must be 1 to 500 visible characters without spaces")
      return ""
    }
    return text
  }

  private static func secret(
    _ node: JSONNode?, _ problems: inout [String], _ read: (String) throws -> [UInt8]
  ) -> String? {
    guard let node else { return nil }
    guard let file = node.stringValue, !file.isEmpty else {
      problems.append("client_secret_file must be the file of the secret")
      return nil
    }
    do {
      let text = try read(file)
      let line = text.last == 0x0A ? text.dropLast() : text[...]
      if (1...500).contains(line.count), line.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
        return String(decoding: line, as: UTF8.self)
      }
      problems.append("client_secret_file holds no secret: one line of 1 to 500 visible characters")
    } catch {
      problems.append("client_secret_file: \(error)")
    }
    return nil
  }

  /// A text, or a list of texts.
  private static func texts(_ node: JSONNode?, _ path: String, _ problems: inout [String]) -> [String] {
    let texts = node?.stringValue.map { [$0] } ?? node?.arrayValue?.map { $0.stringValue ?? "" } ?? []
    if !(1...20).contains(texts.count) || texts.contains(where: { !(1...200).contains($0.utf8.count) }) {
      problems.append("\(path) must be a text of 1 to 200 bytes, or a list of 1 to 20 of them")
    }
    return texts
  }

  private static func roles(_ node: JSONNode?, _ problems: inout [String]) -> [Client.Role: Set<String>] {
    var roles: [Client.Role: Set<String>] = [:]
    for member in node?.objectValue ?? [] {
      guard let role = Client.Role(rawValue: member.key) else {
        let known = Client.Role.allCases.map(\.rawValue).joined(separator: ", ")
        problems.append("roles.\(Escaping.terminal(member.key)) is no role; there are \(known)")
        continue
      }
      roles[role] = Set(texts(member.node, "roles.\(member.key)", &problems))
    }
    if roles.isEmpty, !problems.contains(where: { $0.hasPrefix("roles.") }) {
      problems.append("roles must say which values of role_claim stand for clinician, author or auditor")
    }
    return roles
  }
}

internal import PlumblineCryptography
internal import PlumblineJSON
internal import PlumblineText

/// Who may ask, as the file of clients has it: programs by the digest of their token, record systems by the keys with which they sign.
public struct ClientList: Sendable {
  /// A record system, which signs its own tokens.
  struct Issuer: Sendable {
    var client: Client
    var keys: Keys

    enum Keys: Sendable {
      case file(KeySet)
      /// What it publishes at an address, whatever that is at the time.
      case address(String)
    }
  }

  /// The digest of a token, and whose it is.
  private var digests: [(digest: [UInt8], client: Client)] = []
  private(set) var issuers: [String: Issuer] = [:]
  /// The address of the service as clients call it, without a slash at its end: tokens that are signed name it. Nil without issuers.
  private(set) var address: String?

  /// The addresses at which issuers publish their keys.
  var addressesOfKeys: [String] {
    issuers.values.compactMap { if case .address(let address) = $0.keys { address } else { nil } }
  }

  /// Whether clients reach the service over TLS.
  var isEncrypted: Bool { address?.hasPrefix("https://") ?? false }

  private static let most = 1_000
  private static let limits = JSONLimits(bytes: 1 << 20, depth: 8, stringBytes: 1 << 12, values: 20_000)

  /// Reads a file of clients.
  ///
  /// - Parameters:
  ///   - path: what the file is called.
  ///   - keys: reads a key set that the file names.
  /// - Throws: ``FileFault``, with everything that is wrong.
  public init(_ text: [UInt8], named path: String, keys: (String) throws -> [UInt8]) throws(FileFault) {
    let node: JSONNode
    do {
      node = try JSONReader.read(text, limits: Self.limits)
    } catch {
      throw FileFault(path, error.problems.map { "\($0.position): \($0.message)" })
    }
    var problems: [String] = []
    if node["schema"]?.numberValue?.intValue != 1 { problems.append("schema must be 1") }
    problems += Self.unknown(node, ["schema", "address", "clients", "issuers"], "")
    if let given = node["address"] {
      address = given.stringValue
      if !(address?.hasPrefix("https://") ?? false || address?.hasPrefix("http://") ?? false)
        || address?.hasSuffix("/") ?? true
      {
        problems.append(
          "address must be an address such as https://plumbline.example, without a slash at its end")
      }
    }
    var names: Set<String> = []
    for (place, item) in Self.list(node, "clients", &problems).enumerated() {
      readClient(item, "clients[\(place)]", &names, &problems)
    }
    for (place, item) in Self.list(node, "issuers", &problems).enumerated() {
      readIssuer(item, "issuers[\(place)]", &names, &problems, keys)
    }
    if digests.isEmpty, issuers.isEmpty, problems.isEmpty { problems.append("nobody is listed") }
    if !issuers.isEmpty, address == nil { problems.append("address is missing: tokens of issuers name it") }
    guard problems.isEmpty else { throw FileFault(path, problems) }
  }

  private mutating func readClient(
    _ node: JSONNode, _ path: String, _ names: inout Set<String>, _ problems: inout [String]
  ) {
    problems += Self.unknown(node, ["name", "role", "token_sha256"], "\(path).")
    let name = Self.name(node, path, &names, &problems)
    let role = node["role"]?.stringValue.flatMap { Client.Role(rawValue: $0) }
    if role == nil {
      let roles = Client.Role.allCases.map(\.rawValue).joined(separator: ", ")
      problems.append("\(path).role must be one of \(roles)")
    }
    let digest = node["token_sha256"]?.stringValue.flatMap { Hex.decode($0) }
    guard let digest, digest.count == SHA256.byteCount else {
      return problems.append("\(path).token_sha256 must be 64 digits in base 16: the SHA-256 of the token")
    }
    if digests.contains(where: { $0.digest == digest }) {
      problems.append("\(path).token_sha256 is that of another client")
    }
    if let name, let role { digests.append((digest, Client(name: name, roles: [role]))) }
  }

  private mutating func readIssuer(
    _ node: JSONNode, _ path: String, _ names: inout Set<String>, _ problems: inout [String],
    _ keys: (String) throws -> [UInt8]
  ) {
    problems += Self.unknown(node, ["name", "iss", "keys", "jwks"], "\(path).")
    let name = Self.name(node, path, &names, &problems)
    let issuer = node["iss"]?.stringValue
    if issuer?.isEmpty ?? true { problems.append("\(path).iss must be the issuer as its tokens name it") }
    if let issuer, issuers[issuer] != nil { problems.append("\(path).iss is that of another issuer") }
    guard let found = Self.keys(node, path, &problems, keys), let name, let issuer else { return }
    issuers[issuer] = Issuer(client: Client(name: name, roles: [.clinician]), keys: found)
  }

  private static func keys(
    _ node: JSONNode, _ path: String, _ problems: inout [String], _ read: (String) throws -> [UInt8]
  ) -> Issuer.Keys? {
    if let address = node["jwks"] {
      guard node["keys"] == nil else {
        problems.append("\(path) has keys and jwks; leave one out")
        return nil
      }
      guard let address = address.stringValue, OutboundAddress.isFit(address) else {
        problems.append(
          "\(path).jwks must be the address of its public keys, such as https://ehr.example/jwks.json; http:// is only for this machine"
        )
        return nil
      }
      return .address(address)
    }
    guard let file = node["keys"]?.stringValue else {
      problems.append("\(path).keys must be the file of its public keys, a JWK Set, or jwks their address")
      return nil
    }
    var faults: [String] = []
    var set: KeySet?
    do {
      set = KeySet(try read(file), for: KeySet.ofRecordSystems, &faults)
    } catch {
      faults.append("\(error)")
    }
    problems += faults.map { "\(path).keys: \($0)" }
    return set.map { .file($0) }
  }

  private static func name(
    _ node: JSONNode, _ path: String, _ names: inout Set<String>, _ problems: inout [String]
  ) -> String? {
    guard let name = node["name"]?.stringValue, (1...100).contains(name.utf8.count),
      name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      problems.append("\(path).name must be 1 to 100 visible characters without spaces")
      return nil
    }
    if !names.insert(name).inserted { problems.append("\(path).name is that of another client") }
    return name
  }

  private static func list(_ node: JSONNode, _ key: String, _ problems: inout [String]) -> [JSONNode] {
    guard let value = node[key] else { return [] }
    guard let list = value.arrayValue, list.count <= most else {
      problems.append("\(key) must be a list of at most \(most)")
      return []
    }
    return list
  }

  private static func unknown(_ node: JSONNode, _ known: [String], _ path: String) -> [String] {
    guard let members = node.objectValue else { return ["\(path)… must be an object"] }
    return members.filter { !known.contains($0.key) }.map {
      "\(path)\(Escaping.terminal($0.key)) is no member; there are \(known.joined(separator: ", "))"
    }
  }

  /// Whose token it is. Every digest is compared whole, so that the time says nothing of how much of one fits.
  func client(holding token: some StringProtocol) -> Client? {
    let given = SHA256.hash(Array(token.utf8))
    var found: Client?
    for (digest, client) in digests where zip(given, digest).reduce(0, { $0 | ($1.0 ^ $1.1) }) == 0 {
      found = client
    }
    return found
  }
}

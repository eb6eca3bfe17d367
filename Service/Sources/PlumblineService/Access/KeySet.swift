internal import PlumblineCryptography
internal import PlumblineJSON

/// The public keys of an issuer (JWK Set, RFC 7517), by their ids.
struct KeySet: Sendable {
  struct Key: Sendable {
    var key: PublicKey
    /// The ways of signing that it is for.
    var schemes: Set<PublicKey.Scheme>
  }

  /// The ways in which record systems sign, as CDS Hooks has it.
  static let ofRecordSystems: Set<PublicKey.Scheme> = [.es384, .rs384]
  /// Those in which issuers sign who somebody is.
  static let ofPeople = Set(PublicKey.Scheme.allCases)

  private(set) var keys: [String: Key] = [:]

  private static let most = 100
  private static let limits = JSONLimits(bytes: 1 << 20, depth: 8, stringBytes: 1 << 16, values: 10_000)

  /// Reads a key set. Keys of other kinds, and those that are not for signatures, are passed over.
  ///
  /// - Parameters:
  ///   - schemes: the ways of signing that are taken.
  ///   - problems: what is wrong, sentence by sentence; nothing of a key is in it.
  init(_ text: [UInt8], for schemes: Set<PublicKey.Scheme>, _ problems: inout [String]) {
    let node: JSONNode
    do {
      node = try JSONReader.read(text, limits: Self.limits)
    } catch {
      problems += error.problems.map { "\($0.position): \($0.message)" }
      return
    }
    guard let list = node["keys"]?.arrayValue, list.count <= Self.most else {
      problems.append("keys must be a list of at most \(Self.most) keys")
      return
    }
    for (place, jwk) in list.enumerated() {
      if jwk["d"] != nil || jwk["k"] != nil {
        problems.append("keys[\(place)] holds a secret: only public keys belong into the file")
        continue
      }
      guard Self.isForSignatures(jwk), let id = jwk["kid"]?.stringValue else { continue }
      let own = Self.schemes(jwk).intersection(schemes)
      guard !own.isEmpty else { continue }
      guard let key = Self.key(jwk), key.isValid else {
        problems.append("keys[\(place)] is no key for \(Self.names(own)), or a weak one")
        continue
      }
      if keys[id] != nil { problems.append("keys[\(place)].kid is that of another key") }
      keys[id] = Key(key: key, schemes: own)
    }
    if keys.isEmpty, problems.isEmpty {
      problems.append("there is no key for \(Self.names(schemes)) that has a kid and is for signatures")
    }
  }

  /// `ES384 or RS384`.
  static func names(_ schemes: Set<PublicKey.Scheme>) -> String {
    schemes.map(\.rawValue).sorted().joined(separator: " or ")
  }

  private static func isForSignatures(_ jwk: JSONNode) -> Bool {
    let use = jwk["use"]?.stringValue
    let operations = jwk["key_ops"]?.arrayValue?.compactMap(\.stringValue)
    return (use == nil || use == "sig") && (operations?.contains("verify") ?? true)
  }

  private static func schemes(_ jwk: JSONNode) -> Set<PublicKey.Scheme> {
    let own: Set<PublicKey.Scheme> =
      switch (jwk["kty"]?.stringValue, jwk["crv"]?.stringValue) {
      case ("EC", "P-256"): [.es256]
      case ("EC", "P-384"): [.es384]
      case ("RSA", _): [.rs256, .rs384]
      default: []
      }
    guard let named = jwk["alg"] else { return own }
    return own.filter { $0.rawValue == named.stringValue }
  }

  private static func key(_ jwk: JSONNode) -> PublicKey? {
    func bytes(_ member: String) -> [UInt8]? { jwk[member]?.stringValue.flatMap { Base64URL.decode($0) } }
    if jwk["kty"]?.stringValue == "RSA" {
      return bytes("n").flatMap { n in bytes("e").map { PublicKey.rsa(modulus: n, exponent: $0) } }
    }
    guard let x = bytes("x"), let y = bytes("y") else { return nil }
    return jwk["crv"]?.stringValue == "P-256" ? .p256(x: x, y: y) : .p384(x: x, y: y)
  }
}

internal import PlumblineCryptography
internal import PlumblineJSON

/// The public keys of a record system (JWK Set, RFC 7517), by their ids.
struct KeySet: Sendable {
  /// The ways of signing that are taken. Neither `none` nor a shared secret is one.
  enum Algorithm: String, Sendable, CaseIterable {
    case es384 = "ES384"
    case rs384 = "RS384"
  }

  struct Key: Sendable {
    var algorithm: Algorithm
    var key: PublicKey
  }

  private(set) var keys: [String: Key] = [:]

  private static let most = 100
  private static let limits = JSONLimits(bytes: 1 << 20, depth: 8, stringBytes: 1 << 16, values: 10_000)

  /// Reads a key set. Keys of other kinds, and those that are not for signatures, are passed over.
  ///
  /// - Parameter problems: what is wrong, sentence by sentence; nothing of a key is in it.
  init(_ text: [UInt8], _ problems: inout [String]) {
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
      guard Self.isForSignatures(jwk), let id = jwk["kid"]?.stringValue, let algorithm = Self.algorithm(jwk)
      else { continue }
      guard let key = Self.key(jwk, algorithm), key.isValid else {
        problems.append("keys[\(place)] is no key for \(algorithm.rawValue), or a weak one")
        continue
      }
      if keys[id] != nil { problems.append("keys[\(place)].kid is that of another key") }
      keys[id] = Key(algorithm: algorithm, key: key)
    }
    if keys.isEmpty, problems.isEmpty {
      problems.append("there is no key for ES384 or RS384 that has a kid and is for signatures")
    }
  }

  private static func isForSignatures(_ jwk: JSONNode) -> Bool {
    let use = jwk["use"]?.stringValue
    let operations = jwk["key_ops"]?.arrayValue?.compactMap(\.stringValue)
    return (use == nil || use == "sig") && (operations?.contains("verify") ?? true)
  }

  private static func algorithm(_ jwk: JSONNode) -> Algorithm? {
    let algorithm: Algorithm
    switch (jwk["kty"]?.stringValue, jwk["crv"]?.stringValue) {
    case ("EC", "P-384"): algorithm = .es384
    case ("RSA", _): algorithm = .rs384
    default: return nil
    }
    guard let named = jwk["alg"] else { return algorithm }
    return named.stringValue == algorithm.rawValue ? algorithm : nil
  }

  private static func key(_ jwk: JSONNode, _ algorithm: Algorithm) -> PublicKey? {
    func bytes(_ member: String) -> [UInt8]? { jwk[member]?.stringValue.flatMap { Base64URL.decode($0) } }
    switch algorithm {
    case .es384: return bytes("x").flatMap { x in bytes("y").map { PublicKey.p384(x: x, y: $0) } }
    case .rs384: return bytes("n").flatMap { n in bytes("e").map { PublicKey.rsa(modulus: n, exponent: $0) } }
    }
  }
}

import CPlumblineOpenSSL
import PlumblineJSON

/// A key of an issuer, made for one test, with which it signs tokens.
struct SigningKey: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case es256 = "ES256"
    case es384 = "ES384"
    case rs256 = "RS256"
    case rs384 = "RS384"

    fileprivate var curve: (name: String, size: Int)? {
      switch self {
      case .es256: ("P-256", 32)
      case .es384: ("P-384", 48)
      case .rs256, .rs384: nil
      }
    }
  }

  let id: String
  let kind: Kind
  /// Its public part, as a set of keys has it.
  let published: JSONValue
  private let secret: [UInt8]

  init(_ id: String, _ kind: Kind = .es384) {
    let context = EVP_PKEY_CTX_new_from_name(nil, kind.curve == nil ? "RSA" : "EC", nil)
    defer { EVP_PKEY_CTX_free(context) }
    EVP_PKEY_keygen_init(context)
    let builder = OSSL_PARAM_BLD_new()
    defer { OSSL_PARAM_BLD_free(builder) }
    var key: OpaquePointer?
    func generate() {
      let parameters = OSSL_PARAM_BLD_to_param(builder)
      EVP_PKEY_CTX_set_params(context, parameters)
      EVP_PKEY_generate(context, &key)
      OSSL_PARAM_free(parameters)
    }
    var jwk: [JSONMember] = [
      .init("kid", .string(id)), .init("use", "sig"), .init("alg", .string(kind.rawValue)),
    ]
    if let (name, size) = kind.curve {
      // The builder reads the name when it is asked for its parameters.
      name.withCString { name in
        OSSL_PARAM_BLD_push_utf8_string(builder, "group", name, 0)
        generate()
      }
      var point = [UInt8](repeating: 0, count: 200)
      var count = 0
      EVP_PKEY_get_octet_string_param(key, "pub", &point, point.count, &count)
      jwk += [
        .init("kty", "EC"), .init("crv", .string(name)), .init("x", .string(Self.base64(point[1...size]))),
        .init("y", .string(Self.base64(point[(size + 1)...(2 * size)]))),
      ]
    } else {
      OSSL_PARAM_BLD_push_size_t(builder, "bits", 2_048)
      generate()
      jwk.append(.init("kty", "RSA"))
      for name in ["n", "e"] {
        var number: OpaquePointer?
        EVP_PKEY_get_bn_param(key, name, &number)
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = BN_bn2bin(number, &bytes)
        BN_free(number)
        jwk.append(.init(name, .string(Self.base64(bytes.prefix(Int(count))))))
      }
    }
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_PrivateKey(key, &start)
    secret = Array(UnsafeBufferPointer(start: start, count: Int(count)))
    CRYPTO_free(start, nil, 0)
    EVP_PKEY_free(key)
    (self.id, self.kind, published) = (id, kind, .object(jwk))
  }

  /// A set with some keys.
  static func set(_ keys: [SigningKey]) -> JSONValue { ["keys": .array(keys.map(\.published))] }

  /// A token with these claims.
  ///
  /// - Parameter header: what its header says beside or instead of what is true.
  func token(_ claims: JSONValue, header: JSONValue = [:]) -> String {
    var head: JSONValue = ["typ": "JWT", "alg": .string(kind.rawValue), "kid": .string(id)]
    for member in header.objectValue ?? [] {
      head = head.with(member.key, member.value.unlessNull)
    }
    let signed = [head, claims].map { Self.base64($0.canonical) }.joined(separator: ".")
    return "\(signed).\(Self.base64(signature(of: Array(signed.utf8))))"
  }

  private func signature(of bytes: [UInt8]) -> [UInt8] {
    let key: OpaquePointer? = secret.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_AutoPrivateKey(nil, &start, buffer.count)
    }
    defer { EVP_PKEY_free(key) }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    let digest = kind == .es256 || kind == .rs256 ? EVP_sha256() : EVP_sha384()
    EVP_DigestSignInit(context, nil, digest, nil, key)
    var signature = [UInt8](repeating: 0, count: 512)
    var count = signature.count
    EVP_DigestSign(context, &signature, &count, bytes, bytes.count)
    signature.removeLast(signature.count - count)
    guard let size = kind.curve?.size else { return signature }
    let both: OpaquePointer? = signature.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_ECDSA_SIG(nil, &start, buffer.count)
    }
    defer { ECDSA_SIG_free(both) }
    return [ECDSA_SIG_get0_r(both), ECDSA_SIG_get0_s(both)].flatMap { number in
      var bytes = [UInt8](repeating: 0, count: size)
      BN_bn2binpad(number, &bytes, Int32(size))
      return bytes
    }
  }

  /// Base 64 as tokens have it.
  static func base64(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var (text, bits, count) = ("", UInt32(0), 0)
    for byte in bytes {
      (bits, count) = (bits << 8 | UInt32(byte), count + 8)
      while count >= 6 {
        count -= 6
        text.append(digits[Int(bits >> UInt32(count)) & 63])
      }
      bits &= 1 << UInt32(count) - 1
    }
    if count > 0 { text.append(digits[Int(bits << UInt32(6 - count)) & 63]) }
    return text
  }
}

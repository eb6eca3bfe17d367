internal import CPlumblineOpenSSL

/// Somebody's public key, by which what they signed can be checked: ECDSA on P-256 or P-384, or RSA (PKCS #1 v1.5).
public enum PublicKey: Sendable, Hashable {
  /// A point of P-256: its coordinates, 32 bytes each.
  case p256(x: [UInt8], y: [UInt8])
  /// A point of P-384: its coordinates, 48 bytes each.
  case p384(x: [UInt8], y: [UInt8])
  /// Modulus and exponent, the most significant byte first.
  case rsa(modulus: [UInt8], exponent: [UInt8])

  /// A way of signing, by its name in <https://www.rfc-editor.org/rfc/rfc7518>. Neither `none` nor a shared secret is one.
  public enum Scheme: String, Sendable, CaseIterable {
    /// ECDSA on P-256 with SHA-256.
    case es256 = "ES256"
    /// ECDSA on P-384 with SHA-384.
    case es384 = "ES384"
    /// RSA with SHA-256.
    case rs256 = "RS256"
    /// RSA with SHA-384.
    case rs384 = "RS384"
  }

  /// The ways of signing that a key of this kind is for.
  public var schemes: Set<Scheme> {
    switch self {
    case .p256: [.es256]
    case .p384: [.es384]
    case .rsa: [.rs256, .rs384]
    }
  }

  /// How long a modulus may be, in bits: a shorter one is weak, and a longer one takes too long to check.
  public static let modulusBits = 2_048...4_096
  /// The most bytes of an exponent.
  private static let longestExponent = 4

  /// Whether it is a key: a point on the curve, or an odd modulus and exponent of permitted sizes.
  public var isValid: Bool {
    guard let key = opened() else { return false }
    EVP_PKEY_free(key)
    return true
  }

  /// Whether the key's holder signed `bytes`. False, too, if the key is not one, or not for this way of signing.
  ///
  /// - Parameter signature: of a curve the two numbers of the signature, each as long as a coordinate; of RSA as long as the modulus.
  public func hasSigned(_ bytes: [UInt8], signature: [UInt8], by scheme: Scheme) -> Bool {
    guard schemes.contains(scheme), let signature = encoded(signature), let key = opened() else {
      return false
    }
    defer { EVP_PKEY_free(key) }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    let digest = scheme == .es256 || scheme == .rs256 ? EVP_sha256() : EVP_sha384()
    OpenSSL.require(EVP_DigestVerifyInit(context, nil, digest, nil, key))
    return EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
  }

  /// The bytes of a coordinate; nil for RSA.
  private var coordinateSize: Int? {
    switch self {
    case .p256: 32
    case .p384: 48
    case .rsa: nil
    }
  }

  /// The signature as the library takes it: of a curve in DER.
  private func encoded(_ signature: [UInt8]) -> [UInt8]? {
    guard let size = coordinateSize else { return signature }
    guard signature.count == 2 * size else { return nil }
    let both = ECDSA_SIG_new()
    defer { ECDSA_SIG_free(both) }
    let (r, s) = (number(signature.prefix(size)), number(signature.suffix(size)))
    // From here on the two numbers are the signature's.
    OpenSSL.require(ECDSA_SIG_set0(both, r, s))
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_ECDSA_SIG(both, &start)
    OpenSSL.require(count > 0 && start != nil ? 1 : 0)
    defer { CRYPTO_free(start, nil, 0) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  private func opened() -> OpaquePointer? {
    OpenSSL.require(1)
    let builder = OSSL_PARAM_BLD_new()
    defer { OSSL_PARAM_BLD_free(builder) }
    switch self {
    case .p256(let x, let y): return curveKey("P-256", x, y, builder)
    case .p384(let x, let y): return curveKey("P-384", x, y, builder)
    case .rsa(let modulus, let exponent):
      let (n, e) = (modulus.drop { $0 == 0 }, exponent.drop { $0 == 0 })
      let bits = n.count * 8 - (n.first?.leadingZeroBitCount ?? 0)
      guard Self.modulusBits.contains(bits), n.last.map({ $0 & 1 == 1 }) ?? false,
        (1...Self.longestExponent).contains(e.count), e.last.map({ $0 & 1 == 1 }) ?? false, Array(e) != [1]
      else { return nil }
      let (first, second) = (number(n), number(e))
      defer {
        BN_free(first)
        BN_free(second)
      }
      OpenSSL.require(OSSL_PARAM_BLD_push_BN(builder, text("n"), first))
      OpenSSL.require(OSSL_PARAM_BLD_push_BN(builder, text("e"), second))
      return Self.key("RSA", builder)
    }
  }

  private func curveKey(_ curve: StaticString, _ x: [UInt8], _ y: [UInt8], _ builder: OpaquePointer?)
    -> OpaquePointer?
  {
    guard x.count == coordinateSize, y.count == coordinateSize else { return nil }
    // An uncompressed point begins with 4.
    let point = [4] + x + y
    OpenSSL.require(OSSL_PARAM_BLD_push_utf8_string(builder, text("group"), text(curve), 0))
    return point.withUnsafeBytes { bytes in
      OpenSSL.require(OSSL_PARAM_BLD_push_octet_string(builder, text("pub"), bytes.baseAddress, bytes.count))
      return Self.key("EC", builder)
    }
  }

  /// A text for the library, which reads it later than the call.
  private func text(_ text: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
  }

  private static func key(_ type: String, _ builder: OpaquePointer?) -> OpaquePointer? {
    let parameters = OSSL_PARAM_BLD_to_param(builder)
    defer { OSSL_PARAM_free(parameters) }
    let context = EVP_PKEY_CTX_new_from_name(nil, type, nil)
    defer { EVP_PKEY_CTX_free(context) }
    OpenSSL.require(EVP_PKEY_fromdata_init(context))
    var key: OpaquePointer?
    return EVP_PKEY_fromdata(context, &key, plumbline_openssl_public_key(), parameters) == 1 ? key : nil
  }

  private func number(_ bytes: ArraySlice<UInt8>) -> OpaquePointer? {
    let number = bytes.withUnsafeBufferPointer { BN_bin2bn($0.baseAddress, Int32($0.count), nil) }
    OpenSSL.require(number == nil ? 0 : 1)
    return number
  }
}

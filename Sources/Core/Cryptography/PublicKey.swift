internal import CPlumblineOpenSSL

/// Somebody's public key, by which what they signed can be checked: ECDSA on P-384 or RSA (PKCS #1 v1.5), both with SHA-384.
///
/// These are ES384 and RS384 of <https://www.rfc-editor.org/rfc/rfc7518>.
public enum PublicKey: Sendable, Hashable {
  /// A point of P-384: its coordinates, 48 bytes each.
  case p384(x: [UInt8], y: [UInt8])
  /// Modulus and exponent, the most significant byte first.
  case rsa(modulus: [UInt8], exponent: [UInt8])

  /// The bytes of a coordinate of P-384.
  public static let coordinateSize = 48
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

  /// Whether the key's holder signed `bytes`. False, too, if the key is not one.
  ///
  /// - Parameter signature: for P-384 the two numbers of the signature, 48 bytes each; for RSA as long as the modulus.
  public func hasSigned(_ bytes: [UInt8], signature: [UInt8]) -> Bool {
    guard let signature = encoded(signature), let key = opened() else { return false }
    defer { EVP_PKEY_free(key) }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    OpenSSL.require(EVP_DigestVerifyInit(context, nil, EVP_sha384(), nil, key))
    return EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
  }

  /// The signature as the library takes it: for P-384 in DER.
  private func encoded(_ signature: [UInt8]) -> [UInt8]? {
    guard case .p384 = self else { return signature }
    guard signature.count == 2 * Self.coordinateSize else { return nil }
    let both = ECDSA_SIG_new()
    defer { ECDSA_SIG_free(both) }
    let (r, s) = (
      number(signature.prefix(Self.coordinateSize)), number(signature.suffix(Self.coordinateSize))
    )
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
    case .p384(let x, let y):
      guard x.count == Self.coordinateSize, y.count == Self.coordinateSize else { return nil }
      // An uncompressed point begins with 4.
      let point = [4] + x + y
      OpenSSL.require(OSSL_PARAM_BLD_push_utf8_string(builder, text("group"), text("P-384"), 0))
      return point.withUnsafeBytes { bytes in
        OpenSSL.require(
          OSSL_PARAM_BLD_push_octet_string(builder, text("pub"), bytes.baseAddress, bytes.count))
        return Self.key("EC", builder)
      }
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

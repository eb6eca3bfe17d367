internal import CPlumblineOpenSSL

/// What an authority is asked to timestamp: a SHA-256 digest and a nonce, with the wish for the authority's certificate.
///
/// <https://www.rfc-editor.org/rfc/rfc3161#section-2.4.1>
public struct TimestampRequest: Sendable, Hashable {
  /// The request in DER.
  public let bytes: [UInt8]
  /// What is timestamped: 32 bytes.
  public let digest: [UInt8]
  /// By which the answer to this request is known from the answer to another one.
  let nonce: [UInt8]

  /// The most bytes of a request.
  public static let limit = 1 << 10
  private static let nonceSize = 16

  /// Asks for a timestamp of a digest of 32 bytes; nil for any other count.
  public init?(digest: [UInt8]) {
    guard digest.count == SHA256.byteCount else { return nil }
    OpenSSL.require(1)
    let request = TS_REQ_new()
    defer { TS_REQ_free(request) }
    OpenSSL.require(TS_REQ_set_version(request, 1))
    let (imprint, algorithm) = (TS_MSG_IMPRINT_new(), X509_ALGOR_new())
    defer {
      TS_MSG_IMPRINT_free(imprint)
      X509_ALGOR_free(algorithm)
    }
    OpenSSL.require(X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nil))
    OpenSSL.require(TS_MSG_IMPRINT_set_algo(imprint, algorithm))
    var digest = digest
    OpenSSL.require(TS_MSG_IMPRINT_set_msg(imprint, &digest, Int32(digest.count)))
    OpenSSL.require(TS_REQ_set_msg_imprint(request, imprint))
    // The first bit is 0, and the second 1: a positive number of always the same length.
    var nonce = Randomness.bytes(Self.nonceSize)
    nonce[0] = nonce[0] & 0x7F | 0x40
    let number = BN_bin2bn(nonce, Int32(nonce.count), nil)
    defer { BN_free(number) }
    let integer = BN_to_ASN1_INTEGER(number, nil)
    defer { ASN1_INTEGER_free(integer) }
    OpenSSL.require(TS_REQ_set_nonce(request, integer))
    OpenSSL.require(TS_REQ_set_cert_req(request, 1))
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_TS_REQ(request, &start)
    OpenSSL.require(count > 0 && start != nil ? 1 : 0)
    defer { CRYPTO_free(start, nil, 0) }
    bytes = Array(UnsafeBufferPointer(start: start, count: Int(count)))
    (self.digest, self.nonce) = (digest, nonce)
  }

  /// Reads a request; nil unless it is one for a SHA-256 digest, with a nonce, and nothing follows it.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.limit, let request = Self.opened(bytes) else { return nil }
    defer { TS_REQ_free(request) }
    guard let imprint = TS_REQ_get_msg_imprint(request), let digest = Imprint(imprint).sha256,
      let nonce = TS_REQ_get_nonce(request)
    else { return nil }
    (self.bytes, self.digest) = (bytes, digest)
    self.nonce = Self.content(nonce)
  }

  /// A request as the library has it; its owner frees it.
  static func opened(_ bytes: [UInt8]) -> OpaquePointer? {
    OpenSSL.require(1)
    defer { ERR_clear_error() }
    return bytes.withUnsafeBufferPointer { buffer -> OpaquePointer? in
      var at = buffer.baseAddress
      guard at != nil, let request = d2i_TS_REQ(nil, &at, buffer.count) else { return nil }
      if at == buffer.baseAddress?.advanced(by: buffer.count) { return request }
      TS_REQ_free(request)
      return nil
    }
  }

  /// The bytes of a number or a text of ASN.1.
  static func content(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
    guard let string, let start = ASN1_STRING_get0_data(string) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(string))))
  }
}

/// The digest in a request or a token.
struct Imprint {
  /// The digest; nil if it was made by another algorithm than SHA-256.
  let sha256: [UInt8]?

  init(_ imprint: OpaquePointer) {
    var identifier: OpaquePointer?
    X509_ALGOR_get0(&identifier, nil, nil, TS_MSG_IMPRINT_get_algo(imprint))
    let digest = TimestampRequest.content(TS_MSG_IMPRINT_get_msg(imprint))
    sha256 = OBJ_obj2nid(identifier) == NID_sha256 && digest.count == SHA256.byteCount ? digest : nil
  }
}

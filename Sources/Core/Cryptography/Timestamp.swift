internal import CPlumblineOpenSSL

/// An authority's answer to a request: that a digest was there at a moment.
///
/// Responses are read and checked by libcrypto's own functions for them, which come with the library that is linked anyway.
///
/// <https://www.rfc-editor.org/rfc/rfc3161#section-2.4.2>
public struct Timestamp: Sendable, Hashable {
  /// In UTC: `2026-11-30T16:01:02Z`, with up to three digits of a second if the authority gives them.
  public let time: String
  /// The token's number at the authority, in hex.
  public let serial: String
  /// The authority's rules for it, as an object identifier: `1.2.3.4.1`.
  public let policy: String
  /// The response in DER, as the authority gave it.
  public let bytes: [UInt8]

  /// The most bytes of a response.
  public static let limit = 1 << 16

  /// Why a response is no timestamp of what was asked.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    case tooLong
    case notDER
    /// The authority refused, with this status.
    case refused(status: Int)
    case otherDigest
    case otherNonce
    case badTime
    /// The file of the authority holds no certificate, or something else.
    case noCertificate
    /// The certificate that signed it is not one of the authority's for this purpose at that moment.
    case untrusted(String)
    /// It is not signed as it should be.
    case unsigned(String)

    public var description: String {
      switch self {
      case .tooLong: "it is longer than \(Timestamp.limit) bytes, which no authority's response is"
      case .notDER: "it is not the response of a timestamp authority (RFC 3161, DER), or is cut off"
      case .refused(let status): "the authority refused, with status \(status): it made no timestamp"
      case .otherDigest: "its timestamp is over another digest than the one asked for"
      case .otherNonce: "it does not answer this request: its nonce is another one, or missing"
      case .badTime: "its time cannot be read"
      case .noCertificate: "the file of the authority's certificate holds no certificate in PEM"
      case .untrusted(let reason): "its certificate is not trusted: \(reason)"
      case .unsigned(let reason): "its signature does not hold: \(reason)"
      }
    }
  }

  /// Reads the response to a request, and compares digest and nonce; its signature is not checked.
  public init(_ bytes: [UInt8], answering request: TimestampRequest) throws(Fault) {
    let response = try Self.opened(bytes)
    defer { TS_RESP_free(response) }
    try self.init(response, bytes, answering: request)
  }

  /// Reads the response to a request, and checks its signature and certificate.
  ///
  /// The certificate must be for timestamps alone, valid at the timestamp's own time, and lead to one of the authority's. Whether it
  /// was revoked is not checked: that needs a list of the authority's.
  ///
  /// - Parameter authority: the authority's certificates that are trusted, in PEM.
  public init(
    _ bytes: [UInt8], answering request: TimestampRequest, authority: [UInt8]
  ) throws(Fault) {
    let response = try Self.opened(bytes)
    defer { TS_RESP_free(response) }
    try self.init(response, bytes, answering: request)
    guard let question = TimestampRequest.opened(request.bytes) else { throw .otherDigest }
    defer { TS_REQ_free(question) }
    guard let context = TS_REQ_to_TS_VERIFY_CTX(question, nil) else { throw .notDER }
    defer { TS_VERIFY_CTX_free(context) }
    _ = TS_VERIFY_CTX_add_flags(context, Int32(TS_VFY_SIGNATURE))
    // From here on the store is the context's.
    _ = TS_VERIFY_CTX_set_store(context, try Self.store(authority, at: moment(response)))
    ERR_clear_error()
    defer { ERR_clear_error() }
    if TS_RESP_verify_response(context, response) != 1 { throw Self.lastFault() }
  }

  private init(
    _ response: OpaquePointer, _ bytes: [UInt8], answering request: TimestampRequest
  ) throws(Fault) {
    let status = TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response))
    let code = status.map { ASN1_INTEGER_get($0) } ?? -1
    // Granted, or granted with changes.
    guard code == 0 || code == 1 else { throw .refused(status: code) }
    guard let info = TS_RESP_get_tst_info(response), let imprint = TS_TST_INFO_get_msg_imprint(info) else {
      throw .notDER
    }
    guard Imprint(imprint).sha256 == request.digest else { throw .otherDigest }
    guard let nonce = TS_TST_INFO_get_nonce(info), TimestampRequest.content(nonce) == request.nonce else {
      throw .otherNonce
    }
    let moment = TS_TST_INFO_get_time(info)
    // The library checks that the day and the hour exist.
    guard ASN1_TIME_check(moment) == 1, let time = Self.time(TimestampRequest.content(moment)) else {
      throw .badTime
    }
    self.time = time
    serial = Hex.encode(TimestampRequest.content(TS_TST_INFO_get_serial(info)))
    policy = Self.text(TS_TST_INFO_get_policy_id(info))
    self.bytes = bytes
  }

  private static func opened(_ bytes: [UInt8]) throws(Fault) -> OpaquePointer {
    OpenSSL.require(1)
    defer { ERR_clear_error() }
    if bytes.count > limit { throw .tooLong }
    let response = bytes.withUnsafeBufferPointer { buffer -> OpaquePointer? in
      var at = buffer.baseAddress
      guard at != nil, let response = d2i_TS_RESP(nil, &at, buffer.count) else { return nil }
      if at == buffer.baseAddress?.advanced(by: buffer.count) { return response }
      TS_RESP_free(response)
      return nil
    }
    guard let response else { throw .notDER }
    return response
  }

  // MARK: the authority

  /// The certificates of an authority, in PEM, as what is trusted at a moment.
  private static func store(_ authority: [UInt8], at moment: Int) throws(Fault) -> OpaquePointer? {
    let bytes = BIO_new_mem_buf(authority, Int32(clamping: authority.count))
    defer { BIO_free(bytes) }
    let store = X509_STORE_new()
    var count = 0
    ERR_clear_error()
    while let certificate = PEM_read_bio_X509(bytes, nil, nil, nil) {
      defer { X509_free(certificate) }
      OpenSSL.require(X509_STORE_add_cert(store, certificate))
      count += 1
    }
    let isAtEnd = plumbline_openssl_is_end_of_pem(ERR_peek_last_error()) == 1
    ERR_clear_error()
    guard count > 0, isAtEnd else {
      X509_STORE_free(store)
      throw .noCertificate
    }
    let parameters = X509_STORE_get0_param(store)
    X509_VERIFY_PARAM_set_time(parameters, time_t(moment))
    // 112 bits: no key or digest that is too weak today. Any given certificate may end the chain.
    X509_VERIFY_PARAM_set_auth_level(parameters, 2)
    OpenSSL.require(X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN)))
    return store
  }

  /// The token's time, in seconds since 1970.
  private func moment(_ response: OpaquePointer) throws(Fault) -> Int {
    var parts = tm()
    guard ASN1_TIME_to_tm(TS_TST_INFO_get_time(TS_RESP_get_tst_info(response)), &parts) == 1 else {
      throw .badTime
    }
    return timegm(&parts)
  }

  /// Why the library did not accept a response.
  private static func lastFault() -> Fault {
    var (data, flags): (UnsafePointer<CChar>?, Int32) = (nil, 0)
    let code = ERR_peek_last_error_all(nil, nil, nil, &data, &flags)
    let more = data.map { String(cString: $0) } ?? ""
    switch plumbline_openssl_reason(code) {
    case TS_R_CERTIFICATE_VERIFY_ERROR:
      return .untrusted(more.hasPrefix("Verify error:") ? String(more.dropFirst(13)) : more)
    case TS_R_MESSAGE_IMPRINT_MISMATCH: return .otherDigest
    case TS_R_NONCE_MISMATCH, TS_R_NONCE_NOT_RETURNED: return .otherNonce
    case TS_R_ESS_SIGNING_CERTIFICATE_ERROR, TS_R_ESS_ADD_SIGNING_CERT_ERROR:
      return .unsigned("it does not name the certificate that signed it")
    case TS_R_INVALID_SIGNER_CERTIFICATE_PURPOSE: return .untrusted("it is not for timestamps")
    case let reason: return .unsigned("libcrypto, reason \(reason)")
    }
  }

  // MARK: texts

  /// `20261130160102.123Z` as `2026-11-30T16:01:02.123Z`; nil if it is not a time in UTC to the second.
  private static func time(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 15, bytes.last == UInt8(ascii: "Z"), bytes.prefix(14).allSatisfy(isDigit) else {
      return nil
    }
    let text = String(decoding: bytes.dropLast(), as: UTF8.self)
    let digits = Array(text.prefix(14))
    let rest = text.dropFirst(14)
    guard rest.isEmpty || rest.first == "." && rest.count > 1 && rest.dropFirst().utf8.allSatisfy(isDigit)
    else {
      return nil
    }
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return
      "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))\(rest.prefix(4))Z"
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func text(_ identifier: OpaquePointer?) -> String {
    var text = [CChar](repeating: 0, count: 80)
    guard OBJ_obj2txt(&text, Int32(text.count), identifier, 1) > 0 else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

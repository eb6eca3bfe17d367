internal import CPlumblineOpenSSL

/// HMAC with SHA-256: a digest that only the holder of a key can make.
///
/// <https://www.rfc-editor.org/rfc/rfc2104>
public enum HMAC {
  /// The code of `bytes` under a key of any length, 32 bytes.
  public static func code(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: SHA256.byteCount) { buffer, filled in
      OpenSSL.require(1)
      let code = CPlumblineOpenSSL.HMAC(
        EVP_sha256(), key, Int32(key.count), bytes, bytes.count, buffer.baseAddress, nil)
      OpenSSL.require(code == nil ? 0 : 1)
      filled = SHA256.byteCount
    }
  }
}

/// HKDF with SHA-256: further keys from one secret, distinguished by what each is for.
///
/// <https://www.rfc-editor.org/rfc/rfc5869>
public enum HKDF {
  /// A key of 32 bytes from a secret, without a salt: one block, so a single step of expansion.
  public static func key(from secret: [UInt8], info: String) -> [UInt8] {
    let extracted = HMAC.code(of: secret, key: [UInt8](repeating: 0, count: SHA256.byteCount))
    return HMAC.code(of: Array(info.utf8) + [1], key: extracted)
  }
}

internal import CPlumblineOpenSSL

/// AES-256-GCM: bytes that only the holder of a key can read, and that nobody can change unnoticed.
///
/// A box is nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes).
///
/// <https://csrc.nist.gov/pubs/sp/800/38/d/final>
public enum AESGCM {
  public static let nonceSize = 12
  public static let tagSize = 16
  public static let keySize = 32

  /// Seals `plain` with a key of 32 bytes and a nonce of 12 that is never used again with it; nil for other sizes.
  ///
  /// - Parameter context: bytes that are not in the box, but without which it does not open.
  public static func seal(
    _ plain: [UInt8], key: [UInt8], nonce: [UInt8], context: [UInt8]
  ) -> [UInt8]? {
    guard key.count == keySize, nonce.count == nonceSize, plain.count < Int32.max else { return nil }
    OpenSSL.require(1)
    let cipher = EVP_CIPHER_CTX_new()
    defer { EVP_CIPHER_CTX_free(cipher) }
    var count: Int32 = 0
    var tag = [UInt8](repeating: 0, count: tagSize)
    OpenSSL.require(EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), nil, key, nonce))
    OpenSSL.require(EVP_EncryptUpdate(cipher, nil, &count, context, Int32(context.count)))
    var sealed = [UInt8](repeating: 0, count: plain.count)
    OpenSSL.require(EVP_EncryptUpdate(cipher, &sealed, &count, plain, Int32(plain.count)))
    OpenSSL.require(EVP_EncryptFinal_ex(cipher, &tag, &count))
    OpenSSL.require(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, Int32(tagSize), &tag))
    return nonce + sealed + tag
  }

  /// Opens a box; nil with another key or context, or if a byte of it was changed.
  public static func open(_ box: [UInt8], key: [UInt8], context: [UInt8]) -> [UInt8]? {
    guard key.count == keySize, box.count >= nonceSize + tagSize, box.count < Int32.max else { return nil }
    OpenSSL.require(1)
    let cipher = EVP_CIPHER_CTX_new()
    defer { EVP_CIPHER_CTX_free(cipher) }
    let sealed = Array(box[nonceSize..<(box.count - tagSize)])
    var tag = Array(box.suffix(tagSize))
    var count: Int32 = 0
    OpenSSL.require(EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), nil, key, Array(box.prefix(nonceSize))))
    OpenSSL.require(EVP_DecryptUpdate(cipher, nil, &count, context, Int32(context.count)))
    var plain = [UInt8](repeating: 0, count: sealed.count)
    OpenSSL.require(EVP_DecryptUpdate(cipher, &plain, &count, sealed, Int32(sealed.count)))
    OpenSSL.require(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, Int32(tagSize), &tag))
    // The only step that fails for a reason in the box.
    var rest = [UInt8](repeating: 0, count: tagSize)
    return EVP_DecryptFinal_ex(cipher, &rest, &count) == 1 ? plain : nil
  }
}

internal import CPlumblineOpenSSL

/// Ed25519: signatures that anyone can check who has the public key.
///
/// <https://www.rfc-editor.org/rfc/rfc8032>
public enum Ed25519 {
  /// The bytes of a secret seed, and of a public key.
  public static let keySize = 32
  public static let signatureSize = 64

  /// The public key of a secret seed of 32 bytes; nil for any other count.
  public static func publicKey(ofSeed seed: [UInt8]) -> [UInt8]? {
    guard let key = privateKey(seed) else { return nil }
    defer { EVP_PKEY_free(key) }
    return [UInt8](unsafeUninitializedCapacity: keySize) { buffer, filled in
      filled = keySize
      OpenSSL.require(EVP_PKEY_get_raw_public_key(key, buffer.baseAddress, &filled))
    }
  }

  /// The signature of `bytes`, 64 bytes; nil if the seed is not 32 bytes.
  public static func signature(of bytes: [UInt8], seed: [UInt8]) -> [UInt8]? {
    guard let key = privateKey(seed) else { return nil }
    defer { EVP_PKEY_free(key) }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    OpenSSL.require(EVP_DigestSignInit(context, nil, nil, nil, key))
    return [UInt8](unsafeUninitializedCapacity: signatureSize) { buffer, filled in
      filled = signatureSize
      OpenSSL.require(EVP_DigestSign(context, buffer.baseAddress, &filled, bytes, bytes.count))
    }
  }

  /// Whether the holder of a public key made a signature over `bytes`. False, too, if the key is not one.
  public static func isValid(signature: [UInt8], of bytes: [UInt8], publicKey: [UInt8]) -> Bool {
    OpenSSL.require(1)
    guard publicKey.count == keySize, signature.count == signatureSize,
      let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, keySize)
    else { return false }
    defer { EVP_PKEY_free(key) }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    OpenSSL.require(EVP_DigestVerifyInit(context, nil, nil, nil, key))
    return EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
  }

  private static func privateKey(_ seed: [UInt8]) -> OpaquePointer? {
    OpenSSL.require(1)
    guard seed.count == keySize else { return nil }
    let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, keySize)
    OpenSSL.require(key == nil ? 0 : 1)
    return key
  }
}

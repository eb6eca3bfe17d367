internal import CPlumblineOpenSSL

/// SHA-256 over bytes that come in pieces.
///
/// ```swift
/// Hex.encode(SHA256.hash(Array("abc".utf8)))
/// // "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
/// ```
///
/// <https://csrc.nist.gov/pubs/fips/180-4/upd1/final>
public struct SHA256: ~Copyable {
  /// The bytes of a digest: 32.
  public static let byteCount = 32

  private let context: OpaquePointer?

  public init() {
    OpenSSL.require(1)
    context = EVP_MD_CTX_new()
    OpenSSL.require(EVP_DigestInit_ex(context, EVP_sha256(), nil))
  }

  deinit { EVP_MD_CTX_free(context) }

  public mutating func update(_ bytes: [UInt8]) {
    OpenSSL.require(EVP_DigestUpdate(context, bytes, bytes.count))
  }

  /// The digest of all bytes, 32 of them.
  public consuming func finalize() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, filled in
      OpenSSL.require(EVP_DigestFinal_ex(context, buffer.baseAddress, nil))
      filled = Self.byteCount
    }
  }

  /// The digest of the pieces, one after the other.
  public static func hash(_ pieces: [UInt8]...) -> [UInt8] {
    var hash = SHA256()
    for piece in pieces { hash.update(piece) }
    return hash.finalize()
  }
}

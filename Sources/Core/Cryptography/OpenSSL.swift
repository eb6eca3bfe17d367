internal import CPlumblineOpenSSL

/// The library beneath: Debian's libcrypto.
enum OpenSSL {
  /// Whether the library is ready. It reads no configuration file, so an answer never depends on one.
  static let isReady = plumbline_openssl_start() == 1

  /// Fails if a step fails that has no reason to fail but a lack of memory: a wrong digest is worse than none.
  static func require(_ result: Int32) {
    precondition(isReady && result == 1, "libcrypto is out of memory")
  }
}

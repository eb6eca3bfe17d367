/// A timestamp authority of a test, by OpenSSL: it answers requests as files, without a network.
public struct TestAuthority: ~Copyable {
  public let scratch = Scratch()
  /// What could not be made; empty if all was.
  public let error: String

  /// Whose certificate signs an answer.
  public enum Signer: String, CaseIterable, Sendable {
    /// For timestamps alone, valid, and of the authority.
    case good
    /// The same, and no longer valid when it signs.
    case expired
    /// For servers, not for timestamps.
    case server
    /// For timestamps, and for servers as well.
    case both
    /// For timestamps, of another authority.
    case stranger
  }

  public init() {
    let made = Command.run("/bin/sh", ["-c", Self.making], in: scratch.path)
    error = made.code == 0 ? "" : made.error
  }

  /// The authority's certificates, in PEM.
  public var certificates: String { "\(scratch.path)/ca.pem" }
  public var otherCertificates: String { "\(scratch.path)/other.pem" }

  /// What the authority answers to a request in DER; empty if it does not.
  public func answer(_ request: [UInt8], by signer: Signer = .good) -> [UInt8] {
    scratch.write("request", request)
    let script =
      switch signer {
      case .good, .expired, .stranger: Self.answering(signer.rawValue)
      case .server, .both: Self.answering("good") + Self.signingAgain(signer.rawValue)
      }
    _ = Command.run("/bin/sh", ["-c", "rm -f response token; " + script], in: scratch.path)
    if signer != .server, signer != .both { return Command.bytes("\(scratch.path)/response") }
    // A response is its status, granted, and the token.
    let content = [0x30, 0x03, 0x02, 0x01, 0x00] + Command.bytes("\(scratch.path)/token")
    return [0x30, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
  }

  private static func answering(_ signer: String) -> String {
    "openssl ts -reply -config conf -section tsa -queryfile request -signer \(signer).pem -inkey key -out response; "
  }

  /// OpenSSL makes no timestamp with a certificate for something else, so what it made is signed again.
  private static func signingAgain(_ signer: String) -> String {
    "openssl ts -reply -config conf -section tsa -in response -token_out -out good.token; "
      + "openssl cms -verify -noverify -inform DER -in good.token -out info 2>&1; "
      + "openssl cms -sign -binary -nodetach -cades -econtent_type 1.2.840.113549.1.9.16.1.4 -in info -signer \(signer).pem "
      + "-inkey key -outform DER -out token"
  }

  private static let making = #"""
    set -e
    cat > conf <<'END'
    [tsa]
    serial = serial
    signer_digest = sha256
    default_policy = 1.2.3.4.1
    digests = sha256, sha512
    ess_cert_id_alg = sha256
    accuracy = secs:1
    [req]
    distinguished_name = name
    [name]
    END
    echo 01 > serial
    openssl ecparam -name prime256v1 -genkey -noout -out key
    for name in ca other; do
      openssl req -config conf -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $name.key -out $name.pem \
        -subj "/CN=Test authority $name" -days 3650 -addext basicConstraints=critical,CA:TRUE
    done
    sign() {
      openssl req -config conf -new -key key -subj "/CN=Test authority, $1" -out request
      echo "$4" > extensions
      openssl x509 -req -in request -CA $2.pem -CAkey $2.key -CAcreateserial -out $1.pem -days $3 -extfile extensions
    }
    sign good ca 365 extendedKeyUsage=critical,timeStamping
    sign expired ca -1 extendedKeyUsage=critical,timeStamping
    sign server ca 365 extendedKeyUsage=serverAuth
    sign both ca 365 extendedKeyUsage=critical,timeStamping,serverAuth
    sign stranger other 365 extendedKeyUsage=critical,timeStamping
    """#
}

public import PlumblineHost
public import PlumblineLedger

/// Where a service listens, and with what it answers.
public struct ServiceSettings: Sendable {
  /// The address: `127.0.0.1`, `::1`, or a name.
  public var host: String
  /// 0 for one that is free.
  public var port: Int
  public var ledger: LedgerPlace
  /// nil if requests need none.
  public var token: AccessToken?
  /// Who may ask, instead of whoever has the one token; nil if the token, or nothing, decides that.
  public var clients: ClientList?
  /// How people sign in to the console at an issuer; nil if they do it with the token that programs use.
  public var signIn: SignInSettings?
  /// Which record systems may open the console for one of their patients; nil if none may.
  public var launch: LaunchSettings?
  /// The origins of pages that may ask from a browser: `https://ehr.example`.
  public var origins: Set<String> = []
  /// The FHIR servers that may be asked for what did not come along with a hook.
  public var records: Set<RecordServer> = []
  /// Whether the console needs no sign-in, for trying it with invented patients; only on this machine.
  public var isDemo = false
  /// The packs that authors compare in the console; nil if none are.
  public var versions: VersionSettings?
  public var limits = ServiceLimits()
  public var clock = ServiceClock.machine
  /// When the service started, in seconds since 1970; nil for when it is set up. A signed token that is older may have been used before.
  public var started: Int?

  public init(host: String, port: Int, ledger: LedgerPlace, token: AccessToken?) {
    (self.host, self.port, self.ledger, self.token) = (host, port, ledger, token)
  }

  /// Whether an address can be reached only from this machine.
  public static func isLoopback(_ host: String) -> Bool {
    loopback.contains(host)
  }

  private static let loopback = ["127.0.0.1", "::1", "localhost"]

  /// Whether a name and perhaps a port, as the header `Host` or an address has them, are this machine's: a page elsewhere whose name
  /// leads here does not have them.
  static func isHere(_ authority: some StringProtocol) -> Bool {
    loopback.contains { host in
      let name = host.contains(":") ? "[\(host)]" : host
      guard authority.hasPrefix(name) else { return false }
      let port = authority.dropFirst(name.count)
      return port.isEmpty
        || port.hasPrefix(":") && port.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
  }
}

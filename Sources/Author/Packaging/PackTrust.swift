public import PlumblineGuideline
public import PlumblineTransparency

/// Whose signatures count, and what is accepted besides.
public struct PackTrust: Sendable {
  public var keys: [VerifierKey]
  /// Whether no other keys count, not even the one with which a pack was installed.
  public var isExclusive: Bool
  /// Whether an archive without a signature may be in force.
  public var allowsUnsigned: Bool
  /// Whether a signature counts outside the days for which it was given.
  public var allowsOutOfDate: Bool

  public init(
    keys: [VerifierKey] = [], isExclusive: Bool = false, allowsUnsigned: Bool = false,
    allowsOutOfDate: Bool = false
  ) {
    self.keys = keys
    self.isExclusive = isExclusive
    self.allowsUnsigned = allowsUnsigned
    self.allowsOutOfDate = allowsOutOfDate
  }

  /// Returns the key that signed an archive; nil for one that is accepted without a signature.
  ///
  /// - Parameter day: today, in UTC: `2026-11-20`.
  public func signer(of archive: PackArchive, on day: Day) throws(PackRefusal) -> VerifierKey? {
    guard let signature = archive.signature else {
      if allowsUnsigned { return nil }
      throw PackRefusal(
        .unsigned,
        "it is not signed; sign it with `plumbline packs sign`, or accept it with --allow-unsigned")
    }
    guard let signer = try signature.signer(among: keys) else {
      let name = signature.claimedName
      throw PackRefusal(
        .untrusted,
        "it is signed as '\(name)' by a key that is not trusted here; once you have the publisher's public key from a source that you trust, pass it with --key or --trust"
      )
    }
    if !allowsOutOfDate { try checkDates(signature.statement, on: day) }
    return signer
  }

  private func checkDates(_ statement: PackStatement, on day: Day) throws(PackRefusal) {
    if statement.signed > day {
      throw PackRefusal(
        .outOfDate,
        "it was signed on \(statement.signed), which is still to come (today is \(day) in UTC): check this machine's clock, or accept it with --allow-expired"
      )
    }
    if let last = statement.expires, last < day {
      throw PackRefusal(
        .outOfDate,
        "its signature expired on \(last) (today is \(day) in UTC): ask its publisher for a newer one, or accept it with --allow-expired"
      )
    }
  }
}

public import PlumblineGuideline
public import PlumblineTransparency

/// Whose signatures count, and what is let pass besides.
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

  /// Who signed an archive; nil for one that is let pass without a signature.
  ///
  /// - Parameter day: today, in UTC: `2026-11-20`.
  public func signer(of archive: PackArchive, on day: Day) throws(PackRefusal) -> VerifierKey? {
    guard let signature = archive.signature else {
      if allowsUnsigned { return nil }
      throw PackRefusal(
        .unsigned,
        "it is not signed: have it signed (plumbline packs sign), or let it pass with --allow-unsigned")
    }
    guard let signer = try signature.signer(among: keys) else {
      let name = signature.claimedName
      throw PackRefusal(
        .untrusted,
        "it is signed as '\(name)' by a key that is not trusted here: give the publisher's public key with --key or --trust, once you have it from somewhere you trust"
      )
    }
    if !allowsOutOfDate { try checkDates(signature.statement, on: day) }
    return signer
  }

  private func checkDates(_ statement: PackStatement, on day: Day) throws(PackRefusal) {
    if statement.signed > day {
      throw PackRefusal(
        .outOfDate,
        "it was signed on \(statement.signed), which is still to come (today is \(day) in UTC): is this machine's clock right? --allow-expired lets it pass"
      )
    }
    if let last = statement.expires, last < day {
      throw PackRefusal(
        .outOfDate,
        "its signature expired on \(last) (today is \(day) in UTC): ask its publisher for a newer one; --allow-expired lets it pass"
      )
    }
  }
}

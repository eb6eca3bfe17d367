public import PlumblineGuideline
public import PlumblineTransparency

/// What a signer states about an archive: which one it is, and on which days it may be in force.
public struct PackStatement: Sendable, Hashable {
  public let id: String
  public let version: Version
  /// The manifest's ``PackManifest/fingerprint``, which names every byte of every file.
  public let manifest: String
  /// The day of signing, in UTC.
  public let signed: Day
  /// The last day, in UTC; nil if it does not expire.
  public let expires: Day?

  public init(_ manifest: PackManifest, signed: Day, expires: Day?) {
    id = manifest.id
    version = manifest.version
    self.manifest = manifest.fingerprint
    self.signed = signed
    self.expires = expires
  }

  /// Reads a statement in the form of ``text``; nil for anything else.
  init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == 6, let version = Version(String(lines[1].drop { $0 != " " }.dropFirst())) else {
      return nil
    }
    id = String(lines[1].prefix { $0 != " " })
    self.version = version
    manifest = String(lines[2].dropFirst("manifest ".count))
    guard let signed = Day(lines[3].dropFirst("signed ".count)) else { return nil }
    self.signed = signed
    expires = Day(lines[4].dropFirst("expires ".count))
    if self.text != text { return nil }
  }

  /// The signed text: five lines, each ended by a line feed.
  var text: String {
    """
    \(PackManifest.format)
    \(id) \(version)
    manifest \(manifest)
    signed \(signed)
    expires \(expires?.description ?? "never")

    """
  }
}

/// The `signature` of an archive: a C2SP signed note of a ``PackStatement`` with one signature.
///
/// No part of it counts until ``isValid(by:)`` has confirmed it.
public struct PackSignature: Sendable, Hashable {
  public let statement: PackStatement
  let note: SignedNote

  /// Signs a statement.
  public init(_ statement: PackStatement, by key: SigningKey) throws(PackRefusal) {
    do {
      note = try key.sign(statement.text)
    } catch {
      throw PackRefusal(.malformed, "cannot sign: \(error)")
    }
    self.statement = statement
  }

  init(parsing bytes: [UInt8]) throws(PackRefusal) {
    do {
      note = try SignedNote(parsing: bytes)
    } catch {
      throw PackRefusal(.malformed, "signature: \(error)")
    }
    // A second line would be bytes that no key vouches for.
    guard note.signatures.count == 1 else {
      throw PackRefusal(
        .malformed, "signature: it has \(note.signatures.count) signatures; an archive has exactly one")
    }
    guard let statement = PackStatement(note.text) else {
      throw PackRefusal(.malformed, "signature: its text is not the five lines of \(PackManifest.format)")
    }
    self.statement = statement
  }

  var bytes: [UInt8] { note.bytes }

  /// The name that claims to have signed: `example.org/packs`. Not verified.
  public var claimedName: String { note.signatures.first?.name ?? "" }

  /// Returns the key among `keys` that signed; nil if none of them did.
  ///
  /// - Throws: for a signature in the name and id of one of them that is not valid.
  public func signer(among keys: [VerifierKey]) throws(PackRefusal) -> VerifierKey? {
    do {
      return try note.verify(keys).first
    } catch .noKnownSignature {
      return nil
    } catch {
      throw PackRefusal(.altered, "its signature is not valid: \(error)")
    }
  }
}

internal import PlumblineGuideline
public import PlumblineJSON
internal import PlumblineText
public import PlumblineTransparency

/// An archive that is whole, and why it is trusted.
public struct TrustedArchive: Sendable {
  public let archive: PackArchive
  /// The key that signed it; nil for one that was accepted without a signature.
  public let signer: VerifierKey?

  public init(_ archive: PackArchive, signer: VerifierKey?) {
    self.archive = archive
    self.signer = signer
  }

  private var statement: PackStatement? { signer == nil ? nil : archive.signature?.statement }

  /// `signed by example.org/packs on 2026-11-20, expires 2027-11-20`.
  public var words: String {
    guard let signer, let statement else { return "not signed, but accepted" }
    return "signed by \(Escaping.terminal(signer.name)) on \(statement.signed), \(statement.until)"
  }

  /// Reports that it was installed in a folder.
  public func installed(in folder: String) -> String {
    "installed \(archive.manifest.id) \(archive.manifest.version) in \(folder), \(words)\n"
  }

  /// The result of verifying it, in words.
  public var verifiedText: String {
    let manifest = archive.manifest
    return "\(manifest.id) \(manifest.version) is whole, \(words)\n" + manifest.digestLines
  }

  /// The result of verifying it, as data.
  public var verifiedJSON: JSONValue {
    let manifest = archive.manifest
    return [
      "verified": true, "id": .string(manifest.id), "version": .string(manifest.version.description),
      "digest": .string(manifest.digest), "manifest": .string(manifest.fingerprint), "signature": json,
    ]
  }

  /// The signer and the days; null for one that was accepted without a signature.
  var json: JSONValue {
    guard let signer, let statement else { return .null }
    return [
      "by": .string(signer.name), "key": .string(signer.description),
      "signed": .string(statement.signed.description),
      "expires": .text(statement.expires?.description), "manifest": .string(statement.manifest),
    ]
  }
}

extension PackRefusal {
  /// The result of verifying an archive that is refused, as data.
  public var verifiedJSON: JSONValue { ["verified": false, "problem": .string(description)] }
}

extension PackStatement {
  /// The last day on which it counts, in words.
  var until: String { expires.map { "expires \($0)" } ?? "does not expire" }

  /// Reports that an archive was signed.
  public func words(by name: String) -> String {
    "\(id) \(version), signed by \(name) on \(signed), \(until)"
  }
}

extension PackManifest {
  var digestLines: String { "  digest    \(digest)\n  manifest  \(fingerprint)\n" }

  /// Reports that an archive was built from a folder.
  public func built(at path: String) -> String {
    "\(path): \(id) \(version), \(files.count.counted("file")), not signed\n" + digestLines
  }
}

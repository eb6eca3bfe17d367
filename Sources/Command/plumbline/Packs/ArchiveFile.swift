import PlumblineAudit
import PlumblineLedger
import PlumblinePackaging
import PlumblineTransparency

/// Archives as files: read whole, within their bound, and never from a device or a pipe.
enum ArchiveFile {
  static func read(_ path: String) throws(Fault) -> PackArchive {
    let bytes = try SmallFile.read(path, limit: ArchiveLimit.archiveBytes)
    return try refusing(path) { () throws(PackRefusal) in try PackArchive(parsing: bytes) }
  }

  static func write(_ archive: PackArchive, to path: String) throws(Fault) {
    try SmallFile.write(archive.bytes, to: path)
  }
}

/// Files of packs and keys: regular files within a bound, replaced in one step.
enum SmallFile {
  static func read(_ path: String, limit: Int) throws(Fault) -> [UInt8] {
    do {
      if let bytes = try PrivateFile.read(path, limit: limit) { return bytes }
    } catch {
      throw Fault(.badInput, "cannot read \(path): \(error.reason)")
    }
    throw Fault(.noSuchFile, "no such file: \(path)")
  }

  static func write(_ bytes: [UInt8], to path: String) throws(Fault) {
    do {
      try PrivateFile.replace(path, bytes, onDisk: true, forAll: true)
    } catch {
      throw Fault(.cannotCreate, "cannot write \(path): \(error.reason)")
    }
  }
}

extension PackTrust {
  /// Returns the given keys, as texts or as files with one a line; those of ``setting(_:)`` if none are given.
  static func given(_ given: [String], allowsUnsigned: Bool = false, allowsOutOfDate: Bool = false)
    throws(Fault) -> PackTrust
  {
    var keys: [VerifierKey] = []
    // If the settings are refused no key is trusted: an archive is refused then, and a folder, which needs none, still shows its stops.
    for source in (try? setting(given).value) ?? [] { keys += try publicKeys(source) }
    return PackTrust(keys: keys, allowsUnsigned: allowsUnsigned, allowsOutOfDate: allowsOutOfDate)
  }

  /// Returns what names the keys: what is given, else `PLUMBLINE_TRUST`, else the settings, else nothing.
  static func setting(_ given: [String]) throws(Fault) -> Setting<[String]> {
    if !given.isEmpty { return Setting(given, from: "--trust") }
    if let named = environment("PLUMBLINE_TRUST") { return Setting([named], from: "PLUMBLINE_TRUST") }
    return try Settings.read().first(\.trust) ?? Setting([], from: "none: no key is trusted")
  }

  /// Returns the keys in a text or a file; lines that are empty or begin with `#` are skipped.
  static func publicKeys(_ given: String) throws(Fault) -> [VerifierKey] {
    if let key = VerifierKey(given) { return [key] }
    let text = String(decoding: try SmallFile.read(given, limit: 1 << 16), as: UTF8.self)
    let lines = text.split(separator: "\n").map { $0.hasSuffix("\r") ? $0.dropLast() : $0 }
    let written = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    let keys = written.compactMap { VerifierKey(String($0)) }
    guard !keys.isEmpty, keys.count == written.count else {
      throw Fault(
        .badInput,
        "\(given) has a line that is not a public key, or no line; write keys as name+hash+base64 (C2SP signed-note)"
      )
    }
    return keys
  }
}

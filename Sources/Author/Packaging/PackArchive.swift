public import PlumblineGuideline

/// A pack as one file: its manifest, its files and tests, and a signature if it has one.
///
/// Reading accepts only what is whole and in its one form, and runs nothing.
public struct PackArchive: Sendable {
  public let manifest: PackManifest
  /// The pack's own files, its tests, whose names begin with `tests/`, and its catalogues, `languages/`; sorted by name.
  public let files: [PackFile]
  public let signature: PackSignature?

  private static let manifestName = "manifest.json"
  private static let signatureName = "signature"

  /// Builds an unsigned archive of a pack's files.
  ///
  /// The same files give the same bytes, at any time and on any machine.
  public init(of folder: PackFolder) throws(PackRefusal) {
    let beside: [PackFile]
    do {
      beside = try folder.tests() + folder.languages()
    } catch {
      throw PackRefusal(.malformed, error.description)
    }
    let files = (folder.files + beside).sorted { $0.name < $1.name }
    for file in files {
      if let why = Self.refusal(ofName: file.name) {
        throw PackRefusal(.malformed, "'\(file.name)' cannot be in an archive: \(why)")
      }
    }
    guard let manifest = PackManifest(of: folder, files) else {
      let problem = GuidelineLoader.manifest(of: folder).problems.first
      throw PackRefusal(
        .malformed, problem?.description ?? "'\(folder.name)' declares no pack with a plain name")
    }
    self.init(manifest: manifest, files: files, signature: nil)
    guard manifest.bytes.count <= ArchiveLimit.manifestBytes,
      bytes.count <= ArchiveLimit.archiveBytes - ArchiveLimit.signatureBytes
    else {
      throw PackRefusal(
        .malformed, "the pack is too large: an archive has at most \(ArchiveLimit.archiveBytes >> 20) MiB")
    }
  }

  private init(manifest: PackManifest, files: [PackFile], signature: PackSignature?) {
    self.manifest = manifest
    self.files = files
    self.signature = signature
  }

  /// Reads an archive; ``bytes`` returns the same bytes again.
  ///
  /// Digests, sizes and the signature's subject are checked against each other; ``PackTrust`` verifies the signature, and
  /// ``checkManifest()`` compares the manifest with the files.
  public init(parsing bytes: [UInt8]) throws(PackRefusal) {
    let members = try Container.read(bytes, limit: Self.limit)
    guard let first = members.first, first.name == Self.manifestName else {
      throw PackRefusal(.malformed, "it does not begin with manifest.json")
    }
    manifest = try PackManifest(parsing: first.bytes)
    var rest = members.dropFirst()
    if let last = rest.last, last.name == Self.signatureName {
      signature = try PackSignature(parsing: last.bytes)
      rest = rest.dropLast()
    } else {
      signature = nil
    }
    files = rest.map { PackFile(name: $0.name, text: $0.bytes) }
    try checkFiles()
    try checkSubject()
  }

  /// The archive as one file: `manifest.json`, the files, `signature`.
  public var bytes: [UInt8] {
    var members = [Container.Member(name: Self.manifestName, bytes: manifest.bytes)]
    members += files.map { Container.Member(name: $0.name, bytes: $0.text) }
    if let signature { members.append(Container.Member(name: Self.signatureName, bytes: signature.bytes)) }
    return Container.write(members)
  }

  /// The pack, ready to be loaded, named by its id.
  public var folder: PackFolder {
    func below(_ folder: String) -> [PackFile] { files.filter { $0.name.hasPrefix("\(folder)/") } }
    let (tests, languages) = (below("tests"), below("languages"))
    let beside = Set((tests + languages).map(\.name))
    return PackFolder(
      name: manifest.id, files: files.filter { !beside.contains($0.name) }, tests: tests, languages: languages
    )
  }

  /// Returns the archive with a signature instead of the one that it has.
  public func signed(_ signature: PackSignature) throws(PackRefusal) -> PackArchive {
    let signed = PackArchive(manifest: manifest, files: files, signature: signature)
    try signed.checkSubject()
    return signed
  }

  /// Checks that the manifest agrees with the files; runs them once in the sandbox.
  public func checkManifest() throws(PackRefusal) {
    guard PackManifest(of: folder, files) == manifest else {
      throw PackRefusal(
        .altered, "its manifest and its files disagree on id, version, title, requirements or digest"
      )
    }
  }

  private func checkFiles() throws(PackRefusal) {
    let stated = manifest.files
    for (file, next) in zip(stated, stated.dropFirst()) where file.name >= next.name {
      throw PackRefusal(.malformed, "manifest.json: its files are not sorted by name")
    }
    for file in files where !stated.contains(where: { $0.name == file.name }) {
      throw PackRefusal(.altered, "it contains '\(file.name)', which its manifest does not list")
    }
    for file in stated where !files.contains(where: { $0.name == file.name }) {
      throw PackRefusal(.altered, "its manifest lists '\(file.name)', which it does not contain")
    }
    guard stated.map(\.name) == files.map(\.name) else {
      throw PackRefusal(.malformed, "its files are not sorted by name")
    }
    for (file, stated) in zip(files, stated)
    where file.text.count != stated.size || sha256(file.text) != stated.sha256 {
      throw PackRefusal(.altered, "'\(file.name)' has another size or digest than its manifest says")
    }
    guard folder.digest == manifest.digest else {
      throw PackRefusal(.altered, "the pack has another digest than its manifest says")
    }
  }

  private func checkSubject() throws(PackRefusal) {
    guard let statement = signature?.statement else { return }
    let own = PackStatement(manifest, signed: statement.signed, expires: statement.expires)
    guard statement == own else { throw PackRefusal(.altered, "its signature belongs to another archive") }
  }

  // MARK: names

  /// The most bytes of a member; nil for a name that is not allowed.
  private static func limit(_ name: String) -> Int? {
    switch name {
    case manifestName: ArchiveLimit.manifestBytes
    case signatureName: ArchiveLimit.signatureBytes
    default: refusal(ofName: name) == nil ? PackFolder.fileLimit : nil
    }
  }

  /// Why a pack file may not have this name; nil if it may.
  ///
  /// The allowed names mean nothing else to any system, shell or terminal, and do not lead out of a folder.
  static func refusal(ofName name: String) -> String? {
    if name.utf8.count > ArchiveLimit.nameBytes {
      return "its name has more than \(ArchiveLimit.nameBytes) bytes"
    }
    if !name.hasSuffix(".lua") { return "it does not end in .lua" }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    for part in parts where part.isEmpty || part.hasPrefix(".") || part.hasPrefix("-") {
      return "a part of its name is empty, or begins with `.` or `-`"
    }
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "._-+/".utf8.contains(byte)
      }
    }
    return isPlain ? nil : "its name has other characters than letters, digits, `.`, `_`, `-`, `+` and `/`"
  }
}

import PlumblineGuideline
import PlumblineJSON
import PlumblineTransparency

@testable import PlumblinePackaging

/// Archives, manifests, signatures and install records: what is read is written as the same bytes, and no name leads out of a folder.
///
/// An input that begins with `>` is files, each after a line with `>` and its name: an archive is built from them, with all
/// digests correct, whatever their names are. Others are read as they are.
struct ArchiveTarget: Target {
  func check(_ input: [UInt8]) {
    if input.first == UInt8(ascii: ">") { return read(Self.archive(of: input)) }
    read(input)
    if let record = try? InstallRecord(parsing: input) {
      law("a record is written as the same bytes", record.bytes == input)
    }
    if let signature = try? PackSignature(parsing: input) {
      law("a signature is written as the same bytes", signature.bytes == input)
      law("a signature is not trusted without keys", (try? signature.signer(among: [])) == .some(nil))
    }
    if let manifest = try? PackManifest(parsing: input) {
      law("a manifest is written as the same bytes", manifest.bytes == input)
      law("a pack's name is a plain name", Self.isPlain(manifest.id))
    }
  }

  private func read(_ bytes: [UInt8]) {
    guard let archive = try? PackArchive(parsing: bytes) else { return }
    law("an archive is written as the same bytes", archive.bytes == bytes)
    law("a pack's name is a plain name", Self.isPlain(archive.manifest.id))
    var names: Set<String> = []
    for file in archive.files {
      let parts = file.name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      law("a file's name stays within its folder", parts.allSatisfy(Self.isPlain), file.name)
      law("a file is Lua", file.name.hasSuffix(".lua"))
      law("a file's name occurs once", names.insert(file.name).inserted)
      law("a file is no larger than one that is loaded", file.text.count <= PackFolder.fileLimit)
    }
    law("the digest is that of the files", archive.folder.digest == archive.manifest.digest)
    let trust = PackTrust()
    law(
      "an unsigned archive is not trusted",
      (try? trust.signer(of: archive, on: ShippedPacks.day)) == nil)
    _ = try? archive.checkManifest()
  }

  /// Whether a part of a path is a name and nothing else, on any system.
  private static func isPlain(_ part: String) -> Bool {
    let allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+".utf8
    return !part.isEmpty && !part.hasPrefix(".") && part.utf8.allSatisfy { allowed.contains($0) }
  }

  private static func archive(of input: [UInt8]) -> [UInt8] {
    var files: [PackFile] = []
    for piece in input.split(separator: UInt8(ascii: ">")).prefix(8) {
      let end = piece.firstIndex(of: 10) ?? piece.endIndex
      files.append(
        PackFile(name: String(decoding: piece[..<end], as: UTF8.self), text: Array(piece[end...].dropFirst()))
      )
    }
    func below(_ folder: String) -> [PackFile] { files.filter { $0.name.hasPrefix("\(folder)/") } }
    let beside = Set((below("tests") + below("languages")).map(\.name))
    let folder = PackFolder(
      name: "site", files: files.filter { !beside.contains($0.name) }, tests: below("tests"),
      languages: below("languages"))
    let manifest: JSONValue = [
      "format": .string(PackManifest.format), "id": "site", "version": "1.0.0", "title": "Site",
      "requires": [:],
      "digest": .string(folder.digest),
      "files": .array(
        files.map {
          [
            "name": .string($0.name), "size": .number(ExactNumber($0.text.count)),
            "sha256": .string(sha256($0.text)),
          ]
        }),
    ]
    let members = [Container.Member(name: "manifest.json", bytes: manifest.canonical)]
    return Container.write(members + files.map { Container.Member(name: $0.name, bytes: $0.text) })
  }
}

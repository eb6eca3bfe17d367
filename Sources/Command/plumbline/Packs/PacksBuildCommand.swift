import ArgumentParser
import PlumblineGuideline
import PlumblinePackaging

/// `plumbline packs build`: a pack's folder as one file.
struct PacksBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build an archive from a pack's folder; the same files give the same bytes.",
    discussion: """
      The pack must load, together with the packs in force that it requires. Its tests are included.

      Examples:
        plumbline packs build Rules/red-flags
        plumbline packs build Rules/red-flags --output red-flags.pack
      """)

  @Argument(help: ArgumentHelp("The pack's folder.", valueName: "dir"), completion: .file())
  var folder: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The archive's file (default: ID-VERSION.pack in the current folder).", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      let found = try packs.folders(in: folder)
      guard let pack = found.first, found.count == 1 else {
        let names = found.map(\.name).joined(separator: ", ")
        throw Fault(.badInput, "\(folder) holds \(found.count) packs (\(names)); build them one by one")
      }
      _ = try PacksInForce.load(found + packs.required(by: found))
      let archive = try refusing(folder) { () throws(PackRefusal) in try PackArchive(of: pack) }
      let manifest = archive.manifest
      let path = output ?? "\(manifest.id)-\(manifest.version).pack"
      try Irreplaceable.spare(path)
      try ArchiveFile.write(archive, to: path)
      try Output.answer(manifest.built(at: path))
      return .success
    }
  }
}

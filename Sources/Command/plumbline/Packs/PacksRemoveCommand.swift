import ArgumentParser
import PlumblineGuideline
import PlumblineLedger
import PlumblinePackaging

/// `plumbline packs remove`: removes an installed archive.
struct PacksRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove an installed pack.",
    discussion: """
      The pack's version stays on record, so that it cannot be installed again as an older one.

      Examples:
        plumbline packs remove work-integrated-rehabilitation --from installed
        plumbline packs remove red-flags --from installed --force
      """
  )

  @Argument(help: ArgumentHelp("The pack's id.", valueName: "id"))
  var id: String

  @Option(
    help: ArgumentHelp(
      "Where it is installed (default: the folder of the packs in force).", valueName: "dir"),
    completion: .file()
  )
  var from: String?

  @Flag(help: "Remove it even if other packs there require it.")
  var force = false

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      let folder = InstallFolder(path: try from ?? packs.placeToInstall("--from"))
      try folder.alone {
        let names = try InstalledPacks.archives(in: folder)
        guard names.contains("\(id).pack") else {
          throw Fault(
            .noSuchFile,
            "no archive of '\(id)' is installed in \(folder.path)"
              + (try InstalledPacks.folders(in: folder).contains { GuidelineLoader.manifest(of: $0).id == id }
                ? ": that pack is a folder; remove it yourself" : ""))
        }
        if !force {
          let others = try InstalledPacks.all(in: folder, but: [id])
          let needing = others.map(GuidelineLoader.manifest).filter { $0.requires[id] != nil }.map(\.id)
            .sorted()
          if !needing.isEmpty {
            throw Fault(
              .badInput,
              "\(needing.joined(separator: ", ")) \(needing.count == 1 ? "requires" : "require") '\(id)'; remove that first, or give --force"
            )
          }
        }
        try folder.remove(id)
      }
      try Output.answer("removed \(id) from \(folder.path)\n")
      return .success
    }
  }
}

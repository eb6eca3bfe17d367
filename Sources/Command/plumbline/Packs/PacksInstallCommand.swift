import ArgumentParser
import Glibc
import PlumblineGuideline
import PlumblinePackaging
import PlumblineText
import PlumblineTransparency

/// `plumbline packs install`: puts archives in force.
struct PacksInstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Put archives in force, once they are verified and load.",
    discussion: """
      An archive is refused if it is altered, not signed, signed with another key, outside its dates, or older than what \
      was in force there; if its requirements are not met; and if the packs do not load with it. It is verified again \
      whenever it is loaded.

      Examples:
        plumbline packs install signed.pack --key site.pub --into installed
        plumbline packs install unsigned.pack --into installed --allow-unsigned
      """)

  @Argument(
    help: ArgumentHelp("Archives; those that need each other are installed together.", valueName: "archive"),
    completion: .file())
  var archives: [String]

  @Option(
    help: ArgumentHelp(
      "The public key they must be signed with, as text or in a file. May be repeated (default: --trust, and the key with which the pack was installed before).",
      valueName: "key"), completion: .file())
  var key: [String] = []

  @Option(
    help: ArgumentHelp(
      "The folder to install into (default: the one of the packs in force); created if there is none.",
      valueName: "dir"), completion: .file())
  var into: String?

  @Flag(
    help: "Accept a pack that is older than what was in force, or has another content under the same version."
  )
  var allowDowngrade = false

  @Flag(help: "Accept changes to what a site adapted without a pin.")
  var allowAdaptedChange = false

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      let folder = InstallFolder(path: try into ?? packs.placeToInstall("--into"))
      let new = try archives.map { path in (path, try ArchiveFile.read(path)) }
      let isNew = try into != nil && folder.make()
      do {
        try folder.alone { try install(new, folder) }
      } catch {
        if isNew { rmdir(folder.path) }
        throw error
      }
      return .success
    }
  }

  private func install(_ new: [(path: String, archive: PackArchive)], _ folder: InstallFolder) throws {
    var trust = try packs.trusting()
    if !key.isEmpty {
      trust.keys = []
      for given in key { trust.keys += try PackTrust.publicKeys(given) }
      trust.isExclusive = true
    }
    var record = try folder.record()
    var signers: [VerifierKey?] = []
    for (path, archive) in new {
      signers.append(
        try refusing(path) { () throws(PackRefusal) in
          // No file of an archive runs before its signature is verified.
          let signer = try record.admit(
            archive, trust, allowsDowngrade: allowDowngrade, on: todayInUTC())
          try archive.checkManifest()
          return signer
        })
    }
    try checkPlace(new, folder)
    try checkGuideline(new, folder)
    for (_, archive) in new { try ArchiveFile.write(archive, to: folder.place(of: archive.manifest.id)) }
    try folder.write(record)
    for ((_, archive), signer) in zip(new, signers) {
      try Output.answer(TrustedArchive(archive, signer: signer).installed(in: folder.path))
    }
  }

  /// Checks that no other pack there has the id of a new one.
  private func checkPlace(_ new: [(path: String, archive: PackArchive)], _ folder: InstallFolder)
    throws(Fault)
  {
    let ids = new.map(\.archive.manifest.id)
    if try looking({ () throws(PackFolder.Problem) in try PackFolder.isPack(folder.path) }) {
      throw Fault(.badInput, "\(folder.path) is a pack itself; install into a folder of packs")
    }
    if let twin = ids.first(where: { id in ids.count { $0 == id } > 1 }) {
      throw Fault(.badInput, "two of the archives are '\(twin)'")
    }
    for pack in try InstalledPacks.folders(in: folder) {
      let id = GuidelineLoader.manifest(of: pack).id
      if ids.contains(id) {
        throw Fault(
          .badInput,
          "'\(id)' is in \(folder.path) as a folder; remove that first, or install into another folder")
      }
    }
    for name in try InstalledPacks.archives(in: folder) where !ids.contains(String(name.dropLast(5))) {
      let id = try ArchiveFile.read("\(folder.path)/\(name)").manifest.id
      if ids.contains(id) {
        throw Fault(.badInput, "'\(id)' is in \(folder.path) as \(name); remove that first")
      }
    }
  }

  /// Checks that the packs there load with the new ones, and that what a site adapted does not change.
  private func checkGuideline(_ new: [(path: String, archive: PackArchive)], _ folder: InstallFolder)
    throws(Fault)
  {
    let ids = Set(new.map(\.archive.manifest.id))
    let staying = try InstalledPacks.all(in: folder, but: ids)
    let after = try load(staying + new.map(\.archive.folder))
    guard !allowAdaptedChange, after.contains(where: { $0.approvedPin == nil }) else { return }
    // If the packs do not load now, they cannot have been approved as they are.
    guard let before = try? load(InstalledPacks.all(in: folder, but: [])) else { return }
    for adaptation in after {
      let old = before.first { $0.id == adaptation.id && $0.place == adaptation.place }
      guard let old, old.pin != adaptation.pin else { continue }
      throw Fault(
        .badInput,
        Escaping.terminal(
          "\(adaptation.place): this changes what `adapt \"\(adaptation.target)\"` was approved for by \(adaptation.approvedBy) on \(adaptation.approvedOn) (pin \(old.pin), then \(adaptation.pin)): have it approved again, or give --allow-adapted-change"
        ))
    }
  }

  private func load(_ folders: [PackFolder]) throws(Fault) -> [Adaptation] {
    try PacksInForce.load(folders + packs.required(by: folders)).members.flatMap(\.guideline.adaptations)
  }
}

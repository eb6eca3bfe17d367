import ArgumentParser
import Glibc
import PlumblineGuideline
import PlumblinePackaging
import PlumblineText

/// `plumbline packs inspect`: the contents of a pack, before it is in force.
struct PacksInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Show a pack's manifest, files, declarations, and the functions that would run for each patient.",
    discussion: """
      Its files run once, in the sandbox, and nowhere else. A signature is shown, and verified if its key is trusted.

      Examples:
        plumbline packs inspect Rules/red-flags
        plumbline packs inspect signed.pack --format json
      """
  )

  @Argument(
    help: ArgumentHelp("An archive, or a pack's folder.", valueName: "archive|dir"), completion: .file())
  var pack: String

  @Option(
    help: ArgumentHelp(
      "A public key it may be signed with, as text or in a file. May be repeated (default: PLUMBLINE_TRUST).",
      valueName: "key"), completion: .file())
  var key: [String] = []

  @Option(help: "text or json.")
  var format: PacksCommand.Format = .text

  func run() throws {
    try reporting {
      let report = try report(PackTrust.given(key, allowsUnsigned: true))
      switch format {
      case .text: try Output.answer(report.text)
      case .json: try Output.answer(report.json.canonicalLine)
      }
      if !report.problems.isEmpty {
        throw Fault(.badInput, report.problems.map(\.description).joined(separator: "\n"))
      }
      return .success
    }
  }
  private func report(_ trust: PackTrust) throws(Fault) -> PackReport {
    var status = stat()
    if stat(pack, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      let found = try PacksInForce.folders(in: pack)
      guard let only = found.first, found.count == 1 else {
        let names = found.map(\.name).joined(separator: ", ")
        throw Fault(.badInput, "\(pack) holds \(found.count) packs (\(names)); name one of them")
      }
      return PackReport(
        folder: try refusing(pack) { () throws(PackRefusal) in try PackArchive(of: only) })
    }
    let archive = try ArchiveFile.read(pack)
    try refusing(pack) { () throws(PackRefusal) in try archive.checkManifest() }
    return PackReport(archive, trust, on: todayInUTC())
  }
}

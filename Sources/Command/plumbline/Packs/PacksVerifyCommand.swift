import ArgumentParser
import PlumblinePackaging
import PlumblineText

/// `plumbline packs verify`: checks whether an archive is whole, and signed with the right key.
struct PacksVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check an archive: every byte, its signature, and its dates. Exit code 1 if anything is wrong.",
    discussion: """
      Examples:
        plumbline packs verify signed.pack --key site.pub
        plumbline packs verify unsigned.pack --allow-unsigned
      """)

  @Argument(help: ArgumentHelp("The archive.", valueName: "archive"), completion: .file())
  var archive: String

  @Option(
    help: ArgumentHelp(
      "The public key it must be signed with, as text or in a file. May be repeated (default: PLUMBLINE_TRUST).",
      valueName: "key"), completion: .file())
  var key: [String] = []

  @Flag(help: "Accept it if it is not signed.")
  var allowUnsigned = false

  @Flag(help: "Accept it outside the dates for which it was signed.")
  var allowExpired = false

  @Option(help: "text or json.")
  var format: PacksCommand.Format = .text

  func run() throws {
    try reporting {
      let trust = try PackTrust.given(key, allowsUnsigned: allowUnsigned, allowsOutOfDate: allowExpired)
      let bytes = try SmallFile.read(archive, limit: ArchiveLimit.archiveBytes)
      let found: TrustedArchive
      do throws(PackRefusal) {
        let archive = try PackArchive(parsing: bytes)
        // No file of an archive runs before its signature is verified.
        let signer = try trust.signer(of: archive, on: todayInUTC())
        try archive.checkManifest()
        found = TrustedArchive(archive, signer: signer)
      } catch {
        if format == .json { try Output.answer(error.verifiedJSON.canonicalLine) }
        throw Fault(.failed, "\(archive) is refused: \(error)")
      }
      switch format {
      case .text: try Output.answer(found.verifiedText)
      case .json: try Output.answer(found.verifiedJSON.canonicalLine)
      }
      return .success
    }
  }
}

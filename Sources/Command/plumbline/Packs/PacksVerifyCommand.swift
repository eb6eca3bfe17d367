import ArgumentParser
import PlumblineGuideline
import PlumblineJSON
import PlumblinePackaging
import PlumblinePresentation
import PlumblineTransparency

/// `plumbline packs verify`: whether an archive is whole, and signed by whom it should be.
struct PacksVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check an archive: every byte, its signature, and its days. Exit code 1 if anything is wrong.")

  @Argument(help: ArgumentHelp("The archive.", valueName: "archive"))
  var archive: String

  @Option(
    help: ArgumentHelp(
      "The public key it must be signed with, as text or in a file. May be given again (default: PLUMBLINE_TRUST).",
      valueName: "key"))
  var key: [String] = []

  @Flag(help: "Let it pass if it is not signed.")
  var allowUnsigned = false

  @Flag(help: "Let it pass outside the days for which it was signed.")
  var allowExpired = false

  @Option(help: "text or json.")
  var format: PacksCommand.Format = .text

  func run() throws {
    try telling {
      let trust = try PackTrust.given(key, allowsUnsigned: allowUnsigned, allowsOutOfDate: allowExpired)
      let bytes = try SmallFile.read(archive, limit: Bound.archiveBytes)
      var found: FoundPack.Archive?
      do {
        let archive = try PackArchive(parsing: bytes)
        // Nothing of an archive runs before its signature holds.
        let signer = try trust.signer(of: archive, on: todayInUTC())
        try archive.checkManifest()
        found = FoundPack.Archive(path: self.archive, archive: archive, signer: signer)
      } catch let refusal as PackRefusal {
        if format == .json {
          try Output.answer(
            JSONValue.object([
              JSONMember("verified", .bool(false)), JSONMember("problem", .string(refusal.description)),
            ]).canonical + [10])
        }
        throw Fault(.failed, "\(archive) is refused: \(refusal)")
      }
      guard let found else { return .success }
      let manifest = found.archive.manifest
      switch format {
      case .text:
        try Output.answer(
          "\(manifest.id) \(manifest.version) is whole, \(found.words)\n"
            + "  digest    \(manifest.digest)\n  manifest  \(manifest.fingerprint)\n")
      case .json:
        let value: JSONValue = [
          "verified": true, "id": .string(manifest.id), "version": .string(manifest.version.description),
          "digest": .string(manifest.digest), "manifest": .string(manifest.fingerprint),
          "signature": found.json,
        ]
        try Output.answer(value.canonical + [10])
      }
      return .success
    }
  }
}

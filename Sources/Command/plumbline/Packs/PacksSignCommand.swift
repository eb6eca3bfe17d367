import ArgumentParser
import PlumblineGuideline
import PlumblinePackaging
import PlumblineTransparency

/// `plumbline packs sign`: puts a signature into an archive.
struct PacksSignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign an archive in place.",
    discussion: """
      The signature covers every byte of every file, the id, the version, today, and the last day.

      Examples:
        plumbline packs sign unsigned.pack --key site.key
        plumbline packs sign signed.pack --key site.key --replace
      """
  )

  @Argument(help: ArgumentHelp("The archive.", valueName: "archive"), completion: .file())
  var archive: String

  @Option(
    help: ArgumentHelp("The private key's file (plumbline packs key).", valueName: "file"),
    completion: .file())
  var key: String

  @Option(
    help: ArgumentHelp(
      "The last day, in UTC, on which the signature counts (default: it does not expire).",
      valueName: "yyyy-mm-dd"), transform: parseDay)
  var expires: Day?

  @Flag(help: "Replace the existing signature.")
  var replace = false

  func run() throws {
    try reporting {
      let today = todayInUTC()
      if let expires, expires < today {
        throw Fault(.badInput, "--expires \(expires) is in the past (today is \(today) in UTC)")
      }
      let unsigned = try ArchiveFile.read(archive)
      if let other = unsigned.signature, !replace {
        throw Fault(
          .badInput, "\(archive) is signed already, as '\(other.claimedName)'; sign again with --replace")
      }
      let key = try PacksKeyCommand.read(self.key)
      let statement = PackStatement(unsigned.manifest, signed: today, expires: expires)
      let signed = try refusing(archive) { () throws(PackRefusal) in
        try unsigned.checkManifest()
        return try unsigned.signed(try PackSignature(statement, by: key))
      }
      try ArchiveFile.write(signed, to: archive)
      try Output.answer("\(archive): \(statement.words(by: key.name))\n")
      return .success
    }
  }
}

import ArgumentParser
import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import PlumblineText
import PlumblineTransparency

/// `plumbline audit verify`: checks from its bytes whether the ledger is what was signed.
struct VerifyCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every record from its bytes, or a receipt or an export offline.",
    discussion: """
      Hashes every record again, recomputes every column that repeats something, and checks the tree against its \
      signed heads. The first line names what the result rests on. Exit code 1 if anything is not as it should be.

      Examples:
        plumbline audit verify
        plumbline audit verify --leaves-only --format json
      """)

  @Option(
    help: ArgumentHelp(
      "The public key, as text or in a file, from another source than beside the ledger.", valueName: "key"),
    completion: .file())
  var key: String?

  @Option(
    help: ArgumentHelp(
      "An older checkpoint that was kept elsewhere, which the ledger must continue. May be repeated.",
      valueName: "file"), completion: .file())
  var since: [String] = []

  @Option(
    help: ArgumentHelp("Check this receipt instead; needs no ledger, only --key.", valueName: "file"),
    completion: .file())
  var receipt: String?

  @Option(
    help: ArgumentHelp(
      "With --receipt: the receipt, with its payload, of an exchange of keys, so that --key may be the key before or after it. May be repeated.",
      valueName: "file"), completion: .file())
  var rotation: [String] = []

  @Option(
    help: ArgumentHelp(
      "Check this export against its --manifest instead; needs no ledger, only --key.", valueName: "file"),
    completion: .file())
  var export: String?

  @Option(
    help: ArgumentHelp("The manifest that was written with the export.", valueName: "file"),
    completion: .file())
  var manifest: String?

  @Flag(help: "Check only leaves and tree, without the wrapping key.")
  var leavesOnly = false

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup(title: "Timestamps") var authority: AuthorityOptions
  @OptionGroup(title: "People") var people: PeopleOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    if receipt != nil, key == nil {
      throw ValidationError("a receipt is checked with a public key; give --key")
    }
    if export != nil, key == nil {
      throw ValidationError("an export is checked with a public key; give --key")
    }
    if (export == nil) != (manifest == nil) {
      throw ValidationError("an export is checked against its manifest; give both --export and --manifest")
    }
    if !rotation.isEmpty, receipt == nil {
      throw ValidationError("--rotation leads from one key to another for a receipt: give it with --receipt")
    }
    if export != nil, receipt != nil {
      throw ValidationError("give one of --receipt and --export, not both")
    }
  }

  func run() throws {
    try reporting {
      let key = try self.key.map { try Anchors.key($0) }
      let signers = try people.register()?.signers
      if let receipt, let key {
        let report = ReceiptReport(try Anchors.receipt(receipt), key, try succession(key), signers)
        switch format {
        case .text: try Output.answer(report.text)
        case .json: try Output.answer(report.json.canonicalLine)
        }
        return report.isSound ? .success : ExitCode(Fault.Code.failed.rawValue)
      }
      if let export, let manifest, let key { return try check(export, Anchors.manifest(manifest), key) }
      let request = VerificationRequest(
        key: key, since: try since.map { try Anchors.checkpoint($0).note }, leavesOnly: leavesOnly,
        signers: signers, authority: try authority.read())
      let place = try ledger.place()
      let bar = ProgressBar("verifying")
      let result = try Ledger.verify(place, request, wrapping: ledger.wrapping(.reading)) {
        bar.show($0, of: $1)
      }
      bar.clear()
      let report = VerificationReport(result, request, path: place.path)
      switch format {
      case .text: try Output.answer(report.text)
      case .json: try Output.answer(report.json.canonicalLine)
      }
      return result.isSound ? .success : ExitCode(Fault.Code.failed.rawValue)
    }
  }

  /// The keys to which the given one leads.
  private func succession(_ key: VerifierKey) throws -> KeySuccession {
    var keys = KeySuccession(key)
    let receipts = try rotation.map { try Anchors.receipt($0) }
    do throws(KeySuccession.Unfit) { try keys.learn(receipts) } catch {
      throw Fault(.badInput, "\(rotation[error.place]): \(error.fault)")
    }
    return keys
  }

  private func check(_ path: String, _ manifest: ExportManifest, _ key: VerifierKey) throws -> ExitCode {
    var tally = ExportTally()
    try Input.pieces(of: path) {
      tally.take($0)
      return true
    }
    let digest = tally.finish()
    let check = ExportCheck(tally, digest: digest, against: manifest, key: key)
    switch format {
    case .text: try Output.answer(ExportReport(check).text)
    case .json: try Output.answer(ExportReport(check).json.canonicalLine)
    }
    return check.isSound ? .success : ExitCode(Fault.Code.failed.rawValue)
  }
}

import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineLedger
import PlumblineText

/// `plumbline audit import`: imports the records of other ledgers, which stay provable by their own signed heads.
struct ImportCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
  enum Erased: String, ExpressibleByArgument, CaseIterable { case refuse, erase, keep }

  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import the records of other ledgers into this one, and keep them provable.",
    discussion: """
      Each shard is verified as a whole first. One that is not what it signed, or that contradicts what was imported \
      from it before, is refused (exit code 1), and the others are imported. Importing again takes what is new. What a \
      shard has erased since is erased here too; its own files do not change. A shard that has records of a \
      patient who was erased here is refused (exit code 65), unless --erased says what happens to them.

      Examples:
        plumbline audit import ward.sqlite
        plumbline audit import ward.sqlite --format json --by officer
      """)

  @Argument(
    help: ArgumentHelp("The database of a ledger, with its files beside it.", valueName: "shard"),
    completion: .file())
  var shards: [String]

  @Option(
    help: ArgumentHelp(
      "The public key of a shard, as text or in a file, from another source than beside it. May be repeated; then "
        + "every shard must be signed with one of them.", valueName: "key"), completion: .file())
  var shardKey: [String] = []

  @Option(
    help: ArgumentHelp("The file of the key that wraps the shards' payloads.", valueName: "file"),
    completion: .file())
  var shardWrappingKey: String?

  @Option(help: ArgumentHelp("Who imports, for the record.", valueName: "person"))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "What happens to records of patients who were erased here: refuse the shard, erase (take them without their "
        + "payloads), or keep (take them whole; needs --reason).", valueName: "what"))
  var erased: Erased = .refuse

  @Option(help: ArgumentHelp("Why they are kept; goes into the record.", valueName: "text"))
  var reason: String?

  @Option(help: "text, or json (one object a line, for each shard).")
  var format: Format = .text

  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    try RecordedText.check("--by", by)
    try RecordedText.check("--reason", reason)
    if (erased == .keep) != (reason != nil) {
      throw ValidationError("--erased keep needs a --reason, and nothing else takes one")
    }
  }

  private var choice: ImportRequest.Erased {
    switch erased {
    case .refuse: .refuse
    case .erase: .erase
    case .keep: .keep(reason: reason ?? "")
    }
  }

  func run() throws {
    try reporting {
      let by = try People.recorded(by)
      let keys = try shardKey.map { try Anchors.key($0) }
      let wrapping = try shardWrappingKey.map { try WrappingKey.read($0, orMake: false) }
      let ledger = try ledger.open(for: .appending)
      var code = ExitCode.success
      for path in shards {
        let request = ImportRequest(
          shard: LedgerPlace(path), keys: keys, wrapping: wrapping, by: by, erased: choice)
        let report = try take(request, ledger)
        switch format {
        case .text: try Output.answer(report.text)
        case .json: try Output.answer(report.json.line)
        }
        guard let (error, words) = report.refusal else { continue }
        Output.error(words)
        if code == .success { code = ExitCode(Fault(error).code.rawValue) }
      }
      return code
    }
  }

  /// - Throws: errors that are not the shard's, and would affect the next one too.
  private func take(_ request: ImportRequest, _ ledger: Ledger) throws -> ImportReport {
    let path = request.shard.path
    let (verifying, importing) = (ProgressBar("verifying"), ProgressBar("importing"))
    var kept: (records: Int, of: Int)?
    func clear() {
      verifying.clear()
      importing.clear()
    }
    do {
      let outcome = try ledger.take(request, time: now(), engine: Evaluator.version) { progress in
        switch progress {
        case .verifying(let done, of: let total): verifying.show(done, of: total)
        case .importing(let done, of: let total): importing.show(done, of: total)
        case .kept(let done, of: let total): kept = (done, total)
        }
      }
      clear()
      return ImportReport(path, .success(outcome), areKeysGiven: !request.keys.isEmpty)
    } catch {
      clear()
      if let kept {
        Output.error(
          "\(kept.records) of the \(kept.of) records of \(path) are kept; run the same command again to continue"
        )
      }
      guard error.isOf(request.shard) else { throw error }
      return ImportReport(path, .failure(error), areKeysGiven: !request.keys.isEmpty)
    }
  }
}

extension LedgerError {
  /// Whether only this shard cannot be imported, so that the next one may be.
  fileprivate func isOf(_ shard: LedgerPlace) -> Bool {
    switch self {
    case .shard: true
    case .noSuchLedger(let path), .cannotRead(let path, _): path == shard.path
    default: false
    }
  }
}

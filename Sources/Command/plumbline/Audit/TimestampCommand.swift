import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineLedger
import PlumblineText
import PlumblineTransparency

/// The certificates of the timestamp authority: `--authority`, else `PLUMBLINE_TIMESTAMP_AUTHORITY`, else none.
struct AuthorityOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The timestamp authority's certificates that are trusted, in PEM (default: PLUMBLINE_TIMESTAMP_AUTHORITY, else none).",
      valueName: "file"), completion: .file())
  var authority: String?

  func read() throws(Fault) -> [UInt8]? {
    guard let path = authority ?? environment("PLUMBLINE_TIMESTAMP_AUTHORITY") else { return nil }
    return try Input.read(path, limit: 1 << 20)
  }
}

/// `plumbline audit timestamp`: asks an authority for the time of a checkpoint, and records the answer.
struct TimestampCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timestamp", abstract: "Have an authority confirm when a checkpoint was there (RFC 3161).",
    discussion: """
      Two steps with files, since this program uses no network: the first writes the request, the second checks the authority's \
      response with its certificate and records it. Between them, carry the request to the authority: \
      curl -H 'Content-Type: application/timestamp-query' --data-binary @c.tsq URL > c.tsr. `audit verify --authority FILE` then says \
      which records were there by which time. Documentation/Ledger.md has the ceremony, step by step.

      Examples:
        plumbline audit timestamp c --request c.tsq
        plumbline audit timestamp c --request q --response r --authority ca.pem
      """)

  @Argument(
    help: ArgumentHelp("The checkpoint, as `audit checkpoint` printed it.", valueName: "checkpoint"),
    completion: .file())
  var checkpoint: String

  @Option(
    help: ArgumentHelp(
      "The request: a new file to write, or with --response the one that was sent.", valueName: "file"),
    completion: .file())
  var request: String

  @Option(
    help: ArgumentHelp("The authority's response, to check and record.", valueName: "file"),
    completion: .file())
  var response: String?

  @Option(help: ArgumentHelp("Who asked for it, for the record.", valueName: "person"))
  var by: String?

  @OptionGroup(title: "Timestamps") var authority: AuthorityOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  private static let limit = 1 << 20

  func validate() throws { try RecordedText.check("--by", by) }

  func run() throws {
    try reporting {
      let note = try Anchors.checkpoint(checkpoint).note
      if let response { try record(note, response) } else { try ask(note) }
      return .success
    }
  }

  private func ask(_ note: SignedNote) throws {
    let bytes: [UInt8]
    do { bytes = try ledger.open(for: .reading).timestampRequest(note) } catch let fault as TimestampFault {
      throw Fault(.badInput, "\(checkpoint): nothing was asked: \(fault)")
    }
    var out = try AnswerFile(request, mode: 0o644, replacing: false)
    try out.write(bytes)
    try out.finish()
    try Output.answer(
      "Written: \(request). Send it to the authority, and record what it answers:\n"
        + "  curl -H 'Content-Type: application/timestamp-query' --data-binary @\(request) URL > RESPONSE\n"
        + "  plumbline audit timestamp \(checkpoint) --request \(request) --response RESPONSE --authority CERTIFICATES\n"
    )
  }

  private func record(_ note: SignedNote, _ response: String) throws {
    guard let certificates = try authority.read() else {
      throw Fault(
        .badInput,
        "nothing was recorded: a response is checked with the authority's certificate; give it with --authority FILE or "
          + "PLUMBLINE_TIMESTAMP_AUTHORITY")
    }
    let submission = TimestampSubmission(
      checkpoint: note, request: try Input.read(request, limit: Self.limit),
      response: try Input.read(response, limit: Self.limit), authority: certificates,
      by: try People.recorded(by))
    let ledger = try existing(ledger)
    do {
      let stamp = try ledger.recordTimestamp(submission, time: now(), engine: Evaluator.version)
      try tell(stamp.appended, stamp.words, ledger)
    } catch let fault as TimestampFault {
      let path =
        switch fault {
        case .checkpoint: checkpoint
        case .request: request
        case .response: response
        }
      throw Fault(.badInput, "\(path): nothing was recorded: \(fault)")
    }
  }
}

import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger
import PlumblineText

/// `plumbline audit outcome`: records what came of an answer.
struct OutcomeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcome", abstract: "Record what was chosen and done, and what came of it.",
    discussion: """
      The result is one of five codes: --list prints them. The answer itself stays as it is. Scores come from a file or standard \
      input, one a line, `fear.tsk_17 = 36`, and are read by the packs that gave the answer; what a stop can follow from is refused \
      here, because only `plumbline recommend` would stop on it. The outcome is erased with its patient.

      Examples:
        plumbline audit outcome --list
        plumbline audit outcome 0 --result followed --done '6 sessions'
      """)

  @Argument(help: ArgumentHelp("The answer: its index or its whole name.", valueName: "record"))
  var record: RecordArgument?

  @Option(
    help: ArgumentHelp("What came of it, by code.", valueName: "code"),
    completion: .list(OutcomeCode.allCases.map(\.rawValue)))
  var result: String?

  @Option(help: ArgumentHelp("What was chosen: a pairing, or words.", valueName: "text"))
  var chosen: String?

  @Option(help: ArgumentHelp("What was done: how much of it, and by whom.", valueName: "text"))
  var done: String?

  @Option(help: ArgumentHelp("In your own words.", valueName: "text"))
  var note: String?

  @Option(
    help: ArgumentHelp("Scores taken afterwards, or - for standard input.", valueName: "file"),
    completion: .file())
  var scores: String?

  @Option(
    help: ArgumentHelp(
      "The day for which it holds, on which scores were taken (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @Option(help: ArgumentHelp("Who reports it, for the record.", valueName: "person"))
  var by: String?

  @Flag(help: "Print the codes.")
  var list = false

  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    if list { return }
    guard record != nil else { throw ValidationError("name the RECORD of the answer that had this outcome") }
    guard let result else {
      throw ValidationError(
        "say what came of it with --result CODE: plumbline audit outcome --list prints the codes")
    }
    guard let code = OutcomeCode(rawValue: result) else {
      let near = nearest(to: result, among: OutcomeCode.allCases.map(\.rawValue))
      throw ValidationError(
        "unknown result '\(Escaping.terminal(result))'"
          + (near.map { "; did you mean '\($0)'? See: " } ?? "; see: ")
          + "plumbline audit outcome --list")
    }
    if code == .alternativeChosen, chosen == nil {
      throw ValidationError("say what was chosen instead with --chosen TEXT")
    }
    for (option, text) in [("--chosen", chosen), ("--done", done), ("--note", note), ("--by", by)] {
      try RecordedText.check(option, text)
    }
  }

  func run() throws {
    try reporting {
      if list {
        try Output.answer(OutcomeCode.list)
        return .success
      }
      guard let record, let code = result.flatMap(OutcomeCode.init) else { return .success }
      let text = try scores.map { path throws(Fault) in
        try Input.read(path, limit: ProfileReader.limits.bytes)
      }
      let ledger = try existing(ledger)
      let index = try record.index(in: ledger)
      var request = OutcomeRequest(
        about: index, code: code, day: asOf ?? today(), chosen: chosen, done: done, note: note,
        by: try People.recorded(by))
      try recall(index, in: ledger)
      do {
        if let text {
          request.scores = try OutcomeScores(of: try ledger.record(index), in: ledger).read(
            text, asOf: request.day)
        }
        let appended = try ledger.outcome(request, time: now(), engine: Evaluator.version)
        try tell(appended, request.words(appended), ledger)
      } catch let fault as OutcomeRequest.Fault {
        throw Fault(.badInput, "nothing was recorded: \(fault)")
      } catch let refused as OutcomeScores.Refused {
        throw Fault(.badInput, refused.description)
      }
      return .success
    }
  }
}

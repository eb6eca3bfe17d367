import ArgumentParser
import Glibc
import PlumblineCohort
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineText

/// `plumbline cohort`: an answer for each of many patients.
struct CohortCommand: AsyncParsableCommand {
  enum Input: String, ExpressibleByArgument, CaseIterable { case ndjson, csv, fhir }
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case ndjson, csv, summary

    var rows: CohortFormat {
      switch self {
      case .ndjson: .ndjson
      case .csv: .csv
      case .summary: .summary
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "cohort",
    abstract: "Answer for many patients: a line in, a line out.",
    discussion: """
      Reads profiles as NDJSON or CSV, or records in FHIR, gzip or not, and writes what the guideline decides for each, in the same order. \
      Nothing is kept between lines, so files of any size pass in little memory, and a part gets the same rows as in \
      the whole. Documentation/Cohort.md. Exit codes: 0 every line was answered, 65 some were refused (the others were \
      answered), 66 the input could not be read to its end, 70 a script failed.

      Examples:
        tr -d '\\n' < Examples/acute.json | plumbline cohort --format csv
        echo '{"fear":{"tsk_17":44}}' | plumbline cohort --format summary
      """)

  @Argument(
    help: ArgumentHelp(
      "Profiles, file after file; a folder of FHIR bulk files; or - for standard input.", valueName: "file"),
    completion: .file())
  var files: [String] = ["-"]

  @Option(
    help:
      "ndjson, csv, or fhir: lines of Bundles, or of resources grouped by patient (default: by the file's name, or by what it is)."
  )
  var input: Input?

  @Option(
    help: ArgumentHelp(
      "For FHIR, the time zone in which instants become days: +01:00, or Europe/Berlin (default: the machine's).",
      valueName: "zone"))
  var timeZone: Zone?

  @Option(help: "ndjson, csv, or summary (only counts, in words).")
  var format: Format = .ndjson

  @Option(
    help: ArgumentHelp("Write the rows into this file (default: standard output).", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write refused lines into this file, with place and reason; - keeps each in its place among the rows.",
      valueName: "file"), completion: .file())
  var rejects: String?

  @Option(
    help: ArgumentHelp("Write the counts into this file, as JSON.", valueName: "file"), completion: .file())
  var summary: String?

  @Flag(help: "The files are summaries of parts: add them up.")
  var merge = false

  @Option(
    help: ArgumentHelp(
      "Only rows with this, such as decision=need-data,stop. May be repeated: all must hold.",
      valueName: "key=value"))
  var select: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many lines are processed in parallel (default: the number of processors).", valueName: "n")
  )
  var jobs: Int?

  @Flag(help: "Continue where a run into the same --output was interrupted.")
  var resume = false

  @Flag(help: "Add what decided to each row: the truth of every condition, down to each comparison.")
  var trace = false

  @Flag(help: "Record the full decision of every row in the ledger before the row is written.")
  var record = false

  @Flag(help: "ASCII only, no drawing characters.")
  var plain = false

  @Flag(help: "Show the values found in error messages. They are a patient's: take care who reads them.")
  var showValues = false

  @OptionGroup(title: "Packs in force") var packs: PacksInForce
  @OptionGroup(title: "Record of the answers") var recording: CohortRecordingOptions

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256") }
    if !merge, files.count > 1, files.contains("-") {
      throw ValidationError("- is standard input: it cannot be combined with files")
    }
    if merge, files == ["-"] { throw ValidationError("--merge needs the files of summaries") }
    if resume, output == nil { throw ValidationError("--resume needs the --output of the interrupted run") }
    if resume, record { throw ValidationError("--record cannot be resumed") }
    if trace, format != .ndjson { throw ValidationError("--trace needs --format ndjson") }
    if rejects == "-", format == .csv { throw ValidationError("--rejects - needs --format ndjson") }
    if recording.pseudonymise, !record {
      throw ValidationError("--pseudonymise needs --record: pseudonyms are made with the ledger's key")
    }
    if record, format == .summary { throw ValidationError("--record needs rows: --format ndjson or csv") }
  }

  func run() async throws {
    var result: Result<ExitCode, any Error>
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      result = .success(merge ? try merged() : try await CohortSession(self).run())
    } catch {
      result = .failure(error)
    }
    try reporting { try result.get() }
  }

  /// Adds up summaries of parts.
  private func merged() throws -> ExitCode {
    var whole: CohortSummary?
    for file in files {
      let bytes = try PlumblineCommand.Input.read(file, limit: CohortSummary.limits.bytes)
      do throws(CohortSummary.Problem) {
        let part = try CohortSummary(parsing: bytes)
        if whole == nil { whole = part } else { try whole?.add(part) }
      } catch {
        throw Fault(.badInput, "\(file): \(error)")
      }
    }
    guard let whole else { throw Fault(.badInput, "there is nothing to add up; name the files of summaries") }
    if let summary { try CohortFile(summary).write(whole.json.canonicalLine) }
    try Output.answer(
      format == .summary
        ? Array(summaryText(whole).utf8)
        : whole.json.canonicalLine)
    return whole.rejected > 0 ? ExitCode(Fault.Code.badInput.rawValue) : .success
  }
  func summaryText(_ summary: CohortSummary) -> String {
    SummaryText(width: Output.columns ?? 96, isPlain: plain).text(summary)
  }

  var rejectsGoTo: CohortRun.Rejects {
    rejects.map { $0 == "-" ? .inPlace : .file($0) } ?? .reported
  }
}

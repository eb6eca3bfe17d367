import ArgumentParser
import Engine
import Guideline
import Interchange
import JSON
import Presentation
import Workbench

/// How an answer is decided, recorded and shown: what the commands that answer for one patient share.
struct AnsweringOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown, html }

  @Option(help: "text, json (the contract), markdown, or html (one page, with a page for the patient).")
  var format: Format = .text

  @Option(
    help: ArgumentHelp("The day for which the answer holds (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: String?

  @Flag(help: "ASCII only, no drawing characters, no bold.")
  var plain = false

  @Flag(help: "Show the values found in error messages. They are a patient's: mind who reads them.")
  var showValues = false

  @Flag(
    help: "End with the decision's own code: 0 recommend, 10 stop, 11 defer, 12 out-of-scope, 13 need-data.")
  var exitCode = false

  var day: String { asOf ?? today() }

  /// Reads a profile from a file, or from standard input for `-`.
  func profile(_ file: String, _ guideline: Guideline) throws(Fault) -> Profile {
    try ProfileFile.read(file, guideline, showValues: showValues)
  }

  /// Decides, records, and prints what is recorded.
  func answer(
    _ evaluator: Evaluator, _ profile: Profile, _ recording: RecordingOptions
  ) throws -> ExitCode {
    let recorder = recording.recorder(evaluator.guideline)
    var profile = profile
    if recording.pseudonymise { profile.id = recorder.pseudonym(of: profile.id) }
    let consultation = Recorder.Consultation(profile: profile, asOf: day, format: format.rawValue)
    let decision: Decision
    do {
      decision = try evaluator.decide(profile, asOf: day)
    } catch let failure as LuaScripts.Failure {
      let unrecorded = recorder.record(failure, consultation)
      throw Fault(.internal, "no decision: \(failure)" + (unrecorded.map { "\nnot recorded: \($0)" } ?? ""))
    } catch {
      throw Fault(.internal, "no decision: \(error)")
    }
    try recorder.record(decision, consultation) { report(decision, evaluator.guideline, $0) }
    return exitCode ? ExitCode(decision.disposition.code) : .success
  }

  private func report(_ decision: Decision, _ guideline: Guideline, _ recording: Recording) -> Answer {
    switch format {
    case .json:
      return Answer(printed: DecisionJSON(guideline).line(decision, record: recording.record), kept: nil)
    case .markdown:
      let text = MarkdownReport(guideline).text(decision, recording)
      return Answer(printed: Array(text.utf8), kept: text)
    case .html:
      let text = HTMLReport(guideline).text(decision, recording)
      return Answer(printed: Array(text.utf8), kept: text)
    case .text:
      var style = Style(width: Output.columns ?? 96, isBold: false, isPlain: plain)
      let text = TextReport(guideline, style: style).text(decision, recording)
      guard Output.isTerminal else { return Answer(printed: Array(text.utf8), kept: text) }
      style.isBold = true
      return Answer(
        printed: Array(TextReport(guideline, style: style).text(decision, recording).utf8), kept: text)
    }
  }
}

extension Decision.Disposition {
  /// The code of `--exit-code`.
  var code: Int32 {
    switch self {
    case .recommend: 0
    case .stop: 10
    case .defer: 11
    case .outOfScope: 12
    case .needData: 13
    }
  }
}

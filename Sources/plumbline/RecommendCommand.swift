import ArgumentParser
import Engine
import Guideline
import Interchange
import JSON
import Presentation

/// `plumbline recommend`: the answer for one patient.
struct RecommendCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  static let configuration = CommandConfiguration(
    commandName: "recommend", abstract: "Say what to pair with exercise for one patient, and why.",
    discussion: "Reads a profile in JSON (Documentation/Profile.md). `-` reads standard input.")

  @Argument(help: ArgumentHelp("The profile, or - for standard input.", valueName: "file"))
  var file: String

  @Option(help: "text, json (the contract) or markdown.")
  var format: Format = .text

  @Option(help: ArgumentHelp("The day for which the answer holds (default: today).", valueName: "yyyy-mm-dd"))
  var asOf: String?

  @OptionGroup var packs: PacksInForce
  @OptionGroup var recording: RecordingOptions

  @Flag(help: "ASCII only, no drawing characters, no bold.")
  var plain = false

  @Flag(help: "Show the values found in error messages. They are a patient's: mind who reads them.")
  var showValues = false

  @Flag(
    help: "End with the decision's own code: 0 recommend, 10 stop, 11 defer, 12 out-of-scope, 13 need-data.")
  var exitCode = false

  func validate() throws {
    if let asOf, !CalendarDate.isValid(asOf) {
      throw ValidationError("--as-of takes a day written 2026-11-20")
    }
  }

  func run() throws {
    try telling {
      let loaded = try packs.loadForDeciding()
      let recorder = recording.recorder(loaded.guideline)
      var profile = try ProfileFile.read(file, loaded.guideline, showValues: showValues)
      if recording.pseudonymise { profile.id = recorder.pseudonym(of: profile.id) }
      let consultation = Recorder.Consultation(
        profile: profile, asOf: asOf ?? today(), format: format.rawValue)
      let decision = try decide(loaded.evaluator, consultation, recorder)
      try recorder.record(decision, consultation) { recording in
        report(decision, loaded.guideline, recording)
      }
      return exitCode ? ExitCode(decision.disposition.code) : .success
    }
  }

  private func decide(
    _ evaluator: Evaluator, _ consultation: Recorder.Consultation, _ recorder: Recorder
  ) throws(Fault) -> Decision {
    do {
      return try evaluator.decide(consultation.profile, asOf: consultation.asOf)
    } catch let failure as LuaScripts.Failure {
      let unrecorded = recorder.record(failure, consultation)
      throw Fault(.internal, "no decision: \(failure)" + (unrecorded.map { "\nnot recorded: \($0)" } ?? ""))
    } catch {
      throw Fault(.internal, "no decision: \(error)")
    }
  }

  private func report(_ decision: Decision, _ guideline: Guideline, _ recording: Recording) -> Answer {
    switch format {
    case .json:
      return Answer(printed: DecisionJSON(guideline).line(decision, record: recording.record), kept: nil)
    case .markdown:
      let text = MarkdownReport(guideline).text(decision, recording)
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

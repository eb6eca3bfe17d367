import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineLedger

/// How an answer is decided, recorded and shown: the options of all commands that answer for one patient.
struct AnsweringOptions: ParsableArguments {
  @Option(help: "text, json (the contract), markdown, or html (one page, with a page for the patient).")
  var format: AnswerForm = .text

  @Option(
    help: ArgumentHelp("The day for which the answer holds (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @Flag(help: "ASCII only, no drawing characters, no bold.")
  var plain = false

  @Flag(help: "Show the values found in error messages. They are a patient's: take care who reads them.")
  var showValues = false

  @Flag(
    help: "End with the decision's own code: 0 recommend, 10 stop, 11 defer, 12 out-of-scope, 13 need-data.")
  var exitCode = false

  var day: Day { asOf ?? today() }

  /// Returns how refusals are reported, and where they are recorded.
  func refusing(_ recording: RecordingOptions) -> Refusing {
    Refusing(
      format: format, style: Output.style(isPlain: plain), day: day, showValues: showValues,
      recording: recording)
  }

  /// Decides, records, and prints the recorded answer.
  func answer(
    _ evaluator: Evaluator, _ profile: Profile, _ recording: RecordingOptions
  ) throws -> ExitCode {
    let recorder = recording.recorder(evaluator.guideline)
    let consultation = Consultation(profile: profile, asOf: day, form: format)
    let decision: Decision
    do {
      decision = try evaluator.decide(profile, asOf: day)
    } catch let failure as LuaScripts.Failure {
      let unrecorded = recorder.recordQuietly(Submission(failure, consultation))
      throw Fault(.internal, "no decision: \(failure)" + (unrecorded.map { "\nnot recorded: \($0)" } ?? ""))
    } catch {
      throw Fault(.internal, "no decision: \(error)")
    }
    let submission = Submission(
      decision, consultation, evaluator.guideline, Output.style(isPlain: plain))
    if decision.disposition == .stop {
      guard try recorder.recordAtOnce(submission) else {
        return ExitCode(Fault.Code.stopNotRecorded.rawValue)
      }
    } else {
      try recorder.record(submission)
    }
    return exitCode ? ExitCode(decision.disposition.code) : .success
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

import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineLedger
import PlumblineText

/// How an answer is decided, recorded and shown: the options of all commands that answer for one patient.
struct AnsweringOptions: ParsableArguments {
  @Option(
    help:
      "text (one screen), full, json (the contract), fhir (a Bundle in R4), markdown, html (one page, with a page for the patient), letter (Markdown), letter-html, patient (the patient's page alone), or aid (the options, to look at together)."
  )
  var format: AnswerForm = .text

  @OptionGroup var speaking: LanguageOption

  @Option(
    help: ArgumentHelp("The day for which the answer holds (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @Flag(
    help: "All evidence, cautions, questions and sources, instead of one screen; the same as --format full.")
  var full = false

  @Flag(help: "ASCII only, no drawing characters, no bold.")
  var plain = false

  @Flag(help: "Show the values found in error messages. They are a patient's: take care who reads them.")
  var showValues = false

  @Flag(
    help:
      "End with the decision's own code: 0 recommend, 10 stop, 11 defer, 12 out-of-scope, 13 need-data; of several guidelines, the most urgent."
  )
  var exitCode = false

  /// How the answer is shown.
  var form: AnswerForm { full && format == .text ? .full : format }
  var day: Day { asOf ?? today() }

  func validate() throws {
    guard ![.json, .fhir].contains(format) || speaking.language.code == Language.english.code else {
      throw ValidationError(
        "--format \(format.rawValue) is for programs, and the same in every language; leave out --language, or choose text, markdown or html"
      )
    }
  }

  /// Returns how refusals are reported, and where they are recorded.
  func refusing(_ recording: RecordingOptions) -> Refusing {
    Refusing(
      format: form, style: Output.style(isPlain: plain), day: day, showValues: showValues,
      recording: recording, language: speaking.language)
  }

  /// Decides, records, and prints the recorded answer.
  func answer(
    _ evaluator: JointEvaluator, _ patient: ReadPatient, _ recording: RecordingOptions
  ) throws -> ExitCode {
    let recorder = recording.recorder(evaluator.guidelines)
    let profile = patient.profile
    let consultation = Consultation(profile: profile, asOf: day, form: form, intake: patient.intake)
    let joint: JointDecision
    do {
      joint = try evaluator.decide(profile, asOf: day)
    } catch let failure as LuaScripts.Failure {
      let unrecorded = recorder.recordQuietly(Submission(failure, consultation))
      throw Fault(.internal, "no decision: \(failure)" + (unrecorded.map { "\nnot recorded: \($0)" } ?? ""))
    } catch {
      throw Fault(.internal, "no decision: \(error)")
    }
    // What is said in another language is worked out once the answer is decided.
    let view = speaking.view(of: evaluator)
    let submission = Submission(
      joint, consultation, evaluator.guidelines, Output.style(isPlain: plain),
      shown: view.flatMap { $0.shown(joint, for: profile) })
    if !joint.alerts.isEmpty {
      guard try recorder.recordAtOnce(submission) else {
        return ExitCode(Fault.Code.stopNotRecorded.rawValue)
      }
    } else {
      let last = LastAnswer(
        joint: joint, profile: profile, evaluator: evaluator, recording: recording,
        words: view?.evaluator.guidelines)
      // A page is one whole, so what belongs into it is looked up first; every other answer is shown before.
      let since = format == .html ? last.compare() : nil
      try recorder.record(since.map { submission.showing($0) } ?? submission)
      last.printAfter(format, Output.style(isPlain: plain))
    }
    for (guideline, failure) in joint.failures { Output.error("no decision by '\(guideline)': \(failure)") }
    guard let disposition = joint.disposition, joint.failures.isEmpty || disposition == .stop else {
      return ExitCode(Fault.Code.internal.rawValue)
    }
    return exitCode ? ExitCode(disposition.code) : .success
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

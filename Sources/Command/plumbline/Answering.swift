import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger
import PlumblinePresentation

/// How an answer is decided, recorded and shown: what the commands that answer for one patient share.
struct AnsweringOptions: ParsableArguments {
  @Option(help: "text, json (the contract), markdown, or html (one page, with a page for the patient).")
  var format: AnswerFormat = .text

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

  /// How refusals are told, and where they are recorded.
  func refusing(_ recording: RecordingOptions) -> Refusing {
    Refusing(
      format: format, style: Style(width: Output.columns ?? 96, isPlain: plain), day: day,
      showValues: showValues,
      recording: recording)
  }

  /// Decides, records, and prints what is recorded.
  func answer(
    _ evaluator: Evaluator, _ profile: Profile, _ recording: RecordingOptions
  ) throws -> ExitCode {
    let recorder = recording.recorder(evaluator.guideline)
    let consultation = Consultation(profile: profile, asOf: day, format: format.rawValue)
    let decision: Decision
    do {
      decision = try evaluator.decide(profile, asOf: day)
    } catch let failure as LuaScripts.Failure {
      let unrecorded = record(failure, consultation, recorder)
      throw Fault(.internal, "no decision: \(failure)" + (unrecorded.map { "\nnot recorded: \($0)" } ?? ""))
    } catch {
      throw Fault(.internal, "no decision: \(error)")
    }
    let submission = submission(decision, consultation, evaluator.guideline)
    if decision.disposition == .stop {
      guard try recorder.recordAtOnce(submission) else {
        return ExitCode(Fault.Code.stopNotRecorded.rawValue)
      }
    } else {
      try recorder.record(submission)
    }
    return exitCode ? ExitCode(decision.disposition.code) : .success
  }

  private func submission(
    _ decision: Decision, _ consultation: Consultation, _ guideline: Guideline
  ) -> Submission {
    let shape = AnswerShape(
      format: format, style: Style(width: Output.columns ?? 96, isPlain: plain), guideline: guideline)
    let named: @Sendable (String?) -> Decision = { id in
      var named = decision
      named.profile = id
      return named
    }
    return Submission(
      kind: .decision, consultation: consultation,
      outcome: { .decision(DecisionJSON(guideline).value(named($0))) },
      render: { shape.answer(named($0), $1) })
  }

  /// Records that a script failed; returns why it could not.
  private func record(
    _ failure: LuaScripts.Failure, _ consultation: Consultation, _ recorder: Recorder
  ) -> String? {
    let submission = Submission(
      kind: .failure, consultation: consultation,
      outcome: { _ in
        .failure(script: failure.script, place: failure.place.description, reason: failure.reason)
      }, render: { _, _ in nil })
    return recorder.recordQuietly(submission)
  }
}

/// The forms of an answer.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable, Sendable { case text, json, markdown, html }

/// How a decision is set.
struct AnswerShape: Sendable {
  let format: AnswerFormat
  let style: Style
  let guideline: Guideline

  func answer(_ decision: Decision, _ recording: Recording) -> Answer {
    switch format {
    case .json:
      let line = DecisionJSON.line(
        DecisionJSON(guideline).value(decision), status: recording.status, record: recording.record)
      return Answer(printed: line, kept: nil)
    case .markdown: return Answer(MarkdownReport(guideline).text(decision, recording))
    case .html: return Answer(HTMLReport(guideline).text(decision, recording))
    case .text:
      return Answer(style: style) { TextReport(guideline, style: $0).text(decision, recording) }
    }
  }
}

extension Answer {
  init(_ text: String) { self.init(printed: Array(text.utf8), kept: text) }

  /// A text that a terminal shows with bold letters, and that is kept without them.
  init(style: Style, _ text: (Style) -> String) {
    self.init(text(style))
    guard Output.isTerminal else { return }
    var bold = style
    bold.isBold = !style.isPlain
    printed = Array(text(bold).utf8)
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

import ArgumentParser
import Plumbline
import PlumblineAudit
import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger
import PlumblinePresentation
import PlumblineText

/// A refused profile: its text, for checking the stops on it, and everything that is wrong with it.
struct RefusedProfile: Error {
  let text: [UInt8]
  let failure: ProfileFailure
}

/// Refuses an input: first shows what no refusal may hide, then reports what is wrong.
struct Refusing {
  let format: AnswerForm
  let style: Style
  let day: Day
  /// Whether problems are reported with the values that were found.
  let showValues: Bool
  /// nil if nothing is recorded.
  let recording: RecordingOptions?
  /// In which a refusal is shown.
  var language = Language.english

  /// Does work that needs packs; if they are refused, checks the profile against the stops that do load.
  func deciding(
    _ packs: PacksInForce, on source: ProfileSource?, _ work: (JointEvaluator) throws -> ExitCode
  ) throws -> ExitCode {
    do {
      let evaluator = try packs.loadForDeciding()
      do {
        return try work(evaluator)
      } catch let refused as RefusedProfile {
        return try refuse(refused, evaluator)
      }
    } catch let refused as RefusedPacks {
      return try refuse(refused, on: source)
    }
  }

  /// Reads a profile, in JSON or as lines, or a record.
  func profile(_ source: ProfileSource, _ evaluator: JointEvaluator) throws -> ReadPatient {
    let text = try source.read()
    if source.record.isRecord(text) { return try record(text, source.record, evaluator) }
    let reader = LineProfile(evaluator.vocabulary, asOf: day)
    do {
      return ReadPatient(profile: try reader.read(text))
    } catch {
      throw RefusedProfile(text: reader.json(of: text), failure: error)
    }
  }

  private func refuse(_ refused: RefusedProfile, _ evaluator: JointEvaluator) throws -> ExitCode {
    let problems = refused.failure.problems.map { problem in
      Refusal.Problem(place: problem.position?.description, path: problem.path, message: problem.message)
    }
    let reader = ProfileReader(evaluator.vocabulary, asOf: day)
    let refusal = evaluator.refusal(
      .profile, { reader.readings(of: refused.text, for: $0) }, asOf: day, problems: problems)
    let plain = reader.readings(of: refused.text, for: evaluator.factsOfStops).plain
    let view = LanguageOption.view(of: evaluator, in: language)
    let shown = view.map { view in
      (
        refusal: view.evaluator.refusal(
          .profile, { reader.readings(of: refused.text, for: $0) }, asOf: day, problems: problems),
        vocabulary: view.evaluator.vocabulary, language: language
      )
    }
    try report(refusal, plain, evaluator.guidelines, shown: shown)
    Output.error(
      refused.failure.words(
        "the profile cannot be read", isLookedAt: !refusal.alerts.isEmpty, showsValues: showValues))
    return ExitCode((refusal.alerts.isEmpty ? Fault.Code.badInput : .refusedWithStop).rawValue)
  }

  private func refuse(_ refused: RefusedPacks, on source: ProfileSource?) throws -> ExitCode {
    // Without a profile there is nothing to check stops on.
    guard let source else { throw refused.fault }
    guard let stops = refused.stops() else {
      Output.error(
        "no stop could be checked, because the packs of stops do not load; assess red flags yourself")
      throw refused.fault
    }
    let vocabulary = stops.guideline.vocabulary
    var text = try source.read()
    if source.record.isRecord(text) {
      text =
        ProfileJSON(vocabulary).value(try source.record.read(text, vocabulary, asOf: day).profile).canonical
    } else {
      text = LineProfile(vocabulary, asOf: day).json(of: text)
    }
    let (refusal, plain) = stops.refusal(of: text, asOf: day, problems: refused.problems)
    try report(refusal, plain, Guidelines(stops.guideline, of: []))
    Output.error(refused.fault.message)
    return ExitCode((refusal.alerts.isEmpty ? refused.fault.code : .refusedWithStop).rawValue)
  }

  /// Shows what must be acted on, records the refusal, and reports the state of the stops on standard error.
  private func report(
    _ refusal: Refusal, _ profile: Profile, _ guidelines: Guidelines,
    shown: (refusal: Refusal, vocabulary: Vocabulary, language: Language)? = nil
  ) throws {
    let consultation = Consultation(profile: profile, asOf: day, form: format)
    let submission = Submission(refusal, consultation, guidelines.vocabulary, style, shown: shown)
    if let recorder = recording?.recorder(guidelines) {
      _ = try recorder.recordAtOnce(submission)
    } else if let answer = submission.render(profile.id, .declined) {
      try Output.answer(answer.printed)
    }
    Output.error(refusal.stopWords)
  }
}

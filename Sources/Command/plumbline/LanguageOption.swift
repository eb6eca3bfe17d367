import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineText

/// The language in which an answer is shown. Decisions, JSON and records stay in that of the packs.
struct LanguageOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The language of what is shown: \(Language.codes.joined(separator: ", ")).",
      valueName: "code"),
    transform: Self.named)
  var language: Language = .english

  @Sendable
  private static func named(_ code: String) throws -> Language {
    if let language = Language.named(code) { return language }
    throw ValidationError(
      "no language '\(code)'; choose one of \(Language.codes.joined(separator: ", "))")
  }

  /// Returns the guidelines in the language; nil if it is the source's. What could not be read of it is said on standard error.
  func view(of evaluator: JointEvaluator) -> LanguageView? { Self.view(of: evaluator, in: language) }

  static func view(of evaluator: JointEvaluator, in language: Language) -> LanguageView? {
    guard language.code != Language.english.code else { return nil }
    let view = LanguageView(evaluator, in: language)
    for problem in view.problems { Output.error("not translated: \(problem)") }
    return view
  }
}

extension LanguageView {
  /// Returns an answer as it is shown; nil, with the reason on standard error, if it must be shown in its own language.
  func shown(_ joint: JointDecision, for profile: Profile) -> Submission.Shown? {
    do {
      return Submission.Shown(joint: try answer(joint, for: profile), guidelines: evaluator.guidelines)
    } catch {
      Output.error("NOT TRANSLATED: \(error)")
      return nil
    }
  }
}

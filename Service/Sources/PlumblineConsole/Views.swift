internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText
internal import Synchronization

/// The guidelines in other languages, made once for each set of packs.
final class Views: Sendable {
  private let held = Mutex<[String: (digest: String, view: LanguageView)]>([:])

  /// Returns the guidelines in a language, if that was made already.
  func known(_ evaluator: JointEvaluator, in language: Language) -> LanguageView? {
    guard let known = held.withLock({ $0[language.code] }), known.digest == evaluator.guidelines.digest else {
      return nil
    }
    return known.view
  }

  /// Makes the guidelines in a language.
  func make(_ evaluator: JointEvaluator, in language: Language) -> LanguageView {
    let view = LanguageView(evaluator, in: language)
    held.withLock { $0[language.code] = (evaluator.guidelines.digest, view) }
    return view
  }
}

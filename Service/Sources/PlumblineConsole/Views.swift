internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText
internal import Synchronization

/// The guidelines in other languages, made once for each set of packs.
final class Views: Sendable {
  private let held = Mutex<[String: (digest: String, view: LanguageView)]>([:])

  /// Returns the guidelines in a language; nil if it is the source's.
  func view(of evaluator: JointEvaluator, in language: Language) -> LanguageView? {
    guard language.code != Language.english.code else { return nil }
    let digest = evaluator.guidelines.digest
    if let known = held.withLock({ $0[language.code] }), known.digest == digest { return known.view }
    let view = LanguageView(evaluator, in: language)
    held.withLock { $0[language.code] = (digest, view) }
    return view
  }
}

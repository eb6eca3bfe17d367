internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText
internal import Synchronization

/// The guidelines in other languages, made once for each set of packs.
final class Views: Sendable {
  /// By language and digest of the packs: those in force, and those of visits that were decided before.
  private let held = Mutex<[Key: LanguageView]>([:])
  private static let most = 8

  private struct Key: Hashable {
    var language: String
    var digest: String
  }

  /// Returns the guidelines in a language, if that was made already.
  func known(_ evaluator: JointEvaluator, in language: Language) -> LanguageView? {
    held.withLock { $0[Key(language: language.code, digest: evaluator.guidelines.digest)] }
  }

  /// Makes the guidelines in a language.
  func make(_ evaluator: JointEvaluator, in language: Language) -> LanguageView {
    if let known = known(evaluator, in: language) { return known }
    let view = LanguageView(evaluator, in: language)
    held.withLock { held in
      if held.count >= Self.most { held = [:] }
      held[Key(language: language.code, digest: evaluator.guidelines.digest)] = view
    }
    return view
  }
}

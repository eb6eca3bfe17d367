import ArgumentParser
import PlumblineGuideline

/// What a shell offers after an option: names that the packs in force declare, by the command line's own `--rules`.
extension CompletionKind {
  /// The names of the facts.
  ///
  /// - Parameter end: what follows a name: "=" where a value must be given.
  static func facts(ending end: String = "") -> CompletionKind {
    declared { $0.vocabulary.facts.map { $0.name + end } }
  }

  static var pairings: CompletionKind {
    declared { guidelines in guidelines.members.flatMap { $0.guideline.pairings.keys.map(\.description) } }
  }

  static var packs: CompletionKind { declared { $0.packs.map(\.id) } }

  /// Nothing is offered, and nothing is said, if the packs do not load.
  private static func declared(_ names: @escaping @Sendable (Guidelines) -> [String]) -> CompletionKind {
    .custom { words, _, _ in
      guard let packs = try? PacksInForce.parse(rules(in: words)), let loaded = try? packs.load() else {
        return []
      }
      return Set(names(loaded.guidelines)).sorted()
    }
  }

  /// Returns each `--rules` of a command line, with its folder.
  private static func rules(in words: [String]) -> [String] {
    zip(words, words.dropFirst()).filter { $0.0 == "--rules" }.flatMap { [$0.0, $0.1] }
  }
}

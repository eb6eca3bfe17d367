internal import JSON

/// What a declaration may refer to while it is read: the facts of all packs in force.
final class Scope {
  let problems: Problems
  /// Sorted by name; conditions and computations are filled in once all facts are known.
  var facts: [Fact] = []
  private var indices: [String: Fact.Index] = [:]
  /// Words that are not facts but mean something: declarations and combinators.
  private let words = Set(Declaration.words)
  private var groups: Set<String> = []
  /// By file: what its text shows; the names that it introduces are for "did you mean".
  var reviews: [String: LexicalReview] = [:]

  private var suggestions = 0

  init(problems: Problems) { self.problems = problems }

  func learn(_ facts: [Fact]) {
    self.facts = facts.sorted { $0.name < $1.name }
    for (index, fact) in self.facts.enumerated() {
      indices[fact.name] = index
      if let dot = fact.name.firstIndex(of: ".") { groups.insert(String(fact.name[..<dot])) }
    }
  }

  func index(of name: String) -> Fact.Index? { indices[name] }
  var factNames: [String] { facts.map(\.name) }

  /// Whether a global name means anything: a word of the language, a fact or a group of facts.
  func isKnownGlobal(_ name: String) -> Bool {
    words.contains(name) || groups.contains(name) || indices[name] != nil
  }

  /// `; did you mean 'x'?` for the first few: a text with thousands of unknown names has another trouble.
  private func suggestion(_ word: String, _ known: () -> [String]) -> String {
    suggestions += 1
    return suggestions > 40 ? "" : didYouMean(word, known())
  }

  func nothingIsCalled(_ name: String, in file: String) -> String {
    "nothing is called '\(name)' here"
      + suggestion(name) {
        words.union(groups).union(reviews[file]?.names ?? []).union(indices.keys).sorted()
      }
  }

  /// The fact that a reference names; tells of a misspelt one, once.
  func fact(_ path: String, pack: String, at place: Place) -> Fact.Index? {
    if let index = indices[path] { return index }
    let head = String(path.prefix { $0 != "." })
    if !isKnownGlobal(head), !path.contains(".") {
      problems.add(nothingIsCalled(path, in: place.file), pack: pack, at: place, kind: .unknownName)
    } else {
      problems.add(
        "no fact '\(path)'" + suggestion(path) { factNames }, pack: pack, at: place, kind: .unknownFact)
    }
    return nil
  }
}

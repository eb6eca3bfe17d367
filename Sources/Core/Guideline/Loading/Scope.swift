internal import PlumblineJSON

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
  /// What the packs have taken of the budget of a load.
  let meter: LoadMeter

  private var suggestions = 0
  private var codes: [Fact.Index: Set<String>] = [:]
  /// By file: the names that its text introduces, once they have been asked for.
  private var localNames: [String: Set<String>] = [:]
  private var shown: [Combinator: Set<LexicalReview.List?>] = [:]

  private struct Combinator: Hashable {
    var file: String
    var word: String
    var line: Int
  }

  init(problems: Problems, meter: LoadMeter = LoadMeter(.standard)) {
    self.problems = problems
    self.meter = meter
  }

  func learn(_ facts: [Fact]) {
    self.facts = facts.sorted { $0.name < $1.name }
    for (index, fact) in self.facts.enumerated() {
      indices[fact.name] = index
      if let dot = fact.name.firstIndex(of: ".") { groups.insert(String(fact.name[..<dot])) }
    }
  }

  func index(of name: String) -> Fact.Index? { indices[name] }

  /// Whether a value is one that a fact can take.
  func allows(_ value: FactValue, _ index: Fact.Index) -> Bool {
    guard case .code(let known) = facts[index].kind, case .code(let code) = value, known.count > 8 else {
      return facts[index].allows(value)
    }
    if codes[index] == nil { codes[index] = Set(known) }
    return codes[index]?.contains(code) ?? false
  }

  /// How many conditions a file's text shows for a combinator on a line, where those found are fewer; else nil.
  func conditionsShown(by word: String, onLine line: Int, of file: String, found: Int) -> Int? {
    guard let review = reviews[file] else { return nil }
    let key = Combinator(file: file, word: word, line: line)
    let lists = shown[key] ?? review.lists(of: word, onLine: line)
    shown[key] = lists
    return LexicalReview.conditionsShown(in: lists, found: found)
  }

  /// Whether a global name means anything: a word of the language, a fact or a group of facts.
  func isKnownGlobal(_ name: String) -> Bool {
    words.contains(name) || groups.contains(name) || indices[name] != nil
  }

  /// `; did you mean 'x'?` for the first few: a text with thousands of unknown names has another trouble.
  private func suggestion(_ word: String, _ known: () -> some Collection<String>) -> String {
    suggestions += 1
    return suggestions > 40 ? "" : problems.didYouMean(word, known())
  }

  private func names(introducedIn file: String) -> Set<String> {
    if localNames[file] == nil { localNames[file] = reviews[file]?.names ?? [] }
    return localNames[file] ?? []
  }

  func nothingIsCalled(_ name: String, in file: String) -> String {
    "nothing is called '\(name)' here"
      + suggestion(name) {
        words.union(groups).union(names(introducedIn: file)).union(indices.keys)
      }
  }

  /// The fact that a reference names; tells of a misspelt one, once.
  func fact(_ path: String, pack: String, at place: Place) -> Fact.Index? {
    if let index = indices[path] { return index }
    let head = String(path.prefix { $0 != "." })
    if !isKnownGlobal(head), !path.contains(".") {
      problems.add(
        self.nothingIsCalled(path, in: place.file), pack: pack, at: place, kind: .unknownName,
        naming: path)
    } else {
      problems.add(
        "unknown fact '\(path)'" + self.suggestion(path) { self.indices.keys }, pack: pack, at: place,
        kind: .unknownFact, naming: path)
    }
    return nil
  }
}

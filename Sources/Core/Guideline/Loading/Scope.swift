internal import PlumblineJSON

/// The names that a declaration may refer to while it is read: the facts of all packs in force.
final class Scope {
  let problems: Problems
  /// The domain of the packs that are read.
  var domain = Domain.firstEdition
  /// Whether the pack that says which outcomes there are is not among the packs: a vocabulary that is read alone.
  var lacksDomain = false
  /// Sorted by name; conditions and computations are filled in once all facts are known.
  var facts: [Fact] = []
  private var indices: [String: Fact.Index] = [:]
  /// Words that are known but are not facts: declarations and combinators.
  private let words = Set(Declaration.words + DateUnit.allCases.map(\.rawValue))
  private var groups: Set<String> = []
  /// The review of each file's text; the names that it introduces are for "did you mean".
  var reviews: [String: LexicalReview] = [:]
  /// What the packs have used of the load's budget.
  let meter: LoadMeter

  private var suggestions = 0
  private var codes: [Fact.Index: Set<String>] = [:]
  /// The names that each file's text introduces; filled on demand.
  private var localNames: [String: Set<String>] = [:]
  private var shown: [Combinator: [LexicalReview.List?]] = [:]

  private struct Combinator: Hashable {
    var file: String
    var word: String
    var line: Int
  }

  init(problems: Problems, meter: LoadMeter = LoadMeter(.standard)) {
    self.problems = problems
    self.meter = meter
  }

  /// Lists of codes, by name.
  private(set) var sets: [String: FactSet] = [:]

  /// Dated readings, by name, with what is taken from them as it is read.
  private(set) var series: [String: FactSeries] = [:]

  /// The laws by which facts are worked out from others.
  var workedOut: [Constraint] = []

  func add(_ reduction: FactSeries.Reduction, to name: String) {
    if series[name]?.reductions.contains(where: { $0.fact == reduction.fact }) != true {
      series[name]?.reductions.append(reduction)
    }
  }

  /// The facts whose declarations could not be read: what refers to them is not the mistake.
  private(set) var unread: Set<String> = []

  /// Takes the facts of all packs.
  ///
  /// - Parameter unread: the names of declarations that could not be read.
  func learn(_ facts: [Fact], _ sets: [FactSet], _ series: [FactSeries], unread: [String] = []) {
    self.unread = Set(unread)
    self.series = Dictionary(series.map { ($0.name, $0) }) { first, _ in first }
    self.facts = facts.sorted { $0.name < $1.name }
    for (index, fact) in self.facts.enumerated() {
      indices[fact.name] = index
    }
    for name in self.facts.map(\.name) + sets.map(\.name) + series.map(\.name) + unread {
      if let dot = name.firstIndex(of: ".") { groups.insert(String(name[..<dot])) }
    }
    for var set in sets {
      for place in set.members.indices {
        set.members[place].fact = indices["\(set.name).\(set.members[place].code)"] ?? 0
      }
      self.sets[set.name] = set
    }
  }

  func index(of name: String) -> Fact.Index? { indices[name] }

  /// Whether a fact can have the given value.
  func allows(_ value: FactValue, _ index: Fact.Index) -> Bool {
    guard case .code(let known) = facts[index].kind, case .code(let code) = value, known.count > 8 else {
      return facts[index].allows(value)
    }
    if codes[index] == nil { codes[index] = Set(known) }
    return codes[index]?.contains(code) ?? false
  }

  /// Returns how many conditions a file's text shows for a combinator on a line, if fewer were found; else nil.
  func conditionsShown(by word: String, onLine line: Int, of file: String, found: Int) -> Int? {
    guard let review = reviews[file] else { return nil }
    let key = Combinator(file: file, word: word, line: line)
    let lists = shown[key] ?? review.lists(of: word, onLine: line)
    shown[key] = lists
    return LexicalReview.conditionsShown(in: lists, found: found)
  }

  /// Whether a global name is known: a word of the language, a fact or a group of facts.
  func isKnownGlobal(_ name: String) -> Bool {
    words.contains(name) || groups.contains(name) || indices[name] != nil || sets[name] != nil
      || series[name] != nil || unread.contains(name)
  }

  /// Returns `; did you mean 'x'?` for the first few: a text with thousands of unknown names has another problem.
  private func suggestion(_ word: String, _ known: () -> some Collection<String>) -> String {
    suggestions += 1
    return suggestions > 40 ? "" : problems.didYouMean(word, known())
  }

  private func names(introducedIn file: String) -> Set<String> {
    if localNames[file] == nil { localNames[file] = reviews[file]?.names ?? [] }
    return localNames[file] ?? []
  }

  func nothingIsCalled(_ name: String, in file: String) -> String {
    "unknown name '\(name)'"
      + suggestion(name) {
        words.union(groups).union(names(introducedIn: file)).union(indices.keys)
      }
  }

  /// Returns the fact that a reference names; reports an unknown one.
  func fact(_ path: String, pack: String, at place: Place) -> Fact.Index? {
    if let index = indices[path] { return index }
    if sets[path] != nil || series[path] != nil {
      problems.add(
        sets[path] != nil
          ? "'\(path)' is a list of codes; compare it, as in `\(path) :includes \"…\"`"
          : "'\(path)' is a series of readings; compare a fact that is taken `from` it", pack: pack,
        at: place,
        kind: .comparison, naming: path)
      return nil
    }
    if unread.contains(where: { path == $0 || path.hasPrefix("\($0).") }) { return nil }
    let head = String(path.prefix { $0 != "." })
    if !isKnownGlobal(head), !path.contains(".") {
      problems.add(
        self.nothingIsCalled(path, in: place.file), pack: pack, at: place, kind: .unknownName,
        naming: path)
    } else {
      problems.add(
        "unknown fact '\(path)'" + self.suggestion(path) { Array(self.indices.keys) + Array(self.sets.keys) },
        pack: pack, at: place,
        kind: .unknownFact, naming: path)
    }
    return nil
  }
}

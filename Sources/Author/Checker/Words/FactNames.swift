internal import PlumblineGuideline

/// The words by which texts name the facts of a vocabulary: their labels, their names, and their placeholders.
struct FactNames {
  struct Mention {
    var fact: Fact.Index
    /// The words of the clause.
    var range: Range<Int>
  }

  /// The fact that holds the age in years, if there is exactly one.
  let age: Fact.Index?
  private let vocabulary: Vocabulary
  /// The units that facts have, as they are written, by their lower case.
  private let vocabularyUnits: [String: String]
  /// By their words, the most words first.
  private let runs: [(words: [String], fact: Fact.Index)]

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    vocabularyUnits = Dictionary(vocabulary.facts.compactMap(\.unit).map { ($0.lowercased(), $0) }) {
      first, _ in first
    }
    var byWords: [[String]: Set<Fact.Index>] = [:]
    for (index, fact) in vocabulary.facts.enumerated() {
      for name in [fact.label, fact.name.replacing(".", with: " "), "{\(fact.name)}"] {
        byWords[Clause.all(in: name).flatMap(\.words), default: []].insert(index)
      }
      if let name = Self.shortName(of: fact) { byWords[[name], default: []].insert(index) }
    }
    // Words that several facts share name none of them.
    runs = byWords.compactMap { words, facts in
      facts.count == 1 && !words.isEmpty ? facts.first.map { (words, $0) } : nil
    }.sorted { ($1.words.count, $0.words.joined()) < ($0.words.count, $1.words.joined()) }
    let ages = vocabulary.facts.indices.filter { index in
      let fact = vocabulary[index]
      return fact.unit.map(UnitWords.canonical) == "a"
        && (fact.label.lowercased() == "age" || fact.name.hasSuffix(".age"))
    }
    age = ages.count == 1 ? ages.first : nil
  }

  /// The last word of a fact's name, if its label has it too: "eGFR" of `kidney.egfr`, "Latest eGFR".
  private static func shortName(of fact: Fact) -> String? {
    guard fact.grid != nil, !fact.isDate, let last = fact.name.split(separator: ".").last?.lowercased(),
      !generic.contains(last), Clause.all(in: fact.label).flatMap(\.words).contains(last)
    else { return nil }
    return last
  }

  /// Words that name a number of many things.
  private static let generic: Set<String> = [
    "total", "score", "value", "level", "status", "result", "results", "change", "count", "number", "index",
    "scale", "target", "goal", "outcome", "date", "time", "duration", "part", "rate", "ratio", "dose", "days",
    "weeks", "months", "years", "pressure", "risk", "loss",
  ]

  /// The unit of a fact, by its code where it has words.
  func unit(of fact: Fact.Index) -> String? { vocabulary[fact].unit.map(UnitWords.canonical) }

  /// The unit of a fact that a text begins with as the vocabulary writes it, or by a word for it, with its length in the text; the longest
  /// counts.
  func unit(at text: Substring) -> (unit: String, length: Int)? {
    let written = text.prefix(Self.longestUnit).lowercased()
    let own = units.first { unit in
      written.hasPrefix(unit)
        && !(written.dropFirst(unit.count).first.map { $0.isLetter || $0.isNumber } ?? false)
    }
    if let own { return (UnitWords.canonical(vocabularyUnits[own] ?? own), own.count) }
    let word = text.prefix { $0.isLetter || $0.isNumber || "%°/²".contains($0) }
    return UnitWords.unit(word).map { ($0, word.count) }
  }

  private static let longestUnit = 40
  /// In lower case, the longest first.
  private var units: [String] { vocabularyUnits.keys.sorted { ($1.count, $0) < ($0.count, $1) } }

  /// The word before the point of a fact's name: "surgery".
  func group(of fact: Fact.Index) -> [String] {
    vocabulary[fact].name.split(separator: ".").dropLast().flatMap {
      Clause.all(in: String($0)).flatMap(\.words)
    }
  }

  /// Returns where a clause names facts; of overlapping names the longest counts.
  func mentions(in clause: Clause) -> [Mention] {
    let words = clause.words
    var found: [Mention] = []
    var index = 0
    while index < words.count {
      if let run = runs.first(where: { words[index...].starts(with: $0.words) }) {
        found.append(Mention(fact: run.fact, range: index..<index + run.words.count))
        index += run.words.count
      } else {
        index += 1
      }
    }
    return found
  }
}

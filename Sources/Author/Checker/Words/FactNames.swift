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
  /// By their words, the most words first.
  private let runs: [(words: [String], fact: Fact.Index)]

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    var byWords: [[String]: Set<Fact.Index>] = [:]
    for (index, fact) in vocabulary.facts.enumerated() {
      for name in [fact.label, fact.name.replacing(".", with: " "), "{\(fact.name)}"] {
        byWords[Clause.all(in: name).flatMap(\.words), default: []].insert(index)
      }
    }
    // Words that several facts share name none of them.
    runs = byWords.compactMap { words, facts in
      facts.count == 1 && !words.isEmpty ? facts.first.map { (words, $0) } : nil
    }.sorted { ($1.words.count, $0.words.joined()) < ($0.words.count, $1.words.joined()) }
    let ages = vocabulary.facts.indices.filter { index in
      let fact = vocabulary[index]
      return fact.unit == "a" && (fact.label.lowercased() == "age" || fact.name.hasSuffix(".age"))
    }
    age = ages.count == 1 ? ages.first : nil
  }

  func unit(of fact: Fact.Index) -> String? { vocabulary[fact].unit }

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

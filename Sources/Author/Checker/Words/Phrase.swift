/// A pattern over the words of a clause: `is|are ~1 safe`.
///
/// Words follow each other; `a|b` is either; `improv*` is any word that begins so; `~3` is a gap of up to three words.
struct Phrase: Sendable, ExpressibleByStringLiteral {
  private enum Element: Sendable {
    case word(exact: Set<String>, beginnings: [String])
    case gap(Int)
  }

  struct Match: Sendable {
    /// The index of the first word, and the one after the last.
    var start: Int
    var end: Int
    /// The words in the gaps.
    var gaps: [Int]
  }

  private let elements: [Element]

  init(stringLiteral pattern: String) { self.init(pattern) }

  init(_ pattern: String) {
    elements = pattern.split(separator: " ").map { part in
      if part.hasPrefix("~") { return .gap(Int(part.dropFirst()) ?? 0) }
      let words = part.split(separator: "|").map(String.init)
      return .word(
        exact: Set(words.filter { !$0.hasSuffix("*") }),
        beginnings: words.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) })
    }
  }

  /// Returns the shortest match at every place where it begins.
  func matches(in clause: Clause) -> [Match] {
    let words = clause.words
    return words.indices.compactMap { start in
      rest(elements[...], words, start).map { Match(start: start, end: $0.end, gaps: $0.gaps) }
    }
  }

  func isIn(_ clause: Clause) -> Bool { !matches(in: clause).isEmpty }

  private func rest(_ elements: ArraySlice<Element>, _ words: [String], _ index: Int) -> (
    end: Int, gaps: [Int]
  )? {
    guard let first = elements.first else { return (index, []) }
    let others = elements.dropFirst()
    switch first {
    case .word(let exact, let beginnings):
      guard index < words.count,
        exact.contains(words[index]) || beginnings.contains(where: words[index].hasPrefix)
      else { return nil }
      return rest(others, words, index + 1)
    case .gap(let most):
      for count in 0...most where index + count <= words.count {
        if let found = rest(others, words, index + count) {
          return (found.end, Array(index..<index + count) + found.gaps)
        }
      }
      return nil
    }
  }
}

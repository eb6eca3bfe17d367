/// The part of a text that a "not" can deny: a sentence, or a part of one that starts again with "but" or "and it".
struct Clause: Sendable {
  /// A word, a number, or a placeholder for a patient's value: `{fear.tsk_17}`.
  struct Token: Sendable {
    /// In lower case, with the plain apostrophe.
    var word: String
    var range: Range<String.Index>
  }

  var tokens: [Token]
  /// Whether it is a question, which claims nothing.
  var isQuestion = false

  var words: [String] { tokens.map(\.word) }

  func contains(anyOf words: Set<String>) -> Bool { tokens.contains { words.contains($0.word) } }

  /// Returns the clauses of a text.
  static func all(in text: String) -> [Clause] {
    var clauses: [Clause] = []
    var open: [Token] = []
    func end(isQuestion: Bool = false) {
      if !open.isEmpty { clauses.append(Clause(tokens: open, isQuestion: isQuestion)) }
      open = []
    }
    var afterComma = false
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      let next = text.index(after: index)
      let isSpaced = next == text.endIndex || text[next].isWhitespace || closing.contains(text[next])
      if let token = token(of: text, at: index) {
        let isNew = breaks.contains(token.word) || (afterComma && breaksAfterComma.contains(token.word))
        if isNew { end() }
        open.append(token)
        afterComma = false
        index = token.range.upperBound
        continue
      }
      switch character {
      case ".", "!": if isSpaced { end() }
      case "?": end(isQuestion: true)
      case ";", ":", "—", "–", "\n": end()
      case ",": afterComma = true
      default: break
      }
      index = next
    }
    end()
    return clauses
  }

  private static let closing: Set<Character> = ["\"", "'", ")", "”", "’"]
  /// Words that always begin a new clause.
  private static let breaks: Set<String> = ["but", "however", "whereas", "although", "though"]
  private static let breaksAfterComma: Set<String> = [
    "and", "so", "yet", "while", "it", "this", "they", "which", "we", "you", "these", "those",
  ]

  private static func token(of text: String, at start: String.Index) -> Token? {
    if text[start] == "{", let close = text[start...].firstIndex(of: "}") {
      return Token(word: String(text[start...close]), range: start..<text.index(after: close))
    }
    guard text[start].isLetter || text[start].isNumber else { return nil }
    var word = ""
    var index = start
    while index < text.endIndex {
      let character = text[index]
      let next = text.index(after: index)
      let goesOn = next < text.endIndex && (text[next].isLetter || text[next].isNumber)
      if character.isLetter || character.isNumber {
        word += character.lowercased()
      } else if "'’".contains(character), goesOn {
        word += "'"
      } else if character == ".", goesOn, text[next].isNumber, word.last?.isNumber ?? false {
        word += "."
      } else {
        break
      }
      index = next
    }
    return Token(word: word, range: start..<index)
  }
}

extension Clause {
  /// Words that deny what follows them in a clause.
  static let negators: Set<String> = [
    "no", "not", "never", "none", "neither", "nor", "without", "cannot", "nothing", "nobody", "unlikely",
    "unproven",
    "hardly", "rarely", "seldom", "avoid", "avoids", "lacks", "lack", "absence", "unknown", "unclear",
    "uncertain", "whether",
    "rather", "myth", "wrong", "untrue", "incorrect", "misleading", "disproved", "refuted", "doubtful",
    "fails", "failed",
    "little", "insufficient",
  ]

  /// Words that deny what comes just before them.
  private static let laterNegators: Set<String> = [
    "not", "never", "neither", "nothing", "none", "nobody", "unlikely", "unproven", "unknown", "unclear",
    "uncertain", "wrong", "untrue",
    "incorrect",
  ]

  func isNegator(at index: Int) -> Bool {
    let word = tokens[index].word
    if word.hasSuffix("n't") { return true }
    // "Not only does it …" denies nothing, nor does "no doubt".
    if index + 1 < tokens.count {
      if word == "not", tokens[index + 1].word == "only" { return false }
      if word == "no" || word == "without", tokens[index + 1].word == "doubt" { return false }
    }
    if word == "less", index + 1 < tokens.count, tokens[index + 1].word == "likely" { return true }
    return Self.negators.contains(word)
  }

  /// Whether a match is denied: by a "not" before it, inside its gaps, or just after it.
  func isDenied(_ match: Phrase.Match, hedges: Set<String> = []) -> Bool {
    if isQuestion { return true }
    let before = Array(0..<match.start) + match.gaps
    if before.contains(where: { isNegator(at: $0) || hedges.contains(tokens[$0].word) }) { return true }
    let after = match.end..<min(match.end + 3, tokens.count)
    return after.contains { index in
      let word = tokens[index].word
      let isOnly = index + 1 < tokens.count && tokens[index + 1].word == "only"
      return (Self.laterNegators.contains(word) && !isOnly) || word.hasSuffix("n't")
    }
  }
}

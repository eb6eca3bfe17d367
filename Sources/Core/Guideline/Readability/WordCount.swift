/// What formulas of readability count in a text.
///
/// A word has at least one letter; a sentence ends at `.`, `!`, `?`, `:` or `;`, or with the text. The syllables of a word depend on its
/// language, and are those of its parts between hyphens.
public struct WordCount: Sendable, Hashable {
  public private(set) var words = 0
  public private(set) var sentences = 0
  public private(set) var syllables = 0
  /// Letters and digits.
  public private(set) var letters = 0

  init(_ text: String, syllables: (String) -> Int) {
    var isOpen = false
    for part in text.split(whereSeparator: \.isWhitespace) {
      let spelt = part.lowercased().filter { $0.isLetter || $0 == "-" }
      if spelt.contains(where: \.isLetter) {
        words += 1
        letters += part.count { $0.isLetter || $0.isNumber }
        self.syllables += spelt.split(separator: "-").reduce(0) { $0 + syllables(String($1)) }
        isOpen = true
      }
      if isOpen, let last = part.last(where: { !"\"')]”’".contains($0) }), ".!?:;".contains(last) {
        sentences += 1
        isOpen = false
      }
    }
    if isOpen { sentences += 1 }
  }

  /// What a formula reads; nil for a text without words.
  var rates: Rates? {
    words == 0
      ? nil
      : Rates(
        wordsPerSentence: Double(words) / Double(sentences),
        syllablesPerWord: Double(syllables) / Double(words),
        lettersPerWord: Double(letters) / Double(words))
  }

  struct Rates {
    let wordsPerSentence: Double
    let syllablesPerWord: Double
    let lettersPerWord: Double
  }
}

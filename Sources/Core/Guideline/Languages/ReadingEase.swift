/// How easy a Dutch text is to read, by Douma's formula: 100 is very easy, 0 very hard.
///
/// Ease = 206.835 − 0.93 × words per sentence − 77 × syllables per word. Flesch's formula with the weights that W. H. Douma fitted to Dutch.
/// It measures the length of words and sentences and nothing else: it says nothing of whether a text is understood.
///
/// Sources: W. H. Douma, *De leesbaarheid van landbouwbladen*, Landbouwhogeschool Wageningen, 1960, as quoted with its table of norms in
/// Taalbeheersing (dbnl.org, `_taa014197701_01`: 206.8 − 0.77 syllables per 100 words − 0.93 words per sentence) and in
/// nl.wikipedia.org/wiki/Leesbaarheid. The report itself was not seen.
public struct ReadingEase: Sendable, Hashable {
  public let words: Int
  public let sentences: Int
  public let syllables: Int

  public init(_ text: String) {
    var (words, sentences, syllables) = (0, 0, 0)
    var isOpen = false
    for part in text.split(whereSeparator: \.isWhitespace) {
      let letters = part.lowercased().filter { $0.isLetter || $0 == "-" }
      if letters.contains(where: \.isLetter) {
        words += 1
        syllables += letters.split(separator: "-").reduce(0) { $0 + Self.syllables(String($1)) }
        isOpen = true
      }
      if isOpen, let last = part.last(where: { !"\"')]”’".contains($0) }), ".!?:;".contains(last) {
        sentences += 1
        isOpen = false
      }
    }
    self.words = words
    self.sentences = sentences + (isOpen ? 1 : 0)
    self.syllables = syllables
  }

  /// Nil for a text without words.
  public var score: Double? {
    guard words > 0, sentences > 0 else { return nil }
    return 206.835 - 0.93 * Double(words) / Double(sentences) - 77 * Double(syllables) / Double(words)
  }

  /// "72"; whole, since no more is known.
  public var scoreWords: String? { score.map { "\(Int($0.rounded()))" } }

  /// Below it Douma calls a text rather hard: for readers with more than primary school.
  public static let normal = 60.0

  private static let vowels = Set("aeiouyàáâäèéêëìíîïòóôöùúûü")
  /// The sounds that are written with several vowels, the longest first.
  private static let sounds = [
    "ieuw", "eeuw", "aai", "ooi", "oei", "ieu", "eeu", "aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ou",
    "au",
    "ei", "ai",
  ]

  /// Counts the vowels and written sounds of a word; every word has at least one.
  static func syllables(_ word: String) -> Int {
    var count = 0
    var rest = word[...]
    while let letter = rest.first {
      guard vowels.contains(letter) else {
        rest = rest.dropFirst()
        continue
      }
      count += 1
      rest = rest.dropFirst(sounds.first { rest.hasPrefix($0) }?.count ?? 1)
    }
    return max(count, 1)
  }
}

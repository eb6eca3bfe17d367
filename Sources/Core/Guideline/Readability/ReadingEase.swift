/// How easy a Dutch text is to read, by Douma's formula: 100 is very easy, 0 very hard.
///
/// Ease = 206.835 − 0.93 × words per sentence − 77 × syllables per word. Flesch's formula with the weights that W. H. Douma fitted to Dutch.
/// It measures the length of words and sentences and nothing else: it says nothing of whether a text is understood.
///
/// Sources: W. H. Douma, *De leesbaarheid van landbouwbladen*, Landbouwhogeschool Wageningen, 1960, as quoted with its table of norms in
/// Taalbeheersing (dbnl.org, `_taa014197701_01`: 206.8 − 0.77 syllables per 100 words − 0.93 words per sentence) and in
/// nl.wikipedia.org/wiki/Leesbaarheid. The report itself was not seen.
public struct ReadingEase: Sendable, Hashable {
  public let count: WordCount

  public init(_ text: String) { count = WordCount(text, syllables: Self.syllables) }

  /// Nil for a text without words.
  public var score: Double? {
    count.rates.map { 206.835 - 0.93 * $0.wordsPerSentence - 77 * $0.syllablesPerWord }
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

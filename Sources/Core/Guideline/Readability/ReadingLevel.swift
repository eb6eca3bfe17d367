/// How hard a text is to read: the US school grade at which it is easy.
///
/// By two formulas, of which one counts syllables and the other letters.
///
/// Flesch-Kincaid grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59. Syllables are counted by groups of vowels, as
/// most programs do; the grade may be off by one.
///
/// Source: J. P. Kincaid et al., *Derivation of New Readability Formulas*, Naval Technical Training Command, Research Branch
/// Report 8-75, 1975. Automated Readability Index = 4.71 × letters per word + 0.5 × words per sentence − 21.43: E. A. Smith,
/// R. J. Senter, *Automated Readability Index*, Aerospace Medical Research Laboratories AMRL-TR-66-220, 1967.
public struct ReadingLevel: Sendable, Hashable {
  public let count: WordCount

  public init(_ text: String) { count = WordCount(text, syllables: Self.syllables) }

  /// Nil for a text without words.
  public var grade: Double? {
    count.rates.map { 0.39 * $0.wordsPerSentence + 11.8 * $0.syllablesPerWord - 15.59 }
  }

  /// The Automated Readability Index, also a grade; nil for a text without words.
  public var readabilityIndex: Double? {
    count.rates.map { 4.71 * $0.lettersPerWord + 0.5 * $0.wordsPerSentence - 21.43 }
  }

  /// "7.2"; one digit, since no more is known.
  public var gradeWords: String? { grade.map(Self.words) }
  public var readabilityIndexWords: String? { readabilityIndex.map(Self.words) }

  private static func words(_ grade: Double) -> String {
    let tenths = Int((max(grade, 0) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Counts groups of vowels; a silent e at the end does not count, and every word has at least one.
  static func syllables(_ word: String) -> Int {
    var count = 0
    var wasVowel = false
    for letter in word {
      let isVowel = "aeiouyàáâãäåèéêëìíîïòóôõöùúûü".contains(letter)
      if isVowel, !wasVowel { count += 1 }
      wasVowel = isVowel
    }
    if word.hasSuffix("e"), !word.hasSuffix("le"), !word.hasSuffix("ee"), count > 1 { count -= 1 }
    if word.hasSuffix("es") || word.hasSuffix("ed"), count > 1, !word.hasSuffix("ted"),
      !word.hasSuffix("ded"),
      !"szxc".contains(word.dropLast(2).last ?? " "), !word.hasSuffix("les"), !word.hasSuffix("ses")
    {
      count -= 1
    }
    return max(count, 1)
  }
}

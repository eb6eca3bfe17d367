internal import PlumblineGuideline
internal import PlumblineJSON

/// How long ago a date lies by a sentence: "less than 2 weeks ago", "more than 90 days old", "within 12 months".
struct StatedAge {
  /// The days that the words may mean: months and years have no one length.
  private var days: ClosedRange<Int>
  /// Whether the number is the first value on the upper side, as in "at least" and "under".
  private var isFirstAbove: Bool
  private var isAbove: Bool
  /// Whether it is said to the day; weeks and months may or may not include their end.
  private var isExact: Bool
  private var quoted: String

  /// Finds a text that gives the only date of its condition another age.
  static func misstated(in text: ConditionText, _ subject: Subject) -> Finding? {
    let vocabulary = subject.vocabulary
    let dated = text.condition.comparisons.filter { vocabulary[$0.fact].isDate }
    guard let comparison = dated.first, comparison.addends.isEmpty, comparison.adaptedBy == nil,
      dated.allSatisfy({ $0.fact == comparison.fact && $0.operator == comparison.operator }),
      dated.allSatisfy({ $0.operands == comparison.operands }), let drawn = Drawn(comparison),
      text.condition.scripts.isEmpty
    else { return nil }
    let label = Clause.all(in: vocabulary[comparison.fact].label).flatMap(\.words).filter { $0.count > 3 }
    let stated = all(in: text.text, of: Set(label))
    let isSaid = text.says(when: comparison.fact, vocabulary)
    guard !stated.contains(where: { $0.fits(drawn) && (!isSaid || $0.isAbove == drawn.isAbove) }),
      let wrong = stated.first
    else { return nil }
    return StatedCutOffs.finding(text, wrong.quoted, comparison, subject)
  }

  /// The line that a comparison draws.
  private struct Drawn {
    /// The first day on the upper side.
    var first: Int
    var isAbove: Bool

    init?(_ comparison: Comparison) {
      guard comparison.operands.count == 1, case .value(.number(let number)) = comparison.operands[0],
        let days = number.intValue
      else { return nil }
      switch comparison.operator {
      case .atLeast: (first, isAbove) = (days, true)
      case .above: (first, isAbove) = (days + 1, true)
      case .below: (first, isAbove) = (days, false)
      case .atMost: (first, isAbove) = (days + 1, false)
      default: return nil
      }
    }
  }

  private func fits(_ drawn: Drawn) -> Bool {
    let slack = isExact ? 0 : 1
    let first = isFirstAbove ? 0 : 1
    return (days.lowerBound + first - slack...days.upperBound + first + slack).contains(drawn.first)
  }

  private static let within = [
    ["within"], ["within", "the", "last"], ["within", "the", "past"], ["in", "the", "last"],
    ["in", "the", "past"],
  ]

  /// - Parameter label: words of the date's label, one of which stands beside a bare "within", since that may be a time to come.
  private static func all(in text: String, of label: Set<String>) -> [StatedAge] {
    Clause.all(in: text).filter { !$0.isQuestion }.flatMap { clause in
      clause.tokens.indices.compactMap { age(at: $0, in: clause, text) }.filter {
        !$0.quoted.hasPrefix("within ") || $0.quoted.hasPrefix("within the ") || clause.contains(anyOf: label)
      }
    }
  }

  /// The age whose count is at an index.
  private static func age(at index: Int, in clause: Clause, _ text: String) -> StatedAge? {
    let words = clause.words
    guard index > 0, index + 1 < words.count, let count = TimeWords.count(words[index]),
      let days = TimeWords.days(count, words[index + 1])
    else { return nil }
    var end = index + 2
    var start = index
    let drawn: (isFirstAbove: Bool, isAbove: Bool)
    if let found = CutOffReader.before.first(where: {
      Array(words[..<index].suffix($0.words.count)) == $0.words
    }) {
      start -= found.words.count
      drawn = (found.isFirstAbove, found.isAbove)
    } else if let found = Self.within.first(where: { words[..<index].suffix($0.count).elementsEqual($0) }) {
      start -= found.count
      drawn = (false, false)
    } else if end + 1 < words.count, words[end] == "or", ["more", "longer", "less"].contains(words[end + 1]) {
      drawn = words[end + 1] == "less" ? (false, false) : (true, true)
      end += 2
    } else {
      return nil
    }
    let isWithin = words[start] == "within" || words[start] == "in"
    guard isWithin || end < words.count && ["ago", "old"].contains(words[end]),
      !words[..<start].contains(where: CutOffReader.leavesOpen)
    else { return nil }
    let range = clause.tokens[start].range.lowerBound..<clause.tokens[end - 1].range.upperBound
    return StatedAge(
      days: days, isFirstAbove: drawn.isFirstAbove, isAbove: drawn.isAbove,
      isExact: !isWithin && words[index + 1].hasPrefix("day"), quoted: String(text[range]))
  }
}

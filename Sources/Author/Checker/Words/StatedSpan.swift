internal import PlumblineGuideline
internal import PlumblineJSON

/// A range that a sentence states for a fact: "eGFR from 20 to 45", "18 to 49 years", "between 25 and 45".
struct StatedSpan {
  var fact: Fact.Index
  var low: ExactNumber
  var high: ExactNumber
  var quoted: String

  /// Whether a range is the one that a condition draws. Whether the ends count is often left open: "20 to 45" may stop short of 45.
  func fits(_ drawn: DrawnSpan, step: ExactNumber) -> Bool {
    (low == drawn.low || low + step == drawn.low) && (high == drawn.high || drawn.high + step == high)
  }

  /// - Parameter whole: the fact that is meant if the text names none, and is of no other.
  static func all(in text: String, _ names: FactNames, whole: Fact.Index?) -> [StatedSpan] {
    CutOffReader.all(in: text, names, whole: whole).flatMap { reader in
      reader.clause.tokens.indices.compactMap { reader.span(at: $0) }
    }
  }
}

/// The range between the only lower and the only upper cut-off of a fact in a condition, both ends included.
struct DrawnSpan {
  var low: ExactNumber
  var high: ExactNumber
  var comparison: Comparison

  init?(of fact: Fact.Index, in condition: Condition, step: ExactNumber) {
    let all = condition.comparisons.filter { $0.facts.contains(fact) }
    guard !condition.scripts.contains(where: { $0.reads.contains(fact) }) else { return nil }
    var lows: Set<ExactNumber> = []
    var highs: Set<ExactNumber> = []
    for one in all {
      let numbers = one.operands.compactMap { operand in
        if case .value(.number(let number)) = operand { number } else { nil }
      }
      guard one.fact == fact, one.addends.isEmpty, one.adaptedBy == nil, let first = numbers.first else {
        return nil
      }
      switch one.operator {
      case .atLeast: lows.insert(first)
      case .above: lows.insert(first + step ?? first)
      case .atMost: highs.insert(first)
      case .below: highs.insert(first - step ?? first)
      case .between:
        lows.insert(first)
        highs.insert(numbers[numbers.count - 1])
      default: return nil
      }
    }
    guard lows.count == 1, highs.count == 1, let low = lows.first, let high = highs.first, low < high,
      let comparison = all.first
    else { return nil }
    (self.low, self.high, self.comparison) = (low, high, comparison)
  }
}

extension CutOffReader {
  /// The range whose lower end is the number at an index.
  func span(at index: Int) -> StatedSpan? {
    let words = clause.words
    guard let low = ExactNumber(words[index]), !mentions.contains(where: { $0.range.contains(index) }) else {
      return nil
    }
    let isBetween = index > 0 && words[index - 1] == "between"
    let start = index > 0 && ["from", "between"].contains(words[index - 1]) ? index - 1 : index
    var second = unit(at: index + 1)?.end ?? index + 1
    guard second < words.count else { return nil }
    if words[second] == "to" || isBetween && words[second] == "and" {
      second += 1
    } else if gap(before: second) != "-" {
      return nil
    }
    guard second < words.count, let high = ExactNumber(words[second]), low < high else { return nil }
    let named = unit(at: second + 1)
    let end = named?.end ?? second + 1
    guard !isOtherwise(start, end), let fact = fact(start, end, named?.unit) ?? aged(start, end, named?.unit)
    else { return nil }
    let range = clause.tokens[start].range.lowerBound..<clause.tokens[end - 1].range.upperBound
    return StatedSpan(fact: fact, low: low, high: high, quoted: String(text[range]))
  }

  /// The age, where a text begins with a range of years: "18 to 49 years with heart failure".
  private func aged(_ start: Int, _ end: Int, _ unit: String?) -> Fact.Index? {
    start == 0 && unit == "a" && isEnd(end) ? names.age : nil
  }
}

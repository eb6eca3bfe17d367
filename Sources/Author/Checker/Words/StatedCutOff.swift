internal import PlumblineGuideline
internal import PlumblineJSON

/// A cut-off that a sentence states for a fact: "age under 18", "TSK-17 (high: above 37)", "aged 70 or more".
struct StatedCutOff {
  var fact: Fact.Index
  var number: ExactNumber
  /// Whether the number is the first value on the upper side, as in "at least" and "under", and not the last on the lower, as in "above".
  var isFirstAbove: Bool
  /// Whether the values above are meant.
  var isAbove: Bool
  var quoted: String
  /// Whether it says what holds on its side, and so may stand beside the condition of the other one: "from 18 on it is for adults".
  var isOfEitherSide = false

  /// How a statement fits a comparison.
  enum Fit { case agrees, otherSide, differs }

  /// Returns whether a comparison draws the same line, with this number or another ("below 12" and "above 11"), and means the same side.
  func fit(_ comparison: Comparison, step: ExactNumber) -> Fit {
    let line = isFirstAbove ? number : number + step
    var fit = Fit.differs
    for (index, operand) in comparison.operands.enumerated() {
      guard case .value(.number(let other)) = operand else { continue }
      let isFirst: Bool
      let meansAbove: Bool
      switch comparison.operator {
      case .atLeast: (isFirst, meansAbove) = (true, true)
      case .below: (isFirst, meansAbove) = (true, false)
      case .above: (isFirst, meansAbove) = (false, true)
      case .atMost: (isFirst, meansAbove) = (false, false)
      default: (isFirst, meansAbove) = (index == 0, index == 0)
      }
      guard (isFirst ? other : other + step) == line else { continue }
      if meansAbove == isAbove || isOfEitherSide { return .agrees }
      fit = .otherSide
    }
    return fit
  }

  /// Returns the cut-offs that a text states.
  ///
  /// - Parameters:
  ///   - whole: the fact that is meant if the text is nothing but a cut-off: "Under 18".
  ///   - timed: the fact that a time is about, in the title of a gate: "Pain for less than 12 weeks".
  static func all(
    in text: String, _ names: FactNames, whole: Fact.Index?, timed: Fact.Index? = nil
  ) -> [StatedCutOff] {
    // A colon and a semicolon do not end what is said of a fact: "TSK-17 {fear.tsk_17} (high: above 37)".
    // Nor does a relative clause: "{bp.systolic}, which is at least 140".
    let joined = String(text.map { ":;".contains($0) ? Reader.join : $0 }).replacing(
      ", which", with: "  which")
    return Clause.all(in: joined).filter { !$0.isQuestion }.flatMap { clause in
      let reader = Reader(
        clause: clause, text: joined, names: names, mentions: names.mentions(in: clause), whole: whole,
        timed: timed)
      return clause.tokens.indices.compactMap { reader.cutOff(at: $0) }
    }
  }
}

/// Reads the cut-offs of a clause.
private struct Reader {
  var clause: Clause
  var text: String
  var names: FactNames
  var mentions: [FactNames.Mention]
  var whole: Fact.Index?
  var timed: Fact.Index?

  /// Stands for a colon or a semicolon.
  static let join: Character = "|"

  /// Words with which a sentence gives a number that is not the condition's: that of a trial, or of a later visit.
  private static let otherwise: Set<String> = [
    "trial", "trials", "study", "studies", "studied", "review", "reviews", "paper", "papers", "guideline",
    "guidelines", "elsewhere", "others", "other", "another", "some", "usually", "sometimes", "often", "most",
    "reassess", "repeat", "aim", "target", "falls", "drops", "rises", "reaches", "fell", "rose", "change",
    "changes", "instead", "previously",
  ]
  /// Words with which a number is a condition of its own: "if it is above 16, ask a surgeon".
  private static let hedges: Set<String> = ["if", "when", "whenever", "unless", "until", "once", "before"]

  private static let before: [(words: [String], isFirstAbove: Bool, isAbove: Bool)] = [
    (["under"], true, false), (["below"], true, false), (["less", "than"], true, false),
    (["fewer", "than"], true, false), (["lower", "than"], true, false), (["younger", "than"], true, false),
    (["at", "least"], true, true), (["from"], true, true), (["over"], false, true), (["above"], false, true),
    (["more", "than"], false, true), (["greater", "than"], false, true), (["higher", "than"], false, true),
    (["older", "than"], false, true), (["at", "most"], false, false), (["up", "to"], false, false),
    (["exceeds"], false, true), (["exceeding"], false, true),
  ]
  private static let more: Set<String> = ["more", "above", "over", "older", "higher", "greater", "up"]
  private static let less: Set<String> = ["less", "fewer", "below", "under", "younger", "lower"]
  private static let denials: Set<String> = ["not", "no", "never", "without", "nobody", "none"]
  /// Words between a fact and its cut-off.
  private static let links: Set<String> = [
    "is", "was", "are", "of", "at", "a", "an", "the", "score", "scores", "total", "value", "high", "raised",
    "marked", "low", "must", "be", "being", "only", "means", "counts", "as", "cut", "off", "cutoff",
    "threshold", "positive", "not", "which", "that", "now",
  ]
  /// Words that may follow a cut-off directly; any other may be what is counted: "over 3 sessions".
  private static let next: Set<String> = [
    "and", "or", "is", "are", "in", "on", "by", "counts", "means", "with", "without", "who", "while",
  ]

  func cutOff(at index: Int) -> StatedCutOff? {
    let words = clause.words
    guard let number = ExactNumber(words[index]), !mentions.contains(where: { $0.range.contains(index) }),
      !(1900...2100).contains(number.intValue ?? 0)
    else { return nil }
    var start = index
    var end = index + 1
    var unit: String?
    func takeUnit() {
      guard unit == nil, end < words.count, isJoined(end) else { return }
      let start = clause.tokens[end].range.lowerBound
      guard let found = names.unit(at: text[start...]) else { return }
      unit = found.unit
      let after = text.index(start, offsetBy: found.length)
      while end < words.count, clause.tokens[end].range.lowerBound < after { end += 1 }
    }
    takeUnit()
    var drawn: (isFirstAbove: Bool, isAbove: Bool)?
    if let found = Self.before.first(where: { Array(words[..<index].suffix($0.words.count)) == $0.words }) {
      start -= found.words.count
      drawn = (found.isFirstAbove, found.isAbove)
      if found.words == ["from"], end < words.count, ["to", "until", "up"].contains(words[end]) {
        return nil
      }
    } else if end + 1 < words.count, ["or", "and"].contains(words[end]), isJoined(end) {
      let isMore = Self.more.contains(words[end + 1])
      guard isMore || Self.less.contains(words[end + 1]) else { return nil }
      drawn = (isMore, isMore)
      end += 2
      takeUnit()
    } else if let sign = sign(before: index) {
      drawn = sign
    }
    guard let drawn, !isOtherwise(start, end), let fact = fact(start, end, unit) else { return nil }
    let range = clause.tokens[start].range.lowerBound..<clause.tokens[end - 1].range.upperBound
    let isDenied = words[max(0, start - 4)..<start].contains(where: Self.denials.contains)
    return StatedCutOff(
      fact: fact, number: number, isFirstAbove: drawn.isFirstAbove, isAbove: drawn.isAbove != isDenied,
      quoted: String(text[range]),
      isOfEitherSide: words[start] == "from" && end < words.count && words[end] == "on")
  }

  /// The side that a sign before a number draws: "≥ 35".
  private func sign(before index: Int) -> (isFirstAbove: Bool, isAbove: Bool)? {
    let start = index == 0 ? text.startIndex : clause.tokens[index - 1].range.upperBound
    switch text[start..<clause.tokens[index].range.lowerBound].last(where: { !$0.isWhitespace }) {
    case "≥": return (true, true)
    case "≤": return (false, false)
    case ">": return (false, true)
    case "<": return (true, false)
    default: return nil
    }
  }

  /// Whether the words around a number, as far as a colon or a semicolon, say that it is another one.
  private func isOtherwise(_ start: Int, _ end: Int) -> Bool {
    var first = start
    while first > 0, !gap(before: first).contains(Self.join) { first -= 1 }
    var last = end
    while last < clause.tokens.count, !gap(before: last).contains(Self.join) { last += 1 }
    let words = clause.words
    return words[first..<start].contains { Self.otherwise.contains($0) || Self.hedges.contains($0) }
      || words[end..<last].contains(where: Self.otherwise.contains)
  }

  /// The fact that a cut-off is about; its unit is the one that the text names, if it names one.
  private func fact(_ start: Int, _ end: Int, _ unit: String?) -> Fact.Index? {
    let isOf = { (fact: Fact.Index) in unit.map { $0 == names.unit(of: fact) } ?? true }
    if let named = named(start, end, unit), isOf(named) { return named }
    // A time in the title of a gate, which says what it is of: "pain for less than 12 weeks".
    guard unit != nil, let timed, isOf(timed), names.group(of: timed).contains(where: clause.words.contains)
    else { return nil }
    return timed
  }

  private func named(_ start: Int, _ end: Int, _ unit: String?) -> Fact.Index? {
    let words = clause.words
    if unit == "a", end < words.count, words[end] == "old" { return names.age }
    if end + 1 < words.count, words[end] == "of" {
      if words[end + 1] == "age" { return names.age }
      return mentions.first { $0.range.lowerBound == end + 1 }?.fact
    }
    guard isEnd(end) else { return nil }
    if ["older", "younger"].contains(words[start]) || ["older", "younger"].contains(words[end - 1]) {
      return names.age
    }
    if start > 0, words[start - 1] == "aged" { return names.age }
    if let mention = mentions.last(where: { $0.range.upperBound <= start }) {
      let between = words[mention.range.upperBound..<start]
      let unit = names.unit(of: mention.fact)
      let own = unit.map { Clause.all(in: $0).flatMap(\.words) } ?? []
      return between.count <= 5
        && between.allSatisfy {
          Self.links.contains($0) || own.contains($0) || unit != nil && UnitWords.unit($0) == unit
        } ? mention.fact : nil
    }
    return start == 0 && end == words.count && text.allSatisfy({ !",.".contains($0) }) ? whole : nil
  }

  private func isEnd(_ index: Int) -> Bool {
    index == clause.tokens.count || !isJoined(index) || Self.next.contains(clause.words[index])
  }

  /// Whether only blanks and hyphens are between a word and the one before it.
  private func isJoined(_ index: Int) -> Bool { gap(before: index).allSatisfy { " -\n".contains($0) } }

  private func gap(before index: Int) -> Substring {
    text[clause.tokens[index - 1].range.upperBound..<clause.tokens[index].range.lowerBound]
  }
}

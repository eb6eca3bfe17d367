internal import PlumblineGuideline
internal import PlumblineJSON

/// Reads the cut-offs of a clause.
struct CutOffReader {
  var clause: Clause
  var text: String
  var names: FactNames
  var mentions: [FactNames.Mention]
  var whole: Fact.Index?
  var timed: Fact.Index?

  /// Stands for a colon or a semicolon.
  private static let join: Character = "|"

  /// Returns a reader for each clause of a text that is no question.
  ///
  /// - Parameters:
  ///   - whole: the fact that is meant if the text is nothing but a cut-off: "Under 18".
  ///   - timed: the fact that a time is about, in the title of a gate: "Pain for less than 12 weeks".
  static func all(
    in text: String, _ names: FactNames, whole: Fact.Index?, timed: Fact.Index? = nil
  ) -> [CutOffReader] {
    // A colon and a semicolon do not end what is said of a fact: "TSK-17 {fear.tsk_17} (high: above 37)".
    // Nor does a relative clause, "{bp.systolic}, which is at least 140", or the dash of a range: "20–45".
    let joined = String(text.map { ":;".contains($0) ? join : $0 }).replacing(", which", with: "  which")
      .replacing(/(\d) ?[–—] ?(\d)/) { "\($0.1)-\($0.2)" }
    return Clause.all(in: joined).filter { !$0.isQuestion }.map { clause in
      CutOffReader(
        clause: clause, text: joined, names: names, mentions: names.mentions(in: clause), whole: whole,
        timed: timed)
    }
  }

  /// Words with which a sentence gives a number that is not the condition's: that of a trial, or of a later visit.
  private static let otherwise: Set<String> = [
    "trial", "trials", "study", "studies", "studied", "review", "reviews", "paper", "papers", "guideline",
    "guidelines", "elsewhere", "others", "other", "another", "some", "usually", "sometimes", "often", "most",
    "reassess", "repeat", "aim", "target", "falls", "drops", "rises", "reaches", "fell", "rose", "change",
    "changes", "instead", "previously", "normal", "normally", "reference", "fall", "drop", "rise", "decline",
    "increase", "decrease", "gain", "loss",
  ]
  /// Words with which a number is a condition of its own: "if it is above 16, ask a surgeon".
  private static let hedges: Set<String> = ["if", "when", "whenever", "unless", "until", "once", "before"]

  static let before: [(words: [String], isFirstAbove: Bool, isAbove: Bool)] = [
    (["no", "less", "than"], true, true), (["not", "less", "than"], true, true),
    (["no", "more", "than"], false, false), (["not", "more", "than"], false, false),
    (["under"], true, false), (["below"], true, false), (["less", "than"], true, false),
    (["fewer", "than"], true, false), (["lower", "than"], true, false), (["younger", "than"], true, false),
    (["at", "least"], true, true), (["from"], true, true), (["over"], false, true), (["above"], false, true),
    (["more", "than"], false, true), (["greater", "than"], false, true), (["higher", "than"], false, true),
    (["older", "than"], false, true), (["at", "most"], false, false), (["up", "to"], false, false),
    (["longer", "than"], false, true), (["exceeds"], false, true), (["exceeding"], false, true),
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
    "and", "or", "is", "are", "in", "on", "by", "counts", "means", "with", "without", "who", "while", "the",
    "it", "this", "they",
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
      guard unit == nil, let found = self.unit(at: end) else { return }
      (unit, end) = found
    }
    takeUnit()
    var drawn: (isFirstAbove: Bool, isAbove: Bool)?
    var said: Fact.Index?
    if let found = limit(before: index) {
      start -= found.length
      drawn = (found.isFirstAbove, found.isAbove)
      if words[start] == "from", end < words.count, ["to", "until", "up"].contains(words[end]) {
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
    } else if let found = limit(ofMentionBefore: index) {
      (start, said) = (found.start, found.fact)
      drawn = (found.isFirstAbove, found.isAbove)
    }
    guard let drawn, !isOtherwise(start, end) else { return nil }
    let named = said.flatMap { isOf($0, unit) ? $0 : nil } ?? fact(start, end, unit)
    // With another unit it is still said of a fact that is named just before.
    let other = unit == nil ? nil : self.named(start, end, unit)
    guard let fact = named ?? treated(start, end, unit) ?? other else { return nil }
    let range = clause.tokens[start].range.lowerBound..<clause.tokens[end - 1].range.upperBound
    // A denial before the fact's name is of something else: "no metformin with an eGFR below 30".
    let first = mentions.last { $0.range.upperBound <= start }?.range.upperBound ?? 0
    let isDenied = words[max(first, start - 2)..<start].contains(where: Self.denials.contains)
    return StatedCutOff(
      fact: fact, number: number, isFirstAbove: drawn.isFirstAbove, isAbove: drawn.isAbove != isDenied,
      quoted: String(text[range]),
      isOfEitherSide: named == nil || words[start] == "from" && end < words.count && words[end] == "on",
      otherUnit: isOf(fact, unit) ? nil : unit)
  }

  /// The words of a limit that end before an index: "at least".
  private func limit(before index: Int) -> (length: Int, isFirstAbove: Bool, isAbove: Bool)? {
    let found = Self.before.first { Array(clause.words[..<index].suffix($0.words.count)) == $0.words }
    return found.map { ($0.words.count, $0.isFirstAbove, $0.isAbove) }
  }

  /// The limit that stands before the fact's name and "of": "below an eGFR of 20".
  private func limit(
    ofMentionBefore index: Int
  ) -> (start: Int, fact: Fact.Index, isFirstAbove: Bool, isAbove: Bool)? {
    guard index > 1, clause.words[index - 1] == "of",
      let mention = mentions.first(where: { $0.range.upperBound == index - 1 })
    else { return nil }
    var end = mention.range.lowerBound
    if end > 0, ["a", "an", "the"].contains(clause.words[end - 1]) { end -= 1 }
    return limit(before: end).map { (end - $0.length, mention.fact, $0.isFirstAbove, $0.isAbove) }
  }

  /// The fact of a condition that is a single comparison, if a treatment is said to be given up to a number, or not beyond it: "Potassium is
  /// {lab.potassium} mmol/L; it is started at 4.8 or less".
  private func treated(_ start: Int, _ end: Int, _ unit: String?) -> Fact.Index? {
    guard let whole, isOf(whole, unit), isEnd(end), mentions.contains(where: { $0.fact == whole }),
      let verb = clause.words[..<start].lastIndex(where: Self.treatments.contains), start - verb <= 3,
      !mentions.contains(where: { $0.range.lowerBound > verb })
    else { return nil }
    return whole
  }

  private static let treatments: Set<String> = [
    "started", "given", "offered", "used", "continued", "stopped", "needed", "avoided", "contraindicated",
    "indicated", "recommended", "prescribed", "allowed",
  ]

  /// The unit that follows a number directly, with the index after it.
  func unit(at index: Int) -> (unit: String, end: Int)? {
    guard index < clause.tokens.count, isJoined(index) else { return nil }
    let start = clause.tokens[index].range.lowerBound
    guard let found = names.unit(at: text[start...]) else { return nil }
    let after = text.index(start, offsetBy: found.length)
    var end = index
    while end < clause.tokens.count, clause.tokens[end].range.lowerBound < after { end += 1 }
    return (found.unit, end)
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

  /// Whether a word says that a number is not the condition's.
  static func leavesOpen(_ word: String) -> Bool { otherwise.contains(word) || hedges.contains(word) }

  /// Whether the words around a number, as far as a colon or a semicolon, say that it is another one.
  func isOtherwise(_ start: Int, _ end: Int) -> Bool {
    var first = start
    while first > 0, !gap(before: first).contains(Self.join) { first -= 1 }
    var last = end
    while last < clause.tokens.count, !gap(before: last).contains(Self.join) { last += 1 }
    let words = clause.words
    return words[first..<start].contains(where: Self.leavesOpen)
      || words[end..<last].contains(where: Self.otherwise.contains)
  }

  /// The fact that a cut-off is about; its unit is the one that the text names, if it names one.
  func fact(_ start: Int, _ end: Int, _ unit: String?) -> Fact.Index? {
    if let named = named(start, end, unit), isOf(named, unit) { return named }
    // A time in the title of a gate, which says what it is of: "pain for less than 12 weeks".
    guard unit != nil, let timed, isOf(timed, unit),
      names.group(of: timed).contains(where: clause.words.contains)
    else { return nil }
    return timed
  }

  private func isOf(_ fact: Fact.Index, _ unit: String?) -> Bool {
    unit.map { $0 == names.unit(of: fact) } ?? true
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

  func isEnd(_ index: Int) -> Bool {
    index == clause.tokens.count || !isJoined(index) || Self.next.contains(clause.words[index])
  }

  /// Whether only blanks and hyphens are between a word and the one before it.
  func isJoined(_ index: Int) -> Bool { gap(before: index).allSatisfy { " -\n".contains($0) } }

  func gap(before index: Int) -> Substring {
    text[clause.tokens[index - 1].range.upperBound..<clause.tokens[index].range.lowerBound]
  }
}

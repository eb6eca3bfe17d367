internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// The check for texts that state another window or threshold than the fact that is taken from readings.
enum StatedReadings: Check {
  private static let series = """
    fact "pain.diary" {
      type = "series", range = { 0, 10 }, label = "Pain diary", question = "How strong was the pain on each day?",
    }

    """

  private static func bad(_ question: String, _ mark: String = "") -> FindingKind.Example {
    .init(
      """
      fact "pain.bad_days" {
        type     = "integer", range = { 0, 30 },
        label    = "Bad days",
        question = "\(question)",\(mark)
        from     = { series = pain.diary, take = "count_at_least", value = 7, within_weeks = 4 },
      }
      """,
      around: series
        + Examples.rule(["when": "pain.bad_days :at_least(7),", "because": "\"Bad days: {pain.bad_days}.\","]),
      tests: Examples.test().replacing("intensity", with: "bad_days"))
  }

  static let misstated = FindingKind(
    "reading-misstated", .warning,
    "a text states another window, threshold or way of taking than that of the readings that count",
    reason: """
      A fact that is taken from readings counts only those of its window, and by its own threshold. A question or a reason that names \
      others describes another number, and so does "latest" of the highest; a `max_age` beyond the window lets records count that readings \
      do not. Write the window and the value of `from`, or correct `from`.
      """,
    mistake: bad("On how many of the last 12 weeks' days was the pain 7 or more?", Examples.mark),
    fix: bad("On how many days of the last 4 weeks was the pain 7 or more?"))

  static let kinds = [misstated]

  static func findings(in subject: Subject) -> [Finding] {
    let vocabulary = subject.vocabulary
    let reductions = vocabulary.series.values.flatMap(\.reductions)
    return reductions.compactMap { aged($0, subject) }
      + Utterance.all(in: subject).flatMap { utterance -> [Finding] in
        let own = utterance.word == "fact" ? vocabulary.index(of: utterance.name) : nil
        let read = own.map { [$0] } ?? utterance.asked ?? []
        let about = reductions.filter { read.contains($0.fact) }
        // A text that reads a date, too, may state that one's time.
        guard !about.isEmpty, !read.contains(where: { vocabulary[$0].isDate }) else { return [] }
        var found: [(quoted: String, says: String)] = []
        if let window = window(of: utterance, about) { found.append(window) }
        if let own, let reduction = about.first(where: { $0.fact == own }),
          let other = threshold(of: utterance, reduction, utterance.name) ?? taking(of: utterance, reduction)
        {
          found.append(other)
        } else if own == nil, about.count == 1,
          let other = threshold(of: utterance, about[0], vocabulary[about[0].fact].declaredName)
        {
          found.append(other)
        }
        return found.map { quoted, says in
          Finding(
            misstated, at: subject.location(utterance, quoting: quoted),
            "`\(utterance.field)` of \(utterance.word) '\(utterance.name)' says `\(quoted)`, but \(says)")
        }
      }
  }

  /// Finds a fact whose values of a record count for longer than its readings do.
  private static func aged(_ reduction: FactSeries.Reduction, _ subject: Subject) -> Finding? {
    let fact = subject.vocabulary[reduction.fact]
    guard subject.isOwn(fact.place), let window = reduction.withinDays,
      case .days(let days)? = fact.fhir?.maxAge, days > window
    else { return nil }
    return Finding(
      misstated, at: subject.location(fact.place, of: "fact", named: fact.name, field: "fhir"),
      "`max_age` of fact '\(fact.name)' lets a value of a record count for \(days.counted("day")), but what counts are readings of the last \(window.counted("day"))"
    )
  }

  /// Words that say what is taken from readings, each with what it may be taken by.
  private static let takings: [(words: Phrase, by: Set<FactSeries.Taking>)] = [
    ("latest|newest", [.latest]), ("most recent", [.latest]), ("highest|maximum|peak", [.highest]),
    ("lowest|lower|minimum|nadir", [.lowest]), ("average|mean", []),
    ("change|fall|rise|difference", [.change]),
    ("high", [.countAtLeast, .countAbove]), ("low", [.countAtMost, .countBelow]),
    ("number of", [.countAtLeast, .countAbove, .countAtMost, .countBelow]),
    ("how many", [.countAtLeast, .countAbove, .countAtMost, .countBelow]),
  ]

  /// A word in the label or the question of a fact for what is not taken: "Latest eGFR" of the highest.
  private static func taking(
    of utterance: Utterance, _ reduction: FactSeries.Reduction
  ) -> (quoted: String, says: String)? {
    guard ["question", "label"].contains(utterance.field) else { return nil }
    var wrong: String?
    for clause in Clause.all(in: utterance.text) {
      for (words, by) in takings {
        guard let match = words.matches(in: clause).first else { continue }
        if by.contains(reduction.taking) { return nil }
        if ["high", "low"].contains(clause.words[match.start]), !reduction.taking.counts { continue }
        wrong = wrong ?? clause.words[match.start..<match.end].joined(separator: " ")
      }
    }
    return wrong.map { ($0, "it is \(reduction.words)") }
  }

  /// The first "last 12 weeks" that is the window of no fact that is read; nil if one of them has no window.
  private static func window(
    of utterance: Utterance, _ about: [FactSeries.Reduction]
  ) -> (quoted: String, says: String)? {
    let days = Set(about.compactMap(\.withinDays))
    guard days.count == 1, let own = days.first, about.allSatisfy({ $0.withinDays != nil }) else {
      return nil
    }
    for clause in Clause.all(in: utterance.text) {
      let words = clause.words
      for index in words.indices.dropLast() where isWindow(at: index, of: words, utterance) {
        // "the last year" is one, and so is "in a year".
        let isOne = TimeWords.days(1, words[index + 1]) != nil
        let last = isOne ? index + 1 : index + 2
        guard last < words.count,
          let count = isOne || ["a", "one"].contains(words[index + 1])
            ? 1 : TimeWords.count(words[index + 1]),
          let length = TimeWords.days(count, words[last]), !length.contains(own)
        else { continue }
        let range = clause.tokens[index].range.lowerBound..<clause.tokens[last].range.upperBound
        let counted = own % 7 == 0 ? (own / 7).counted("week") : own.counted("day")
        return (String(utterance.text[range]), "what counts are readings of the last \(counted)")
      }
    }
    return nil
  }

  /// Whether a window may be named after a word: "the last 4 weeks", "a change in a year", "{kidney.egfr_change} within a year".
  private static func isWindow(at index: Int, of words: [String], _ utterance: Utterance) -> Bool {
    switch words[index] {
    case "last", "past": true
    case "in", "within", "over": utterance.field == "label" || index > 0 && words[index - 1].hasPrefix("{")
    default: false
    }
  }

  /// A threshold in the text of a count that draws another line.
  private static func threshold(
    of utterance: Utterance, _ reduction: FactSeries.Reduction, _ name: String
  ) -> (quoted: String, says: String)? {
    let isOwn = ["question", "label"].contains(utterance.field)
    guard let value = reduction.value else { return nil }
    let stated = Clause.all(in: utterance.text).flatMap { clause in
      thresholds(in: clause, utterance.text, after: isOwn ? nil : "{\(name)}")
    }
    guard !stated.contains(where: { draws($0, the: reduction.taking, at: value) }),
      let wrong = stated.first
    else { return nil }
    return (wrong.quoted, "it is \(reduction.words)")
  }

  /// A threshold that a text states: whether its number itself counts, as in "58 or more", and whether what lies above it does.
  private typealias Stated = (number: ExactNumber, isInclusive: Bool, isAbove: Bool, quoted: String)

  /// "58 or more", "at least 58", "above 57", "below 4"; not "over 4 weeks".
  ///
  /// - Parameter place: the place for the count's value, a few words after which it is of the readings: "{kidney.low_egfrs} results below 60".
  private static func thresholds(
    in clause: Clause, _ text: String, after place: String?
  ) -> [Stated] {
    let words = clause.words
    return words.indices.compactMap { index in
      guard let number = ExactNumber(words[index]),
        place.map({ words[..<index].suffix(4).contains($0) }) ?? true
      else { return nil }
      let (before, after) = (words[..<index].suffix(2), words[(index + 1)...].prefix(2))
      let (first, last, isInclusive, word): (Int, Int, Bool, String)
      if after.first == "or", let end = after.last, ["more", "higher", "less", "lower"].contains(end) {
        (first, last, isInclusive, word) = (index, index + 2, true, end)
      } else if before.first == "at", let end = before.last, ["least", "most"].contains(end) {
        (first, last, isInclusive, word) = (index - 2, index, true, end)
      } else if let end = before.last, ["above", "over", "below", "under"].contains(end),
        TimeWords.days(1, after.first ?? "") == nil
      {
        (first, last, isInclusive, word) = (index - 1, index, false, end)
      } else {
        return nil
      }
      let range = clause.tokens[first].range.lowerBound..<clause.tokens[last].range.upperBound
      let isAbove = ["more", "higher", "least", "above", "over"].contains(word)
      return (number, isInclusive, isAbove, String(text[range]))
    }
  }

  /// Whether a text draws the line of a count, by its number or by the next one: "58 or more" is "above 57".
  private static func draws(_ stated: Stated, the taking: FactSeries.Taking, at value: ExactNumber) -> Bool {
    let isInclusive = taking == .countAtLeast || taking == .countAtMost
    guard stated.isAbove == (taking == .countAtLeast || taking == .countAbove) else { return false }
    if stated.isInclusive == isInclusive { return stated.number == value }
    // The first that counts from above is one more than the last that does not, and from below one less.
    return stated.isInclusive == stated.isAbove ? value + 1 == stated.number : stated.number + 1 == value
  }
}

internal import PlumblineGuideline

/// A time that a clause gives for a benefit: "at 12 months", "in the long term".
struct StatedTime {
  var timepoint: Timepoint
  /// The words that state it.
  var range: Range<Int>

  /// Whether evidence for a timepoint covers it; mixed and unstated timepoints cover all but the long term.
  ///
  /// Timepoints count from the end of treatment, and sentences often count from its beginning: nothing is reported for the
  /// first half year.
  func isCovered(by other: Timepoint) -> Bool {
    switch other {
    case .mixed, .notStated: timepoint != .longTerm
    default: timepoint < .midTerm || other >= timepoint
    }
  }

  private static let benefit: Phrase =
    "benefit|benefits|effect|effects|effective|improve|improves|improved|improving|improvement|improvements|relief|relieve|relieves|gain|gains|help|helps|ease|eases|reduce|reduces|better"
  private static let lessPain: Phrase = "less pain|disability|fear"
  /// Words that give a duration another meaning than a benefit's: "pain for 12 months".
  private static let durations: Set<String> = [
    "pain", "symptoms", "illness", "absence", "duration", "history", "surgery", "operation", "diagnosis",
    "past", "last", "previous", "within", "aged", "age", "leave", "review", "reassess", "repeat", "every",
    "next", "first", "since", "under", "below", "trial", "trials", "study", "studies", "programme",
    "programmes",
  ]

  /// Returns the time of a benefit that a clause states and does not deny; the latest if there are several.
  static func benefit(in clause: Clause) -> StatedTime? {
    let gains = benefit.matches(in: clause) + lessPain.matches(in: clause)
    guard gains.contains(where: { !clause.isDenied($0) }) else { return nil }
    return (lasting(in: clause) + counted(in: clause)).filter { time in
      let match = Phrase.Match(start: time.range.lowerBound, end: time.range.upperBound, gaps: [])
      return !clause.isDenied(match)
    }.max { $0.timepoint < $1.timepoint }
  }

  /// Finds mentions of the long term without a number.
  private static func lasting(in clause: Clause) -> [StatedTime] {
    let phrases: [Phrase] = [
      "long term ~1 benefit|benefits|effect|effects|improvement|improvements|relief|gain|gains|outcome|outcomes|result|results",
      "in|over|for the long term", "in|over the long run",
      "lasts|last|helps|works|sustained|maintained|effective long term",
      "lasting|permanent|lifelong ~1 benefit|benefits|effect|effects|improvement|relief|gain|gains",
      "permanently|forever",
      "for life", "years later",
    ]
    return phrases.flatMap { $0.matches(in: clause) }.map {
      .init(timepoint: .longTerm, range: $0.start..<$0.end)
    }
  }

  /// Finds times with a number: "at 12 months", "for six weeks", "a year later".
  private static func counted(in clause: Clause) -> [StatedTime] {
    let words = clause.words
    return words.indices.compactMap { index in
      guard let months = months(words[index]), index > 0 else { return nil }
      var start = index - 1
      let number = words[start]
      guard let count = Double(number) ?? written[number] else { return nil }
      let before = Array(words[..<start].suffix(3))
      if before.contains(where: durations.contains), before.last != "at" { return nil }
      let following = words[(index + 1)...].prefix(2)
      if following.contains(where: { ["ago", "old", "of", "programme", "program", "course"].contains($0) }) {
        return nil
      }
      if before.suffix(2) == ["less", "than"] { return nil }
      let total = count * months
      if let last = before.last,
        ["at", "after", "for", "over", "to", "until", "through", "beyond"].contains(last)
      {
        start -= 1
      }
      let timepoint: Timepoint =
        total < 2 ? .postIntervention : total < 6 ? .shortTerm : total < 12 ? .midTerm : .longTerm
      return .init(timepoint: timepoint, range: start..<index + 1)
    }
  }

  /// The number of months in a unit.
  private static func months(_ unit: String) -> Double? {
    switch unit {
    case "week", "weeks": 12.0 / 52.0
    case "month", "months": 1
    case "year", "years": 12
    default: nil
    }
  }

  private static let written: [String: Double] = [
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "eighteen": 18, "twenty": 20,
  ]
}

extension Timepoint {
  /// The order in time; mixed and not stated come last.
  fileprivate static func < (left: Timepoint, right: Timepoint) -> Bool { left.order < right.order }
  fileprivate static func >= (left: Timepoint, right: Timepoint) -> Bool { left.order >= right.order }
  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

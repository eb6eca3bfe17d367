internal import PlumblineGuideline

/// A time that a clause gives for a benefit: "at 12 months", "in the long term".
struct StatedTime {
  var timepoint: Timepoint
  /// Whether it is the domain's last.
  var isLast: Bool
  /// The words that state it.
  var range: Range<Int>

  /// Whether evidence for a timepoint covers it; mixed and unstated timepoints cover all but the domain's last.
  ///
  /// Timepoints count from the end of treatment, and sentences often count from its beginning: nothing is reported for the
  /// first half year.
  func isCovered(by other: Timepoint) -> Bool {
    guard let later = other.from else { return !isLast }
    return start < 6 || later >= start
  }

  /// Its first month.
  private var start: Int { timepoint.from ?? 0 }

  private static let benefit: Phrase =
    "benefit|benefits|effect|effects|effective|improve|improves|improved|improving|improvement|improvements|relief|relieve|relieves|gain|gains|help|helps|ease|eases|reduce|reduces|lowers|lowered|prevents|prevented|protects|protected|protection|better"
  private static let otherGains: [Phrase] = [
    "less pain|disability|fear", "still ~2 more|less|fewer|able|active|well|free",
    "do|does|doing ~2 more",
  ]
  /// Words that give a duration another meaning than a benefit's: "pain for 12 months".
  private static let durations: Set<String> = [
    "pain", "symptoms", "illness", "absence", "duration", "history", "surgery", "operation", "diagnosis",
    "past", "last", "previous", "within", "aged", "age", "leave", "review", "reassess", "repeat", "every",
    "next", "first", "since", "under", "below", "trial", "trials", "study", "studies", "programme",
    "programmes", "hurt", "hurts", "suffered", "lived", "living", "ill",
  ]

  /// Returns the time of a benefit that a clause states and does not deny; the latest if there are several.
  static func benefit(in clause: Clause, of domain: Domain) -> StatedTime? {
    let eased = domain.outcomes.flatMap(\.promises.eased).map { Phrase("less|fewer \($0)") }
    let gains = (otherGains + eased + [benefit]).flatMap { $0.matches(in: clause) }
    guard gains.contains(where: { !clause.isDenied($0) }) else { return nil }
    let first = gains.map(\.start).min() ?? 0
    let times =
      lasting(in: clause, domain) + forYears(in: clause, after: first, domain) + counted(in: clause, domain)
    return times.filter { time in
      let match = Phrase.Match(start: time.range.lowerBound, end: time.range.upperBound, gaps: [])
      return !clause.isDenied(match)
    }.max { $0.start < $1.start }
  }

  /// Finds mentions of the long term without a number.
  private static func lasting(in clause: Clause, _ domain: Domain) -> [StatedTime] {
    let phrases: [Phrase] = [
      "long term ~1 benefit|benefits|effect|effects|improvement|improvements|relief|gain|gains|outcome|outcomes|result|results",
      "in|over|for the long term", "in|over the long run",
      "lasts|last|helps|works|sustained|maintained|effective long term",
      "lasting|permanent|lifelong|durable|enduring ~1 benefit|benefits|effect|effects|improvement|relief|gain|gains",
      "permanently|forever",
      "benefit|benefits|effect|effects|improvement|relief|protection ~4 is|are|stays|remains ~1 lasting|permanent|lifelong|durable",
      "for life", "for ever", "years later|afterwards", "years on", "year after year", "in years to come",
      "the following year", "the year after",
    ]
    guard let last = domain.timepoints.last else { return [] }
    // "2 years later" is counted.
    return phrases.flatMap { $0.matches(in: clause) }.filter { match in
      match.start == 0 || clause.words[match.start] != "years"
        || Double(clause.words[match.start - 1]) == nil && written[clause.words[match.start - 1]] == nil
    }.map {
      .init(timepoint: last, isLast: true, range: $0.start..<$0.end)
    }
  }

  /// Finds "for years", if a benefit is said to last so long: in "people with pain for years" it is the pain.
  private static func forYears(in clause: Clause, after gain: Int, _ domain: Domain) -> [StatedTime] {
    guard let last = domain.timepoints.last else { return [] }
    let phrase: Phrase = "for|over ~1 years"
    return phrase.matches(in: clause).filter { match in
      match.start > gain && match.gaps.allSatisfy { ["many", "the"].contains(clause.words[$0]) }
        && !clause.words[gain..<match.start].contains(where: sufferings.contains)
    }.map { .init(timepoint: last, isLast: true, range: $0.start..<$0.end) }
  }

  /// Words by which years are those of an illness, or of a study.
  private static let sufferings: Set<String> = [
    "with", "in", "who", "whose", "had", "have", "has", "hurt", "hurts", "suffered", "lived", "living", "ill",
    "off", "since", "after", "known", "studied", "used",
  ]

  /// Finds times with a number: "at 12 months", "for six weeks", "a year later".
  private static func counted(in clause: Clause, _ domain: Domain) -> [StatedTime] {
    let words = clause.words
    return words.indices.compactMap { index in
      guard let months = months(words[index]), index > 0 else { return nil }
      var begin = index - 1
      let number = words[begin]
      guard let count = Double(number) ?? written[number] else { return nil }
      let before = Array(words[..<begin].suffix(3))
      if before.contains(where: durations.contains), before.last != "at" { return nil }
      let following = words[(index + 1)...].prefix(2)
      if following.contains(where: { ["ago", "old", "of", "programme", "program", "course"].contains($0) }) {
        return nil
      }
      if before.suffix(2) == ["less", "than"] { return nil }
      let total = before.last == "half" ? months / 2 : count * months
      if let last = before.last,
        ["at", "after", "for", "over", "to", "until", "through", "beyond"].contains(last)
      {
        begin -= 1
      }
      guard let timepoint = domain.timepoints.last(where: { Double($0.from ?? 0) <= total }) else {
        return nil
      }
      return .init(
        timepoint: timepoint, isLast: timepoint == domain.timepoints.last, range: begin..<index + 1)
    }
  }

  /// The number of months in a unit.
  private static func months(_ unit: String) -> Double? {
    switch unit {
    case "week", "weeks": 12.0 / 52.0
    case "month", "months": 1
    case "year", "years": 12
    case "decade", "decades": 120
    default: nil
    }
  }

  private static let written: [String: Double] = [
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "few": 3, "several": 3, "many": 5, "eleven": 11, "twelve": 12, "eighteen": 18,
    "twenty": 20,
  ]
}

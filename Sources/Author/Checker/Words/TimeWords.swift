/// The words with which sentences count time.
enum TimeWords {
  /// How many days a unit may be: months and years have no one length.
  static let days: [String: ClosedRange<Int>] = [
    "day": 1...1, "days": 1...1, "week": 7...7, "weeks": 7...7, "month": 28...31, "months": 28...31,
    "year": 364...366, "years": 364...366,
  ]

  /// The days of some units: of 2 "weeks'" 14.
  static func days(_ count: Int, _ unit: String) -> ClosedRange<Int>? {
    let unit = unit.hasSuffix("'") ? String(unit.dropLast()) : unit
    return days[unit].map { $0.lowerBound * count...$0.upperBound * count }
  }

  /// A count in digits or, up to twelve, as a word.
  static func count(_ word: String) -> Int? {
    let words = [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    guard let count = Int(word) ?? words.firstIndex(of: word).map({ $0 + 1 }), (1...10_000).contains(count)
    else {
      return nil
    }
    return count
  }
}

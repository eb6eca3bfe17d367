public import PlumblineJSON

/// A questionnaire: how its item answers become scores.
///
/// Scoring is exact. Unanswered items never count as zero: the score is refused unless the instrument says how many answers are
/// enough.
public struct Instrument: Sendable, Hashable {
  public struct Scale: Sendable, Hashable {
    public enum Unit: String, Sendable, CaseIterable {
      case sum
      /// The sum as a percentage of the highest possible sum of the answered items.
      case percent
    }

    public var fact: Fact.Index
    /// 1-based item numbers.
    public var items: [Int]
    public var unit: Unit
  }

  public struct ItemRange: Sendable, Hashable {
    public var low: Int
    public var high: Int
  }

  /// One score with its exact value as a fraction.
  public struct Score: Sendable, Hashable {
    public var fact: Fact.Index
    /// Rounded half up to the fact's step.
    public var value: ExactNumber
    var numerator: Int
    var denominator: Int

    /// Whether a score that was entered by hand equals this one, rounded to the digits of the entry.
    public func agrees(with given: ExactNumber) -> Bool {
      var scale = 1
      for _ in 0..<min(Int(given.scale), 9) { scale *= 10 }
      return given == Self.rounded(numerator, over: denominator, scale: scale)
    }

    static func rounded(_ numerator: Int, over denominator: Int, scale: Int) -> ExactNumber? {
      let (scaled, overflow) = (2 * numerator).multipliedReportingOverflow(by: scale)
      guard !overflow, denominator > 0, scaled >= 0 else { return nil }
      let units = (scaled + denominator) / (2 * denominator)
      return ExactNumber(unscaled: Int128(units), scale: String(scale).utf8.count - 1)
    }
  }

  /// A problem with a set of answers; it holds item numbers, never an answer.
  public enum Problem: Error, Sendable, Hashable {
    case missing(items: [Int])
    case tooFew(answered: Int, needed: Int)
  }

  public var name: String
  public var title: String
  public var itemCount: Int
  /// The allowed answers to each item, item 1 first.
  public var ranges: [ItemRange]
  public var reversed: Set<Int>
  /// Items that score one from this answer on, and zero below it.
  public var positiveFrom: [Int: Int]
  /// How many answers are enough.
  public var enough: Int
  public var scales: [Scale]
  public var higherIsBetter: Bool
  public var itemsMayBeShown: Bool
  public var licence: String
  public var citation: String
  public var note: String?
  /// Item wordings, only if the licence allows.
  public var text: [String]
  /// How its answers are read from FHIR R4; nil if only by its own name.
  public package(set) var fhir: InstrumentMapping?
  public var place: Place

  /// Scores answers by item number; every answer lies in its item's range.
  ///
  /// - Parameter step: the grid's step of each scored fact, to which a percentage is rounded.
  public func scores(_ answers: [Int: Int], step: (Fact.Index) -> ExactNumber) throws(Problem) -> [Score] {
    if answers.count < enough {
      if enough == itemCount {
        throw .missing(items: (1...itemCount).filter { answers[$0] == nil })
      }
      throw .tooFew(answered: answers.count, needed: enough)
    }
    return scales.map { scale in
      var sum = 0
      var highest = 0
      for item in scale.items {
        guard let answer = answers[item] else { continue }
        sum += points(of: item, answer)
        highest += positiveFrom[item] == nil ? ranges[item - 1].high : 1
      }
      switch scale.unit {
      case .sum:
        return Score(fact: scale.fact, value: ExactNumber(sum), numerator: sum, denominator: 1)
      case .percent:
        var unit = 1
        for _ in 0..<min(Int(step(scale.fact).scale), 9) { unit *= 10 }
        let value = Score.rounded(100 * sum, over: max(highest, 1), scale: unit) ?? ExactNumber(0)
        return Score(fact: scale.fact, value: value, numerator: 100 * sum, denominator: max(highest, 1))
      }
    }
  }

  /// Returns the sum of one scale if all of its items are answered, whatever the others are; nil for a percentage.
  public func score(_ scale: Scale, _ answers: [Int: Int]) -> ExactNumber? {
    guard scale.unit == .sum, scale.items.allSatisfy({ answers[$0] != nil }) else { return nil }
    return ExactNumber(
      scale.items.reduce(0) { sum, item in sum + (answers[item].map { points(of: item, $0) } ?? 0) })
  }

  private func points(of item: Int, _ answer: Int) -> Int {
    if let threshold = positiveFrom[item] { return answer >= threshold ? 1 : 0 }
    let range = ranges[item - 1]
    return reversed.contains(item) ? range.low + range.high - answer : answer
  }
}

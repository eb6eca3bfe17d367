public import PlumblineJSON
public import PlumblineText

/// One typed thing that can be known about a patient, such as `pain.duration_weeks`.
public struct Fact: Sendable, Hashable {
  /// A fact's position in its vocabulary's list, which is sorted by name.
  public typealias Index = Int

  /// The values that a fact can have. Numbers lie on a grid: `low`, `low + step`, … up to `high`.
  public enum Kind: Sendable, Hashable {
    case integer(low: ExactNumber, high: ExactNumber)
    case decimal(low: ExactNumber, high: ExactNumber, step: ExactNumber)
    case boolean
    case code([String])
  }

  /// A code for the fact in a terminology, and whether code and meaning were confirmed at a source.
  public struct Coding: Sendable, Hashable {
    public var system: String
    public var code: String
    public var display: String
    public var confirmed: Bool
  }

  /// What another way of writing an answer means.
  public enum Written: Sendable, Hashable {
    case code(String)
    case absent(Absence)
  }

  /// The name in a profile: `pain.duration_weeks`.
  public var name: String
  /// The name in its pack, which differs if guidelines in force together declare different facts of one name.
  public let declaredName: String
  public var kind: Kind
  /// UCUM where there is one: "a", "wk"; nil for scores, codes and booleans.
  public var unit: String?
  /// How numbers in other units become its own; nothing else is converted.
  public package(set) var conversions: [Conversion] = []
  /// The label as a clinician writes it: "FABQ-PA".
  public var label: String
  /// The question for the patient, or for the chart.
  public var question: String
  /// Words for codes: `on-sick-leave` → "on sick leave".
  public var labels: [String: String]
  /// Other ways in which a profile may write a code, or that there is no answer: `none` → `asked-none`.
  public package(set) var alsoWritten: [String: Written] = [:]
  public var codings: [Coding]
  /// How it is read from FHIR R4; nil if only by its own name.
  public package(set) var fhir: FHIRMapping?
  public var note: String?
  public var sources: [String]
  /// How far two readings of the same patient may differ by chance; nil if no pack says.
  public var measurementError: MeasurementError?
  /// Whether care or time can change it. False for what cannot be influenced: age, an operation.
  public var canChange = true
  /// Whether it is asked for; false if it only counts where it is given.
  public var isAsked = true
  /// A condition that must not be false if this fact has a value.
  public var onlyWhen: Condition?
  /// The outcome that answers each code; only on the fact that holds the goal.
  public var goalOutcomes: [String: Outcome]
  /// The script that computes it from other facts; such a fact is never read from a profile.
  public var computation: Script?
  /// Whether it is a date: then its value is the number of days from it to the day of the answer.
  public package(set) var isDate = false
  /// The list of codes that it is a member of; nil for a fact of its own.
  public package(set) var membership: Membership?
  public var place: Place

  package init(
    name: String, kind: Kind, unit: String? = nil, label: String, question: String,
    labels: [String: String], codings: [Coding], note: String? = nil, sources: [String],
    measurementError: MeasurementError? = nil, canChange: Bool = true, onlyWhen: Condition? = nil,
    goalOutcomes: [String: Outcome], computation: Script? = nil, place: Place
  ) {
    self.name = name
    declaredName = name
    self.kind = kind
    self.unit = unit
    self.label = label
    self.question = question
    self.labels = labels
    self.codings = codings
    self.note = note
    self.sources = sources
    self.measurementError = measurementError
    self.canChange = canChange
    self.onlyWhen = onlyWhen
    self.goalOutcomes = goalOutcomes
    self.computation = computation
    self.place = place
  }

  /// The lowest and highest value, both inclusive, and the step of the grid; nil for codes and booleans.
  public var grid: (low: ExactNumber, high: ExactNumber, step: ExactNumber)? {
    switch kind {
    case .integer(let low, let high): (low, high, ExactNumber(1))
    case .decimal(let low, let high, let step): (low, high, step)
    case .boolean, .code: nil
    }
  }

  /// Whether this fact can have the given value.
  public func allows(_ value: FactValue) -> Bool {
    switch (kind, value) {
    case (.boolean, .boolean): true
    case (.code(let codes), .code(let code)): codes.contains(code)
    case (.integer, .number(let number)), (.decimal, .number(let number)):
      if let grid {
        number >= grid.low && number <= grid.high && number.isMultiple(of: grid.step, from: grid.low)
      } else {
        false
      }
    default: false
    }
  }

  /// The earliest date, and the earliest reading: 120 years before the day of the answer, in days.
  static let longestAgo = 43_830

  /// Whether a day is not after the day of the answer, and within 120 years before.
  package static func reaches(_ day: Day, _ asOf: Day) -> Bool {
    (0...longestAgo).contains(asOf.ordinal - day.ordinal)
  }

  /// The unit as it is spoken; nil if there is none.
  package var unitInWords: String? {
    switch unit {
    case "a": "years"
    case "wk": "weeks"
    default: unit
    }
  }

  /// How many codes are listed at most.
  private static let mostShown = 60

  /// The allowed values in words: "a whole number from 0 to 24".
  public var allowed: String { allowed(in: .english) }

  /// The same in a language, as a person is asked for them.
  package func allowed(in language: Language) -> String {
    isDate
      ? language("a day, such as \"2026-03-02\", a month or a year, not after the day of the answer")
      : allowedNumbers(in: language)
  }

  /// The allowed values in words, a date's as its age in days.
  package var allowedNumbers: String { allowedNumbers(in: .english) }

  private func allowedNumbers(in language: Language) -> String {
    func number(_ value: some CustomStringConvertible) -> String { language.number("\(value)") }
    return switch kind {
    case .integer(let low, let high) where isDate: "a number of days from \(low) to \(high)"
    case .integer(let low, let high):
      language("a whole number from {low} to {high}", ["low": number(low), "high": number(high)])
    case .decimal(let low, let high, let step):
      language(
        "a number from {low} to {high} in steps of {step}",
        ["low": number(low), "high": number(high), "step": number(step)])
    case .boolean: "true or false"
    case .code(let codes):
      "one of " + codes.prefix(Self.mostShown).joined(separator: ", ")
        + (codes.count > Self.mostShown ? " and \(codes.count - Self.mostShown) more" : "")
    }
  }

  /// Returns how long ago a date was, in words: "6 weeks ago", "41 days ago", "today".
  package static func ago(_ days: ExactNumber, in language: Language = .english) -> String {
    guard let days = days.intValue, days != 0 else { return language("today") }
    if days > 13, days.isMultiple(of: 7) { return language("{count} weeks ago", ["count": "\(days / 7)"]) }
    return days == 1 ? language("1 day ago") : language("{count} days ago", ["count": "\(days)"])
  }

  /// Returns the code that a text in a profile writes: itself, or the one that it is another way of writing.
  package func code(written text: String) -> String {
    if case .code(let code)? = alsoWritten[text] { code } else { text }
  }

  /// Returns the code that a typed text means, by its name, also with blanks for its hyphens, by another way of writing it, or by its label;
  /// nil if it means none.
  package func code(typed text: String) -> String? {
    guard case .code(let codes) = kind else { return nil }
    let word = text.lowercased()
    return codes.first { $0 == text || $0.lowercased() == word }
      ?? codes.first { $0 == code(written: word) }
      ?? codes.first { labels[$0]?.lowercased() == word }
      ?? codes.first { $0.lowercased().replacing("-", with: " ") == word }
  }

  /// Returns a value in words, with the fact's label for a code: "on sick leave", "yes", "16".
  ///
  /// - Parameter language: of the words that are not the pack's.
  public func words(for value: FactValue, in language: Language = .english) -> String {
    switch value {
    case .number(let number) where isDate: Self.ago(number, in: language)
    case .number(let number): language.number(number.description)
    case .boolean(let flag): language(flag ? "yes" : "no")
    case .code(let code): labels[code] ?? code
    }
  }
}

/// A place in a pack: the file and the line in it.
public struct Place: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// `pack/file.lua`, never a path of the machine.
  public var file: String
  /// 1-based; 0 if there is no line.
  public var line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line) < (right.file, right.line)
  }

  /// The pack that the file belongs to.
  public var pack: String { String(file.prefix { $0 != "/" }) }

  public var description: String { line > 0 ? "\(file):\(line)" : file }
}

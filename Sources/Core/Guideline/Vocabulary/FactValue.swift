public import PlumblineJSON

/// A known value of a fact: an exact number, a boolean, or a code from the fact's list.
public enum FactValue: Hashable, Sendable {
  case number(ExactNumber)
  case boolean(Bool)
  case code(String)

  /// The value as in the decision's JSON.
  public var json: JSONValue {
    switch self {
    case .number(let number): .number(number)
    case .boolean(let flag): .bool(flag)
    case .code(let code): .string(code)
    }
  }
}

/// The reason why a fact is absent: the FHIR `dataAbsentReason` codes that apply at the bedside.
///
/// Source: HL7 FHIR R4, CodeSystem `data-absent-reason`.
public enum Absence: String, Hashable, Sendable, CaseIterable {
  case notAsked = "not-asked"
  case unknown = "unknown"
  case askedDeclined = "asked-declined"
  case notApplicable = "not-applicable"
  /// It was known once, and is too old to count.
  case stale

  /// The reason that a typed word means, `declined`, in lower case; nil for any other word.
  package init?(typed word: String) {
    switch word {
    case "not asked", "not-asked", "skip", "niet gevraagd": self = .notAsked
    case "unknown", "not known", "unsure", "don't know", "onbekend", "niet bekend": self = .unknown
    case "declined", "asked-declined", "refused", "geweigerd": self = .askedDeclined
    case "n/a", "na", "not applicable", "not-applicable": self = .notApplicable
    default: return nil
    }
  }

  /// The reason in words, for the screen.
  public var words: String {
    switch self {
    case .notAsked: "not asked"
    case .unknown: "not known"
    case .askedDeclined: "asked, not answered"
    case .notApplicable: "not applicable"
    case .stale: "too old"
    }
  }
}

/// What a profile says about one fact.
public enum FactState: Hashable, Sendable {
  case known(FactValue)
  /// It has one of several values.
  case within(FactRange)
  case absent(Absence)

  /// What is known of a date: how many days before a day it was. A month or a year is a range; nil if all of it lies after the day.
  public init?(ageOf days: ClosedRange<Day>, on day: Day) {
    let (oldest, youngest) = (day.ordinal - days.lowerBound.ordinal, day.ordinal - days.upperBound.ordinal)
    guard oldest >= 0 else { return nil }
    self.init(from: ExactNumber(max(youngest, 0)), to: ExactNumber(oldest))
  }

  /// A number from `low` to `high`, both inclusive; known if they are equal.
  package init(from low: ExactNumber, to high: ExactNumber) {
    self = low == high ? .known(.number(low)) : .within(.numbers(low: low, high: high))
  }

  /// The lowest and the highest number that a fact may be; nil if it is no number.
  package var numbers: (low: ExactNumber, high: ExactNumber)? {
    switch self {
    case .known(.number(let number)): (number, number)
    case .within(.numbers(let low, let high)): (low, high)
    default: nil
    }
  }

  /// The value; nil for a range, and for an absent fact.
  public var value: FactValue? {
    if case .known(let value) = self { value } else { nil }
  }

  /// The range; nil for a single value, and for an absent fact.
  public var range: FactRange? {
    if case .within(let range) = self { range } else { nil }
  }
}

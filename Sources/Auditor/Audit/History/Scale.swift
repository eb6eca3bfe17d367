internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// A scale in one version: what must be equal for two values to stand in one line.
///
/// A fact that was declared with another range, step, unit or label is another version, though its name is the same.
public struct Scale: Sendable, Hashable {
  /// The fact's name: `fear.tsk_17`.
  public let name: String
  public let label: String
  public let unit: String?
  let kind: Fact.Kind

  init(_ fact: Fact) {
    (name, label, unit, kind) = (fact.name, fact.label, fact.unit, fact.kind)
  }
}

extension Fact {
  /// Units of time, by UCUM: how long something lasted grows with the calendar, so it is no score.
  private static let times: Set<String> = ["a", "mo", "wk", "d", "h", "min", "s"]

  /// Returns a state in words, a number with its unit.
  func words(_ state: FactState, in language: Language = .english) -> String {
    switch state {
    case .known(.number(let number)) where !isDate: ExplanationWords.quantity(number, unit, in: language)
    case .known(let value): words(for: value, in: language)
    case .within(let range): range.words(of: self, in: language)
    case .absent(let reason): language(reason.words)
    }
  }

  /// Whether it is a number that is taken again and compared: not a date, a duration, or what nothing can change.
  var isScale: Bool {
    grid != nil && !isDate && canChange && computation == nil && membership == nil
      && !(unit.map(Self.times.contains) ?? false)
  }
}

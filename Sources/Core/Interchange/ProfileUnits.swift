internal import PlumblineGuideline
internal import PlumblineJSON

/// Numbers that are given with their unit: `{"value": 7.4, "unit": "%"}`, `{"between": [6, 7], "unit": "%"}`.
extension ProfileIntake {
  /// The unit in which a number or a range is given.
  enum GivenUnit {
    /// The fact's own, or none is named.
    case own
    case other(Conversion)

    /// The unit that is named beside a number; nil if it is none of those that are declared.
    init?(_ node: JSONNode?, among conversions: [Conversion], own: String?) {
      guard let node else {
        self = .own
        return
      }
      guard let text = node.stringValue, let own else { return nil }
      if text == own {
        self = .own
      } else if let conversion = conversions.first(where: { $0.unit == text }) {
        self = .other(conversion)
      } else {
        return nil
      }
    }

    var isOther: Bool { if case .other = self { true } else { false } }

    /// Returns a number in the fact's own unit; nil if it cannot be converted exactly before it is rounded.
    func own(_ number: ExactNumber, _ fact: Fact) -> ExactNumber? {
      switch (self, fact.grid) {
      case (.own, _): number
      case (.other(let conversion), let grid?):
        conversion.converted(number, from: grid.low, step: grid.step)
      case (.other, nil): nil
      }
    }

    /// The arithmetic that numbers in it went through; nil for the fact's own.
    func given(_ low: ExactNumber?, _ high: ExactNumber?) -> String? {
      if case .other(let conversion) = self { conversion.given(low: low, high: high) } else { nil }
    }

    /// Returns a reading in the unit of its series.
    func own(_ number: ExactNumber, _ series: FactSeries) -> ExactNumber? {
      guard case .other(let conversion) = self else { return number }
      return conversion.step.flatMap { conversion.converted(number, from: series.low, step: $0) }
    }
  }

  /// Returns the unit that is named beside a number; nil after a problem.
  mutating func unit(
    _ node: JSONNode?, among conversions: [Conversion], own: String?, _ path: String
  ) -> GivenUnit? {
    if let unit = GivenUnit(node, among: conversions, own: own) { return unit }
    guard let node else { return nil }
    let taken = ([own].compactMap(\.self) + conversions.map(\.unit)).map { "\"\($0)\"" }
    problem(
      path, node, showing: false,
      own == nil
        ? "has no unit; leave it out"
        : "is given in a unit that is not declared for it, and nothing is converted but what is declared; write it in \(taken.count == 1 ? "" : taken.dropLast().joined(separator: ", ") + " or ")\(taken.last ?? "")"
    )
    return nil
  }

  /// Says of a fact in which unit it was given, and how that was converted.
  mutating func note(_ given: String?, of fact: Fact.Index) {
    guard let given else { return }
    var origin = profile.origins[fact] ?? Origin(isOfVisit: true)
    origin.given = given
    profile.set(origin, of: fact)
  }
}

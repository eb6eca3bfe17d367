internal import PlumblineGuideline
internal import PlumblineJSON

/// Numbers that are given with their unit: `{"value": 7.4, "unit": "%"}`, `{"between": [6, 7], "unit": "%"}`.
extension ProfileIntake {
  /// The unit in which a number or a range is given.
  enum GivenUnit {
    /// The fact's own, or none is named.
    case own
    case other(Conversion)

    var isOther: Bool { if case .other = self { true } else { false } }

    /// Returns a number in the fact's own unit; nil if it cannot be converted exactly before it is rounded.
    func own(_ number: ExactNumber, _ fact: Fact) -> ExactNumber? {
      switch (self, fact.grid) {
      case (.own, _): number
      case (.other(let conversion), _) where conversion.isName: number
      case (.other(let conversion), let grid?):
        conversion.converted(number, from: grid.low, step: grid.step)
      case (.other, nil): nil
      }
    }

    /// Returns a reading in the unit of its series.
    func own(_ number: ExactNumber, _ series: FactSeries) -> ExactNumber? {
      guard case .other(let conversion) = self, !conversion.isName else { return number }
      return conversion.step.flatMap { conversion.converted(number, from: series.low, step: $0) }
    }
  }

  /// Returns the unit that is named beside a number; nil after a problem.
  mutating func unit(
    _ node: JSONNode?, among conversions: [Conversion], own: String?, _ path: String
  ) -> GivenUnit? {
    guard let node else { return .own }
    if let text = node.stringValue, let own {
      if text == own { return .own }
      if let conversion = conversions.first(where: { $0.unit == text }) { return .other(conversion) }
    }
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
  mutating func note(_ given: String, _ unit: GivenUnit, of fact: Fact.Index) {
    guard case .other(let conversion) = unit, !conversion.isName else { return }
    var origin = profile.origins[fact] ?? Origin(isOfVisit: true)
    origin.given = conversion.words(given)
    profile.set(origin, of: fact)
  }
}

extension FactSeries {
  /// A reading of a refused profile in the series' unit; nil if it is no number, or in a unit that is not declared.
  func own(_ given: ExactNumber?, _ unit: JSONNode?) -> ExactNumber? {
    guard let given, let unit, !unit.isNull else { return given }
    guard let text = unit.stringValue, self.unit != nil else { return nil }
    if text == self.unit { return given }
    return conversions.first { $0.unit == text }.flatMap {
      ProfileIntake.GivenUnit.other($0).own(given, self)
    }
  }
}

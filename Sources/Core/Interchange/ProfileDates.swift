internal import PlumblineGuideline
internal import PlumblineJSON

extension ProfileIntake {
  /// Takes a date: `2026-03-02`; a month or a year is a range of days. No date lies after the day of the answer.
  mutating func takeDate(_ text: String, _ index: Fact.Index, _ path: String, _ node: JSONNode) {
    guard let days = Day.days(of: text) else {
      return problem(path, node, "must be \(vocabulary[index].allowed)")
    }
    guard let state = FactState(ageOf: days, on: asOf) else {
      return problem(path, node, "lies after the day of the answer, \(asOf); correct it")
    }
    guard let grid = vocabulary[index].grid, ExactNumber(asOf.ordinal - days.upperBound.ordinal) <= grid.high
    else {
      return problem(
        path, node,
        "lies more than \((vocabulary[index].grid?.high.intValue ?? 0) / 365) years back; correct it")
    }
    profile[index] = state
    positions[index] = node.position
  }
}

extension FactState {
  /// The JSON of a date, which is known as an age, on the day from which it was counted.
  func dateJSON(_ asOf: Day?) -> JSONValue? {
    switch self {
    case .known(.number(let age)):
      let day = age.intValue.flatMap { days in asOf.flatMap { $0.before(days: days) } }
      return day.map { .string($0.description) } ?? ["days_ago": .number(age)]
    case .within(.numbers(let low, let high)):
      // Days of the calendar stay true when the profile is read later.
      if let asOf, let earliest = high.intValue.flatMap({ asOf.before(days: $0) }),
        let latest = low.intValue.flatMap({ asOf.before(days: $0) })
      {
        return ["between": [.string(earliest.description), .string(latest.description)]]
      }
      return ["days_ago": ["between": [.number(low), .number(high)]]]
    default: return nil
    }
  }
}

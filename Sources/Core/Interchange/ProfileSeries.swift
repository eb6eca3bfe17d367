internal import PlumblineGuideline
internal import PlumblineJSON

extension ProfileIntake {
  /// Takes dated readings, `[{"value": 152, "observed": "2026-03-02"}]`, or `{"readings": […], "complete": true}` if there are no others;
  /// and gives the facts that are taken from them.
  mutating func takeSeries(_ series: FactSeries, _ path: String, _ node: JSONNode) {
    if node.isNull { return }
    var (list, isComplete) = (node.arrayValue, false)
    if let members = node.objectValue {
      guard members.allSatisfy({ ["readings", "complete"].contains($0.key) }),
        let complete = node["complete"].map(\.boolValue) ?? false
      else { return problem(path, node, showing: false, Self.formOfSeries) }
      (list, isComplete) = (node["readings"]?.arrayValue, complete)
    }
    guard let list else { return problem(path, node, showing: false, Self.formOfSeries) }
    guard list.count <= ProfileReader.mostReadings else {
      return problem(
        path, node, showing: false, "has \(list.count) readings; give at most \(ProfileReader.mostReadings)")
    }
    let before = problems.count
    let readings = list.compactMap { reading($0, series, path) }
    guard problems.count == before else { return }
    let units = Set(list.compactMap { $0["unit"]?.stringValue })
    for reduction in series.reductions {
      take(
        FactSeries.state(of: reduction, vocabulary[reduction.fact], readings, isComplete: isComplete),
        reduction.fact,
        path, node)
      for conversion in series.conversions where units.contains(conversion.unit) {
        note(conversion.isName ? nil : conversion.words("readings, some of them in"), of: reduction.fact)
      }
    }
  }

  private static let formOfSeries =
    "is a list of readings; write [{\"value\": 1, \"observed\": \"2026-03-02\"}, …], or {\"readings\": […], \"complete\": true} if there are no others"

  private mutating func reading(_ node: JSONNode, _ series: FactSeries, _ path: String) -> FactSeries.Reading?
  {
    let named = node["unit"]
    guard let members = node.objectValue, members.count == (named == nil ? 2 : 3), let value = node["value"],
      let observed = node["observed"]
    else {
      problem(
        path, node, showing: false,
        "each reading is {\"value\": number, \"observed\": \"2026-03-02\"}, with \"unit\" if it is in another one"
      )
      return nil
    }
    guard let unit = unit(named, among: series.conversions, own: series.unit, path) else { return nil }
    guard let number = own(value.numberValue, unit, series) else {
      let own = series.unit.map { " \($0)" } ?? ""
      problem(
        path, value,
        "a reading must be a number from \(series.low) to \(series.high)\(own)\(unit.isOther ? " once it is converted" : "")"
      )
      return nil
    }
    guard let day = observed.stringValue.flatMap({ Day($0) }) else {
      problem(path, observed, "the day of a reading is written \"2026-03-02\"")
      return nil
    }
    guard series.reaches(day, asOf) else {
      problem(
        path, observed,
        "a reading lies after the day of the answer, \(asOf), or more than 120 years back; correct its day")
      return nil
    }
    return FactSeries.Reading(value: number, daysAgo: asOf.ordinal - day.ordinal)
  }

  /// A reading in the unit of its series; nil if it is none that the series can have.
  private func own(_ given: ExactNumber?, _ unit: GivenUnit, _ series: FactSeries) -> ExactNumber? {
    guard let given, let own = unit.own(given, series), own >= series.low, own <= series.high else {
      return nil
    }
    return own
  }

  /// Gives a fact what its series says, unless the profile gives it, too: then both must agree.
  private mutating func take(_ state: FactState, _ fact: Fact.Index, _ path: String, _ node: JSONNode) {
    if let (low, high) = state.numbers,
      ![low, high].allSatisfy({ vocabulary[fact].allows(.number($0)) })
    {
      problem(
        path, node, showing: false,
        "gives a value of \(vocabulary[fact].name) that it cannot have; it must be \(vocabulary[fact].allowed)"
      )
      return
    }
    guard profile.isGiven(fact) || saidAbsent.contains(fact) else {
      profile[fact] = state
      return
    }
    if case .absent = state { return }
    if let both = Self.both(profile[fact], state) {
      profile[fact] = both
      return
    }
    if profile[fact] != state {
      problem(
        path, node, showing: false,
        "its readings say something else than \(vocabulary[fact].name); leave one of them out, or correct it")
    }
  }

  /// What is known of a number if it is as two states say; nil if they contradict each other, or one is no number.
  private static func both(_ one: FactState, _ other: FactState) -> FactState? {
    guard let one = one.numbers, let other = other.numbers else { return nil }
    let (low, high) = (max(one.low, other.low), min(one.high, other.high))
    return low <= high ? FactState(from: low, to: high) : nil
  }
}

internal import PlumblineGuideline
internal import PlumblineJSON

extension ProfileIntake {
  /// Returns what an object says about a fact: a range or its only value; nil if it is neither.
  static func range(
    _ node: JSONNode, _ vocabulary: Vocabulary, _ fact: Fact.Index, _ asOf: Day
  ) -> FactState? {
    guard let members = node.objectValue else { return nil }
    var intake = ProfileIntake(vocabulary, asOf)
    intake.takeRange(fact, "", node, members)
    return intake.problems.isEmpty ? intake.profile[fact] : nil
  }

  /// Takes what a profile says about a fact in an object: `{"at_least": 25}`, `{"at_most": 3}`, both, `{"between": [60, 70]}` or
  /// `{"one_of": ["function", "pain"]}`; and numbers with their unit, `{"value": 7.4, "unit": "%"}`, `{"at_least": 7, "unit": "%"}`.
  mutating func takeRange(_ index: Fact.Index, _ path: String, _ node: JSONNode, _ members: [JSONNode.Member])
  {
    let fact = vocabulary[index]
    if fact.isDate, members.count == 1, members[0].key == "between" {
      return takeDays(index, path, node, members[0].node)
    }
    if fact.isDate {
      guard members.count == 1, members[0].key == "days_ago" else {
        return problem(path, node, showing: false, "must be \(fact.allowed)")
      }
      let age = members[0].node
      if let number = age.numberValue, fact.allows(.number(number)) {
        return give(.number(number), to: index, path, age)
      }
      guard let inner = age.objectValue else {
        return problem(
          path, age, showing: false, "`days_ago` takes \(fact.allowedNumbers), or a range of them")
      }
      return takeNumbers(index, path, age, inner, .own)
    }
    let named = members.first { $0.key == "unit" }?.node
    guard let unit = unit(named, among: fact.conversions, own: fact.grid == nil ? nil : fact.unit, path)
    else { return }
    let others = members.filter { $0.key != "unit" }
    if named != nil, others.count == 1, others[0].key == "value" {
      return takeAmount(index, path, others[0].node, unit)
    }
    takeNumbers(index, path, node, others, unit)
  }

  /// Takes `{"value": 7.4, "unit": "%"}`.
  private mutating func takeAmount(
    _ index: Fact.Index, _ path: String, _ node: JSONNode, _ unit: GivenUnit
  ) {
    guard let number = node.numberValue else {
      return problem(path, node, showing: false, "`value` beside a unit must be a number")
    }
    guard let own = unit.own(number, vocabulary[index]) else {
      return problem(path, node, "has too many digits to be converted; write fewer")
    }
    guard vocabulary[index].allows(.number(own)) || !unit.isOther else {
      return problem(
        path, node,
        "is out of range once it is converted; it must be \(vocabulary[index].allowed) \(vocabulary[index].unit ?? "")"
      )
    }
    give(.number(own), to: index, path, node)
    note(unit.given(number, number), of: index)
  }

  /// Takes `{"between": ["2026-03-02", "2026-03-20"]}`: the first and the last day that a date may be.
  private mutating func takeDays(_ index: Fact.Index, _ path: String, _ node: JSONNode, _ pair: JSONNode) {
    let days = (pair.arrayValue ?? []).compactMap { $0.stringValue.flatMap { Day($0) } }
    guard days.count == 2, pair.arrayValue?.count == 2, days[0] <= days[1] else {
      return problem(
        path, pair, showing: false,
        "`between` takes two days, the earlier one first: [\"2026-03-02\", \"2026-03-20\"]")
    }
    guard let state = FactState(ageOf: days[0]...days[1], on: asOf), let grid = vocabulary[index].grid,
      ExactNumber(asOf.ordinal - days[0].ordinal) <= grid.high
    else {
      return problem(
        path, pair, "lies after the day of the answer, \(asOf), or more than 120 years back; correct it")
    }
    profile[index] = state
    positions[index] = node.position
  }

  private mutating func takeNumbers(
    _ index: Fact.Index, _ path: String, _ node: JSONNode, _ members: [JSONNode.Member], _ unit: GivenUnit
  ) {
    let fact = vocabulary[index]
    var ends: (low: JSONNode?, high: JSONNode?) = (nil, nil)
    switch (members.map(\.key), members.first?.node) {
    case (["one_of"], let list?): return takeCodes(index, path, list)
    case (["between"], let pair?):
      guard let both = pair.arrayValue, both.count == 2 else {
        problem(path, pair, "`between` takes a list of two numbers, the lower one first")
        return
      }
      ends = (both[0], both[1])
    case (["at_least"], let low?): ends.low = low
    case (["at_most"], let high?): ends.high = high
    case (["at_least", "at_most"], let low?): ends = (low, members[1].node)
    case (["at_most", "at_least"], let high?): ends = (members[1].node, high)
    default:
      problem(
        path, node, showing: false,
        "cannot be read; write a value, {\"absent\": reason}, {\"at_least\": number}, {\"at_most\": number}, {\"between\": [low, high]} or {\"one_of\": [codes]}\(fact.unit == nil ? "" : "; write {\"value\": number, \"unit\": \"…\"} to name its unit")"
      )
      return
    }
    guard let grid = fact.grid else {
      problem(
        path, node, showing: false, "must be \(fact.allowed); write {\"one_of\": […]} for several of them")
      return
    }
    guard let low = end(ends.low, grid.low, unit, index, path),
      let high = end(ends.high, grid.high, unit, index, path)
    else { return }
    if low > high {
      problem(path, node, showing: false, "a range without values; correct its ends")
    } else {
      profile[index] = FactState(from: low, to: high)
      positions[index] = node.position
      note(unit.given(ends.low?.numberValue, ends.high?.numberValue), of: index)
    }
  }

  /// Returns an end of a range; nil after a problem.
  private mutating func end(
    _ node: JSONNode?, _ otherwise: ExactNumber, _ unit: GivenUnit, _ index: Fact.Index, _ path: String
  ) -> ExactNumber? {
    guard let node else { return otherwise }
    let own = node.numberValue.flatMap { unit.own($0, vocabulary[index]) }
    if let own, vocabulary[index].allows(.number(own)) { return own }
    problem(path, node, "an end of a range must be \(vocabulary[index].allowedNumbers)")
    return nil
  }

  private mutating func takeCodes(_ index: Fact.Index, _ path: String, _ node: JSONNode) {
    let fact = vocabulary[index]
    guard fact.grid == nil else {
      problem(path, node, showing: false, "is a number; write its range as {\"between\": [low, high]}")
      return
    }
    guard let items = node.arrayValue, !items.isEmpty else {
      problem(path, node, showing: false, "`one_of` takes a list of at least one value")
      return
    }
    var given: Set<FactValue> = []
    for item in items {
      guard let value = Self.value(item, of: fact), fact.allows(value) else {
        problem(path, item, "in `one_of`, each must be \(fact.allowed)")
        continue
      }
      given.insert(value)
    }
    let values = Self.listed(fact).filter { given.contains($0) }
    guard let first = values.first else { return }
    profile[index] = values.count == 1 ? .known(first) : .within(.values(values))
    positions[index] = node.position
  }

  private static func value(_ node: JSONNode, of fact: Fact) -> FactValue? {
    if let text = node.stringValue { return .code(fact.code(written: text)) }
    return node.boolValue.map { .boolean($0) }
  }

  /// The values of a code or boolean, in their order.
  private static func listed(_ fact: Fact) -> [FactValue] {
    guard case .code(let codes) = fact.kind else { return [.boolean(false), .boolean(true)] }
    return codes.map { .code($0) }
  }
}

internal import PlumblineJSON

/// Reads a comparison of a sum or a difference of facts: `mood.phq_9 - mood.phq_2 :at_most(21)`.
///
/// In Lua a method binds closer than an operator, so the comparison is an argument of the last `+` or `-`: it is meant for the
/// whole sum.
struct SumReader {
  let reader: ConditionReader

  static func isSum(_ path: String) -> Bool { path == "+" || path == "-" || path.hasPrefix("+.") }

  /// What is wrong with a sum that stands alone.
  static let unused = "a sum of facts is used nowhere; compare it in a `constraint`"

  /// Reads `is = bp.latest - bp.target`: the law by which a fact is worked out from others.
  static func law(_ fields: Fields, workingOut fact: Fact) -> Constraint? {
    guard let term = fields.optional("is"), let own = fields.scope.index(of: fact.name) else { return nil }
    let sum = SumReader(reader: ConditionReader(fields: fields, comparesFacts: true))
    var addends: [Comparison.Addend] = []
    let line = term.line ?? fact.place.line
    guard case .node = term, sum.read(term, isSubtracted: false, &addends, nil, line) else {
      fields.problem(
        "`is` of \(fields.who) must be a sum or a difference of facts, such as bp.latest - bp.target",
        at: "is")
      return nil
    }
    guard let grid = fact.grid, !addends.contains(where: { $0.fact == own }) else {
      fields.problem(
        fact.grid == nil
          ? "\(fields.who) is worked out as a number; give it the type integer or decimal"
          : "\(fields.who) is worked out from itself; name other facts", at: "is")
      return nil
    }
    if let date = addends.first(where: { fields.scope.facts[$0.fact].isDate })
      ?? (fact.isDate ? .init(fact: own, isSubtracted: false) : nil)
    {
      fields.problem(
        "`is` of \(fields.who) adds '\(fields.scope.facts[date.fact].name)', which is a date; name only numbers",
        at: "is")
      return nil
    }
    let units = Set(addends.map { fields.scope.facts[$0.fact].unit } + [fact.unit])
    if units.count > 1 {
      let words = units.map { $0 ?? "no unit" }.sorted().joined(separator: ", ")
      fields.problem(
        "`is` of \(fields.who) adds facts in different units (\(words)); give all the same", at: "is")
    }
    let ends = addends.map { addend -> (ExactNumber, ExactNumber)? in
      fields.scope.facts[addend.fact].grid.map { addend.isSubtracted ? ($0.high, $0.low) : ($0.low, $0.high) }
    }
    func total(_ end: (((ExactNumber, ExactNumber)) -> ExactNumber)) -> ExactNumber? {
      var sum = ExactNumber(0)
      for (addend, both) in zip(addends, ends) {
        guard let both, let next = addend.isSubtracted ? sum - end(both) : sum + end(both) else { return nil }
        sum = next
      }
      return sum
    }
    if let low = total(\.0), let high = total(\.1), low < grid.low || high > grid.high {
      fields.problem(
        "`range` of \(fields.who) leaves out what `is` can give; write range = { \(low), \(high) }",
        at: "range")
    }
    let others = addends.map { Comparison.Addend(fact: $0.fact, isSubtracted: !$0.isSubtracted) }
    let words = addends.enumerated().map { place, addend in
      (place == 0 ? "" : addend.isSubtracted ? " minus " : " plus ") + fields.scope.facts[addend.fact].label
    }
    return Constraint(
      name: "\(fact.name) is worked out",
      holds: .comparison(
        Comparison(
          fact: own, addends: others, operator: .is, operands: [.value(.number(ExactNumber(0)))], line: line)),
      because: "\(fact.label) is \(words.joined()).", worksOut: true, place: fields.place())
  }

  /// A comparison that was found at the end of a sum.
  private struct Ending {
    var method: String
    var arguments: [Term]
  }

  func comparison(_ term: Term, _ path: String, _ arguments: [Term], _ line: Int) -> Condition? {
    guard reader.comparesFacts else {
      return refuse(
        "a sum of facts can be compared only in a `constraint`; declare a fact that `is` the sum, and compare that",
        line)
    }
    var addends: [Comparison.Addend] = []
    var ending: Ending?
    if path.hasPrefix("+.") {
      ending = Ending(method: String(path.dropFirst(2)), arguments: Array(arguments.dropFirst()))
      guard let sum = arguments.first, read(sum, isSubtracted: false, &addends, nil, line) else { return nil }
    } else {
      var found: Ending?
      let isRead = withUnsafeMutablePointer(to: &found) {
        read(term, isSubtracted: false, &addends, $0, line)
      }
      guard isRead else { return nil }
      ending = found
    }
    guard let ending else {
      return refuse("a sum of facts is not yet a condition; compare it, as in `a - b :at_most(3)`", line)
    }
    return comparison(addends, ending, line)
  }

  /// Adds the facts of a term. The comparison at its end, if it may have one, is written to `ending`.
  private func read(
    _ term: Term, isSubtracted: Bool, _ addends: inout [Comparison.Addend],
    _ ending: UnsafeMutablePointer<Ending?>?, _ line: Int
  ) -> Bool {
    switch term {
    case .reference(let path, let line):
      guard let index = reader.scope.fact(path, pack: reader.pack, at: reader.place(line.number)) else {
        return false
      }
      guard reader.scope.facts[index].grid != nil else {
        return refuse(
          "`\(path)` is \(reader.scope.facts[index].allowed): only numbers can be added", line.number) != nil
      }
      addends.append(Comparison.Addend(fact: index, isSubtracted: isSubtracted))
      return true
    case .node(.reference(let path, _), let arguments, let line):
      if path == "+" || path == "-", arguments.count == 2 {
        return read(arguments[0], isSubtracted: isSubtracted, &addends, nil, line.number)
          && read(arguments[1], isSubtracted: isSubtracted != (path == "-"), &addends, ending, line.number)
      }
      guard let ending, let dot = path.lastIndex(of: "."), let sum = arguments.first else { break }
      ending.pointee = Ending(
        method: String(path[path.index(after: dot)...]), arguments: Array(arguments.dropFirst()))
      return read(sum, isSubtracted: isSubtracted, &addends, nil, line.number)
    default: break
    }
    return refuse(
      "only facts can be added or subtracted; move \(term.kindWords) to the comparison", term.line ?? line)
      != nil
  }

  private func comparison(_ addends: [Comparison.Addend], _ ending: Ending, _ line: Int) -> Condition? {
    let offered: [Comparison.Operator] = [.atLeast, .atMost, .above, .below, .between, .is]
    guard let comparing = Comparison.Operator(rawValue: ending.method), offered.contains(comparing) else {
      return refuse(
        "a sum of facts has no comparison '\(ending.method)'; use \(offered.map { "`\($0.rawValue)`" }.joined(separator: ", "))",
        line)
    }
    let wanted = comparing == .between ? 2 : 1
    var operands: [Comparison.Operand] = []
    for argument in ending.arguments {
      guard case .number(let number)? = FactValue(argument) else { continue }
      operands.append(.value(.number(number)))
    }
    guard operands.count == wanted, ending.arguments.count == wanted else {
      return refuse(
        "`:\(ending.method)` of a sum takes \(wanted == 1 ? "one number" : "two numbers"); write the facts on its left",
        line)
    }
    if wanted == 2, case .value(.number(let low)) = operands[0], case .value(.number(let high)) = operands[1],
      low > high
    {
      return refuse("`:between(\(low), \(high))` can never hold; write the lower value first", line)
    }
    guard let first = addends.firstIndex(where: { !$0.isSubtracted }) else {
      return refuse("every fact of the sum is subtracted; begin with one that is added", line)
    }
    var others = addends
    let lead = others.remove(at: first)
    return .comparison(
      Comparison(fact: lead.fact, addends: others, operator: comparing, operands: operands, line: line))
  }

  private func refuse(_ message: String, _ line: Int) -> Condition? {
    reader.problem(message, line, kind: .comparison)
    return nil
  }
}

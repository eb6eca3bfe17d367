internal import PlumblineJSON

/// Reads conditions from terms: resolves names, and checks operands against the fact's type, range and step.
struct ConditionReader {
  let fields: Fields
  /// Whether a comparison may name another fact: only in constraints.
  var comparesFacts = false

  var scope: Scope { fields.scope }
  var pack: String { fields.declaration.pack }

  func place(_ line: Int) -> Place { Place(file: fields.declaration.place.file, line: line) }

  /// Reports a problem, unless an operator was refused on the line: what it leaves behind is not a second mistake.
  func problem(
    _ message: @autoclosure () -> String, _ line: Int, kind: PackProblem.Kind, naming name: String? = nil
  ) {
    if scope.problems.hasRefusedOperator(place(line)) { return }
    scope.problems.add(message(), pack: pack, at: place(line), kind: kind, naming: name)
  }

  /// The condition in a required field.
  func condition(_ name: String) -> Condition? {
    fields.required(name).flatMap { read($0, in: name) }
  }

  func optionalCondition(_ name: String) -> Condition? {
    fields.optional(name).flatMap { read($0, in: name) }
  }

  func read(_ term: Term, in field: String) -> Condition? {
    switch term {
    case .node(.reference(let path, _), let arguments, let line):
      if SumReader.isSum(path) {
        return SumReader(reader: self).comparison(term, path, arguments, line.number)
      }
      if Declaration.combinators.contains(path), path != "scripted" {
        return combination(path, arguments, line.number, field)
      }
      return comparison(path, arguments, line.number)
    case .node(.node(.reference("scripted", _), let names, _), let arguments, let line):
      return scripted(names, arguments, line.number)
    case .reference(let path, let line):
      if let set = scope.sets[path] {
        problem(
          "`\(path)` is a list, not yet a condition; compare it, as in `\(path) :includes \"\(set.members.first?.code ?? "")\"`",
          line.number, kind: .condition)
      } else if scope.index(of: path) != nil {
        problem(
          "`\(path)` is a fact, not yet a condition; compare it, as in `\(path) :\(example(path))`",
          line.number, kind: .condition)
      } else {
        _ = scope.fact(path, pack: pack, at: place(line.number))
      }
    case .node(_, _, let line):
      problem("`\(field)` of \(fields.who) is not a condition", line.number, kind: .condition)
    default:
      problem(
        "`\(field)` of \(fields.who) is \(term.kindWords); write a condition",
        fields.place(field).line, kind: .condition)
    }
    return nil
  }

  private func example(_ path: String) -> String {
    guard let index = scope.index(of: path) else { return "is(true)" }
    return switch scope.facts[index].kind {
    case .boolean: "is(true)"
    case .code(let codes): "is \"\(codes.first ?? "")\""
    case .integer(let low, _), .decimal(let low, _, _): "at_least(\(low))"
    }
  }

  // MARK: combinations

  private func combination(_ word: String, _ arguments: [Term], _ line: Int, _ field: String) -> Condition? {
    guard arguments.count == 1 else {
      problem("`\(word)` takes one list in braces; write \(word) { a, b }", line, kind: .condition)
      return nil
    }
    let parts: [Term]
    switch arguments[0] {
    case .list(let items): parts = items
    case .sparse:
      problem(
        "`\(word)` has a hole: one of its conditions is nil; check that its name is defined", line,
        kind: .condition)
      return nil
    case .fields:
      problem("`\(word)` takes a list of conditions, not named fields", line, kind: .condition)
      return nil
    default:
      problem(
        "`\(word)` takes conditions in braces, not \(arguments[0].kindWords)", line, kind: .condition)
      return nil
    }
    let file = fields.declaration.place.file
    if let shown = scope.conditionsShown(by: word, onLine: line, of: file, found: parts.count) {
      problem(
        "`\(word)` lists \(shown == 1 ? "1 condition, but it" : "\(shown) conditions, but one of them") is nil; check that its name is in its table",
        line, kind: .condition)
      return nil
    }
    if parts.isEmpty {
      problem("`\(word)` is empty; give it at least one condition", line, kind: .condition)
      return nil
    }
    let read = parts.compactMap { self.read($0, in: field) }
    guard read.count == parts.count else { return nil }
    return switch word {
    case "all": .all(read)
    case "any": .any(read)
    case "none": .none(read)
    case "first_known": .firstKnown(read)
    default: .anyKnown(read)
    }
  }

  // MARK: comparisons

  private func comparison(_ path: String, _ arguments: [Term], _ line: Int) -> Condition? {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else {
      problem(
        scope.nothingIsCalled(path, in: fields.declaration.place.file), line, kind: .unknownName, naming: path
      )
      return nil
    }
    let factName = String(path[..<dot])
    let method = String(path[path.utf8.index(after: dot)...])
    if let unit = DateUnit(rawValue: factName) { return comparison(in: unit, method, arguments, line) }
    guard case .reference(factName, _)? = arguments.first else {
      let isComparison =
        scope.sets[factName] == nil
        ? scope.index(of: factName) != nil && Comparison.Operator(rawValue: method) != nil
        : FactSet.Comparing(rawValue: method) != nil
      if isComparison {
        problem("write `\(factName) :\(method)(…)` with a colon, not a dot", line, kind: .notation)
      } else {
        problem("unknown name '\(path)'", line, kind: .unknownName, naming: path)
      }
      return nil
    }
    if let set = scope.sets[factName] {
      return comparison(of: set, method, Array(arguments.dropFirst()), line)
    }
    guard let index = scope.fact(factName, pack: pack, at: place(line)) else { return nil }
    let fact = scope.facts[index]
    if fact.isDate, Comparison.Operator(rawValue: method)?.looksAtGiving != true {
      problem(
        "`\(factName)` is a date; compare its age, as in `weeks_ago(\(factName)) :at_least(6)`", line,
        kind: .comparison)
      return nil
    }
    return comparison(of: index, method, Array(arguments.dropFirst()), line)
  }

  /// Reads a comparison of a fact with the values of its method.
  func comparison(of index: Fact.Index, _ method: String, _ arguments: [Term], _ line: Int) -> Condition? {
    let fact = scope.facts[index]
    let factName = fact.name
    guard let comparing = Comparison.Operator(rawValue: method) else {
      let known = Comparison.Operator.allCases.map(\.rawValue)
      problem(
        "`\(factName)` has no comparison '\(method)'\(scope.problems.didYouMean(method, known)) (there are \(known.joined(separator: ", ")))",
        line, kind: .comparison)
      return nil
    }
    if comparing.ordersNumbers, fact.grid == nil {
      problem(
        "`\(factName)` is \(fact.allowed): `\(method)` orders numbers; use `is` or `is_one_of`", line,
        kind: .comparison)
      return nil
    }
    var terms = arguments
    if comparing.looksAtGiving { return giving(comparing, index, terms, line) }
    if comparing == .isOneOf {
      guard terms.count == 1, case .list(let items) = terms[0], !items.isEmpty else {
        problem(
          "`\(factName) :is_one_of` takes a list in braces with at least one value and no holes", line,
          kind: .comparison)
        return nil
      }
      terms = items
    }
    let wanted = comparing == .between ? 2 : 1
    guard comparing == .isOneOf || terms.count == wanted else {
      problem(
        "`\(factName) :\(method)` takes \(wanted == 1 ? "one value" : "two values"), not \(terms.count)",
        line, kind: .comparison)
      return nil
    }
    let operands = terms.compactMap { operand($0, of: index, method, line) }
    guard operands.count == terms.count else { return nil }
    if comparing == .between, case .value(.number(let low)) = operands[0],
      case .value(.number(let high)) = operands[1], low > high
    {
      problem(
        "`\(factName) :between(\(low), \(high))` can never hold; write the lower value first", line,
        kind: .comparison)
      return nil
    }
    return .comparison(Comparison(fact: index, operator: comparing, operands: operands, line: line))
  }

  /// Reads a comparison that asks how a fact was given: `mood.suicide_enquiry :was_declined()`.
  func giving(_ comparing: Comparison.Operator, _ index: Fact.Index, _ terms: [Term], _ line: Int)
    -> Condition?
  {
    let fact = scope.facts[index]
    let method = comparing.rawValue
    guard [.stop, .defer, .exclude, .needData].contains(fields.declaration.word) else {
      problem(
        "`\(fact.name) :\(method)` belongs in a stop, `defer`, `exclude` or `need_data`; compare the value here",
        line,
        kind: .comparison)
      return nil
    }
    guard terms.isEmpty, fact.computation == nil else {
      problem(
        fact.computation == nil
          ? "`\(fact.name) :\(method)` takes no value; write `\(fact.name) :\(method)()`"
          : "`\(fact.name)` is computed, so nobody can \(comparing == .wasDeclined ? "decline it" : "give it as a range"); use a fact that is asked",
        line,
        kind: .comparison)
      return nil
    }
    return .comparison(Comparison(fact: index, operator: comparing, operands: [], line: line))
  }

  private func operand(
    _ term: Term, of index: Fact.Index, _ method: String, _ line: Int
  ) -> Comparison.Operand? {
    if let value = FactValue(term), scope.allows(value, index) { return .value(value) }
    let fact = scope.facts[index]
    if case .reference(let path, _) = term {
      guard let other = scope.fact(path, pack: pack, at: place(line)) else { return nil }
      guard comparesFacts else {
        problem(
          "`\(fact.name) :\(method)` compares with another fact: only a `constraint` may do that; compare it with a value",
          line,
          kind: .comparison)
        return nil
      }
      guard (scope.facts[other].grid == nil) == (fact.grid == nil) else {
        problem("`\(fact.name)` and `\(path)` are of different types", line, kind: .comparison)
        return nil
      }
      return .fact(other)
    }
    problem(
      "`\(fact.name)` is \(fact.allowed)\(fact.unitWords), but `:\(method)` was given \(shown(term, fact))",
      line, kind: isCode(term, fact) ? .unknownCode : .comparison)
    return nil
  }

  private func isCode(_ term: Term, _ fact: Fact) -> Bool {
    if case .text = term, case .code = fact.kind { true } else { false }
  }

  private func shown(_ term: Term, _ fact: Fact) -> String {
    guard let value = FactValue(term) else { return term.kindWords }
    if case .code(let code) = value, case .code(let codes) = fact.kind {
      return "'\(code)'" + scope.problems.didYouMean(code, codes)
    }
    return "'\(Fact.plainWords(value))'"
  }

  // MARK: scripts

  private func scripted(_ names: [Term], _ arguments: [Term], _ line: Int) -> Condition? {
    guard names.count == 1, case .text(let name) = names[0], arguments.count == 1,
      let inner = fields.nested("scripted", arguments[0], "`reads`, `says` and `test`")
    else {
      problem(
        "malformed scripted condition; write scripted \"name\" { reads = { … }, says = \"…\", test = function(facts) … end }",
        line, kind: .notation)
      return nil
    }
    guard
      let script = ScriptReader(fields: inner).script(
        named: name, function: "test", says: inner.text("says"), line)
    else { return nil }
    inner.finish()
    return .scripted(script)
  }
}

public import PlumblineJSON

/// A pack's own test: a profile, and the expected decision.
///
/// One declaration may hold many tests: a table of `cases`, or one for each value at a `boundary`.
public struct PackTest: Sendable {
  /// The declaration's own name.
  public var name: String
  /// The case within its declaration: "case 2 (off work)", "fear.tsk_17 = 38"; nil if there is only one.
  public var `case`: String?
  public var pack: String
  /// A profile in the profile's own format.
  public var given: JSONValue
  public var expect: JSONValue
  public var asOf: Day?
  public var place: Place

  public init(
    name: String, case: String? = nil, pack: String, given: JSONValue, expect: JSONValue, asOf: Day? = nil,
    place: Place
  ) {
    self.name = name
    self.case = `case`
    self.pack = pack
    self.given = given
    self.expect = expect
    self.asOf = asOf
    self.place = place
  }

  /// Name and case, as shown.
  public var title: String { self.case.map { "\(name): \($0)" } ?? name }
}

/// Reads `test` declarations.
struct PackTestReader {
  let fields: Fields

  func tests() -> [PackTest] {
    guard fields.declaration.word == .test else {
      fields.problem("only `test` is allowed in a tests folder, not \(fields.who)", kind: .misplaced)
      return []
    }
    let asOf = fields.optionalDay("as_of")
    let tests = cases().map { one in
      PackTest(
        name: fields.declaration.name, case: one.label, pack: fields.declaration.pack, given: one.given,
        expect: one.expect, asOf: asOf, place: fields.place())
    }
    fields.finish()
    return tests
  }

  private struct Case {
    var label: String?
    var given: JSONValue
    var expect: JSONValue
  }

  private func cases() -> [Case] {
    if let listed = fields.optional("cases") { return table(listed) }
    if let boundary = fields.optional("boundary") { return values(boundary) }
    guard let given = required("given"), let expect = required("expect") else { return [] }
    return [Case(label: nil, given: given, expect: expect)]
  }

  private func required(_ name: String) -> JSONValue? { fields.required(name)?.json(fields, name) }

  /// Reads a table of cases: each case's `given` and `expect` are laid over those of the declaration.
  private func table(_ term: Term) -> [Case] {
    let given = fields.optional("given")?.json(fields, "given")
    let expect = fields.optional("expect")?.json(fields, "expect")
    guard case .list(let items) = term, !items.isEmpty else {
      fields.wrong("cases", term, wanted: "a list of tables with `given` and `expect`")
      return []
    }
    return items.enumerated().compactMap { index, item in
      guard let inner = fields.nested("cases", item, "tables with `name`, `given` and `expect`") else {
        return nil
      }
      let name = inner.optionalText("name")
      let own = inner.optional("given")?.json(fields, "cases")
      let expected = inner.optional("expect")?.json(fields, "cases")
      inner.finish()
      let label = "case \(index + 1)" + (name.map { " (\($0))" } ?? "")
      guard let given = laid(own, over: given, at: ""), let expect = laid(expected, over: expect) else {
        fields.problem(
          "\(label) of \(fields.who) needs `given` and `expect`, its own or the declaration's", at: "cases")
        return nil
      }
      return Case(label: label, given: given, expect: expect)
    }
  }

  /// Builds a case for each value of a fact: `boundary = fear.tsk_17, expect = { [37] = { … }, [38] = { … } }`.
  private func values(_ term: Term) -> [Case] {
    guard let given = required("given"), let expect = fields.required("expect") else { return [] }
    guard case .reference(let path, let line) = term else {
      fields.wrong("boundary", term, wanted: "a fact: fear.tsk_17")
      return []
    }
    let place = Place(file: fields.declaration.place.file, line: line.number)
    guard let index = fields.scope.fact(path, pack: fields.declaration.pack, at: place) else { return [] }
    let fact = fields.scope.facts[index]
    return entries(expect, of: fact).compactMap { entry in
      guard let value = entry.value, fact.allows(value) else {
        fields.problem(
          "`expect` of \(fields.who) has an entry for '\(entry.written)', but '\(fact.name)' is \(fact.allowedNumbers)\(fact.isDate ? " before the day of the answer" : "")",
          at: "expect")
        return nil
      }
      guard let expected = entry.expect.json(fields, "expect"),
        let given = laid(
          Self.profile(fact.name, fact.isDate ? ["days_ago": value.json] : value.json), over: given, at: "")
      else { return nil }
      return Case(label: "\(fact.name) = \(entry.written)", given: given, expect: expected)
    }
  }

  /// Returns what a table expects for each value: `[37] = …`, or a string for codes, decimals and booleans: `["0.5"] = …`.
  private func entries(_ term: Term, of fact: Fact) -> [(written: String, value: FactValue?, expect: Term)] {
    switch term {
    case .list(let items):
      return items.enumerated().map { ("\($0 + 1)", .number(ExactNumber($0 + 1)), $1) }
    case .sparse(let entries):
      return entries.map { ("\($0.key)", Int(exactly: $0.key).map { .number(ExactNumber($0)) }, $0.value) }
    case .fields(let named):
      return named.map { entry in
        let value: FactValue? =
          switch fact.kind {
          case .code: .code(entry.name)
          case .boolean: ["true": .boolean(true), "false": .boolean(false)][entry.name]
          case .integer, .decimal: ExactNumber(entry.name).map { .number($0) }
          }
        return (entry.name, value, entry.value)
      }
    default:
      fields.wrong("expect", term, wanted: "a table with an entry for each value: { [37] = { … } }")
      return []
    }
  }

  /// Builds a profile with one fact.
  private static func profile(_ name: String, _ value: JSONValue) -> JSONValue {
    guard let dot = name.firstIndex(of: ".") else { return .object([JSONMember(name, value)]) }
    let member = JSONMember(String(name[name.index(after: dot)...]), value)
    return .object([JSONMember(String(name[..<dot]), .object([member]))])
  }

  /// Lays one table over another: groups are merged, a value replaces a value. In a profile, an answer replaces an answer as a whole.
  ///
  /// - Parameter path: where the tables stand in a profile; nil in what is expected.
  private func laid(_ top: JSONValue?, over bottom: JSONValue?, at path: String? = nil) -> JSONValue? {
    if let top, let path, isAnswered(path) { return top }
    // In Lua an empty list and an empty table are the same; here it changes nothing.
    guard let top, bottom == nil || top != .array([]) else { return bottom }
    guard let bottom, case .object(let upper) = top, case .object(let lower) = bottom,
      !Self.isAbsence(upper), !Self.isAbsence(lower)
    else { return top }
    var members = lower
    for member in upper {
      if let index = members.firstIndex(where: { $0.key == member.key }) {
        let inner = path.map { $0.isEmpty ? member.key : "\($0).\(member.key)" }
        members[index].value = laid(member.value, over: members[index].value, at: inner) ?? member.value
      } else {
        members.append(member)
      }
    }
    return .object(members)
  }

  /// Whether a path of a profile is that of a fact, a list or a series.
  private func isAnswered(_ path: String) -> Bool {
    let scope = fields.scope
    return scope.index(of: path) != nil || scope.sets[path] != nil || scope.series[path] != nil
  }

  private static func isAbsence(_ members: [JSONMember]) -> Bool { members.map(\.key) == ["absent"] }
}

extension Term {
  /// Returns plain data as JSON; a reference becomes its name, so that facts can be listed as they are written.
  func json(_ fields: Fields, _ field: String) -> JSONValue? {
    switch self {
    case .boolean(let flag): return .bool(flag)
    case .text(let text): return .string(text)
    case .integer, .float:
      if case .number(let number)? = FactValue(self) { return .number(number) }
    case .reference(let path, _): return .string(path)
    case .list(let items): return .array(items.compactMap { $0.json(fields, field) })
    case .fields(let named):
      return .object(
        named.compactMap { entry in entry.value.json(fields, field).map { JSONMember(entry.name, $0) } })
    case .sparse(let entries):
      return .object(
        entries.compactMap { entry in
          entry.value.json(fields, field).map { JSONMember(String(entry.key), $0) }
        })
    case .node, .function: break
    }
    fields.problem("`\(field)` of \(fields.who) holds \(kindWords); write plain data", at: field)
    return nil
  }
}

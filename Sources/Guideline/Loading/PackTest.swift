public import JSON

/// A test that a pack brings along: a profile, and what is expected of its decision.
public struct PackTest: Sendable {
  public var name: String
  public var pack: String
  /// A profile in the profile's own format.
  public var given: JSONValue
  public var expect: JSONValue
  public var asOf: String?
  public var place: Place

  init?(_ fields: Fields) {
    guard fields.declaration.word == .test else {
      fields.problem("only `test` may stand in a tests folder, not \(fields.who)")
      return nil
    }
    let given = fields.required("given")
    let expect = fields.required("expect")
    name = fields.declaration.name
    pack = fields.declaration.pack
    place = fields.place()
    asOf = fields.optionalText("as_of")
    fields.finish()
    guard let given = given?.json(fields, "given"), let expect = expect?.json(fields, "expect") else {
      return nil
    }
    self.given = given
    self.expect = expect
  }
}

extension Term {
  /// Plain data as JSON; a reference stands for its name, so that facts can be listed as they are written.
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
    fields.problem("`\(field)` of \(fields.who) holds \(kindWords); it must hold plain data", at: field)
    return nil
  }
}

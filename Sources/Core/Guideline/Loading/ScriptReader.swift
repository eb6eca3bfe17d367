/// Reads a script, which stays in Lua: its function and the facts that it declares to read.
struct ScriptReader {
  let fields: Fields

  func script(named name: String, function field: String, says: String, _ line: Int) -> Script? {
    let reads = factList("reads")
    guard let term = fields.required(field) else { return nil }
    guard case .function(let index) = term else {
      fields.wrong(field, term, wanted: "a function(facts) … end")
      return nil
    }
    if reads.isEmpty {
      fields.problem(
        "`reads` of \(fields.who) lists no fact: a script must declare what it reads", at: "reads",
        kind: .missingField)
    }
    let parts = fields.declaration.place.file.split(separator: "/", maxSplits: 1)
    return Script(
      name: name, pack: String(parts.first ?? ""), file: String(parts.last ?? ""), function: index,
      reads: reads,
      says: says, line: line)
  }

  /// A list of facts, as in `reads = { fear.tsk_17 }`.
  func factList(_ name: String) -> [Fact.Index] {
    fields.list(name).flatMap { term -> [Fact.Index] in
      guard case .reference(let path, let line) = term else {
        fields.problem("`\(name)` of \(fields.who) holds \(term.kindWords); list facts", at: name)
        return []
      }
      if let set = fields.scope.sets[path] {
        if name != "reads" { return set.members.map(\.fact) }
        fields.problem(
          "`reads` of \(fields.who) names the list '\(path)', which scripts do not see; compare it in a condition",
          at: name, kind: .script)
        return []
      }
      let place = Place(file: fields.declaration.place.file, line: line.number)
      return fields.scope.fact(path, pack: fields.declaration.pack, at: place).map { [$0] } ?? []
    }
  }
}

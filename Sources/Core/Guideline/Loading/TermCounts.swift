/// The parts of a declaration that the budget of a load counts.
struct TermCounts {
  /// Values that facts are compared with, and codes of facts.
  private(set) var cutOffs = 0
  /// Functions that stay in Lua.
  private(set) var functions = 0

  init(_ fields: [Term.Field], of word: Declaration.Word) {
    for field in fields {
      if word == .fact, field.name == "codes", case .list(let codes) = field.value { cutOffs += codes.count }
      count(field.value)
    }
  }

  private mutating func count(_ term: Term) {
    switch term {
    case .boolean, .integer, .float, .text, .reference: break
    case .function: functions += 1
    case .list(let items): for item in items { count(item) }
    case .sparse(let entries): for entry in entries { count(entry.value) }
    case .fields(let fields): for field in fields { count(field.value) }
    case .node(let callee, let arguments, _):
      if case .reference(let path, _) = callee, case .reference(let fact, _)? = arguments.first,
        path.utf8.count > fact.utf8.count, path.utf8.starts(with: fact.utf8)
      {
        for argument in arguments.dropFirst() {
          if case .list(let values) = argument { cutOffs += values.count } else { cutOffs += 1 }
        }
      }
      count(callee)
      for argument in arguments { count(argument) }
    }
  }
}

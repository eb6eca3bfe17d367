/// The names in scope at one place of a Lua text, and what is known about their values.
struct LuaScopes {
  enum Value {
    /// Nothing is known.
    case any
    /// A parameter of a function.
    case parameter
    /// A fact, or a group of facts.
    case reference
    case condition
  }

  /// An assignment whose values are still being read: its names are in scope after it.
  private struct Assignment {
    let names: [String]
    let isLocal: Bool
    var values: [Value] = []
  }

  private struct Scope {
    /// The number of locals in scope around it.
    let outerLocals: Int
    var assignment: Assignment?
  }

  /// The innermost last; there is always one.
  private var scopes = [Scope(outerLocals: 0)]

  /// The locals in scope, the innermost last.
  private var locals: [(name: String, value: Value)] = []

  /// The indices of each name among the locals, the innermost last.
  private var places: [String: [Int]] = [:]

  /// Returns what is known about the local `name`; nil if there is none.
  func value(of name: String) -> Value? { index(of: name).map { locals[$0].value } }

  private func index(of name: String) -> Int? { places[name]?.last }

  mutating func open() { scopes.append(Scope(outerLocals: locals.count)) }

  mutating func close() {
    guard scopes.count > 1, let scope = scopes.popLast() else { return }
    while locals.count > scope.outerLocals, let local = locals.popLast() {
      places[local.name]?.removeLast()
    }
  }

  mutating func introduce(_ name: String, _ value: Value = .any) {
    places[name, default: []].append(locals.count)
    locals.append((name, value))
  }

  /// Begins an assignment to `names`, new ones if it is `local`.
  mutating func assign(to names: [String], isLocal: Bool) {
    scopes[scopes.count - 1].assignment = Assignment(names: names, isLocal: isLocal)
  }

  /// Records the next value of the assignment.
  mutating func take(_ value: Value) { scopes[scopes.count - 1].assignment?.values.append(value) }

  /// Ends the assignment, if there is one.
  mutating func settle() {
    guard let assignment = scopes[scopes.count - 1].assignment else { return }
    scopes[scopes.count - 1].assignment = nil
    for (position, name) in assignment.names.enumerated() {
      let value = position < assignment.values.count ? assignment.values[position] : .any
      if assignment.isLocal {
        introduce(name, value)
      } else if value != .any, let index = index(of: name) {
        // What may have been a condition stays one, since it is not known here which branch runs.
        locals[index].value = value
      }
    }
  }
}

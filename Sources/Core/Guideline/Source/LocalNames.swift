/// The names that a Lua text introduces: `local` ones, loop variables and parameters.
enum LocalNames {
  /// Names in a list, and the index after the last.
  typealias List = (names: [String], end: Int)

  static func names(in text: LuaText) -> Set<String> {
    var names: Set<String> = []
    for index in text.tokens.indices {
      switch text[index] {
      case .local where text[index + 1] == .function:
        if text[index + 2] == .name { names.insert(text.spelling(at: index + 2)) }
      case .local, .for:
        names.formUnion(list(in: text, from: index + 1).names)
      case .function:
        names.formUnion(parameters(in: text, from: index + 1).names)
      default:
        continue
      }
    }
    return names
  }

  /// Returns the names of `a, b <const>, c`, as far as the list goes.
  static func list(in text: LuaText, from start: Int) -> List {
    var list: List = ([], start)
    while text[list.end] == .name {
      list.names.append(text.spelling(at: list.end))
      list.end += 1
      if text[list.end] == .less, text[list.end + 2] == .greater { list.end += 3 }
      guard text[list.end] == .comma else { break }
      list.end += 1
    }
    return list
  }

  /// Returns the parameters of the function whose name, if it has one, is at `start`.
  static func parameters(in text: LuaText, from start: Int) -> List {
    var index = start
    while text[index] == .name || text[index] == .dot || text[index] == .colon { index += 1 }
    return text[index] == .leftParenthesis ? list(in: text, from: index + 1) : ([], index)
  }
}

/// The names that a Lua text introduces: `local` ones, loop variables and parameters.
enum LocalNames {
  static func names(in text: LuaText) -> Set<String> {
    var names: Set<String> = []
    for index in text.tokens.indices {
      switch text[index] {
      case .local where text[index + 1] == .function:
        if text[index + 2] == .name { names.insert(text.spelling(at: index + 2)) }
      case .local, .for:
        names.formUnion(list(in: text, from: index + 1))
      case .function:
        if let parameters = parameters(in: text, from: index + 1) {
          names.formUnion(list(in: text, from: parameters))
        }
      default:
        continue
      }
    }
    return names
  }

  /// The names of `a, b <const>, c` as far as it goes.
  private static func list(in text: LuaText, from start: Int) -> [String] {
    var names: [String] = []
    var index = start
    while text[index] == .name {
      names.append(text.spelling(at: index))
      index += 1
      if text[index] == .less, text[index + 2] == .greater { index += 3 }
      guard text[index] == .comma else { break }
      index += 1
    }
    return names
  }

  /// Where the parameters of the function begin whose name, if it has one, is at `start`.
  private static func parameters(in text: LuaText, from start: Int) -> Int? {
    var index = start
    while text[index] == .name || text[index] == .dot || text[index] == .colon { index += 1 }
    return text[index] == .leftParenthesis ? index + 1 : nil
  }
}

/// The names that a Lua text introduces: `local` ones, loop variables and parameters.
enum LocalNames {
  static func names(in tokens: [LuaToken]) -> Set<String> {
    var names: Set<String> = []
    for (index, token) in tokens.enumerated() where token.kind == .keyword {
      switch token.text {
      case "local" where index + 1 < tokens.count && tokens[index + 1].is("function"):
        if index + 2 < tokens.count, tokens[index + 2].kind == .name { names.insert(tokens[index + 2].text) }
      case "local", "for":
        names.formUnion(list(in: tokens, from: index + 1))
      case "function":
        if let parameters = parameters(in: tokens, from: index + 1) {
          names.formUnion(list(in: tokens, from: parameters))
        }
      default:
        continue
      }
    }
    return names
  }

  /// The names of `a, b <const>, c` as far as it goes.
  private static func list(in tokens: [LuaToken], from start: Int) -> [String] {
    var names: [String] = []
    var index = start
    while index < tokens.count, tokens[index].kind == .name {
      names.append(tokens[index].text)
      index += 1
      if index + 2 < tokens.count, tokens[index].is("<"), tokens[index + 2].is(">") { index += 3 }
      guard index < tokens.count, tokens[index].is(",") else { break }
      index += 1
    }
    return names
  }

  /// Where the parameters of the function begin whose name, if it has one, is at `start`.
  private static func parameters(in tokens: [LuaToken], from start: Int) -> Int? {
    var index = start
    while index < tokens.count, tokens[index].kind == .name || tokens[index].is(".") || tokens[index].is(":")
    {
      index += 1
    }
    return index < tokens.count && tokens[index].is("(") ? index + 1 : nil
  }
}

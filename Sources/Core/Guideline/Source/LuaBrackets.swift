/// The pairs of brackets in a list of tokens.
///
/// A bracket without a partner means that Lua refuses the text; it is ignored here.
struct LuaBrackets {
  /// The index of each token's partner; -1 if it has none.
  private var partners: [Int]

  /// The highest number of brackets that are open at once.
  private(set) var depth = 0

  /// The first opening bracket that exceeds the allowed depth.
  private(set) var firstTooDeep: Int?

  init(_ tokens: [LuaToken], depthCap: Int) {
    partners = [Int](repeating: -1, count: tokens.count)
    var open: [Int] = []
    for index in tokens.indices {
      let kind = tokens[index].kind
      switch kind {
      case .leftBrace, .leftParenthesis, .leftBracket:
        open.append(index)
        depth = max(depth, open.count)
        if open.count > depthCap, firstTooDeep == nil { firstTooDeep = index }
      case .rightBrace, .rightParenthesis, .rightBracket:
        guard let opening = open.last, Self.closing(tokens[opening].kind) == kind else { continue }
        open.removeLast()
        partners[opening] = index
        partners[index] = opening
      default:
        continue
      }
    }
  }

  /// Returns the other bracket of the pair that the token at `index` belongs to.
  func partner(of index: Int) -> Int? { partners[index] < 0 ? nil : partners[index] }

  private static func closing(_ kind: LuaToken.Kind) -> LuaToken.Kind? {
    switch kind {
    case .leftBrace: .rightBrace
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    default: nil
    }
  }
}

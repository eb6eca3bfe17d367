/// Which bracket closes which, in a list of tokens.
///
/// A bracket without a partner belongs to a text that Lua refuses; it is left alone here.
struct LuaBrackets {
  /// For each token that is a bracket with a partner, the index of that.
  private var partners: [Int: Int] = [:]

  /// The most brackets that are open at once.
  private(set) var depth = 0

  /// The first opening bracket that goes beyond the allowed depth.
  private(set) var firstTooDeep: Int?

  init(_ tokens: [LuaToken], depthCap: Int) {
    var open: [Int] = []
    for (index, token) in tokens.enumerated() where token.kind == .symbol {
      switch token.text {
      case "{", "(", "[":
        open.append(index)
        depth = max(depth, open.count)
        if open.count > depthCap, firstTooDeep == nil { firstTooDeep = index }
      case "}", ")", "]":
        guard let opening = open.last, Self.closing[tokens[opening].text] == token.text else { continue }
        open.removeLast()
        partners[opening] = index
        partners[index] = opening
      default:
        continue
      }
    }
  }

  /// The other bracket of the pair that the token at `index` belongs to.
  func partner(of index: Int) -> Int? { partners[index] }

  private static let closing = ["{": "}", "(": ")", "[": "]"]
}

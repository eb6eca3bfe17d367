import PlumblineJSON

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

extension SeededRandom {
  /// Returns any value, at most `depth` levels deep, with strings that need escapes, surrogate pairs and sorting.
  mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &self))
    case 2, 3: return .number(number())
    case 4: return .string(text())
    case 5: return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in value(depth: depth - 1) })
    default:
      var seen: Set<[UInt8]> = []
      let keys = (0..<Int.random(in: 0...12, using: &self)).map { _ in text() }
      return .object(
        keys.filter { seen.insert(Array($0.utf8)).inserted }.map { JSONMember($0, value(depth: depth - 1)) })
    }
  }

  /// Returns a number of any length, with its point anywhere.
  mutating func number() -> ExactNumber {
    let digits = Int64.random(in: .min ... .max, using: &self) >> Int64.random(in: 0...63, using: &self)
    return ExactNumber("\(digits)e-\(Int.random(in: 0...18, using: &self))") ?? 0
  }

  mutating func text() -> String {
    let alphabet: [Unicode.Scalar] = [
      "a", "b", "z", "0", " ", "\"", "\\", "/", "\n", "\t", "\r", "\0", "\u{8}", "\u{C}", "\u{1F}", "\u{7F}",
      "é", "e",
      "\u{301}", "ﬀ", "\u{E000}", "\u{FFFF}", "\u{2028}", "😀", "\u{10FFFF}",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...6, using: &self) {
      text.unicodeScalars.append(alphabet.randomElement(using: &self) ?? "a")
    }
    return text
  }
}

import Transparency

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
  mutating func bytes(_ count: ClosedRange<Int>) -> [UInt8] {
    (0..<Int.random(in: count, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  /// Letters of one to four bytes, spellings that are equal to `==`, and what notes give a meaning to.
  mutating func text(_ count: ClosedRange<Int>, also more: [Unicode.Scalar] = []) -> String {
    let alphabet: [Unicode.Scalar] =
      ["a", "Z", "0", "/", "=", "\u{2014}", "é", "e", "\u{301}", "😀", "\u{7F}"] + more
    var text = ""
    for _ in 0..<Int.random(in: count, using: &self) {
      text.unicodeScalars.append(alphabet.randomElement(using: &self) ?? "a")
    }
    return text
  }

  mutating func hash() -> TreeHash { .leaf(bytes(0...8)) }
}

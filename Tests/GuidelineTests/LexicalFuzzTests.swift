import Testing

@testable import PlumblineGuideline

struct LexicalFuzzTests {
  private static let pieces = [
    "rule", "all", "test", "'x'", "{", "}", "(", ")", "[", "]", "=", ",", ";", "and", "or", "not", "==", "~=",
    "<", ">=", "nil", "^", "function", "end", "if", "then", "do", "local", "for", "in", ":", ".", "at_least",
    "is", "x", "1", "\n", "--", "[[", "]]", "'", "\\", "<const>",
    "repeat", "until", "while", "else", "elseif", "return", "...", "x.y", "any {", "local y =",
  ]

  /// Returns the same numbers for the same seed (a 64-bit linear congruence, upper half).
  private struct Random {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  @Test func `random bytes never trap`() {
    for seed in UInt64(0)..<5_000 {
      var random = Random(state: seed)
      let bytes = (0..<random.below(60)).map { _ in UInt8(random.below(256)) }
      _ = LexicalReview(bytes, vocabulary: .sample)
    }
  }

  @Test func `random tokens never trap, and no token has two problems`() {
    for seed in UInt64(0)..<20_000 {
      var random = Random(state: seed)
      let text = (0..<random.below(40)).map { _ in Self.pieces[random.below(Self.pieces.count)] }
      let problems = LexicalReview(Array(text.joined(separator: " ").utf8), vocabulary: .sample, depthCap: 4)
        .problems
      let tokens = Set(problems.map { [$0.line, $0.column] })
      #expect(tokens.count == problems.count, "seed \(seed)")
    }
  }
}

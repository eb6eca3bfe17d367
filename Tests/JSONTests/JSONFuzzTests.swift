import PlumblineJSON
import Testing

struct JSONFuzzTests {
  /// Pieces that reach the rare branches of the reader.
  private static let pieces: [[UInt8]] =
    [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "/*", "//", "'", "-", "0", "1e",
      ".", "e400", "null", "NaN", "\u{FEFF}", "😀", "\u{201C}", "\n", "\0", "\"a\":1,",
      "999999999999999999999",
    ].map { Array($0.utf8) } + [
      [0x80], [0xC2], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0xFF, 0xFE],
    ]

  private func mutate(_ bytes: inout [UInt8], using random: inout SeededRandom) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
    case 1: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
    case 2: bytes.removeSubrange(place..<min(place + Int.random(in: 1...4, using: &random), bytes.count))
    case 3: bytes.removeSubrange(place...)
    default: bytes.insert(contentsOf: bytes[place..<min(place + 8, bytes.count)], at: place)
    }
  }

  @Test(arguments: 0..<20)
  func `a mutated document is read or refused, never a trap`(block: Int) {
    let limits = JSONLimits(bytes: 4_096, depth: 6, stringBytes: 64, values: 200)
    for seed in UInt64(block * 1_000)..<UInt64(block * 1_000 + 1_000) {
      var random = SeededRandom(seed: seed)
      var bytes = random.value(depth: 4).canonical
      for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, using: &random) }
      do {
        let value = try JSONReader.read(bytes, limits: limits).value
        let again = try JSONReader.read(value.canonical, limits: limits).value
        #expect(again.canonical == value.canonical, "seed \(seed)")
      } catch {
        #expect(!error.problems.isEmpty, "seed \(seed)")
        #expect(
          error.problems.allSatisfy { $0.position.line >= 1 && $0.position.column >= 1 }, "seed \(seed)")
      }
    }
  }

  @Test func `random bytes are refused, never a trap`() {
    for seed in UInt64(0)..<5_000 {
      var random = SeededRandom(seed: seed)
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      _ = try? JSONReader.read(bytes)
    }
  }
}

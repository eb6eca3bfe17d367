import PlumblineTestSupport
import PlumblineTransparency

extension Seeded {
  mutating func bytes(_ count: ClosedRange<Int>) -> [UInt8] {
    (0..<Int.random(in: count, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  /// Letters of one to four bytes, encodings that are equal to `==`, and characters with a meaning in notes.
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

import PlumblineTestSupport
import PlumblineText
import Testing

/// Text broken into lines.
struct WrappingTests {
  private static func text(_ random: inout Seeded, longest: Int) -> String {
    (0..<Int.random(in: 0...30, using: &random)).map { _ in
      String(
        (0..<Int.random(in: 1...longest, using: &random)).map { _ in
          "abé-/:. ".randomElement(using: &random) ?? "a"
        })
    }.joined(separator: " ")
  }

  @Test(arguments: 0..<200)
  func `words keep their order, and lines their width and prefixes`(number: UInt64) {
    var random = Seeded(Seeded.first &+ 91_000 &+ number)
    let text = Self.text(&random, longest: 9)
    let width = Int.random(in: 16...60, using: &random)
    let (first, rest) = ("  - ", "      ")
    let lines = Wrapping.lines(text, to: width, first: first, rest: rest)
    #expect(lines.allSatisfy { $0.count <= width }, "seed \(random.seed)")
    #expect(lines[0].hasPrefix(first) && lines.dropFirst().allSatisfy { $0.hasPrefix(rest) })
    let words = lines.enumerated().flatMap {
      $1.dropFirst($0 == 0 ? first.count : rest.count).split(separator: " ")
    }
    #expect(words == text.split(separator: " "), "seed \(random.seed)")
    // Greedy: the first word of a line would not have fitted on the line before.
    for (line, next) in zip(lines, lines.dropFirst()) {
      let word = next.dropFirst(rest.count).prefix { $0 != " " }
      #expect(line.count + 1 + word.count > width, "seed \(random.seed)")
    }
  }

  @Test(arguments: 0..<200)
  func `a word that is too long is broken, and loses nothing`(number: UInt64) {
    var random = Seeded(Seeded.first &+ 92_000 &+ number)
    let text = Self.text(&random, longest: 40)
    let width = Int.random(in: 3...20, using: &random)
    let lines = Wrapping.lines(text, to: width, breaksWords: true)
    #expect(lines.allSatisfy { $0.count <= width }, "seed \(random.seed)")
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " }, "seed \(random.seed)")
  }

  @Test func `a long word is broken after a mark if there is one`() {
    #expect(
      Wrapping.lines("see psychological-pairing/rules.lua:12", to: 16, breaksWords: true)
        == ["see", "psychological-", "pairing/rules.", "lua:12"])
    #expect(
      Wrapping.lines("see psychological-pairing/rules.lua:12", to: 16)
        == ["see", "psychological-pairing/rules.lua:12"])
  }

  @Test func `empty text is one line, with its prefix`() {
    #expect(Wrapping.lines("", to: 10) == [""])
    #expect(Wrapping.lines("  ", to: 10, first: "- ") == ["- "])
  }
}

/// On which side of each of its numbers a sentence draws a limit: "12 weeks or more" is above, "under 18" below.
public struct StatedLimits: Sendable, Hashable {
  public enum Side: Sendable, Hashable { case above, below }

  /// The words of a language that draw a limit, in lower case.
  public struct Words: Sendable {
    /// Directly before a number: "at least".
    let before: [(words: [String], side: Side)]
    /// After a number, and after at most two words for its unit: "or more".
    let after: [(words: [String], side: Side)]
    /// Words that turn a limit: "not above".
    let denials: Set<String>
  }

  /// By number, in their order; nil where no limit is drawn.
  public let sides: [Side?]

  public init(_ text: String, _ words: Words) {
    let plain = Template(text).parts.map { if case .text(let text) = $0 { text } else { " " } }.joined()
    let tokens = plain.lowercased().split {
      !$0.isLetter && !$0.isNumber && !".,'".contains($0)
    }.map { token in String(token.reversed().drop { ".,".contains($0) }.reversed()) }
    sides = tokens.indices.filter { tokens[$0].first?.isNumber ?? false }.map { index in
      let (head, tail) = (tokens[..<index], tokens[(index + 1)...])
      let found =
        words.before.first { Array(head.suffix($0.words.count)) == $0.words }.map {
          ($0.words.count, $0.side)
        }
        ?? words.after.first { phrase in
          (0...2).contains { Array(tail.dropFirst($0).prefix(phrase.words.count)) == phrase.words }
        }.map { (0, $0.side) }
      guard let (length, side) = found else { return nil }
      let isDenied = head.dropLast(length).suffix(2).contains(where: words.denials.contains)
      return isDenied ? side == .above ? .below : .above : side
    }
  }

  /// Whether both draw a limit at one of their numbers, on different sides. What only one of them draws may be said in other words.
  public func contradicts(_ other: StatedLimits) -> Bool {
    sides.count == other.sides.count
      && zip(sides, other.sides).contains { $0 != nil && $1 != nil && $0 != $1 }
  }
}

extension StatedLimits.Words {
  static let english = Self(
    before: [
      (["at", "least"], .above), (["over"], .above), (["above"], .above), (["more", "than"], .above),
      (["greater", "than"], .above), (["higher", "than"], .above), (["older", "than"], .above),
      (["at", "most"], .below), (["up", "to"], .below), (["under"], .below), (["below"], .below),
      (["less", "than"], .below), (["fewer", "than"], .below), (["lower", "than"], .below),
      (["younger", "than"], .below),
    ],
    after: [
      (["or", "more"], .above), (["or", "over"], .above), (["or", "above"], .above),
      (["or", "older"], .above),
      (["or", "higher"], .above), (["or", "less"], .below), (["or", "fewer"], .below),
      (["or", "under"], .below),
      (["or", "below"], .below), (["or", "younger"], .below), (["or", "lower"], .below),
    ],
    denials: Glossary.englishNegations)

  static let dutch = Self(
    before: [
      (["ten", "minste"], .above), (["tenminste"], .above), (["minstens"], .above), (["minimaal"], .above),
      (["boven"], .above), (["meer", "dan"], .above), (["hoger", "dan"], .above), (["ouder", "dan"], .above),
      (["groter", "dan"], .above), (["hoogstens"], .below), (["ten", "hoogste"], .below),
      (["maximaal"], .below),
      (["onder"], .below), (["minder", "dan"], .below), (["lager", "dan"], .below),
      (["jonger", "dan"], .below),
      (["tot", "en", "met"], .below),
    ],
    after: [
      (["of", "meer"], .above), (["of", "hoger"], .above), (["of", "ouder"], .above),
      (["of", "minder"], .below),
      (["of", "lager"], .below), (["of", "jonger"], .below),
    ],
    denials: Glossary.dutchNegations)
}

extension Glossary {
  /// Whether a translation draws a limit on the other side of a number than its sentence.
  public func turnsLimit(of source: String, in translation: String) -> Bool {
    StatedLimits(source, .english).contradicts(StatedLimits(translation, limits))
  }
}

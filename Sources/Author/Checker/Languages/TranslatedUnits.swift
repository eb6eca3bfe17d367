/// The units that stand beside the numbers of a sentence, to compare a translation: "2 weeks" and "2 maanden" have the same number.
struct TranslatedUnits {
  /// By number and place for a value, in their order: the unit that follows; nil if none does that is known here.
  private var units: [String?]
  private var words: [String?]

  init(_ text: String) {
    let tokens = text.split { $0.isWhitespace || "();:".contains($0) }.map { token in
      String(token.lowercased().reversed().drop { ".,!?".contains($0) }.reversed())
    }
    let places = tokens.indices.filter {
      tokens[$0].first?.isNumber ?? false || tokens[$0].hasSuffix("}")
    }
    words = places.map { $0 + 1 < tokens.count ? tokens[$0 + 1] : nil }
    units = words.map { word in word.flatMap { Self.dutch[$0] ?? UnitWords.unit($0) } }
  }

  /// The first pair of units that differ, as both texts write them; nil if all that are known agree.
  func differing(from other: TranslatedUnits) -> (own: String, other: String)? {
    guard units.count == other.units.count else { return nil }
    for index in units.indices {
      guard let one = units[index], let two = other.units[index], one != two, let own = words[index],
        let said = other.words[index]
      else { continue }
      return (own, said)
    }
    return nil
  }

  /// By UCUM code.
  private static let dutch: [String: String] = [
    "jaar": "a", "jaren": "a", "maand": "mo", "maanden": "mo", "week": "wk", "weken": "wk", "dag": "d",
    "dagen": "d", "uur": "h", "uren": "h", "minuut": "min", "minuten": "min",
  ]
}

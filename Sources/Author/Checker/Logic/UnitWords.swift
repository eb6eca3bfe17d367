/// Words for the units that are often confused, and the patterns in which a text names the unit of a value.
enum UnitWords {
  /// By UCUM code.
  private static let words: [String: [String]] = [
    "a": ["year", "years", "yr", "yrs"], "mo": ["month", "months"], "wk": ["week", "weeks", "wk", "wks"],
    "d": ["day", "days"], "h": ["hour", "hours", "hr", "hrs"], "min": ["minute", "minutes", "min", "mins"],
    "s": ["second", "seconds", "sec"], "kg": ["kg", "kilogram", "kilograms"], "g": ["gram", "grams"],
    "mg": ["mg", "milligram", "milligrams"], "ug": ["microgram", "micrograms", "mcg"],
    "cm": ["cm", "centimetre", "centimetres"], "m": ["metre", "metres"],
    "mm": ["mm", "millimetre", "millimetres"],
    "mm[Hg]": ["mmhg"], "kPa": ["kpa"], "mmol/L": ["mmol/l"], "mmol/mol": ["mmol/mol"],
    "umol/L": ["umol/l", "µmol/l"], "kg/m2": ["kg/m2", "kg/m²"], "mL/min": ["ml/min"], "mL/s": ["ml/s"],
    "mg/dL": ["mg/dl"], "g/dL": ["g/dl"], "g/L": ["g/l"], "mg/L": ["mg/l"], "ug/L": ["ug/l", "µg/l"],
    "ng/mL": ["ng/ml"], "mg/g": ["mg/g"], "mg/mmol": ["mg/mmol"], "[in_i]": ["inch", "inches"],
    "%": ["%", "percent"],
    "Cel": ["°c", "celsius"], "[degF]": ["°f", "fahrenheit"], "[lb_av]": ["lb", "lbs", "pounds"],
  ]

  /// The units of time.
  static let times: Set<String> = ["a", "mo", "wk", "d", "h", "min", "s"]

  /// A unit by its code, where it has words here: "years" is "a".
  static func canonical(_ unit: String) -> String { words[unit] != nil ? unit : self.unit(unit) ?? unit }

  /// Whether a word names a unit other than a fact's.
  static func isOther(_ said: String, than unit: String) -> Bool {
    let unit = canonical(unit)
    guard let named = self.unit(said), named != unit, said.lowercased() != unit.lowercased() else {
      return false
    }
    // Beside a value whose unit has no word here, a time may be of something else.
    return words[unit] != nil || !times.contains(named)
  }

  /// Whether a word names what a fact counts in each of another unit: "days" of "d/wk".
  static func isCounted(_ said: String, in unit: String) -> Bool {
    unit.split(separator: "/").first.map(String.init) == self.unit(said) && unit.contains("/")
  }

  /// The unit that a word names.
  static func unit(_ word: some StringProtocol) -> String? {
    words.first { $0.value.contains(word.lowercased()) }?.key
  }

  /// The text with "mm Hg" as one word: it is no length.
  static func joined(_ text: String) -> String { text.replacing("mm Hg", with: "mmHg") }

  /// Whether a text goes on with what something is counted in each of: " days a week".
  static func isRate(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter }.prefix(3)
    return words.dropFirst().first.map { ["a", "an", "per", "each", "every"].contains($0) } ?? false
  }

  private static let amounts: Set<String> = ["whole", "full", "complete", "completed"]

  /// Returns the word for a unit just after a placeholder: "{…} months", "{…}-month", "{…} (months)".
  static func following(_ text: String) -> String? {
    var rest = joined(text)[...]
    if let first = rest.first, " -".contains(first) { rest.removeFirst() }
    if rest.first == "(" {
      let inside = rest.dropFirst().prefix { $0 != ")" }
      return unit(inside).map { _ in String(inside) }
    }
    func word() -> String { String(rest.prefix { $0.isLetter || $0.isNumber || "%°/".contains($0) }) }
    if amounts.contains(word()) { rest = rest.dropFirst(word().count + 1) }
    return unit(word()).map { _ in word() }
  }

  /// Returns the word for a unit that announces a placeholder: "months: {…}", "months off: {…}", "duration (months): {…}".
  static func announcing(_ text: String) -> String? {
    guard let colon = text.lastIndex(where: { !$0.isWhitespace }), ":=".contains(text[colon]) else {
      return nil
    }
    var label = text[..<colon]
    if label.last == ")", let open = label.lastIndex(of: "(") {
      let inside = label[label.index(after: open)...].dropLast()
      return unit(inside).map { _ in String(inside) }
    }
    if let start = label.lastIndex(where: { "([,;:.!?—–".contains($0) }) {
      label = label[label.index(after: start)...]
    }
    let said = label.split(whereSeparator: \.isWhitespace)
    if said.count >= 2, said[said.count - 2].lowercased() == "in" {
      return said.last.flatMap { word in unit(word).map { _ in String(word) } }
    }
    guard let first = said.first, said.count <= 4, unit(first) != nil, isPlural(first) else { return nil }
    return String(first)
  }

  /// Returns the words for units in which a question or a label asks for its value: "For how many months …", "Age (months)".
  static func asked(_ text: String) -> [String] {
    let text = joined(text)
    // A unit that is no single word: "in mmol/L?", "in %".
    let words = text.split(whereSeparator: \.isWhitespace).map { word in
      String(word.reversed().drop { "?,.;:)".contains($0) }.reversed())
    }
    let written = zip(words, words.dropFirst()).filter { $0 == "in" && unit($1) != nil }.map { String($1) }
    return written
      + Clause.all(in: text).flatMap { clause in
        clause.tokens.indices.compactMap { index in
          let token = clause.tokens[index]
          guard unit(token.word) != nil else { return nil }
          var before = clause.words[..<index]
          while let last = before.last, amounts.contains(last) { before.removeLast() }
          let isCounted = before.suffix(2) == ["how", "many"] || before.suffix(2) == ["number", "of"]
          let next = index + 1 < clause.tokens.count ? clause.tokens[index + 1].word : nil
          let isSince = before.isEmpty && isPlural(token.word) && next.map { since.contains($0) } ?? false
          let isNamed = before.last == "in" || isBracketed(token.range, in: text)
          return isCounted || isSince || isNamed ? String(text[token.range]) : nil
        }
      }
  }

  /// Words after a unit that begins a label: "Weeks since surgery".
  private static let since: Set<String> = ["since", "off", "ago", "of", "without", "after"]

  private static func isPlural(_ word: some StringProtocol) -> Bool { word.lowercased().hasSuffix("s") }

  private static func isBracketed(_ range: Range<String.Index>, in text: String) -> Bool {
    text[..<range.lowerBound].hasSuffix("(") && text[range.upperBound...].hasPrefix(")")
  }
}

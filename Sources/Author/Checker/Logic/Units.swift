internal import PlumblineGuideline

/// The check for words that name a unit other than the fact's.
enum Units: Check {
  static let mismatch = FindingKind(
    "unit-mismatch", .warning,
    "a text, or a fact's own name, names a unit other than the fact's",
    reason: """
      The value is shown as it is, in the fact's unit: "30 months" for 30 weeks misleads the reader. Write the fact's unit, \
      or compare another fact.
      """,
    mistake: .init(
      Examples.rule("pain.duration_weeks :at_least(52)").replacing(
        "The condition of this example holds.", with: "The pain has lasted for {pain.duration_weeks} months."
      ).marked("because")),
    fix: .init(
      Examples.rule("pain.duration_weeks :at_least(52)").replacing(
        "The condition of this example holds.", with: "The pain has lasted for {pain.duration_weeks} weeks."))
  )

  static let kinds = [mismatch]

  /// Words for the units that are often confused, by their UCUM code.
  private static let words: [String: [String]] = [
    "a": ["year", "years", "yr", "yrs"], "mo": ["month", "months"], "wk": ["week", "weeks", "wk", "wks"],
    "d": ["day", "days"], "h": ["hour", "hours", "hr", "hrs"], "min": ["minute", "minutes", "min", "mins"],
    "s": ["second", "seconds", "sec"], "kg": ["kg", "kilogram", "kilograms"], "g": ["gram", "grams"],
    "mg": ["mg", "milligram", "milligrams"], "ug": ["microgram", "micrograms", "mcg"],
    "cm": ["cm", "centimetre", "centimetres"], "m": ["metre", "metres"],
    "mm": ["mm", "millimetre", "millimetres"],
    "mm[Hg]": ["mmhg"], "kPa": ["kpa"], "mmol/L": ["mmol/l"], "mg/dL": ["mg/dl"], "%": ["%", "percent"],
    "Cel": ["°c", "celsius"], "[degF]": ["°f", "fahrenheit"], "[lb_av]": ["lb", "lbs", "pounds"],
  ]

  private static func unit(_ word: String) -> String? {
    words.first { $0.value.contains(word.lowercased()) }?.key
  }

  static func findings(in subject: Subject) -> [Finding] {
    let guideline = subject.guideline
    var texts: [(word: [String], id: String, text: String, place: Place)] = []
    for rule in guideline.rules + (guideline.otherwise.map { [$0] } ?? []) {
      texts.append((["rule", "otherwise"], rule.id, rule.because, rule.place))
    }
    for gate in guideline.stops + guideline.gates {
      texts.append((["stop", "defer", "exclude", "need_data"], gate.id, gate.because, gate.place))
    }
    for veto in guideline.vetoes { texts.append(([veto.word], veto.id, veto.because, veto.place)) }
    for conflict in guideline.conflicts {
      texts.append((["conflict"], conflict.id, conflict.because, conflict.place))
    }
    var found: [Finding] = []
    for (words, id, text, place) in texts where subject.isOwn(place) {
      for (fact, said) in saidUnits(text) {
        guard let index = guideline.vocabulary.index(of: fact),
          let unit = guideline.vocabulary[index].unit, Self.words[unit] != nil, Self.unit(said) != unit
        else { continue }
        let name = String(id.drop { $0 != "/" }.dropFirst())
        found.append(
          Finding(
            mismatch, at: location(fact, words, name, place, subject),
            "`{\(fact)}` is shown in its unit '\(unit)', but the text says '\(said)'"))
      }
    }
    return found
      + guideline.vocabulary.facts.filter { subject.isOwn($0.place) }.compactMap { named($0, subject) }
  }

  /// Finds a fact whose name ends in a unit of time other than its own.
  private static func named(_ fact: Fact, _ subject: Subject) -> Finding? {
    let times = ["a", "mo", "wk", "d", "h", "min", "s"]
    guard let last = fact.name.split(whereSeparator: { "._".contains($0) }).last.map(String.init),
      last.hasSuffix("s"), let said = unit(last), times.contains(said), let unit = fact.unit,
      times.contains(unit), unit != said
    else { return nil }
    return Finding(
      mismatch, at: subject.location(fact.place, of: "fact", named: fact.name, field: "unit"),
      "fact '\(fact.name)' is named for \(last), but its unit is '\(unit)'")
  }

  /// Returns each `{fact}` that is directly followed by a unit, with that word.
  private static func saidUnits(_ text: String) -> [(fact: String, said: String)] {
    let parts = Template(text).parts
    return zip(parts, parts.dropFirst()).compactMap { part, next in
      guard case .fact(let fact) = part, case .text(let after) = next else { return nil }
      let trimmed = after.first == " " ? after.dropFirst() : after[...]
      let word = trimmed.prefix { $0.isLetter || "%°/".contains($0) }
      return unit(String(word)).map { _ in (fact, String(word)) }
    }
  }

  /// The location of the fact's name in the text.
  private static func location(
    _ fact: String, _ words: [String], _ name: String, _ place: Place, _ subject: Subject
  ) -> Finding.Location {
    guard let text = subject.text(of: place.file) else { return subject.location(place) }
    for line in text.lines(ofDeclarationOnLine: place.line) {
      let bytes = text.bytes(ofLine: line)
      let wanted = Array("{\(fact)}".utf8)
      for start in bytes.indices where bytes[start...].starts(with: wanted) {
        return .init(file: place.file, line: line, column: start + 1)
      }
    }
    return subject.location(place, of: words[0], named: name, field: "because")
  }
}

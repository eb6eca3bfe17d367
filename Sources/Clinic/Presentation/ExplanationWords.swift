package import PlumblineEngine
package import PlumblineGuideline
package import PlumblineJSON
package import PlumblineText

/// Conditions in words for a clinician: the patient's value, the cut-off, and the distance between them.
package struct ExplanationWords {
  package let guideline: Guideline
  package var vocabulary: Vocabulary { guideline.vocabulary }
  var language: Language { guideline.language }

  package init(guideline: Guideline) { self.guideline = guideline }

  /// Returns a truth in one word.
  static func answer(_ truth: Truth, in language: Language) -> String {
    switch truth {
    case .true: language("yes")
    case .false: language("no")
    case .unknown: language("open")
    }
  }

  func answer(_ truth: Truth) -> String { Self.answer(truth, in: language) }

  package func label(_ fact: Fact.Index) -> String { vocabulary[fact].label }

  /// Returns a value with its unit: "64 weeks", "better function".
  func value(_ value: FactValue, of fact: Fact.Index) -> String {
    let words = vocabulary[fact].words(for: value, in: language)
    guard case .number(let number) = value, let unit = vocabulary[fact].unit else { return words }
    return Self.quantity(number, unit, in: language)
  }

  /// Returns a quantity with UCUM's codes for time in words, and every other unit as it is.
  package static func quantity(
    _ number: ExactNumber, _ unit: String?, in language: Language = .english
  ) -> String {
    let words = language.number("\(number)")
    guard let unit else { return words }
    if let name = times[unit] { return "\(words) \(language(number == 1 ? name : name + "s"))" }
    return unit == "%" ? "\(words)%" : "\(words) \(unit)"
  }

  /// Returns a unit on its own: "weeks", "kg".
  package static func unit(_ unit: String, in language: Language = .english) -> String {
    times[unit].map { language($0 + "s") } ?? unit
  }

  /// The names of UCUM's codes for time, of one.
  package static let times = ["a": "year", "mo": "month", "wk": "week", "d": "day", "h": "hour"]

  func state(_ state: FactState, of fact: Fact.Index) -> String {
    switch state {
    case .known(let value): self.value(value, of: fact)
    case .within(let range): range.words(of: vocabulary[fact], in: language)
    case .absent(let reason): language(reason.words)
    }
  }

  /// Returns "FABQ-PA 19", "Main goal: better function", "HbA1c 57 mmol/mol (given as 7.4 % × 10.93 − 23.5)".
  package func known(_ read: ReadFact) -> String {
    let isNumber = vocabulary[read.fact].grid != nil
    let given =
      read.given.map { " (\(language("given as {value}", ["value": language.numbers(in: $0)])))" } ?? ""
    return "\(label(read.fact))\(isNumber ? "" : ":") \(state(read.state, of: read.fact))\(given)"
  }

  // MARK: comparisons

  private func operands(_ comparison: Comparison) -> [String] {
    comparison.operands.map { operand in
      switch operand {
      case .value(let value): self.value(value, of: comparison.fact)
      case .fact(let other): label(other)
      }
    }
  }

  /// Returns what a comparison requires: "at least 15", "less pain or return to work".
  package func asks(_ comparison: Comparison) -> String {
    let operands = operands(comparison)
    let first = operands.first ?? ""
    switch comparison.operator {
    case .atLeast: return language("at least {value}", ["value": first])
    case .atMost: return language("at most {value}", ["value": first])
    case .above: return language("above {value}", ["value": first])
    case .below: return language("below {value}", ["value": first])
    case .between:
      guard case .value(.number(let low))? = comparison.operands.first else { return first }
      return language(
        "{low} to {high}", ["low": language.number("\(low)"), "high": operands.last ?? ""])
    case .is: return first
    case .isNot: return language("not {value}", ["value": first])
    case .isOneOf: return operands.joined(last: language("or"))
    case .wasDeclined: return language(Absence.askedDeclined.words)
    case .wasARange: return language("a range")
    }
  }

  /// Returns a comparison with a cut-off, and how it comes out: "TSK-17 44 is above 37".
  private func outcome(_ read: ReadComparison, of known: String) -> String {
    let first = operands(read.comparison).first ?? ""
    let asked = asks(read.comparison)
    switch (read.comparison.operator, read.truth == .true) {
    case (.between, true): return language("{fact} is within {range}", ["fact": known, "range": asked])
    case (.between, false): return language("{fact} is not within {range}", ["fact": known, "range": asked])
    case (.atLeast, false):
      return language("{fact} is not at least {value}", ["fact": known, "value": first])
    case (.atMost, false): return language("{fact} is not at most {value}", ["fact": known, "value": first])
    case (.above, false): return language("{fact} is not above {value}", ["fact": known, "value": first])
    case (_, true): return language("{fact} is {value}", ["fact": known, "value": asked])
    case (_, false): return language("{fact} is not {value}", ["fact": known, "value": asked])
    }
  }

  /// Returns the whole comparison with value, cut-off and margin.
  func sentence(_ read: ReadComparison) -> String {
    let comparison = read.comparison
    let fact = vocabulary[comparison.fact]
    var text = known(ReadFact(fact: comparison.fact, state: read.known, given: read.given))
    if let margin = read.margin {
      let distance = Self.quantity(margin.distance, fact.unit, in: language)
      text = outcome(read, of: text)
      text +=
        margin.distance == 0
        ? language(", exactly at the cut-off") : language(", by {distance}", ["distance": distance])
    } else if read.known.value == nil
      ? fact.kind != .boolean : read.truth == .false || comparison.operator != .is
    {
      text += language(" (required: {wanted})", ["wanted": asks(comparison)])
    }
    if comparison.adaptedBy != nil { text += language("; the cut-off was adapted at this site") }
    if let margin = read.margin, margin.isFragile { text += language("; FRAGILE") }
    if let narrowed = read.narrowed {
      let since = NarrowedWords(vocabulary, in: language).since(narrowed)
      text += language("; since {reasons}", ["reasons": since])
    }
    if !read.workedOutFrom.isEmpty {
      let facts = read.workedOutFrom.map(known).joined(separator: ", ")
      text += language("; worked out from {facts}", ["facts": facts])
    }
    return text
  }

  /// Returns "MDC95 8.53 in people with chronic pain; Eiger B et al 2022".
  package func error(_ error: MeasurementError, _ fact: Fact) -> String {
    let figure = "\(error.kind.rawValue) \(Self.quantity(error.value, fact.unit, in: language))"
    return language(
      "{error} in {people}; {source}",
      ["error": figure, "people": error.population, "source": guideline.shortName(ofSource: error.source)])
      + (error.seen == nil ? language("; not confirmed at its source") : "")
  }

  /// Returns a leaf in one sentence.
  func sentence(_ leaf: ReadCondition) -> String {
    switch leaf {
    case .comparison(let comparison): return sentence(comparison)
    case .script(let script, _, let reads):
      return language(
        "{what} (worked out by '{script}' from {facts})",
        ["what": script.says, "script": script.name, "facts": reads.map(known).joined(separator: ", ")])
    case .known(let facts, let truth):
      let names = facts.map(known).joined(separator: ", ")
      return truth == .unknown
        ? language("none of these is known: {facts}", ["facts": names])
        : language("known: {facts}", ["facts": names])
    case .combination(let combination, _, let parts):
      let header = Self.header(combination, in: language)
      return "\(header): \(parts.map(sentence).joined(separator: "; "))"
    }
  }

  package static func header(_ combination: Combination, in language: Language = .english) -> String {
    switch combination {
    case .all: language("all of these")
    case .any: language("any of these")
    case .noneOf: language("none of these")
    case .firstKnown:
      language("the first of these that is known (another answer before it can turn this)")
    case .anyKnown: language("any of those that are known (another answer can turn this)")
    }
  }

  // MARK: names

  /// Returns a pairing's name. Names are words of the source language: in another one the title stands before it.
  func named(_ pairing: PairingName) -> String {
    named("\(pairing)", guideline.pairings[pairing]?.title)
  }

  /// Returns the name of a part in words.
  func named(part: String) -> String {
    language.code == Language.english.code ? part : guideline.domain.words(ofPart: part)
  }

  /// Returns the name of a part, or of a pairing: what a veto is against.
  func named(partOrPairing name: String) -> String {
    let pairing = guideline.domain.pairing(name)
    return named(name, guideline.pairings[pairing]?.title ?? guideline.domain.words(ofPart: name))
  }

  /// Returns the name of a veto.
  func named(veto id: String) -> String { named(id, guideline.vetoes.first { $0.id == id }?.title) }

  private func named(_ name: String, _ title: String?) -> String {
    guard language.code != Language.english.code, let title else { return name }
    return "\(title) (\(name))"
  }

  // MARK: sources

  /// Returns the sources of a statement, or words for having none.
  package func sources(_ names: [String]) -> String {
    names.isEmpty
      ? language("no source: the pack's own inference")
      : names.map(guideline.shortName(ofSource:)).joined(separator: "; ")
  }
}

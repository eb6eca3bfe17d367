package import PlumblineEngine
package import PlumblineGuideline
package import PlumblineJSON
package import PlumblineText

/// Conditions in words for a clinician: the patient's value, the cut-off, and the distance between them.
package struct ExplanationWords {
  package let guideline: Guideline
  package var vocabulary: Vocabulary { guideline.vocabulary }

  package init(guideline: Guideline) { self.guideline = guideline }

  /// Returns a truth in one word.
  static func answer(_ truth: Truth) -> String {
    switch truth {
    case .true: "yes"
    case .false: "no"
    case .unknown: "open"
    }
  }

  package func label(_ fact: Fact.Index) -> String { vocabulary[fact].label }

  /// Returns a value with its unit: "64 weeks", "better function".
  func value(_ value: FactValue, of fact: Fact.Index) -> String {
    let words = vocabulary[fact].words(for: value)
    guard case .number(let number) = value, let unit = vocabulary[fact].unit else { return words }
    return Self.quantity(number, unit)
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
    case .within(let range): range.words(of: vocabulary[fact])
    case .absent(let reason): reason.words
    }
  }

  /// Returns "FABQ-PA 19", "Main goal: better function", "HbA1c 57 mmol/mol (given as 7.4 % × 10.93 − 23.5)".
  package func known(_ read: ReadFact) -> String {
    let isNumber = vocabulary[read.fact].grid != nil
    let given = read.given.map { " (given as \($0))" } ?? ""
    return "\(label(read.fact))\(isNumber ? "" : ":") \(state(read.state, of: read.fact))\(given)"
  }

  // MARK: comparisons

  /// Returns what a comparison requires: "at least 15", "less pain or return to work".
  package func asks(_ comparison: Comparison) -> String {
    let operands = comparison.operands.map { operand in
      switch operand {
      case .value(let value): self.value(value, of: comparison.fact)
      case .fact(let other): label(other)
      }
    }
    let first = operands.first ?? ""
    switch comparison.operator {
    case .atLeast: return "at least \(first)"
    case .atMost: return "at most \(first)"
    case .above: return "above \(first)"
    case .below: return "below \(first)"
    case .between:
      guard case .value(.number(let low))? = comparison.operands.first else { return first }
      return "\(low) to \(operands.last ?? "")"
    case .is: return first
    case .isNot: return "not \(first)"
    case .isOneOf: return operands.joined(last: "or")
    case .wasDeclined: return Absence.askedDeclined.words
    case .wasARange: return "a range"
    }
  }

  /// Returns the whole comparison with value, cut-off and margin.
  func sentence(_ read: ReadComparison) -> String {
    let comparison = read.comparison
    let fact = vocabulary[comparison.fact]
    var text = known(ReadFact(fact: comparison.fact, state: read.known, given: read.given))
    if let margin = read.margin {
      let distance =
        margin.distance == 0
        ? "exactly at the cut-off" : "by \(Self.quantity(margin.distance, fact.unit))"
      let link = comparison.operator == .between ? "within" : ""
      let asked = [link, asks(comparison)].filter { !$0.isEmpty }.joined(separator: " ")
      text += read.truth == .true ? " is \(asked), \(distance)" : " is not \(asked), \(distance)"
    } else if read.known.value == nil
      ? fact.kind != .boolean : read.truth == .false || comparison.operator != .is
    {
      text += " (required: \(asks(comparison)))"
    }
    if comparison.adaptedBy != nil { text += "; the cut-off was adapted at this site" }
    if let margin = read.margin, margin.isFragile { text += "; FRAGILE" }
    if let narrowed = read.narrowed { text += "; since \(NarrowedWords(vocabulary).since(narrowed))" }
    if !read.workedOutFrom.isEmpty {
      text += "; worked out from \(read.workedOutFrom.map(known).joined(separator: ", "))"
    }
    return text
  }

  /// Returns "MDC95 8.53 in people with chronic pain; Eiger B et al 2022".
  package func error(_ error: MeasurementError, _ fact: Fact) -> String {
    "\(error.kind.rawValue) \(Self.quantity(error.value, fact.unit)) in \(error.population); \(short(error.source))"
      + (error.seen == nil ? "; not confirmed at its source" : "")
  }

  /// Returns a leaf in one sentence.
  func sentence(_ leaf: ReadCondition) -> String {
    switch leaf {
    case .comparison(let comparison): return sentence(comparison)
    case .script(let script, _, let reads):
      return
        "\(script.says) (worked out by '\(script.name)' from \(reads.map(known).joined(separator: ", ")))"
    case .known(let facts, let truth):
      let names = facts.map(known).joined(separator: ", ")
      return truth == .unknown ? "none of these is known: \(names)" : "known: \(names)"
    case .combination(let combination, _, let parts):
      return "\(Self.header(combination)): \(parts.map(sentence).joined(separator: "; "))"
    }
  }

  package static func header(_ combination: Combination) -> String {
    switch combination {
    case .all: "all of these"
    case .any: "any of these"
    case .noneOf: "none of these"
    case .firstKnown: "the first of these that is known (another answer before it can turn this)"
    case .anyKnown: "any of those that are known (another answer can turn this)"
    }
  }

  // MARK: sources

  /// Returns the sources of a statement, or words for having none.
  package func sources(_ names: [String]) -> String {
    names.isEmpty ? "no source: the pack's own inference" : names.map(short).joined(separator: "; ")
  }

  /// Returns "Eiger B et al 2022": the authors, and the first year in the citation.
  private func short(_ name: String) -> String {
    let citation = guideline.sources[name]?.citation ?? name
    let who = String(citation.prefix { $0 != "." })
    let years = citation.split { !$0.isNumber }.filter {
      $0.count == 4 && ["19", "20"].contains($0.prefix(2))
    }
    guard let year = years.first, !who.contains(year) else { return who }
    return "\(who) \(year)"
  }
}

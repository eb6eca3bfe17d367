internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The truth of each rule as a tree that can be opened: in words, with the patient's values.
struct RationaleTree {
  private let guideline: Guideline
  private var vocabulary: Vocabulary { guideline.vocabulary }
  private var language: Language { guideline.language }

  init(_ guideline: Guideline) { self.guideline = guideline }

  /// Returns the section: first the rules that recommend, opened; then everything else that was evaluated.
  func section(_ decision: Decision) -> HTML {
    let chosen = Set(decision.primary?.rules ?? [])
    let deciding = Set(decision.alerts.map(\.id) + decision.gates.map(\.id)).union(chosen)
    let first = decision.trace.filter { deciding.contains($0.id) }
    let rest = decision.trace.filter { !deciding.contains($0.id) }
    if decision.trace.isEmpty { return "" }
    return """
      <h2>\(language("Why, comparison by comparison"))</h2>
      \(first.map { entry($0, isOpen: true) })
      \(if: !rest.isEmpty, "<h3>\(language("What else was evaluated"))</h3>")
      \(rest.map { entry($0, isOpen: false) })
      """
  }

  private func entry(_ entry: TraceEntry, isOpen: Bool) -> HTML {
    let kind: String =
      switch entry.kind {
      case .stop: language("Stop")
      case .gate: language("Gate")
      case .rule: language("Rule")
      case .adviseAgainst: language("Advice against")
      case .passOver: language("Passing over")
      case .contraindication: language("Contraindication")
      case .conflict: language("Conflict")
      }
    return """
      <details\(if: isOpen, " open")><summary>\(kind) \(title(entry)): \(truth(entry.truth))</summary>
      <ul class="tree">\(node(entry.condition))</ul>
      </details>
      """
  }

  private func title(_ entry: TraceEntry) -> String {
    let gate = (guideline.stops + guideline.gates).first { $0.id == entry.id }?.title
    return gate ?? guideline.rules.first { $0.id == entry.id }?.title
      ?? guideline.vetoes.first { $0.id == entry.id }?.title
      ?? guideline.conflicts.first { $0.id == entry.id }?.title ?? entry.id
  }

  /// Returns a mark and the word: neither colour nor shape alone carries the meaning.
  private func truth(_ truth: Truth) -> HTML {
    let (mark, word) =
      switch truth {
      case .true: ("✓", language("yes"))
      case .false: ("✗", language("no"))
      case .unknown: ("?", language("not known"))
      }
    return "<span class=\"truth\"><span aria-hidden=\"true\">\(mark)</span> \(word)</span>"
  }

  private func node(_ node: TraceNode) -> HTML {
    switch node {
    case .combination(let combination, let truth, let parts):
      let title =
        switch combination {
        case .all: language("all of these")
        case .any: language("at least one of these")
        case .noneOf: language("none of these")
        case .firstKnown: language("the first of these that is known")
        case .anyKnown: language("at least one of these, by those that are known")
        }
      return "<li>\(title): \(self.truth(truth))<ul>\(parts.map(self.node))</ul></li>"
    case .comparison(let comparison, let truth, let known):
      let fact = vocabulary[comparison.fact]
      let state =
        switch known {
        case .known(let value): fact.words(for: value, in: language)
        case .within(let range): range.words(of: fact, in: language)
        case .absent(let reason): language(reason.words)
        }
      let words = language(
        "{fact}, required {wanted}",
        ["fact": "\(fact.label) \(state)", "wanted": WantedWords(vocabulary, language).words(comparison)])
      return "<li>\(words): \(self.truth(truth))</li>"
    case .script(let script, let truth):
      let reads = script.reads.map { vocabulary[$0].label }.joined(separator: ", ")
      let words = language("{result} (worked out from {facts})", ["result": script.says, "facts": reads])
      return "<li>\(words): \(self.truth(truth))</li>"
    case .known(let facts, let truth):
      let labels = facts.map { vocabulary[$0].label }.joined(separator: ", ")
      let words = language("one of these is known: {facts}", ["facts": labels])
      return "<li>\(words): \(self.truth(truth == .false ? .true : .unknown))</li>"
    }
  }
}

/// The words for what a comparison requires: "above 37", "function or pain".
struct WantedWords {
  private let vocabulary: Vocabulary
  private let language: Language

  init(_ vocabulary: Vocabulary, _ language: Language) {
    (self.vocabulary, self.language) = (vocabulary, language)
  }

  func words(_ comparison: Comparison) -> String {
    let fact = vocabulary[comparison.fact]
    let values = comparison.operands.map { operand in
      switch operand {
      case .value(let value): fact.words(for: value, in: language)
      case .fact(let other): vocabulary[other].label
      }
    }
    let first = values.first ?? ""
    return switch comparison.operator {
    case .atLeast: language("{value} or more", ["value": first])
    case .atMost: language("{value} or less", ["value": first])
    case .above: language("above {value}", ["value": first])
    case .below: language("below {value}", ["value": first])
    case .between: language("{low} to {high}", ["low": first, "high": values.last ?? ""])
    case .is: first
    case .isNot: language("anything but {value}", ["value": first])
    case .isOneOf: values.joined(separator: language(" or "))
    case .wasDeclined: language(Absence.askedDeclined.words)
    case .wasARange: language("a range")
    }
  }
}

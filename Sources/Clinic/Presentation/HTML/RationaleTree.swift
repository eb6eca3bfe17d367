internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The truth of each rule as a tree that can be opened: in words, with the patient's values.
struct RationaleTree {
  private let guideline: Guideline
  private var vocabulary: Vocabulary { guideline.vocabulary }

  init(_ guideline: Guideline) { self.guideline = guideline }

  /// Returns the section: first the rules that recommend, opened; then everything else that was evaluated.
  func section(_ decision: Decision) -> HTML {
    let chosen = Set(decision.primary?.rules ?? [])
    let deciding = Set(decision.alerts.map(\.id) + decision.gates.map(\.id)).union(chosen)
    let first = decision.trace.filter { deciding.contains($0.id) }
    let rest = decision.trace.filter { !deciding.contains($0.id) }
    if decision.trace.isEmpty { return "" }
    return """
      <h2>Why, comparison by comparison</h2>
      \(first.map { entry($0, isOpen: true) })
      \(if: !rest.isEmpty, "<h3>What else was evaluated</h3>")
      \(rest.map { entry($0, isOpen: false) })
      """
  }

  private func entry(_ entry: TraceEntry, isOpen: Bool) -> HTML {
    let kind: String =
      switch entry.kind {
      case .stop: "Stop"
      case .gate: "Gate"
      case .rule: "Rule"
      case .adviseAgainst: "Advice against"
      case .passOver: "Passing over"
      case .contraindication: "Contraindication"
      case .conflict: "Conflict"
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
      case .true: ("✓", "yes")
      case .false: ("✗", "no")
      case .unknown: ("?", "not known")
      }
    return "<span class=\"truth\"><span aria-hidden=\"true\">\(mark)</span> \(word)</span>"
  }

  private func node(_ node: TraceNode) -> HTML {
    switch node {
    case .combination(let combination, let truth, let parts):
      let title =
        switch combination {
        case .all: "all of these"
        case .any: "at least one of these"
        case .noneOf: "none of these"
        case .firstKnown: "the first of these that is known"
        case .anyKnown: "at least one of these, by those that are known"
        }
      return "<li>\(title): \(self.truth(truth))<ul>\(parts.map(self.node))</ul></li>"
    case .comparison(let comparison, let truth, let known):
      let fact = vocabulary[comparison.fact]
      let state =
        switch known {
        case .known(let value): fact.words(for: value)
        case .within(let range): range.words(of: fact)
        case .absent(let reason): reason.words
        }
      return
        "<li>\(fact.label) \(state), required \(WantedWords(vocabulary).words(comparison)): \(self.truth(truth))</li>"
    case .script(let script, let truth):
      let reads = script.reads.map { vocabulary[$0].label }.joined(separator: ", ")
      return "<li>\(script.says) (worked out from \(reads)): \(self.truth(truth))</li>"
    case .known(let facts, let truth):
      let labels = facts.map { vocabulary[$0].label }.joined(separator: ", ")
      return "<li>one of these is known: \(labels): \(self.truth(truth == .false ? .true : .unknown))</li>"
    }
  }
}

/// The words for what a comparison requires: "above 37", "function or pain".
struct WantedWords {
  private let vocabulary: Vocabulary

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  func words(_ comparison: Comparison) -> String {
    let fact = vocabulary[comparison.fact]
    let values = comparison.operands.map { operand in
      switch operand {
      case .value(let value): fact.words(for: value)
      case .fact(let other): vocabulary[other].label
      }
    }
    let first = values.first ?? ""
    return switch comparison.operator {
    case .atLeast: "\(first) or more"
    case .atMost: "\(first) or less"
    case .above: "above \(first)"
    case .below: "below \(first)"
    case .between: "\(first) to \(values.last ?? "")"
    case .is: first
    case .isNot: "anything but \(first)"
    case .isOneOf: values.joined(separator: " or ")
    case .wasDeclined: Absence.askedDeclined.words
    case .wasARange: "a range"
    }
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline

/// A sentence on the comparison that decided: where it is written, and the patient's value.
struct GroundsWords {
  private let vocabulary: Vocabulary
  private let notation: Notation

  init(_ guideline: Guideline) {
    vocabulary = guideline.vocabulary
    notation = Notation(guideline.vocabulary)
  }

  /// `pack/rules.lua:12: fear.tsk_17 :above(37) is false: TSK-17 is 37`.
  func words(_ leaf: TraceNode, in grounds: Grounds) -> String {
    "\(Place(file: grounds.place.file, line: line(leaf) ?? grounds.place.line)): \(words(leaf))"
  }

  private func line(_ leaf: TraceNode) -> Int? {
    switch leaf {
    case .comparison(let comparison, _, _): comparison.line > 0 ? comparison.line : nil
    case .script(let script, _): script.line > 0 ? script.line : nil
    case .known, .combination: nil
    }
  }

  private func words(_ leaf: TraceNode) -> String {
    switch leaf {
    case .comparison(let comparison, let truth, let known):
      let fact = vocabulary[comparison.fact]
      let value = known.value.map { "is \(fact.words(for: $0))" } ?? "is not known"
      return "\(notation.text(comparison)) is \(truth.word): \(fact.label) \(value)"
    case .script(let script, let truth): return "scripted \"\(script.name)\" is \(truth.word)"
    case .known(let facts, let truth):
      let names = facts.map { vocabulary[$0].name }.joined(separator: ", ")
      return truth == .unknown ? "none of these is known: \(names)" : "one of these is known: \(names)"
    case .combination(let combination, let truth, _): return "\(combination.rawValue) is \(truth.word)"
    }
  }
}

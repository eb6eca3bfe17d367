internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText
internal import PlumblineWorkbench

/// A trace as lines: the truth first, then the condition in its notation, then what is known.
struct TraceLines {
  let vocabulary: Vocabulary

  private struct Row {
    var truth: Truth
    var written: String
    var known: String
  }

  func lines(_ node: TraceNode) -> [String] {
    let rows = rows(node, depth: 0)
    // What is known is aligned in one column, unless a long condition would push it off the screen.
    let width = min(48, rows.filter { !$0.known.isEmpty }.map { $0.written.count }.max() ?? 0)
    return rows.map { row in
      let truth = row.truth.word.leftAligned(in: 7)
      return row.known.isEmpty
        ? "\(truth)  \(row.written)" : "\(truth)  \(row.written.leftAligned(in: width))  \(row.known)"
    }
  }

  private func rows(_ node: TraceNode, depth: Int) -> [Row] {
    let indent = String(repeating: "  ", count: depth)
    switch node {
    case .combination(let combination, let truth, let parts):
      return [Row(truth: truth, written: indent + combination.rawValue, known: "")]
        + parts.flatMap { rows($0, depth: depth + 1) }
    case .comparison(let comparison, let truth, let state):
      let written = indent + Notation(vocabulary).text(comparison)
      return [Row(truth: truth, written: written, known: known(comparison.fact, state))]
    case .script(let script, let truth):
      return [Row(truth: truth, written: "\(indent)scripted \"\(script.name)\"", known: script.says)]
    case .known(let facts, let truth):
      let names = facts.map { vocabulary[$0].name }.joined(separator: ", ")
      return [Row(truth: truth, written: "\(indent)none known of \(names)", known: "")]
    }
  }

  func known(_ fact: Fact.Index, _ state: FactState) -> String {
    switch state {
    case .known(let value): "it is \(Notation(vocabulary).text(value))"
    case .within(let range): "it is \(range.words(of: vocabulary[fact]))"
    case .absent(let reason): reason.words
    }
  }
}

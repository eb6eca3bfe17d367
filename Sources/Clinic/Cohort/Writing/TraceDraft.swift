internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON

/// The pieces of traces while they are written: one pool, in which equal pieces are stored once.
struct TraceDraft {
  private(set) var pool: [UInt8] = []
  private(set) var longestValue = 0
  private var known: [String: TraceText.Piece] = [:]
  private let compiled: CompiledGuideline
  private let compared: Set<Fact.Index>
  private let decisions: DecisionJSON

  init(_ compiled: CompiledGuideline, _ trace: CompiledTrace) {
    self.compiled = compiled
    decisions = DecisionJSON(compiled.guideline)
    var compared: Set<Fact.Index> = []
    for case .comparison(let comparison) in trace.nodes { compared.insert(comparison.fact) }
    self.compared = compared
  }

  mutating func piece(_ text: String) -> TraceText.Piece {
    if let piece = known[text] { return piece }
    let piece = TraceText.Piece(start: Int32(pool.count), count: Int32(text.utf8.count))
    pool.append(contentsOf: text.utf8)
    known[text] = piece
    return piece
  }

  /// Returns a comparison as in a decision's JSON: with the fact absent; and known, up to its value, then after it for both truths.
  func texts(_ comparison: Comparison) -> (absent: String, known: String, isTrue: String, isFalse: String) {
    // A value that no JSON of a comparison contains marks the place.
    let mark = "\u{1}"
    func text(_ truth: Truth, _ state: FactState) -> String {
      decisions.trace(.comparison(comparison, truth: truth, known: state)).canonicalText
    }
    let marked = JSONValue.string(mark).canonicalText
    let parts = [Truth.true, .false].map { truth in
      text(truth, .known(.code(mark))).split(
        separator: marked, maxSplits: 1, omittingEmptySubsequences: false)
    }
    return (
      text(.unknown, .absent(.notAsked)), String(parts[0].first ?? ""), String(parts[0].last ?? ""),
      String(parts[1].last ?? "")
    )
  }

  func names(_ facts: [Fact.Index]) -> String {
    JSONValue.array(facts.map { .string(compiled.guideline.vocabulary[$0].name) }).canonicalText
  }

  /// Returns the values as JSON, by fact, then by code.
  mutating func values() -> [[TraceText.Piece]] {
    var all: [[TraceText.Piece]] = []
    for (fact, scale) in compiled.scales.enumerated() {
      guard compared.contains(fact) else {
        all.append([])
        continue
      }
      all.append(
        (0...scale.greatest).map { code in
          let text = scale.value(of: code)?.json.canonicalText ?? ""
          longestValue = max(longestValue, text.utf8.count)
          return piece(text)
        })
    }
    return all
  }
}

internal import PlumblineGuideline

/// The answers of scripts to every combination of values that they read, as diagrams.
///
/// A script is opaque, so it is run once for each combination. A script with too many combinations has no table: it stays a
/// variable, for which any answer is considered possible.
final class ScriptTables {
  typealias Node = Diagrams.Node

  /// The most runs of all scripts together.
  static let bound = 20_000
  /// The most values that a fact read by a script may have.
  static let mostValues = 2_000

  private let vocabulary: Vocabulary
  private let run: ScriptRunner
  /// The scripts that have a table.
  private(set) var tabulated: Set<Script> = []
  private var truths: [Script: Node] = [:]
  private var computed: [Fact.Index: Node] = [:]
  /// The values of computed facts by number, from 1; 0 is absent.
  private var values: [Fact.Index: [FactValue]] = [:]
  /// The name of a script that failed for some combination.
  private(set) var failed: String?

  init(_ guideline: Guideline, _ run: @escaping ScriptRunner) {
    vocabulary = guideline.vocabulary
    self.run = run
    var runs = 0
    var waiting =
      vocabulary.facts.compactMap(\.computation)
      + Set(guideline.signatureConditions.flatMap(\.scripts)).sorted {
        ($0.file, $0.function) < ($1.file, $1.function)
      }
    // A script that reads a computed fact can have a table once that fact has one.
    var progress = true
    while progress {
      progress = false
      for script in waiting {
        guard let count = combinations(script), runs + count <= Self.bound else { continue }
        runs += count
        tabulated.insert(script)
        waiting.removeAll { $0 == script }
        progress = true
      }
    }
  }

  /// Returns how many combinations a script can read; nil if there are too many, or if it reads from a script without a table.
  private func combinations(_ script: Script) -> Int? {
    var count = 1
    for fact in script.reads {
      if let other = vocabulary[fact].computation, !tabulated.contains(other) { return nil }
      guard let values = countOfValues(fact), values <= Self.mostValues else { return nil }
      count *= values + 1
      if count > Self.bound { return nil }
    }
    return count
  }

  private func countOfValues(_ fact: Fact.Index) -> Int? {
    switch vocabulary[fact].kind {
    case .boolean: 2
    case .code(let codes): codes.count
    case .integer, .decimal:
      vocabulary[fact].grid.map { Surroundings.steps(from: $0.low, to: $0.high, by: $0.step) + 1 }
    }
  }

  func tabulates(_ script: Script) -> Bool { tabulated.contains(script) }
  func tabulates(_ fact: Fact.Index) -> Bool { vocabulary[fact].computation.map(tabulated.contains) ?? false }

  /// Returns the table of a scripted condition; its values are raw values of `Truth`.
  func truth(of script: Script, _ terms: TruthDiagrams) throws(Diagrams.BoundExceeded) -> Node {
    if let known = truths[script] { return known }
    let node = try table(script, terms) { value in
      switch value {
      case nil: Int(Truth.unknown.rawValue)
      case .boolean(let flag)?: Int(Truth(flag).rawValue)
      default: nil
      }
    }
    truths[script] = node
    return node
  }

  /// Returns the table of a computed fact: 0 where it is absent, else the number of its value.
  func value(of fact: Fact.Index, _ terms: TruthDiagrams) throws(Diagrams.BoundExceeded) -> Node {
    if let known = computed[fact] { return known }
    guard let script = vocabulary[fact].computation else { return try terms.diagrams.terminal(0) }
    let node = try table(script, terms) { value in
      guard let value else { return 0 }
      guard self.vocabulary[fact].allows(value) else { return nil }
      if let known = self.values[fact, default: []].firstIndex(of: value) { return known + 1 }
      self.values[fact, default: []].append(value)
      return self.values[fact, default: []].count
    }
    computed[fact] = node
    return node
  }

  func comparison(_ comparison: Comparison, _ terms: TruthDiagrams) throws(Diagrams.BoundExceeded) -> Node {
    let node = try value(of: comparison.fact, terms)
    let values = values[comparison.fact] ?? []
    return try terms.diagrams.map(node) { number in
      Int(comparison.truth { _ in number == 0 ? nil : values[number - 1] }.rawValue)
    }
  }

  private func table(
    _ script: Script, _ terms: TruthDiagrams, _ number: (FactValue?) -> Int?
  ) throws(Diagrams.BoundExceeded) -> Node {
    var reads: [(node: Node, values: [FactValue?])] = []
    for fact in script.reads.sorted() { reads.append(try read(fact, terms)) }
    let facts = script.reads.sorted()
    func rows(_ chosen: [FactValue?]) throws(Diagrams.BoundExceeded) -> Node {
      if chosen.count == facts.count {
        let known = Dictionary(zip(facts, chosen)) { first, _ in first }
        return try terms.diagrams.terminal(try answer(script, known, number))
      }
      let read = reads[chosen.count]
      var node = try terms.diagrams.terminal(0)
      for (index, value) in read.values.enumerated() {
        let here = try terms.diagrams.map(read.node) { $0 == index ? 1 : 0 }
        node = try terms.choose(here, try rows(chosen + [value]), node)
      }
      return node
    }
    return try rows([])
  }

  private func answer(
    _ script: Script, _ known: [Fact.Index: FactValue?], _ number: (FactValue?) -> Int?
  ) throws(Diagrams.BoundExceeded) -> Int {
    do {
      if let answer = number(try run(script, { known[$0] ?? nil })) { return answer }
    } catch {
      throw stop(script)
    }
    throw stop(script)
  }

  private func read(
    _ fact: Fact.Index, _ terms: TruthDiagrams
  ) throws(Diagrams.BoundExceeded) -> (node: Node, values: [FactValue?]) {
    if tabulates(fact) {
      let node = try value(of: fact, terms)
      return (node, [nil] + (values[fact] ?? []))
    }
    guard let place = terms.places[.fact(fact)] else { return (try terms.diagrams.terminal(0), [nil]) }
    let all = terms.values[place]
    return (try terms.diagrams.choose(place, Array(0...all.count)), [nil] + all)
  }

  private func stop(_ script: Script) -> Diagrams.BoundExceeded {
    failed = script.name
    return Diagrams.BoundExceeded()
  }
}

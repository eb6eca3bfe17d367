internal import Guideline

/// What scripts answer for every combination of what they read, as diagrams.
///
/// A script is opaque, so it is run once for each combination; past a bound, or where it fails, there is no table and
/// `problem` says why.
final class ScriptTables {
  typealias Node = Diagrams.Node

  /// Why there is no table.
  enum Problem: Error {
    case tooMany(script: String)
    case failed(script: String)
  }

  /// Runs of all scripts together.
  static let bound = 50_000

  private let vocabulary: Vocabulary
  private let run: ScriptRunner
  private var runs = 0
  private var truths: [Script: Node] = [:]
  private var computed: [Fact.Index: Node] = [:]
  /// The values of computed facts by number, from 1; 0 is absent.
  private var values: [Fact.Index: [FactValue]] = [:]
  private(set) var problem: Problem?

  init(_ vocabulary: Vocabulary, _ run: @escaping ScriptRunner) {
    self.vocabulary = vocabulary
    self.run = run
  }

  func isComputed(_ fact: Fact.Index) -> Bool { vocabulary[fact].computation != nil }

  /// A scripted condition; values are Truth's raw values.
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

  /// A computed fact: 0 where it is absent, else the number of its value.
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
    var combinations = 1
    for fact in script.reads.sorted() {
      let read = try self.read(fact, terms)
      let (product, overflow) = combinations.multipliedReportingOverflow(by: read.values.count)
      guard !overflow, runs + product <= Self.bound else { throw stop(.tooMany(script: script.name)) }
      combinations = product
      reads.append(read)
    }
    runs += combinations
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
      throw stop(.failed(script: script.name))
    }
    throw stop(.failed(script: script.name))
  }

  private func read(
    _ fact: Fact.Index, _ terms: TruthDiagrams
  ) throws(Diagrams.BoundExceeded) -> (node: Node, values: [FactValue?]) {
    if isComputed(fact) {
      let node = try value(of: fact, terms)
      return (node, [nil] + (values[fact] ?? []))
    }
    guard let place = terms.places[.fact(fact)] else { return (try terms.diagrams.terminal(0), [nil]) }
    let all = terms.values[place]
    return (try terms.diagrams.choose(place, Array(0...all.count)), [nil] + all)
  }

  private func stop(_ problem: Problem) -> Diagrams.BoundExceeded {
    self.problem = problem
    return Diagrams.BoundExceeded()
  }
}

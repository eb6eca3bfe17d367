public import PlumblineGuideline
internal import PlumblineJSON

/// A guideline compiled for many patients at once: every distinct comparison is one plane of bits, and everything else is work
/// on whole planes.
///
/// It returns the same answers as ``CohortReference``, which is its definition; a script is run only for patients for whom its
/// answer still matters, so a failure for other patients is not noticed.
public struct CompiledGuideline: Sendable {
  public let guideline: Guideline
  /// The evidence items that ``CohortAnswer`` gives by number.
  public let evidence: [EvidenceItem]
  /// For each fact its scale: the codes of its values in a column.
  package let scales: [Scale]

  let run: ScriptRunner
  let layout: AnswerLayout
  let decoder: AnswerDecoder
  /// For patients whose facts have one value or none, and for patients who may have facts in between.
  let plain: PatientPrograms
  let open: PatientPrograms
  /// For each fact, the comparisons of it on which answers depend.
  let comparisons: [Fact.Index: [Comparison]]
  /// The comparisons by which gates ask how a fact was given, without their places.
  package let looks: [Comparison]
  /// What laws leave of facts, by the codes of the others.
  let narrowing: [CodeNarrowing]
  /// The patients whose profile may break a law: one plane. The strict reader decides whether it does.
  let suspects: PlaneProgram
  let suspectPairs: [PairTest]

  /// The facts whose values are needed besides their codes: those that scripts read, and those by whose values laws narrow others.
  package var factsReadByValue: Set<Fact.Index> {
    let scripts =
      guideline.conditions.flatMap(\.scripts) + guideline.vocabulary.facts.compactMap(\.computation)
    let linked = narrowing.flatMap(\.parts).filter { !$0.asksOnlyWhetherGiven }.map(\.fact)
    return Set(scripts.flatMap(\.reads) + linked)
  }

  /// The number of words in a patient's row of bits.
  package var rowWords: Int { (layout.count + 63) / 64 }

  /// The number of words for the facts that a patient's answer needs.
  package var needWords: Int { (guideline.vocabulary.facts.count + 63) / 64 }

  /// One fact compared with another, column by column.
  struct PairTest: Sendable {
    var pair: Comparison
    var slot: Int
  }

  /// - Parameter run: runs the guideline's scripts in Lua.
  /// - Throws: `CompilationFailure`.
  package init(examining guideline: Guideline, run: @escaping ScriptRunner) throws {
    self.guideline = guideline
    self.run = run
    let vocabulary = guideline.vocabulary
    if guideline.conditions.contains(where: { $0.comparisons.contains { $0.facts.count > 1 } }) {
      throw CompilationFailure(reason: "one fact is compared with another outside a constraint")
    }
    let evidence = guideline.claimedEvidence
    self.evidence = evidence
    let scales = try Self.scales(guideline)
    self.scales = scales

    let order = PolicyOrder(guideline)
    let rivals = guideline.rules.indices.filter { !order.rivals(of: $0).isEmpty }
    layout = AnswerLayout(order, evidence: evidence.count, rivals: rivals.count)
    decoder = AnswerDecoder(order, layout, evidence: evidence, rivals: rivals)
    plain = PatientPrograms(order, scales, evidence: evidence, rivals: rivals, opens: false)
    open = PatientPrograms(order, scales, evidence: evidence, rivals: rivals, opens: true)
    var comparisons: [Fact.Index: [Comparison]] = [:]
    let all = Set(guideline.conditions.flatMap(\.comparisons).map(\.withoutPlace))
    looks = all.filter(\.operator.looksAtGiving).sorted {
      ($0.fact, $0.operator.rawValue) < ($1.fact, $1.operator.rawValue)
    }
    for comparison in all where !comparison.operator.looksAtGiving {
      comparisons[comparison.fact, default: []].append(comparison)
    }
    self.comparisons = comparisons
    let narrowing = vocabulary.narrowing.groups.map { CodeNarrowing($0, scales, vocabulary, comparisons) }
    self.narrowing = narrowing
    let covered = narrowing.reduce(into: Set<Narrowing.Source>()) { $0.formUnion($1.covers) }

    var laws = ConditionPlanes(scales)
    let broken = Self.suspects(vocabulary, &laws, covered)
    let suspects = PlaneProgram(laws.graph, for: [broken])
    self.suspects = suspects
    suspectPairs = laws.pairs.compactMap { pair, answered in
      laws.graph.slot(of: answered.given, in: suspects).map { PairTest(pair: pair, slot: $0) }
    }
  }

  /// The guideline of an interpreter, with its scripts.
  public init(_ evaluator: Evaluator) throws {
    try self.init(examining: evaluator.guideline, run: evaluator.run)
  }

  /// The interpreter of the same guideline.
  package var interpreter: Evaluator { Evaluator(examining: guideline, run: run) }

  private static func scales(_ guideline: Guideline) throws(CompilationFailure) -> [Scale] {
    var cutOffs: [Fact.Index: Set<ExactNumber>] = [:]
    for comparison in (guideline.conditions + guideline.vocabulary.laws).flatMap(\.comparisons) {
      for case .value(.number(let number)) in comparison.operands {
        cutOffs[comparison.fact, default: []].insert(number)
      }
    }
    var scales: [Scale] = []
    for (index, fact) in guideline.vocabulary.facts.enumerated() {
      scales.append(try Scale(fact, cutOffs: cutOffs[index] ?? []))
    }
    return scales
  }

  /// Returns the patients whose profile breaks a law, or may break it, but for laws that are checked by combinations of codes.
  private static func suspects(
    _ vocabulary: Vocabulary, _ laws: inout ConditionPlanes, _ covered: Set<Narrowing.Source>
  ) -> PlaneGraph.Node {
    // No profile gives a computed fact, so a comparison of one is unknown.
    func broken(_ law: Condition) -> PlaneGraph.Node {
      let pairs = law.comparisons.filter { $0.facts.count > 1 }
      if pairs.contains(where: { $0.facts.contains { !laws.scales[$0].hasValues } }) {
        // Two classes cannot be compared: every patient with both facts may break the law.
        let both = pairs.map { pair in laws.graph.all(pair.facts.sorted().map { laws.graph.known($0) }) }
        return laws.graph.any(both)
      }
      return laws.truths(law).isFalse
    }
    var suspects = vocabulary.constraints.enumerated().filter { !covered.contains(.constraint($0.offset)) }
      .map {
        broken($0.element.holds)
      }
    for (index, fact) in vocabulary.facts.enumerated() where !covered.contains(.onlyWhen(index)) {
      guard let law = fact.onlyWhen else { continue }
      let isFalse = broken(law)
      let known = laws.graph.known(index)
      suspects.append(laws.graph.all([known, isFalse]))
    }
    return laws.graph.any(suspects)
  }
}

extension PlaneGraph {
  /// Returns the slot in which a program takes a given set; nil if it does not use it.
  func slot(of node: Node, in program: PlaneProgram) -> Int? {
    if case .given(let number) = contents[Int(node)] { program.given[number] } else { nil }
  }
}

internal import PlumblineGuideline
internal import PlumblineJSON

/// All legal profiles around one patient, and the diagram of those for which a pairing is shown.
struct ShownSpace {
  typealias Node = Diagrams.Node

  /// The patient's present choice for each variable; 0 is absent.
  let present: [Int]
  private let guideline: Guideline
  private let profile: Profile
  private let surroundings: Surroundings
  private var terms: TruthDiagrams
  private var shown: ShownDiagrams
  /// 1 for every profile that breaks no law.
  private let legal: Node
  private var diagrams: Diagrams { terms.diagrams }

  init(_ guideline: Guideline, _ profile: Profile, _ tables: ScriptTables) throws {
    self.guideline = guideline
    self.profile = profile
    var domains = Domains(guideline)
    surroundings = Surroundings(guideline, domains, profile, scripts: tables.tabulated)
    domains.representatives = surroundings.choices.mapValues(\.values)
    // No value is known, but why facts are absent, and in which range they lie.
    var reasons = Profile(vocabulary: guideline.vocabulary)
    for fact in guideline.vocabulary.givenFacts where !profile.isKnown(fact) { reasons[fact] = profile[fact] }
    let nothing = try Knowledge(reasons, guideline) { _, _ in nil }
    var terms = TruthDiagrams(guideline, domains, nothing, tables: tables, budget: .explanation)
    shown = try ShownDiagrams(guideline, &terms)
    legal = try Self.legal(guideline.vocabulary, &terms)
    self.terms = terms
    let choices = surroundings.choices
    present = terms.variables.map { variable in
      guard case .fact(let fact) = variable, let value = profile[fact].value else { return 0 }
      return (choices[fact]?.values.firstIndex(of: value) ?? -1) + 1
    }
  }

  /// Returns 1 for the legal profiles for which the pairing is shown in this place.
  mutating func shown(_ pairing: PairingName, _ place: WhyNot.Place) throws(Diagrams.BoundExceeded) -> Node {
    let nobody = try diagrams.terminal(0)
    var node = try shown.inPrimary(pairing, &terms)
    if place == .any {
      node = try terms.choose(try shown.byAnyRule(pairing, &terms), try diagrams.terminal(1), node)
    }
    return try terms.choose(legal, try terms.choose(shown.recommends, node, nobody), nobody)
  }

  /// Returns 1 for the legal profiles. Laws read only given facts: scripts and computed facts are unknown in them.
  private static func legal(
    _ vocabulary: Vocabulary, _ terms: inout TruthDiagrams
  ) throws(Diagrams.BoundExceeded) -> Node {
    let diagrams = terms.diagrams
    var given = terms.asGiven
    let nobody = try diagrams.terminal(0)
    var legal = try diagrams.terminal(1)
    for constraint in vocabulary.constraints {
      let broken = try given.isFalse(try given.truths(constraint.holds.asGiven(vocabulary)))
      legal = try terms.choose(broken, nobody, legal)
    }
    for (index, fact) in vocabulary.facts.enumerated() where fact.computation == nil {
      guard let law = fact.onlyWhen else { continue }
      let isFalse = try given.isFalse(try given.truths(law.asGiven(vocabulary)))
      legal = try terms.choose(try terms.choose(try given.isKnown(index), isFalse, nobody), nobody, legal)
    }
    return try terms.minus(legal, try terms.laws.contradicts(terms))
  }

  // MARK: variables

  func fact(_ variable: Int) -> Fact.Index {
    if case .fact(let fact) = terms.variables[variable] { fact } else { 0 }
  }

  func value(_ variable: Int, _ choice: Int) -> FactValue? { terms.value(variable, choice) }

  /// Returns how many steps of its scale a choice lies from the patient's value, or from the nearer end of its range; 0 for codes, for
  /// booleans, and from absent.
  func distance(_ variable: Int, _ choice: Int) -> Int {
    guard let grid = guideline.vocabulary[fact(variable)].grid, let own = profile[fact(variable)].span,
      case .number(let there)? = value(variable, choice)
    else { return 0 }
    return Surroundings.steps(from: min(max(there, own.low), own.high), to: there, by: grid.step)
  }

  /// Returns the values of a variable, except the present one, that keep the diagram 1 while the others have the given choices.
  func works(_ variable: Int, _ choices: [Int: Int], _ shown: Node) -> [WhyNot.Change.Values] {
    let fact = fact(variable)
    guard let own = surroundings.choices[fact] else { return [] }
    let working = (1..<diagrams.sizes[variable]).filter { choice in
      choice != present[variable]
        && diagrams.value(shown) { $0 == variable ? choice : choices[$0] ?? present[$0] } != 0
    }
    guard guideline.vocabulary[fact].grid != nil else {
      return working.compactMap { value(variable, $0).map { .value($0) } }
    }
    guard let extents = own.extents else { return [] }
    var ranges: [(first: Int, last: Int)] = []
    for choice in working {
      if let last = ranges.last, last.last == choice - 1 {
        ranges[ranges.count - 1].last = choice
      } else {
        ranges.append((choice, choice))
      }
    }
    return ranges.map { range in
      let (low, high) = (extents[range.first - 1].low, extents[range.last - 1].high)
      return low == high ? .value(.number(low)) : .range(low: low, high: high)
    }
  }

  // MARK: for the search

  var frozen: Diagrams.Frozen { diagrams.frozen }
  func support(_ node: Node) -> Set<Int> { diagrams.support(node) }

  /// Returns the name of a script without a table on which a diagram depends; nil if there is none.
  func opaque(_ node: Node) -> String? {
    for variable in diagrams.support(node).sorted() {
      switch terms.variables[variable] {
      case .script(let script): return script.name
      case .law(let comparison): return guideline.vocabulary[comparison.fact].name
      case .declined: break
      case .fact(let fact):
        if let script = guideline.vocabulary[fact].computation { return script.name }
      }
    }
    return nil
  }

  func isNever(_ node: Node) -> Bool { diagrams.value(node) == 0 }

  /// Returns, for each rule that recommends a pairing or part of it, why its pairing is never shown.
  mutating func reasons(_ pairing: PairingName) throws(Diagrams.BoundExceeded) -> [WhyNot.RuleReason] {
    var reasons: [WhyNot.RuleReason] = []
    for rule in guideline.rules where Set(rule.recommends.parts).isSubset(of: pairing.parts) {
      var node = try terms.isTrue(try terms.truths(rule.when ?? .any([])))
      let nobody = try diagrams.terminal(0)
      node = try terms.choose(legal, node, nobody)
      var reason = WhyNot.RuleReason.Reason.neverTrue
      if !isNever(node) {
        node = try terms.choose(shown.recommends, node, nobody)
        reason = .alwaysGated
      }
      if !isNever(node) {
        node = try terms.minus(node, try shown.objections(to: rule.recommends, &terms))
        reason = isNever(node) ? .alwaysVetoed : .alwaysOutranked
      }
      reasons.append(.init(rule: rule.id, reason: reason))
    }
    return reasons
  }
}

extension Condition {
  /// Returns the same tree with every script and every comparison of a computed fact unknown.
  fileprivate func asGiven(_ vocabulary: Vocabulary) -> Condition {
    switch self {
    case .scripted: .anyKnown([])
    case .comparison(let comparison):
      comparison.facts.contains { vocabulary[$0].computation != nil } ? .anyKnown([]) : self
    default: withChildren { $0 = $0.map { $0.asGiven(vocabulary) } }
    }
  }
}

internal import PlumblineGuideline

/// The signature of a decision as a function of the absent facts, in parts: ``Policy`` over decision diagrams.
///
/// The joined pairing is worked out here from combinations of winners, which takes fewer steps than testing each part.
struct SignatureDiagrams {
  typealias Node = Diagrams.Node

  let diagrams: Diagrams
  /// 1 where the vocabulary allows the profile.
  let legal: Node
  /// An index into `Decision.Disposition.allCases`.
  let disposition: Node
  let recommends: Node
  /// One for each stop: 1 where it is true.
  let alerts: [Node]
  /// The further parts of the signature if the disposition is `recommend`.
  let parts: [Part]
  /// The rules that joined the primary pairing: an index into `combinations`.
  let chosen: Node
  let combinations: [[Rule]]
  /// The policy, with the results worked out so far.
  let policy: Policy<TruthDiagrams>
  /// For each pairing, 0 where it is not an alternative.
  let alternatives: [PairingName: Node]

  /// One part of the signature: 0 where it is not there, else a number for its content.
  struct Part {
    var part: MissingFact.Part
    /// The pairing of an alternative, the evidence of a certainty; empty for the primary pairing.
    var name: String
    var node: Node
  }

  /// Numbers for recommendations by pairing, strength and claims, assigned in the order in which they are met.
  struct Numbering {
    fileprivate var numbers: [Description: Int] = [:]

    fileprivate mutating func number(_ description: Description) -> Int {
      if let known = numbers[description] { return known }
      numbers[description] = numbers.count
      return numbers.count - 1
    }
  }

  init(_ guideline: Guideline, _ terms: inout TruthDiagrams) throws(Diagrams.BoundExceeded) {
    var numbering = Numbering()
    try self.init(guideline, &terms, &numbering)
  }

  /// - Parameter numbering: shared by guidelines whose signatures are compared.
  init(
    _ guideline: Guideline, _ terms: inout TruthDiagrams, _ numbering: inout Numbering
  ) throws(Diagrams.BoundExceeded) {
    let diagrams = terms.diagrams
    self.diagrams = diagrams
    legal = try Self.legal(guideline, &terms)

    var policy = Policy<TruthDiagrams>(PolicyOrder(guideline))
    disposition = try policy.disposition(&terms)
    recommends = try terms.isChosen(Decision.Disposition.recommend.place, disposition)
    var alerts: [Node] = []
    for gate in policy.order.stages[0] {
      alerts.append(try terms.isTrue(try policy.truths(ofGate: gate, &terms)))
    }
    self.alerts = alerts
    (parts, chosen, combinations, alternatives) = try Self.pairings(&policy, &terms, &numbering)
    self.policy = policy
  }

  static func legal(_ guideline: Guideline, _ terms: inout TruthDiagrams) throws(Diagrams
    .BoundExceeded) -> Node
  {
    let diagrams = terms.diagrams
    var given = terms.asGiven
    var legal = try diagrams.terminal(1)
    for (place, constraint) in guideline.vocabulary.constraints.enumerated()
    where !terms.isOpaque(constraint.holds) && !terms.laws.covers(.constraint(place)) {
      legal = try terms.choose(
        try given.isFalse(try given.truths(constraint.holds)), try diagrams.terminal(0), legal)
    }
    for (index, fact) in guideline.vocabulary.facts.enumerated() {
      guard let law = fact.onlyWhen, !terms.isOpaque(law) else { continue }
      let broken = try terms.choose(
        try given.isKnown(index), try given.isFalse(try given.truths(law)), try diagrams.terminal(0))
      legal = try terms.choose(broken, try diagrams.terminal(0), legal)
    }
    return try terms.minus(legal, try terms.laws.contradicts(terms))
  }

  // MARK: pairings

  /// Steps for building a combination, describing it, and adding a claim, as measured.
  private static let stepsOfCombination = 8
  private static let stepsOfDescription = 40
  private static let stepsOfClaim = 20

  private static func pairings(
    _ policy: inout Policy<TruthDiagrams>, _ terms: inout TruthDiagrams, _ numbering: inout Numbering
  ) throws(Diagrams.BoundExceeded) -> (
    parts: [Part], chosen: Node, combinations: [[Rule]], alternatives: [PairingName: Node]
  ) {
    let diagrams = terms.diagrams
    let guideline = policy.order.guideline
    let rules = guideline.rules
    var parts: [Part] = []

    // The chosen rules, slot by slot: a number for each combination.
    var combinations: [[Int]] = [[]]
    var numbers: [[Int]: Int] = [[]: 0]
    var chosen = try diagrams.terminal(0)
    for slot in policy.order.slots.indices {
      let winner = try policy.winner(ofSlot: slot, &terms)
      chosen = try diagrams.apply(diagrams.newOperation(), chosen, winner, winner) { before, rule, _ in
        diagrams.meter.note(stepsOfCombination + combinations[before].count)
        let combination = rule == 0 ? combinations[before] : combinations[before] + [rule - 1]
        if let number = numbers[combination] { return number }
        combinations.append(combination)
        numbers[combination] = combinations.count - 1
        return combinations.count - 1
      }
    }
    // Each is described, which takes time in proportion to its rules and claims.
    let claimCounts = rules.map(\.claims.count)
    try diagrams.meter.step(
      combinations.reduce(0) { sum, places in
        sum + stepsOfDescription
          + places.reduce(0) { $0 + stepsOfDescription + claimCounts[$1] * stepsOfClaim }
      })
    let primaries = combinations.map { Description(guideline, $0.map { rules[$0] }) }
    let primaryNumbers = primaries.map { numbering.number($0) }
    parts.append(.init(part: .primary, name: "", node: try diagrams.map(chosen) { 1 + primaryNumbers[$0] }))

    var alternatives: [Node] = []
    let names = policy.order.contenders.keys.sorted()
    for name in names {
      let isPrimary = try diagrams.map(chosen) { primaries[$0].pairing == name ? 1 : 0 }
      alternatives.append(try policy.alternative(name, isPrimary: isPrimary, &terms))
    }
    try diagrams.meter.step(claimCounts.reduce(0) { $0 + stepsOfDescription + $1 * stepsOfClaim })
    let singles = rules.map { Description(guideline, [$0]) }
    let singleNumbers = singles.map { numbering.number($0) }
    for (name, alternative) in zip(names, alternatives) {
      let node = try diagrams.map(alternative) { $0 == 0 ? 0 : 1 + singleNumbers[$0 - 1] }
      parts.append(.init(part: .alternatives, name: name.description, node: node))
    }

    // The certainty of each claim, wherever it is shown.
    let claimants = Claimants(primaries: primaries, singles: singles)
    var shownBy: [Claimants.Own: Node] = [:]
    let placeOfName = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    for (item, own) in claimants.claimed(guideline) {
      // Items that the same recommendations claim are shown together.
      let shown: Node
      if let known = shownBy[own] {
        shown = known
      } else {
        let inPrimary = Set(own.primaries)
        var node = try diagrams.map(chosen) { inPrimary.contains($0) ? 1 : 0 }
        let claiming = Set(own.rules)
        for place in Set(own.rules.compactMap { placeOfName[rules[$0].recommends] }).sorted() {
          let isShown = try diagrams.map(alternatives[place]) { $0 > 0 && claiming.contains($0 - 1) ? 1 : 0 }
          node = try terms.choose(isShown, try diagrams.terminal(1), node)
        }
        shown = node
        shownBy[own] = node
      }
      let certainty = try diagrams.map(try policy.levelsLost(item, &terms)) { lost in
        1 + (Certainty.allCases.firstIndex(of: PolicyOrder.certainty(item, lost: lost)) ?? 0)
      }
      let node = try terms.choose(shown, certainty, try diagrams.terminal(0))
      parts.append(.init(part: .certainty, name: item.name, node: node))
    }
    return (
      parts, chosen, combinations.map { $0.map { rules[$0] } },
      Dictionary(zip(names, alternatives)) { first, _ in first }
    )
  }

  /// Returns 1 where the chosen rules make this pairing, whatever the disposition.
  func isPrimary(_ pairing: PairingName, _ guideline: Guideline) throws(Diagrams.BoundExceeded) -> Node {
    let primaries = combinations.map { guideline.primaryName($0) == pairing }
    return try diagrams.map(chosen) { primaries[$0] ? 1 : 0 }
  }

  /// Returns 1 where a recommendation is shown that has a part.
  func shows(part: String, _ guideline: Guideline) throws(Diagrams.BoundExceeded) -> Node {
    let rules = guideline.rules + [guideline.otherwise].compactMap { $0 }
    var shown = try diagrams.terminal(0)
    for name in Set(rules.map(\.recommends)).sorted() where name.parts.contains(part) {
      let own = try shows(name, guideline)
      shown = try diagrams.apply(diagrams.newOperation(), shown, own, own) { one, other, _ in max(one, other)
      }
    }
    return shown
  }

  /// Returns 1 where a recommendation is shown that has this pairing or is joined from it.
  func shows(_ pairing: PairingName, _ guideline: Guideline) throws(Diagrams.BoundExceeded) -> Node {
    let primaries = combinations.map { rules in
      let used = rules.isEmpty ? guideline.otherwise.map { [$0] } ?? [] : rules
      return guideline.primaryName(rules) == pairing || used.contains { $0.recommends == pairing }
    }
    let primary = try diagrams.map(chosen) { primaries[$0] ? 1 : 0 }
    var other = try diagrams.terminal(0)
    if let alternative = alternatives[pairing] { other = alternative }
    let shown = try diagrams.apply(diagrams.newOperation(), primary, other, other) { primary, other, _ in
      primary != 0 || other != 0 ? 1 : 0
    }
    return try diagrams.apply(diagrams.newOperation(), shown, recommends, recommends) {
      shown, recommends, _ in
      min(shown, recommends)
    }
  }
}

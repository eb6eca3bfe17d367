internal import PlumblineGuideline

/// The patients to whom one pairing is shown, worked out from as few rules as possible: the whole signature would be much larger.
struct ShownDiagrams {
  typealias Node = Diagrams.Node

  /// 1 where every stop and gate lets the patient pass.
  let recommends: Node
  private let guideline: Guideline
  private var policy: Policy<TruthDiagrams>

  init(_ guideline: Guideline, _ terms: inout TruthDiagrams) throws(Diagrams.BoundExceeded) {
    self.guideline = guideline
    policy = Policy(PolicyOrder(guideline))
    recommends = try policy.recommends(&terms)
  }

  /// Returns 1 where a rule that recommends the pairing joins the primary pairing, or would lead an alternative.
  mutating func byAnyRule(_ pairing: PairingName, _ terms: inout TruthDiagrams)
    throws(Diagrams.BoundExceeded) -> Node
  {
    var tests: [Node] = []
    for rule in policy.order.contenders[pairing] ?? [] { tests.append(try policy.joins(rule, &terms)) }
    let lead = try policy.alternative(pairing, isPrimary: terms.nobody(), &terms)
    tests.append(try terms.not(try terms.isChosen(0, lead)))
    return try terms.any(tests)
  }

  /// Returns 1 where the primary pairing is this one or is joined from it.
  mutating func inPrimary(_ pairing: PairingName, _ terms: inout TruthDiagrams)
    throws(Diagrams.BoundExceeded) -> Node
  {
    var tests: [Node] = []
    for rule in policy.order.contenders[pairing] ?? [] { tests.append(try policy.joins(rule, &terms)) }
    if guideline.canJoin(pairing) { tests.append(try joined(pairing, &terms)) }
    if guideline.primaryName([]) == pairing { tests.append(try policy.noneJoins(&terms)) }
    return try terms.any(tests)
  }

  /// Returns 1 where something objects to a pairing.
  mutating func objections(to pairing: PairingName, _ terms: inout TruthDiagrams)
    throws(Diagrams.BoundExceeded) -> Node
  {
    try policy.objections(to: pairing, &terms)
  }

  // MARK: joined from others

  /// Returns 1 where the winners of all slots together have the parts of the pairing and no others.
  private mutating func joined(_ pairing: PairingName, _ terms: inout TruthDiagrams)
    throws(Diagrams.BoundExceeded) -> Node
  {
    let parts = pairing.parts
    let whole = (1 << parts.count) - 1
    let other = whole + 1
    let bits = guideline.rules.map { rule in
      rule.recommends.parts.reduce(0) { bits, part in
        parts.firstIndex(of: part).map { bits | 1 << $0 } ?? bits | other
      }
    }
    var union = try terms.diagrams.terminal(0)
    for slot in policy.order.slots.indices {
      let winner = try policy.winner(ofSlot: slot, &terms)
      union = try terms.diagrams.apply(terms.diagrams.newOperation(), union, winner, winner) {
        one, winner, _ in
        winner == 0 ? one : one | bits[winner - 1]
      }
    }
    return try terms.diagrams.map(union) { $0 == whole ? 1 : 0 }
  }
}

extension Guideline {
  /// Whether the winners of several slots, each a part of a pairing, could together make the whole pairing.
  func canJoin(_ pairing: PairingName) -> Bool {
    let parts = PolicyOrder(self).slots.map { slot in
      slot.candidates.map { Set(rules[$0].recommends.parts) }.filter { $0.isStrictSubset(of: pairing.parts) }
        .reduce(into: Set<String>()) { $0.formUnion($1) }
    }.filter { !$0.isEmpty }
    return parts.count > 1 && parts.reduce(into: Set<String>()) { $0.formUnion($1) } == Set(pairing.parts)
  }
}

internal import PlumblineGuideline

/// To whom one pairing is shown, said in as few rules as it takes: the whole signature would be much larger.
///
/// Says symbolically what `Selection` says for one patient. A usable rule's pairing is always shown: it joins the primary
/// pairing, is an alternative, or supports one of them.
struct ShownDiagrams {
  typealias Node = Diagrams.Node

  /// 1 where every stop and gate lets through.
  let recommends: Node
  private let guideline: Guideline

  init(_ guideline: Guideline, _ terms: inout TruthDiagrams) throws(Diagrams.BoundExceeded) {
    self.guideline = guideline
    let nobody = try terms.diagrams.terminal(0)
    var through = try terms.diagrams.terminal(1)
    for gate in guideline.stops + guideline.gates {
      let truth = try terms.gate(gate)
      through = try terms.choose(try terms.isTrue(truth), nobody, through)
      if gate.asksWhenUnknown == nil {
        through = try terms.choose(try terms.isUnknown(truth), nobody, through)
      }
    }
    recommends = through
  }

  /// 1 where a rule is true and not vetoed.
  private func usable(_ rule: Rule, _ terms: inout TruthDiagrams) throws(Diagrams.BoundExceeded) -> Node {
    let nobody = try terms.diagrams.terminal(0)
    var node = try terms.isTrue(try terms.condition(rule.when ?? .any([])))
    for veto in guideline.vetoes(of: rule.recommends) {
      node = try terms.choose(try terms.isTrue(try terms.condition(veto)), nobody, node)
    }
    return node
  }

  /// 1 where a usable rule recommends the pairing.
  func byAnyRule(_ pairing: PairingName, _ terms: inout TruthDiagrams) throws(Diagrams.BoundExceeded) -> Node
  {
    let everybody = try terms.diagrams.terminal(1)
    var node = try terms.diagrams.terminal(0)
    for rule in guideline.rules where rule.recommends == pairing {
      node = try terms.choose(try usable(rule, &terms), everybody, node)
    }
    return node
  }

  /// 1 where the primary pairing is this one or is joined from it.
  func inPrimary(_ pairing: PairingName, _ terms: inout TruthDiagrams) throws(Diagrams.BoundExceeded) -> Node
  {
    let everybody = try terms.diagrams.terminal(1)
    var node = try terms.diagrams.terminal(0)
    for slot in guideline.slots {
      let own = guideline.candidates(in: slot).filter { $0.recommends == pairing }
      guard !own.isEmpty else { continue }
      let winner = try self.winner(in: slot, &terms) { $0.recommends == pairing ? 1 : 0 }
      node = try terms.choose(winner, everybody, node)
    }
    if guideline.canJoin(pairing) { node = try terms.choose(try joined(pairing, &terms), everybody, node) }
    if guideline.primaryName([]) == pairing {
      node = try terms.choose(try hasWinner(&terms), node, everybody)
    }
    return node
  }

  /// A number for the rule that wins a slot, from 0 on; 0 where none does.
  private func winner(
    in slot: String, _ terms: inout TruthDiagrams, _ number: (Rule) -> Int
  ) throws(Diagrams.BoundExceeded) -> Node {
    var winner = try terms.diagrams.terminal(0)
    for rule in guideline.candidates(in: slot).reversed() {
      winner = try terms.choose(try usable(rule, &terms), try terms.diagrams.terminal(number(rule)), winner)
    }
    return winner
  }

  private func hasWinner(_ terms: inout TruthDiagrams) throws(Diagrams.BoundExceeded) -> Node {
    var node = try terms.diagrams.terminal(0)
    let everybody = try terms.diagrams.terminal(1)
    for slot in guideline.slots {
      for rule in guideline.candidates(in: slot) {
        node = try terms.choose(try usable(rule, &terms), everybody, node)
      }
    }
    return node
  }

  // MARK: joined from others

  /// 1 where the winners of all slots together have the parts of the pairing and no other.
  private func joined(_ pairing: PairingName, _ terms: inout TruthDiagrams) throws(Diagrams.BoundExceeded)
    -> Node
  {
    let parts = pairing.parts
    let whole = (1 << parts.count) - 1
    let other = whole + 1
    func bits(_ rule: Rule) -> Int {
      rule.recommends.parts.reduce(0) { bits, part in
        parts.firstIndex(of: part).map { bits | 1 << $0 } ?? bits | other
      }
    }
    var union = try terms.diagrams.terminal(0)
    for slot in guideline.slots {
      let winner = try winner(in: slot, &terms, bits)
      union = try terms.diagrams.apply(terms.diagrams.newOperation(), union, winner, winner) { one, two, _ in
        one | two
      }
    }
    return try terms.diagrams.map(union) { $0 == whole ? 1 : 0 }
  }
}

extension Guideline {
  /// Whether winners of several slots that are each a part of a pairing could make up the whole.
  func canJoin(_ pairing: PairingName) -> Bool {
    let parts = slots.map { slot in
      candidates(in: slot).map { Set($0.recommends.parts) }.filter { $0.isStrictSubset(of: pairing.parts) }
        .reduce(into: Set<String>()) { $0.formUnion($1) }
    }.filter { !$0.isEmpty }
    return parts.count > 1 && parts.reduce(into: Set<String>()) { $0.formUnion($1) } == Set(pairing.parts)
  }
}

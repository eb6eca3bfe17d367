package import PlumblineGuideline

/// The choice among usable rules: which win their slots and join the primary pairing, and which lead an alternative.
///
/// ``Policy`` finds out which rules are usable; a cohort's row of bits says it already.
package protocol RuleChoice {
  associatedtype Algebra: ChoiceAlgebra

  var order: PolicyOrder { get }
  /// The winners worked out so far, by slot.
  var winners: [Int: Algebra.Choice] { get set }

  /// Returns the patients for whom a rule is true and nothing objects to its pairing.
  mutating func usable(_ rule: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Algebra.Test

  /// Returns the patients for whom a part of a rule's pairing is passed over.
  mutating func passedOver(_ rule: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Algebra.Test
}

extension RuleChoice {
  package typealias Test = Algebra.Test
  package typealias Choice = Algebra.Choice

  /// Returns the rule that wins a slot, as 1 + its place; 0 where none does.
  ///
  /// The first usable candidate that is not passed over wins; if all usable ones are, the first of them.
  package mutating func winner(ofSlot slot: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Choice {
    if let known = winners[slot] { return known }
    var cases: [(test: Test, number: Int)] = []
    let candidates = order.slots[slot].candidates
    for rule in candidates {
      var test = try usable(rule, &algebra)
      if order.isPassable[rule] { test = try algebra.minus(test, try passedOver(rule, &algebra)) }
      cases.append((test, rule + 1))
    }
    for rule in candidates where order.isPassable[rule] {
      cases.append((try usable(rule, &algebra), rule + 1))
    }
    let winner = try algebra.first(cases, otherwise: 0)
    winners[slot] = winner
    return winner
  }

  /// Returns the patients for whom a rule joins the primary pairing; none if the rule is not a candidate.
  package mutating func joins(_ rule: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    guard let slot = order.slotOfRule[rule] else { return try algebra.nobody() }
    return try algebra.isChosen(rule + 1, try winner(ofSlot: slot, &algebra))
  }

  /// Returns the rule that leads the alternative with a pairing, as 1 + its place; 0 where there is none.
  ///
  /// - Parameter isPrimary: the patients whose primary pairing is this one.
  package mutating func alternative(
    _ pairing: PairingName, isPrimary: Test, _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Choice {
    try alternative(among: order.contenders[pairing] ?? [], isPrimary: isPrimary, &algebra)
  }

  /// - Parameter contenders: the rules that recommend the pairing, in their order.
  mutating func alternative(
    among contenders: [Int], isPrimary: Test, _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Choice {
    var cases: [(test: Test, number: Int)] = [(isPrimary, 0)]
    for rule in contenders {
      var test = try usable(rule, &algebra)
      if order.slotOfRule[rule] != nil { test = try algebra.minus(test, try joins(rule, &algebra)) }
      cases.append((test, rule + 1))
    }
    return try algebra.first(cases, otherwise: 0)
  }

  /// Returns the patients whose answer names a rule: it joins, or it recommends the primary pairing or that of an alternative.
  ///
  /// - Parameters:
  ///   - isPrimary: the patients whose primary pairing is the rule's.
  ///   - lead: the rule that leads the alternative with its pairing.
  mutating func isNamed(
    _ rule: Int, isPrimary: Test, lead: Choice, _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Test {
    let leads = try algebra.not(try algebra.isChosen(0, lead))
    let shown = try algebra.any([try joins(rule, &algebra), isPrimary, leads])
    return try algebra.all([try usable(rule, &algebra), shown])
  }

  // MARK: the joined pairing

  /// Returns the patients for whom no rule joins: they get the recommendation of `otherwise`.
  package mutating func noneJoins(_ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    var joined: [Test] = []
    for rule in order.guideline.rules.indices where order.slotOfRule[rule] != nil {
      joined.append(try joins(rule, &algebra))
    }
    return try algebra.not(try algebra.any(joined))
  }

  /// Returns the patients for whom a rule that passes a test joins; if `otherwise` passes it, those for whom no rule joins as well.
  package mutating func primary(
    _ has: (Rule) -> Bool, otherwise: Bool, _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Test {
    var tests: [Test] = []
    for (place, rule) in order.guideline.rules.enumerated() where order.slotOfRule[place] != nil && has(rule)
    {
      tests.append(try joins(place, &algebra))
    }
    if otherwise { tests.append(try noneJoins(&algebra)) }
    return try algebra.any(tests)
  }

  // MARK: what `Guideline+Chosen` says of it

  /// Returns the patients whose primary pairing has a part.
  package mutating func primaryHas(part: String, _ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    let base = order.guideline.primaryName([]).parts
    return try primary({ $0.recommends.parts.contains(part) }, otherwise: base.contains(part), &algebra)
  }

  /// Returns the patients whose primary recommendation is strong: its weakest rule is.
  package mutating func isStrong(_ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    let isWeak = order.guideline.otherwise?.strength != .strong
    return try algebra.not(try primary({ $0.strength != .strong }, otherwise: isWeak, &algebra))
  }

  /// Returns the patients whose primary recommendation has a part that a rule recommends strongly.
  package mutating func isStrong(part: String, _ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    func says(_ rule: Rule) -> Bool {
      rule.recommends.parts.contains(part) && rule.strength(of: part) == .strong
    }
    return try primary(says, otherwise: order.guideline.otherwise.map(says) ?? false, &algebra)
  }

  /// Returns the patients whose primary recommendation claims an evidence item.
  package mutating func primaryClaims(_ evidence: String, _ algebra: inout Algebra) throws(Algebra.Failure)
    -> Test
  {
    let last = order.guideline.otherwise?.claims ?? []
    return try primary({ $0.claims.contains(evidence) }, otherwise: last.contains(evidence), &algebra)
  }
}

extension PolicyOrder {
  /// The parts that a primary pairing can have.
  package var primaryParts: [String] {
    Set(guideline.rules.flatMap(\.recommends.parts) + guideline.primaryName([]).parts).sorted()
  }
}

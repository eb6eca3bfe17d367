package import PlumblineEngine
package import PlumblineGuideline

extension Property.Claim {
  /// Whether a decision fulfils the whole claim, in SMT-LIB.
  func term(
    _ guideline: Guideline, _ answer: inout AnswerTerms, _ certainties: Certainties, _ text: inout SMTText
  ) -> SMTText.Term {
    var terms: [SMTText.Term] = []
    if !decisions.isEmpty {
      terms.append(text.or(decisions.map { answer.dispositions[Decision.Disposition($0)] ?? SMTText.no }))
    }
    if !alerts.isEmpty {
      terms.append(text.or(answer.alerts.filter { alerts.contains($0.id) }.map(\.term)))
    }
    var shows: [SMTText.Term] = []
    if !primary.isEmpty { shows.append(text.or(primary.map { answer.isPrimary($0, &text) })) }
    func others(_ has: (Rule) -> Bool) -> [SMTText.Term] {
      zip(guideline.rules, answer.alternatives).filter { has($0.0) }.map(\.1)
    }
    if !alternative.isEmpty { shows.append(text.or(others { alternative.contains($0.recommends) })) }
    if !offers.isEmpty {
      let main = offers.compactMap { answer.parts[$0] }
      shows.append(text.or(main + others { !$0.recommends.parts.allSatisfy { !offers.contains($0) } }))
    }
    if !claims.isEmpty { shows.append(text.or(claims.compactMap { answer.shown[$0] })) }
    if let bound = certaintyAbove?.level {
      var above: [SMTText.Term] = []
      for item in answer.shown.keys.sorted() {
        let levels = certainties.levels[item] ?? [:]
        let higher = Certainty.allCases.filter { ($0.level ?? 0) > bound }.compactMap { levels[$0] }
        above.append(text.and([answer.shown[item] ?? SMTText.no, text.or(higher)]))
      }
      shows.append(text.or(above))
    }
    switch strength {
    case .strong?: shows.append(text.or([answer.isStrong] + others { $0.strength == .strong }))
    case .conditional?: shows.append(text.or([text.not(answer.isStrong)] + others { $0.strength != .strong }))
    case nil: break
    }
    if !shows.isEmpty { terms += [answer.recommends] + shows }
    return text.and(terms)
  }

  /// Whether a decision fulfils the whole claim: the plain reading, against which the terms are tested.
  package func holds(of signature: Signature) -> Bool {
    let pairings = signature.pairings
    if !decisions.isEmpty, !decisions.contains(where: { Decision.Disposition($0) == signature.disposition }) {
      return false
    }
    if !alerts.isEmpty, !signature.alerts.contains(where: { alerts.contains($0.id) }) { return false }
    func isShown(_ list: [String], _ test: (Signature.PairingPart, String) -> Bool) -> Bool {
      list.isEmpty || pairings.contains { part in list.contains { test(part, $0) } }
    }
    if !primary.isEmpty, !pairings.contains(where: { $0.role == .primary && primary.contains($0.pairing) }) {
      return false
    }
    if !alternative.isEmpty,
      !pairings.contains(where: { $0.role == .alternative && alternative.contains($0.pairing) })
    {
      return false
    }
    guard isShown(offers, { $0.pairing.parts.contains($1) }), isShown(claims, { $0.claims[$1] != nil }) else {
      return false
    }
    if let bound = certaintyAbove?.level {
      let levels = pairings.flatMap { $0.claims.values.map { $0.level ?? 0 } }
      if !levels.contains(where: { $0 > bound }) { return false }
    }
    return strength == nil || pairings.contains { $0.strength == strength }
  }
}

extension Decision.Disposition {
  /// The disposition that a promise names.
  package init(_ answer: Property.Disposition) {
    self =
      switch answer {
      case .recommend: .recommend
      case .stop: .stop
      case .defer: .defer
      case .outOfScope: .outOfScope
      case .needData: .needData
      }
  }
}

public import PlumblineGuideline

extension PatientSpace {
  /// Returns the patients for whom a rule acts: they pass every gate, the rule is true, and nothing objects to its pairing.
  ///
  /// `otherwise` has no condition: here it acts for no patient.
  public func acting(_ rule: Rule) throws(TooLarge) -> Patients {
    guard let place = place(of: rule) else { return nobody }
    return try both(
      recommended(), legally { () throws(Diagrams.BoundExceeded) in try policy.usable(place, &terms) })
  }

  /// Returns the patients who get a rule's pairing from it; for a candidate, those for whom it wins its slot.
  public func taken(by rule: Rule) throws(TooLarge) -> Patients {
    guard let place = place(of: rule), policy.order.slotOfRule[place] != nil else { return try acting(rule) }
    return try both(
      recommended(), legally { () throws(Diagrams.BoundExceeded) in try policy.joins(place, &terms) })
  }

  /// Returns the patients with a recommendation for whom no rule acts: they are shown `otherwise` alone.
  public func withoutRule() throws(TooLarge) -> Patients {
    var left = try recommended()
    for rule in guideline.rules { left = try without(left, acting(rule)) }
    return left
  }

  /// Returns the patients without a rule for whom nothing is open: each rule is false, or something certainly objects
  /// to its pairing.
  public func settledWithoutRule() throws(TooLarge) -> Patients {
    var left = try recommended()
    for rule in guideline.rules {
      guard let when = rule.when else { continue }
      var settled = try patients(when, .false)
      settled = try either(
        settled,
        legally { () throws(Diagrams.BoundExceeded) in
          try policy.objections(to: rule.recommends, &terms)
        })
      left = try both(left, settled)
    }
    return left
  }

  private func place(of rule: Rule) -> Int? { guideline.rules.firstIndex { $0.id == rule.id } }
}

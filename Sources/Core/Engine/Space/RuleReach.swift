public import PlumblineGuideline

extension PatientSpace {
  /// Those for whom a rule acts: every gate lets them through, it is true, and nothing speaks against its pairing.
  ///
  /// `otherwise` has no condition: it acts for nobody here.
  public func acting(_ rule: Rule) throws(TooLarge) -> Patients {
    guard let place = place(of: rule) else { return nobody }
    return try both(
      recommended(), legally { () throws(Diagrams.BoundExceeded) in try policy.usable(place, &terms) })
  }

  /// Those to whom a rule brings its pairing: for a candidate those for whom it wins its slot.
  public func taken(by rule: Rule) throws(TooLarge) -> Patients {
    guard let place = place(of: rule), policy.order.slotOfRule[place] != nil else { return try acting(rule) }
    return try both(
      recommended(), legally { () throws(Diagrams.BoundExceeded) in try policy.joins(place, &terms) })
  }

  /// Those who get a recommendation for whom no rule acts: `otherwise` is all that they are shown.
  public func withoutRule() throws(TooLarge) -> Patients {
    var left = try recommended()
    for rule in guideline.rules { left = try without(left, acting(rule)) }
    return left
  }

  /// Of those without a rule, the ones for whom nothing is left open: each rule is false, or something surely speaks
  /// against its pairing.
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

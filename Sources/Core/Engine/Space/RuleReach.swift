public import PlumblineGuideline

extension PatientSpace {
  /// Those for whom a rule acts: every gate lets them through, it is true, and nothing speaks against its pairing.
  ///
  /// `otherwise` has no condition: it acts for nobody here.
  public func acting(_ rule: Rule) throws(TooLarge) -> Patients {
    guard let when = rule.when else { return nobody }
    var acting = try both(recommended(), patients(when, .true))
    for veto in guideline.vetoes(of: rule.recommends) { acting = try without(acting, patients(veto, .true)) }
    return acting
  }

  /// Those to whom a rule brings its pairing: for a candidate those whom no earlier one of its slot takes.
  public func taken(by rule: Rule) throws(TooLarge) -> Patients {
    var taken = try acting(rule)
    guard case .candidate(let slot, _) = rule.role else { return taken }
    for other in guideline.candidates(in: slot).prefix(while: { $0.id != rule.id }) {
      taken = try without(taken, acting(other))
    }
    return taken
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
      for veto in guideline.vetoes(of: rule.recommends) {
        settled = try either(settled, patients(veto, .true))
      }
      left = try both(left, settled)
    }
    return left
  }
}

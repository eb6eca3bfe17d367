internal import PlumblineEngine
internal import PlumblineGuideline

/// The certainty of each claim for one patient: by evidence, a term for each level that it can have.
struct Certainties {
  private(set) var levels: [String: [Certainty: SMTText.Term]] = [:]

  init(_ guideline: Guideline, _ world: inout World, _ text: inout SMTText) {
    text.comment("certainty")
    var terms = PatientTerms(world: world, sets: text, stands: { _ in SMTText.yes })
    let policy = Policy<PatientTerms>(PolicyOrder(guideline))
    for item in guideline.claimedEvidence {
      let lost = policy.levelsLost(item, &terms)
      var found: [Certainty: [SMTText.Term]] = [:]
      for (levels, term) in lost.sorted(by: { $0.key < $1.key }) {
        found[PolicyOrder.certainty(item, lost: levels), default: []].append(term)
      }
      var named: [Certainty: SMTText.Term] = [:]
      for certainty in Certainty.allCases { named[certainty] = found[certainty].map { terms.sets.or($0) } }
      levels[item.name] = named
    }
    (world, text) = (terms.world, terms.sets)
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline

/// The policy's algebra in SMT-LIB: a set of patients is a term over the facts of one world.
struct PatientTerms: SetAlgebraOfPatients {
  typealias Test = SMTText.Term
  typealias Truths = TruthPair<Test>

  /// Whether a site that may be removed from the guideline is still in force, as a term.
  typealias Standing = (_ site: ConditionSite) -> Test

  var world: World
  var sets: SMTText
  let stands: Standing

  mutating func truths(_ condition: Condition) -> Truths { world.planes(condition, &sets) }
  mutating func truths(_ comparison: Comparison) -> Truths { truths(.comparison(comparison)) }
  mutating func truths(_ script: Script) -> Truths { truths(.scripted(script)) }

  mutating func isGiven(anyOf facts: [Fact.Index]) -> Truths {
    let known = facts.map { world.isKnown($0, &sets) }
    return Truths(isTrue: SMTText.no, isFalse: sets.or(known))
  }

  mutating func standing(_ truths: Truths, _ site: ConditionSite) -> Truths {
    let stands = stands(site)
    return Truths(
      isTrue: sets.and([stands, truths.isTrue]), isFalse: sets.or([sets.not(stands), truths.isFalse]))
  }
}

extension Linker {
  /// Checks that every law can be applied, and that together they allow a patient.
  func checkNarrowing() {
    let vocabulary = guideline.vocabulary
    for constraint in vocabulary.constraints {
      if constraint.holds.facts.contains(where: { vocabulary[$0].computation != nil }) {
        problem(
          "constraint '\(constraint.name)' depends on a computed fact: a law between facts must be a tree over facts that are given; use `conflict`",
          constraint.place.pack, constraint.place, kind: .script)
      }
      for comparison in constraint.holds.comparisons
      where !comparison.addends.isEmpty && !vocabulary.narrowing.understands(comparison, vocabulary) {
        problem(
          "constraint '\(constraint.name)' adds numbers that are too large or too finely stepped to be added exactly; use smaller ranges or wider steps",
          constraint.place.pack, Place(file: constraint.place.file, line: comparison.line), kind: .comparison)
      }
    }
    let nobody = Profile(vocabulary: vocabulary)
    let broken = vocabulary.brokenLaws(in: nobody)
    if broken.isEmpty { return }
    // A law that no patient can keep is named rather than one that only shares its facts.
    let impossible = vocabulary.constraints.filter {
      !Vocabulary(facts: vocabulary.facts, constraints: [$0], instruments: [:]).brokenLaws(in: nobody).isEmpty
    }
    for constraint in impossible {
      problem(
        "constraint '\(constraint.name)' can hold for no patient: it leaves no value for one of its facts; correct it",
        constraint.place.pack, constraint.place, kind: .comparison)
    }
    for case .constraint(let constraint) in broken where impossible.isEmpty {
      problem(
        "constraint '\(constraint.name)' and the laws on the same facts leave no value for one of them: no patient could keep them all; correct one of them",
        constraint.place.pack, constraint.place, kind: .comparison)
    }
  }
}

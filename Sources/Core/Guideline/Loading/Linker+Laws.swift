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
    for law in vocabulary.brokenLaws(in: Profile(vocabulary: vocabulary)) {
      guard case .constraint(let constraint) = law else { continue }
      problem(
        "constraint '\(constraint.name)' and the laws on the same facts leave no value for one of them: no patient could keep them all; correct one of them",
        constraint.place.pack, constraint.place, kind: .comparison)
    }
  }
}

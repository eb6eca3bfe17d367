internal import PlumblineGuideline

/// The laws between facts, of which a profile may break none.
extension ProfileIntake {
  /// A pack's sentence without its full stop, to be continued.
  private static func clause(_ sentence: String) -> String {
    sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }

  /// Reports every law that the profile breaks.
  mutating func checkLaws() {
    for broken in vocabulary.brokenLaws(in: profile) {
      let facts = vocabulary.facts(of: broken, givenIn: profile)
      let names = facts.map { vocabulary[$0].name }.joined(separator: ", ")
      switch broken {
      case .constraint(let constraint):
        problems.append(
          ProfileProblem(
            path: names, position: facts.compactMap { positions[$0] }.max(),
            message: "contradict each other: \(Self.clause(constraint.because)); correct one of them"))
      case .onlyWhen(let index):
        problems.append(
          ProfileProblem(
            path: vocabulary[index].name, position: positions[index],
            message: facts.isEmpty
              ? "cannot have this value; leave it out, or correct it"
              : "cannot have a value, given \(names); leave it out, or correct \(names)"))
      }
    }
  }
}

/// Checks that options name pairings and evidence that are declared.
extension Linker {
  func checkOptions() {
    for option in guideline.options {
      let who = "option '\(option.name)'"
      for pairing in option.pairings where guideline.pairings[pairing] == nil && !isWritten(pairing) {
        problem(
          "\(who) names pairing '\(pairing)', which no pack declares"
            + didYouMean(pairing.description, guideline.pairings.keys.map(\.description)),
          option.pack, option.place, kind: .dangling)
      }
      for name in option.evidence + option.temperedBy
      where guideline.evidence[name] == nil && !isWritten(.evidence, name) {
        problem(
          "\(who) shows '\(name)', which no pack declares as evidence"
            + didYouMean(name, guideline.evidence.keys),
          option.pack, option.place, kind: .dangling)
      }
      if option.pairings.isEmpty, !option.evidence.isEmpty {
        problem(
          "\(who) shows evidence and names no pairing, so it could never be matched; write `pairings`, or leave `evidence` out",
          option.pack, option.place, kind: .missingField)
      }
      checkSources(option.sources, who, option.place)
    }
  }
}

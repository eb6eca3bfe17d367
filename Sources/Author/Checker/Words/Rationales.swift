internal import PlumblineGuideline

/// The check for texts that are unfinished, or that show the wrong value.
enum Rationales: Check {
  static let unfinished = FindingKind(
    "text-unfinished", .warning,
    "a text still contains a placeholder",
    reason: """
      A pack's texts are shown to clinicians and patients as they are. Write the sentence, or leave the field out if it is \
      optional.
      """,
    mistake: Examples.saying("??? Ask the author.", isMistake: true),
    fix: Examples.saying("Walking was studied in people with much pain."))

  static let otherFact = FindingKind(
    "rationale-shows-another-fact", .warning,
    "a rationale shows values that its condition does not read, or under the name of another fact",
    reason: """
      The clinician reads the values in `because` as the reasons for the advice. If the condition reads none of them, the \
      reason that is shown is not the one that decided: most often a fact was changed in the condition and not in the text. A value under \
      the name of another fact, "TSK-11 is {fear.tsk_17}", is one of two that were exchanged.
      """,
    mistake: Examples.saying("Fear of movement is {fear.tsk_17}.", isMistake: true),
    fix: Examples.saying("Pain is {pain.intensity} of 10."))

  static let kinds = [unfinished, otherFact]

  /// What `text-unfinished` looks for in the texts of packs, since a clinician or a patient would read it there. These are data of
  /// the check, and no marks of work left in this file.
  private static let markers: Set<Substring> = ["TODO", "FIXME", "TBD"]

  static func findings(in subject: Subject) -> [Finding] {
    let names = FactNames(subject.vocabulary)
    return Utterance.all(in: subject).flatMap { utterance -> [Finding] in
      var found: [Finding] = []
      if let marker = placeholder(in: utterance.text) {
        found.append(
          Finding(
            unfinished, at: subject.location(utterance, quoting: marker),
            "`\(utterance.field)` of \(utterance.word) '\(utterance.name)' still says `\(marker)`"))
      }
      if let finding = otherFact(utterance, subject) ?? misnamed(utterance, names, subject) {
        found.append(finding)
      }
      return found
    }
  }

  /// Finds a value under the name of another fact: "Diastolic pressure is {bp.systolic}".
  private static func misnamed(
    _ utterance: Utterance, _ names: FactNames, _ subject: Subject
  ) -> Finding? {
    guard ["because", "contraindications"].contains(utterance.field) else { return nil }
    let vocabulary = subject.vocabulary
    for clause in Clause.all(in: utterance.text) {
      let mentions = names.mentions(in: clause)
      for shown in mentions where clause.words[shown.range.lowerBound].hasPrefix("{") {
        var end = shown.range.lowerBound
        while end > 0, links.contains(clause.words[end - 1]) { end -= 1 }
        guard let named = mentions.first(where: { $0.range.upperBound == end }), named.fact != shown.fact,
          !clause.words[named.range.lowerBound].hasPrefix("{"),
          utterance.text.contains("{\(vocabulary[named.fact].declaredName)}")
            || !isPart(clause.words[named.range], ofNameOf: vocabulary[shown.fact]),
          !vocabulary.workedOut(with: [shown.fact]).contains(named.fact)
        else { continue }
        let name = vocabulary[shown.fact].name
        return Finding(
          otherFact, at: subject.location(utterance, quoting: "{\(name)}"),
          "`\(utterance.field)` of \(utterance.word) '\(utterance.name)' shows '\(name)' as '\(vocabulary[named.fact].label)', which is '\(vocabulary[named.fact].name)'"
        )
      }
    }
    return nil
  }

  /// Words between a fact's name and its value.
  private static let links: Set<String> = ["is", "was", "of", "at", "now", "currently", "score", "value"]

  /// Whether some words are among those of a fact's label or question, and so may name it.
  private static func isPart(_ words: ArraySlice<String>, ofNameOf fact: Fact) -> Bool {
    let own = Clause.all(in: "\(fact.label) \(fact.name.replacing("_", with: " ").replacing(".", with: " "))")
    return Set(own.flatMap(\.words)).isSuperset(of: words)
  }

  private static func placeholder(in text: String) -> Substring? {
    let words = text.split { !$0.isLetter }
    if let marker = words.first(where: markers.contains) { return marker }
    for (index, word) in words.enumerated() where word.lowercased() == "lorem" {
      if index + 1 < words.count, words[index + 1].lowercased() == "ipsum" { return word }
    }
    return text.firstRange(of: "???").map { text[$0] }
  }

  private static func otherFact(_ utterance: Utterance, _ subject: Subject) -> Finding? {
    guard utterance.field == "because", let asked = utterance.asked else { return nil }
    let vocabulary = subject.vocabulary
    let shown = Template(utterance.text).parts.compactMap { part in
      if case .fact(let name) = part { vocabulary.index(of: name) } else { nil }
    }
    guard let first = shown.first else { return nil }
    let related = reach(asked, vocabulary)
    // A law between two facts relates them too: a total and its part.
    let laws = vocabulary.laws.map(\.facts).filter { !$0.isDisjoint(with: related) }
    let close = laws.reduce(related) { $0.union($1) }
    guard close.isDisjoint(with: reach(Set(shown), vocabulary)) else { return nil }
    let name = vocabulary[first].name
    return Finding(
      otherFact, at: subject.location(utterance, quoting: "{\(name)}"),
      "`because` of \(utterance.word) '\(utterance.name)' shows '\(name)', which its condition does not read"
    )
  }

  /// Returns the facts, with those from which the computed ones among them are computed.
  private static func reach(_ facts: Set<Fact.Index>, _ vocabulary: Vocabulary) -> Set<Fact.Index> {
    vocabulary.reach(of: facts) { Set(vocabulary[$0].computation?.reads ?? []) }
  }
}

extension Vocabulary {
  /// Returns some facts with all that one step after another leads to.
  fileprivate func reach(of facts: Set<Fact.Index>, by step: (Fact.Index) -> Set<Fact.Index>) -> Set<
    Fact.Index
  > {
    var reached = facts
    var open = Array(facts)
    while let fact = open.popLast() {
      for other in step(fact) where reached.insert(other).inserted { open.append(other) }
    }
    return reached
  }

  /// Returns some facts with those from which the ones among them are worked out, by a script or as a sum, or that are worked out with them.
  func workedOut(with facts: Set<Fact.Index>) -> Set<Fact.Index> {
    let sums = constraints.filter(\.worksOut).map(\.holds.facts)
    return reach(of: facts) { fact in
      sums.filter { $0.contains(fact) }.reduce(Set(self[fact].computation?.reads ?? [])) { $0.union($1) }
    }
  }
}

/// Checks that keep stops safe from everything else in a guideline.
extension Linker {
  func checkStops() {
    let stops = guideline.domain.stops
    guard let redFlags = guideline[pack: stops.pack] else { return }
    let own = guideline.stops.filter { $0.id.hasPrefix("\(stops.pack)/") }
    if own.isEmpty, redFlags.declares["stop"] == nil {
      problem(
        "pack '\(stops.pack)' declares no `stop`: a guideline without its stops does not load",
        stops.pack,
        redFlags.place, kind: .stops)
      return
    }
    if !own.isEmpty { checkRedFlags(own, redFlags) }
    checkQuestions()
    checkLaws()
  }

  /// Checks that the pack of stops stops on every fact of the domain's group of flags, and that only the stops that the domain names
  /// may pass while unknown.
  private func checkRedFlags(_ own: [Gate], _ redFlags: Pack) {
    let stops = guideline.domain.stops
    // A stop that does not read a fact is not true by that fact alone.
    var reading: [Fact.Index: [Gate]] = [:]
    for gate in own { for fact in gate.facts { reading[fact, default: []].append(gate) } }
    for (index, fact) in guideline.vocabulary.facts.enumerated()
    where stops.flags.map({ fact.name.hasPrefix($0 + ".") }) ?? false {
      guard case .boolean = fact.kind, fact.computation == nil else {
        problem(
          "fact '\(fact.name)' must be a plain boolean: a red flag is asked, never computed",
          pack(fact.place), fact.place, kind: .stops)
        continue
      }
      let isStop = (reading[index] ?? []).contains { gate in
        gate.asksWhenUnknown == nil && gate.when?.truth { $0 == index ? .boolean(true) : nil } == .true
      }
      if !isStop {
        problem(
          "pack '\(stops.pack)' has no `stop` that is true whenever '\(fact.name)' is: a red flag must stop by itself",
          stops.pack, redFlags.place, kind: .stops)
      }
    }
    let mayAsk = stops.mayAsk.map { "\(stops.pack)/\($0)" }
    let words =
      mayAsk.isEmpty ? "no stop of this domain" : "of the stops, only \(mayAsk.joined(separator: ", "))"
    for gate in guideline.stops where gate.asksWhenUnknown != nil && !mayAsk.contains(gate.id) {
      problem(
        "stop '\(gate.id)' may not have `if_unknown = \"ask\"`: \(words) may pass while unknown",
        pack(gate.place), gate.place, kind: .stops)
    }
  }

  /// Checks that the questions of stops can settle them: a misspelt name would let a question disappear from the first line.
  private func checkQuestions() {
    let asking = guideline.stops.filter { $0.asksWhenUnknown != nil }
    for gate in guideline.gates {
      guard let stop = gate.settles, !asking.contains(where: { $0.id == stop }) else { continue }
      let hint = didYouMean(stop, asking.map(\.id))
      problem(
        "`settles` of gate '\(gate.id)' is '\(stop)', which is no stop with `if_unknown = \"ask\"`"
          + (hint.isEmpty ? "; correct the name" : hint),
        pack(gate.place), gate.place, kind: .dangling)
    }
    for stop in asking {
      let read = guideline.facts(settling: [stop])
      for question in stop.questions where !read.contains(question.fact) {
        problem(
          "`questions` of stop '\(stop.id)' asks for '\(guideline.vocabulary[question.fact].name)', which cannot settle it; ask for a fact that it reads",
          pack(stop.place), stop.place, kind: .stops)
      }
    }
  }

  /// Checks that no law between facts can refuse a profile in which a stop is true, or conclude an answer that a stop reads.
  ///
  /// The exception is arithmetic: a law between scores of one questionnaire, in the pack that declares them.
  private func checkLaws() {
    let vocabulary = guideline.vocabulary
    let read = guideline.facts(behind: guideline.stops)
    for (index, fact) in vocabulary.facts.enumerated() where read.contains(index) && fact.onlyWhen != nil {
      problem(
        "fact '\(fact.name)' is read by a stop, so it may not have `only_when`: an answer that stops is never refused",
        pack(fact.place), fact.place, kind: .stops)
    }
    // The other scores of a questionnaire settle the one that a stop reads, so they are protected like it.
    let questionnaires = vocabulary.instruments.values.map { Set($0.scales.map(\.fact)) }
      .filter { !$0.isDisjoint(with: read) }
    let protected = questionnaires.reduce(read) { $0.union($1) }
    for constraint in vocabulary.constraints {
      let facts = constraint.holds.facts
      guard let first = facts.intersection(protected).min() else { continue }
      let declared = facts.allSatisfy { vocabulary[$0].place.pack == pack(constraint.place) }
      if declared, questionnaires.contains(where: facts.isSubset) { continue }
      // Nor does arithmetic conclude more than was said, if the pack that says what a fact is declares the answers, too.
      if declared, constraint.worksOut { continue }
      problem(
        "constraint '\(constraint.name)' covers '\(vocabulary[first].name)', \(why(first, read)): only arithmetic between the scores of one `instrument`, in the pack that declares them, may do that; leave the constraint out, or use `conflict`",
        pack(constraint.place), constraint.place, kind: .stops)
    }
    for (index, fact) in vocabulary.facts.enumerated() where !read.contains(index) {
      guard let law = fact.onlyWhen, let first = law.facts.union([index]).intersection(protected).min() else {
        continue
      }
      problem(
        "`only_when` of fact '\(fact.name)' covers '\(vocabulary[first].name)', \(why(first, read)): an answer to it is asked for, never concluded; leave `only_when` out",
        pack(fact.place), fact.place, kind: .stops)
    }
  }

  private func why(_ fact: Fact.Index, _ read: Set<Fact.Index>) -> String {
    read.contains(fact) ? "which a stop reads" : "a score of a questionnaire that a stop reads"
  }
}

extension Guideline {
  /// Returns the facts that gates read, and the facts from which those are computed.
  package func facts(behind gates: [Gate]) -> Set<Fact.Index> {
    var found: Set<Fact.Index> = []
    var waiting = gates.flatMap(\.facts)
    while let fact = waiting.popLast() {
      if found.insert(fact).inserted { waiting += vocabulary[fact].computation?.reads ?? [] }
    }
    return found
  }

  /// Returns the facts that can settle gates: those that they read, and those from which laws conclude what these are.
  package func facts(settling gates: [Gate]) -> Set<Fact.Index> {
    let read = facts(behind: gates)
    return read.union(read.flatMap(vocabulary.narrowing.neighbours))
  }
}

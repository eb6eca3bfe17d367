internal import PlumblineGuideline

/// The check for facts that are asked for and never read.
enum UnusedFacts: Check {
  static let unused = FindingKind(
    "fact-unused", .note,
    "a fact is read by nothing in the packs in force",
    reason: """
      Its answer decides nothing, yet a reader of the vocabulary takes it for a part of the guideline. \
      Either a condition lost it, most often to a fact with a similar name, or it is left over. A condition, a script, a law, \
      an instrument, a place in a text and a promise all read a fact; a test does not.
      """,
    mistake: example("pain.intensity :at_least(7)", " -- ←"),
    fix: example("all { pain.intensity :at_least(7), pain.at_night :is(true) }"))

  static let kinds = [unused]

  private static func example(_ when: String, _ mark: String = "") -> FindingKind.Example {
    .init(
      """
      fact "pain.at_night" {\(mark)
        type     = "boolean",
        label    = "Pain at night",
        question = "Does the pain wake the patient?",
      }


      """ + Examples.rule(["when": "\(when),"]),
      tests: Examples.test().replacing("intensity = 8", with: "intensity = 8, at_night = true"))
  }

  static func findings(in subject: Subject) -> [Finding] {
    let guideline = subject.guideline
    let used = read(by: guideline)
    let readers = packsThatRead(guideline)
    return guideline.vocabulary.facts.enumerated().filter { index, fact in
      !used.contains(index) && subject.isOwn(fact.place) && readers.contains(fact.place.pack)
    }.map { _, fact in
      Finding(
        unused, at: subject.location(fact.place, naming: fact.name),
        "fact '\(fact.name)' is read by nothing in the packs in force")
    }
  }

  /// The packs that advise, and those that they require: a vocabulary alone is for packs that are not here.
  private static func packsThatRead(_ guideline: Guideline) -> Set<String> {
    var reached: Set<String> = []
    var open = guideline.sites.map(\.pack) + guideline.everyRule.map(\.place.pack)
    while let pack = open.popLast() {
      if reached.insert(pack).inserted { open += guideline[pack: pack].map { Array($0.requires.keys) } ?? [] }
    }
    return reached
  }

  private static func read(by guideline: Guideline) -> Set<Fact.Index> {
    let vocabulary = guideline.vocabulary
    var read = guideline.sites.reduce(into: Set<Fact.Index>()) { $0.formUnion($1.condition.facts) }
    for gate in guideline.stops + guideline.gates { read.formUnion(gate.facts) }
    for law in vocabulary.laws { read.formUnion(law.facts) }
    for fact in vocabulary.facts { read.formUnion(fact.computation?.reads ?? []) }
    for instrument in vocabulary.instruments.values { read.formUnion(instrument.scales.map(\.fact)) }
    for property in guideline.properties { read.formUnion(property.facts) }
    if let goal = guideline.goal { read.insert(goal) }
    // A list is used if one of its codes is: the others make it complete.
    for set in vocabulary.sets.values where set.members.contains(where: { read.contains($0.fact) }) {
      read.formUnion(set.members.map(\.fact))
    }
    let texts =
      guideline.everyRule.map(\.because) + (guideline.stops + guideline.gates).map(\.because)
      + guideline.vetoes.map(\.because) + guideline.conflicts.map(\.because)
      + guideline.pairings.values.flatMap(\.contraindications).map(\.because)
    for case .fact(let name) in texts.flatMap({ Template($0).parts }) {
      if let index = vocabulary.index(of: name) { read.insert(index) }
    }
    return read
  }
}

extension Property {
  /// The facts that it names.
  fileprivate var facts: Set<Fact.Index> {
    var facts = given?.facts ?? []
    switch promise {
    case .knowingMore(_, _, _, let except): facts.formUnion(except)
    case .same(_, let whatever): facts.formUnion(whatever)
    case .always, .never, .overrules: break
    }
    return facts
  }
}

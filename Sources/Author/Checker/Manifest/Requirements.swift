internal import PlumblineGuideline

/// The check of what a pack uses of other packs against what it requires.
///
/// An unused requirement is not reported: the other pack's rules, gates and constraints act without being named.
enum Requirements: Check {
  static let missing = FindingKind(
    "requirement-missing", .warning,
    "a pack uses a declaration of a pack that it does not require",
    reason: """
      It loads only if the other pack happens to be in force too, in whatever version. Name that pack in `requires`.
      """,
    mistake: Examples.manifest(
      ["requires": "{ vocabulary = \"1.0\", [\"red-flags\"] = \"1.0\" },"], around: Examples.veto,
      tests: Examples.vetoTest, mark: Examples.mark),
    fix: Examples.manifest(
      ["requires": Examples.allRequired], around: Examples.veto, tests: Examples.vetoTest))

  static let kinds = [missing]

  /// A declaration of one pack that another names.
  private struct Use: Hashable {
    /// The declaration's word.
    var word: String
    var name: String
    /// Where it is declared.
    var declared: Place
    /// Where it is used.
    var used: Place
  }

  static func findings(in subject: Subject) -> [Finding] {
    let guideline = subject.guideline
    let uses = Self.uses(guideline)
    return guideline.packs.filter { subject.own.contains($0.id) }.flatMap { pack -> [Finding] in
      let own = uses.filter { self.pack($0.used) == pack.id }
      let required = reach(pack, guideline)
      let absent = Set(own.map { self.pack($0.declared) }).subtracting(required).subtracting([pack.id])
        .sorted()
      return absent.compactMap { name -> Finding? in
        let first = own.filter { self.pack($0.declared) == name && !isSaidToo($0, by: pack, subject) }
          .min { ($0.used, $0.name) < ($1.used, $1.name) }
        return first.map { use in
          Finding(
            missing, at: subject.location(pack.place, naming: pack.id),
            "pack '\(pack.id)' uses \(use.word) '\(use.name)' of '\(name)', which it does not require",
            related: [.init(location: subject.location(use.used, naming: use.name), message: "used here")])
        }
      }
    }
  }

  private static func pack(_ place: Place) -> String { String(place.file.prefix { $0 != "/" }) }

  /// The packs that a pack requires, directly and indirectly.
  private static func reach(_ pack: Pack, _ guideline: Guideline) -> Set<String> {
    var reached: Set<String> = []
    var open = Array(pack.requires.keys)
    while let name = open.popLast() {
      if reached.insert(name).inserted { open += guideline[pack: name].map { Array($0.requires.keys) } ?? [] }
    }
    return reached
  }

  /// Whether a pack declares the same thing itself: two packs may do so, and only one declaration is kept.
  private static func isSaidToo(_ use: Use, by pack: Pack, _ subject: Subject) -> Bool {
    pack.files.contains {
      subject.text(of: "\(pack.id)/\($0.name)")?.position(of: use.word, named: use.name) != nil
    }
  }

  private static func uses(_ guideline: Guideline) -> Set<Use> {
    var uses: Set<Use> = []
    let vocabulary = guideline.vocabulary
    func fact(_ index: Fact.Index, _ used: Place) {
      uses.insert(
        Use(word: "fact", name: vocabulary[index].name, declared: vocabulary[index].place, used: used))
    }
    func sources(_ names: [String], _ used: Place) {
      for name in names {
        if let place = guideline.sources[name]?.place {
          uses.insert(Use(word: "source", name: name, declared: place, used: used))
        }
      }
    }
    for site in guideline.sites { for index in site.condition.facts { fact(index, site.place) } }
    for gate in guideline.stops + guideline.gates {
      for index in gate.facts { fact(index, gate.place) }
      sources(gate.sources, gate.place)
    }
    for rule in guideline.everyRule {
      sources(rule.sources, rule.place)
      for claim in rule.claims {
        if let item = guideline.evidence[claim] {
          uses.insert(Use(word: "evidence", name: claim, declared: item.place, used: rule.place))
        }
      }
      if let pairing = guideline.pairings[rule.recommends] {
        let name = pairing.name.description
        uses.insert(Use(word: "pairing", name: name, declared: pairing.place, used: rule.place))
      }
      for case .fact(let name) in Template(rule.because).parts {
        if let index = vocabulary.index(of: name) { fact(index, rule.place) }
      }
    }
    for veto in guideline.vetoes {
      sources(veto.sources, veto.place)
      // Which pack is meant is certain only if exactly one has the part.
      let with = guideline.pairings.values.filter { $0.name.parts.contains(veto.part) }.sorted {
        $0.name < $1.name
      }
      if let first = with.first, Set(with.map { pack($0.place) }).count == 1 {
        let name = first.name.description
        uses.insert(Use(word: "pairing", name: name, declared: first.place, used: veto.place))
      }
    }
    for conflict in guideline.conflicts { sources(conflict.sources, conflict.place) }
    for pairing in guideline.pairings.values { sources(pairing.everySource, pairing.place) }
    for option in guideline.options {
      sources(option.sources, option.place)
      for pairing in option.pairings.compactMap({ guideline.pairings[$0] }) {
        let name = pairing.name.description
        uses.insert(Use(word: "pairing", name: name, declared: pairing.place, used: option.place))
      }
      for item in (option.evidence + option.temperedBy).compactMap({ guideline.evidence[$0] }) {
        uses.insert(Use(word: "evidence", name: item.name, declared: item.place, used: option.place))
      }
    }
    for item in guideline.evidence.values { sources([item.source], item.place) }
    for instrument in vocabulary.instruments.values {
      for scale in instrument.scales { fact(scale.fact, instrument.place) }
    }
    for one in vocabulary.facts {
      sources(one.sources, one.place)
      for index in (one.onlyWhen?.facts ?? []).union(one.computation?.reads ?? []) { fact(index, one.place) }
    }
    for constraint in vocabulary.constraints {
      for index in constraint.holds.facts { fact(index, constraint.place) }
    }
    for adaptation in guideline.adaptations {
      fact(adaptation.fact, adaptation.place)
      let target = String(adaptation.target.prefix { $0 != "/" })
      if let place = guideline[pack: target]?.place {
        uses.insert(Use(word: "pack", name: target, declared: place, used: adaptation.place))
      }
    }
    return uses
  }
}

internal import PlumblineGuideline
internal import PlumblineText

/// The declarations that read each fact, as links, each once.
struct FactUses {
  private(set) var uses: [Fact.Index: [HTML]] = [:]

  init(_ content: Content) {
    let guideline = content.guideline
    var seen: [Fact.Index: Set<String>] = [:]
    func add(_ facts: some Sequence<Fact.Index>, _ target: Target, _ name: String) {
      for fact in facts where seen[fact, default: []].insert(target.anchor).inserted {
        uses[fact, default: []].append(target.link(name))
      }
    }
    var titles: [String: String] = [:]
    for rule in guideline.rules { titles[rule.id] = rule.title }
    for veto in guideline.vetoes { titles[veto.id] = veto.title }
    for conflict in guideline.conflicts { titles[conflict.id] = conflict.title }
    for gate in guideline.stops + guideline.gates { add(gate.facts, .gate(gate.id), gate.title) }
    for sited in guideline.sites {
      let facts = sited.condition.facts
      switch sited.site {
      case .gate: break
      case .rule(let id), .veto(let id), .conflict(let id): add(facts, .rule(id), titles[id] ?? id)
      case .contraindication(let name, _), .caution(let name, _):
        add(facts, .pairing(name), guideline.pairings[name]?.title ?? name.description)
      case .population(let name, _): add(facts, .evidence(name), name)
      }
    }
    for instrument in guideline.vocabulary.instruments.values.sorted(by: { $0.name < $1.name }) {
      add(instrument.scales.map(\.fact), .instrument(instrument.name), "\(instrument.name) (scores it)")
    }
    for fact in guideline.vocabulary.facts {
      let facts = (fact.onlyWhen?.facts ?? []).union(fact.computation?.reads ?? [])
      add(facts, .fact(fact.name), fact.label)
    }
  }
}

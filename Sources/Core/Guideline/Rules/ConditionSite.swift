/// The place of a condition in a guideline.
public enum ConditionSite: Hashable, Sendable {
  /// A stop, or a gate of a stage, by id.
  case gate(String)
  case rule(String)
  case veto(String)
  case conflict(String)
  /// The n-th contraindication of a pairing.
  case contraindication(PairingName, Int)
  /// The n-th caution of a pairing; only those with a condition are sites.
  case caution(PairingName, Int)
  /// The n-th criterion of an evidence item's population.
  case population(String, Int)

  /// The name for it in a sentence: `rule psychological-pairing/x`, `population 2 of ho-2022/…`.
  public var words: String {
    switch self {
    case .gate(let id): "gate \(id)"
    case .rule(let id): "rule \(id)"
    case .veto(let id): "advise_against \(id)"
    case .conflict(let id): "conflict \(id)"
    case .contraindication(let name, let index): "contraindication \(index + 1) of \(name)"
    case .caution(let name, let index): "caution \(index + 1) of \(name)"
    case .population(let name, let index): "population \(index + 1) of \(name)"
    }
  }
}

extension Guideline {
  /// The name for a site in a sentence, with the word that declares it: `pass_over ckd/cough`.
  package func words(of site: ConditionSite) -> String {
    guard case .veto(let id) = site, let veto = vetoes.first(where: { $0.id == id }) else {
      return site.words
    }
    return "\(veto.word) \(id)"
  }

  /// A condition with its site.
  public struct SitedCondition: Sendable {
    public var site: ConditionSite
    public var condition: Condition
    /// The place of the declaration that it belongs to.
    public var place: Place

    /// The pack that declares it.
    public var pack: String { place.pack }
  }

  /// Every condition of the guideline: gates, rules, vetoes, conflicts, pairings, populations; each kind by name.
  public var sites: [SitedCondition] {
    var sites: [SitedCondition] = []
    func add(_ site: ConditionSite, _ condition: Condition?, _ place: Place) {
      if let condition { sites.append(.init(site: site, condition: condition, place: place)) }
    }
    for gate in stops + gates { add(.gate(gate.id), gate.when, gate.place) }
    for rule in rules { add(.rule(rule.id), rule.when, rule.place) }
    for veto in vetoes { add(.veto(veto.id), veto.when, veto.place) }
    for conflict in conflicts { add(.conflict(conflict.id), conflict.when, conflict.place) }
    for pairing in pairings.values.sorted(by: { $0.name < $1.name }) {
      for (index, one) in pairing.contraindications.enumerated() {
        add(.contraindication(pairing.name, index), one.when, pairing.place)
      }
      for (index, one) in pairing.cautions.enumerated() {
        add(.caution(pairing.name, index), one.when, pairing.place)
      }
    }
    for item in evidence.values.sorted(by: { $0.name < $1.name }) {
      for (index, one) in item.population.enumerated() {
        add(.population(item.name, index), one.when, item.place)
      }
    }
    return sites
  }

  /// Returns the guideline with another condition at a site; for nil, without the rule, gate or criterion that the site
  /// belongs to.
  public func replacing(_ site: ConditionSite, with condition: Condition?) -> Guideline {
    var changed = self
    switch site {
    case .gate(let id):
      changed.stops = stops.changing({ $0.id == id }, condition) { $0.when = $1 }
      changed.gates = gates.changing({ $0.id == id }, condition) { $0.when = $1 }
    case .rule(let id): changed.rules = rules.changing({ $0.id == id }, condition) { $0.when = $1 }
    case .veto(let id): changed.vetoes = vetoes.changing({ $0.id == id }, condition) { $0.when = $1 }
    case .conflict(let id):
      changed.conflicts = conflicts.changing({ $0.id == id }, condition) { $0.when = $1 }
    case .contraindication(let name, let index):
      changed.pairings[name]?.contraindications.change(at: index, condition) { $0.when = $1 }
    case .caution(let name, let index):
      changed.pairings[name]?.cautions.change(at: index, condition) { $0.when = $1 }
    case .population(let name, let index):
      changed.evidence[name]?.population.change(at: index, condition) { $0.when = $1 }
    }
    return changed
  }
}

extension Guideline {
  /// Returns the guideline in which a caution is shown only with its pairing.
  public func droppingAlways(_ index: Int, of pairing: PairingName) -> Guideline {
    var changed = self
    changed.pairings[pairing]?.cautions[index].isAlways = false
    return changed
  }

  /// Returns the guideline in which a `need_data` gate no longer counts one of the facts of its `any_of`.
  public func droppingNeed(_ fact: Fact.Index, ofGate id: String) -> Guideline {
    var changed = self
    for index in changed.gates.indices where changed.gates[index].id == id {
      if case .needData(let stage, let anyOf) = changed.gates[index].kind {
        changed.gates[index].kind = .needData(stage, anyOf: anyOf.filter { $0 != fact })
      }
    }
    return changed
  }
}

extension Array {
  fileprivate func changing(
    _ isMeant: (Element) -> Bool, _ condition: Condition?, _ set: (inout Element, Condition) -> Void
  ) -> [Element] {
    var changed = self
    if let index = firstIndex(where: isMeant) { changed.change(at: index, condition, set) }
    return changed
  }

  fileprivate mutating func change(
    at index: Int, _ condition: Condition?, _ set: (inout Element, Condition) -> Void
  ) {
    guard indices.contains(index) else { return }
    if let condition { set(&self[index], condition) } else { remove(at: index) }
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline

/// What a guideline answers to one patient, in SMT-LIB: says of every profile what the reference interpreter says of one.
struct Answer {
  typealias Term = SMTText.Term

  private(set) var dispositions: [Decision.Disposition: Term] = [:]
  /// For each stop, by id, whether it is true.
  private(set) var alerts: [(id: String, term: Term)] = []
  /// For each rule whether it is true and not vetoed, whether it joins the primary pairing, whether it is an alternative.
  private(set) var usable: [Term] = []
  private(set) var joins: [Term] = []
  private(set) var alternatives: [Term] = []
  /// For each part, whether the primary pairing has it.
  private(set) var parts: [String: Term] = [:]
  /// Whether the primary recommendation is strong.
  private(set) var isStrong: Term = SMTText.no
  /// For each evidence item that a rule claims: whether the primary recommendation claims it; whether any does.
  private(set) var claimed: [String: Term] = [:]
  private(set) var shown: [String: Term] = [:]
  /// For each gate, by id, whether it keeps a patient from a recommendation.
  private(set) var holds: [(id: String, term: Term)] = []
  private let guideline: Guideline
  private var names: [PairingName: Term] = [:]

  /// Something that may be taken out of the guideline: its name there, and whether it still stands.
  typealias Standing = (_ site: ConditionSite) -> Term

  var recommends: Term { dispositions[.recommend] ?? SMTText.no }

  init(
    _ guideline: Guideline, _ world: inout World, _ text: inout SMTText,
    standing: Standing = { _ in SMTText.yes }
  ) {
    self.guideline = guideline
    gates(&world, &text, standing)
    rules(&world, &text, standing)
    primary(&text)
    others(&text)
  }

  // MARK: gates

  private mutating func gates(_ world: inout World, _ text: inout SMTText, _ standing: Standing) {
    var settled: [Decision.Disposition: [Term]] = [:]
    var reaches = SMTText.yes
    let stages =
      [guideline.stops]
      + Gate.Stage.allCases.map { stage in guideline.gates.filter { $0.kind.stage == stage } }
    for gates in stages {
      text.comment("gates: \(gates.map(\.id).joined(separator: ", "))")
      var earlier: [Term] = []
      var blocks: [Term] = []
      for gate in gates {
        let stands = standing(.gate(gate.id))
        let planes = world.planes(gate, &text)
        let isTrue = text.and([stands, planes.isTrue])
        let isFirst = text.and([isTrue, text.not(text.or(earlier))])
        settled[gate.disposition, default: []].append(text.and([reaches, isFirst]))
        earlier.append(isTrue)
        if case .stop = gate.kind { alerts.append((gate.id, isTrue)) }
        var keeps = isTrue
        if gate.asksWhenUnknown == nil {
          let isUnknown = text.and([stands, text.not(planes.isTrue), text.not(planes.isFalse)])
          blocks.append(isUnknown)
          keeps = text.or([isTrue, isUnknown])
        }
        holds.append((gate.id, keeps))
      }
      let isUnanswered = text.and([text.not(text.or(earlier)), text.or(blocks)])
      settled[.needData, default: []].append(text.and([reaches, isUnanswered]))
      reaches = text.and([reaches, text.not(text.or(earlier)), text.not(text.or(blocks))])
    }
    for disposition in Decision.Disposition.allCases {
      dispositions[disposition] = text.or(settled[disposition] ?? [])
    }
    dispositions[.recommend] = reaches
  }

  // MARK: rules

  private mutating func rules(_ world: inout World, _ text: inout SMTText, _ standing: Standing) {
    for rule in guideline.rules {
      text.comment("rule \(rule.id)")
      var terms = [standing(.rule(rule.id))]
      terms.append(rule.when.map { world.planes($0, &text).isTrue } ?? SMTText.no)
      for veto in guideline.vetoSites(of: rule.recommends) {
        terms.append(text.not(text.and([standing(veto.site), world.planes(veto.condition, &text).isTrue])))
      }
      usable.append(text.and(terms))
    }
  }

  private mutating func primary(_ text: inout SMTText) {
    let rules = guideline.rules
    let place = Dictionary(rules.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    joins = Array(repeating: SMTText.no, count: rules.count)
    for slot in guideline.slots {
      text.comment("slot \(slot)")
      var taken = SMTText.no
      for rule in guideline.candidates(in: slot) {
        guard let index = place[rule.id] else { continue }
        joins[index] = text.and([usable[index], text.not(taken)])
        taken = text.or([taken, usable[index]])
      }
    }
    text.comment("the primary recommendation")
    let isLeft = text.not(text.or(joins))
    func joined(_ has: (Rule) -> Bool, otherwise isLeftTo: Bool) -> Term {
      let rules = zip(rules, joins).filter { has($0.0) }.map(\.1)
      return text.or(rules + (isLeftTo ? [isLeft] : []))
    }
    let last = guideline.otherwise
    for part in Set((rules + [last].compactMap { $0 }).flatMap { $0.recommends.parts } + ["exercise"])
      .sorted()
    {
      parts[part] = joined(
        { $0.recommends.parts.contains(part) },
        otherwise: (last?.recommends.parts ?? ["exercise"]).contains(part))
    }
    isStrong = text.not(joined({ $0.strength != .strong }, otherwise: last?.strength != .strong))
    for item in guideline.claimedEvidence {
      claimed[item] = joined({ $0.claims.contains(item) }, otherwise: last?.claims.contains(item) ?? false)
    }
  }

  private mutating func others(_ text: inout SMTText) {
    text.comment("alternatives")
    var earlier: [PairingName: Term] = [:]
    for (index, rule) in guideline.rules.enumerated() {
      let isOther = text.and([usable[index], text.not(joins[index])])
      let before = earlier[rule.recommends] ?? SMTText.no
      alternatives.append(text.and([isOther, text.not(before), text.not(isPrimary(rule.recommends, &text))]))
      earlier[rule.recommends] = text.or([before, isOther])
    }
    for item in guideline.claimedEvidence {
      let others = zip(guideline.rules, alternatives).filter { $0.0.claims.contains(item) }.map(\.1)
      shown[item] = text.or([claimed[item] ?? SMTText.no] + others)
    }
  }

  /// Whether the primary pairing has these parts and no others.
  mutating func isPrimary(_ name: PairingName, _ text: inout SMTText) -> Term {
    if let known = names[name] { return known }
    let has = parts.keys.sorted().map { part in
      let term = parts[part] ?? SMTText.no
      return name.parts.contains(part) ? term : text.not(term)
    }
    let term = name.parts.allSatisfy { parts[$0] != nil } ? text.and(has) : SMTText.no
    names[name] = term
    return term
  }
}

extension Guideline {
  /// The evidence that recommendations claim, by name.
  var claimedEvidence: [String] {
    Set((rules + [otherwise].compactMap { $0 }).flatMap(\.claims)).filter { evidence[$0] != nil }.sorted()
  }

  /// What takes rules of a pairing away while it is true.
  func vetoSites(of pairing: PairingName) -> [(site: ConditionSite, condition: Condition)] {
    vetoes.filter { pairing.parts.contains($0.part) }.map { (.veto($0.id), $0.when) }
      + (pairings[pairing]?.contraindications ?? []).enumerated().map {
        (.contraindication(pairing, $0), $1.when)
      }
  }
}

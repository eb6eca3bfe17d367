internal import PlumblineEngine
internal import PlumblineGuideline

/// The answer of a guideline to one patient, in SMT-LIB: ``Policy`` over terms.
struct AnswerTerms {
  typealias Term = SMTText.Term

  private(set) var dispositions: [Decision.Disposition: Term] = [:]
  /// For each stop, by id, whether it is true.
  private(set) var alerts: [(id: String, term: Term)] = []
  /// For each rule: whether it is true and not vetoed, whether it joins the primary pairing, whether it is an alternative.
  private(set) var usable: [Term] = []
  /// For each rule, whether a part of its pairing is passed over.
  private(set) var passed: [Term] = []
  private(set) var joins: [Term] = []
  private(set) var alternatives: [Term] = []
  /// For each part, whether the primary pairing has it.
  private(set) var parts: [String: Term] = [:]
  /// For each part, whether the primary recommendation has it and recommends it strongly.
  private(set) var strongParts: [String: Term] = [:]
  /// Whether the primary recommendation is strong.
  private(set) var isStrong: Term = SMTText.no
  /// For each evidence item that a rule claims: whether the primary recommendation claims it; whether any does.
  private(set) var claimed: [String: Term] = [:]
  private(set) var shown: [String: Term] = [:]
  /// For each gate, by id, whether it keeps the patient from a recommendation.
  private(set) var holds: [(id: String, term: Term)] = []
  private let guideline: Guideline
  private var names: [PairingName: Term] = [:]

  var recommends: Term { dispositions[.recommend] ?? SMTText.no }

  init(
    _ guideline: Guideline, _ world: inout World, _ text: inout SMTText,
    standing: @escaping PatientTerms.Standing = { _ in SMTText.yes }
  ) {
    self.guideline = guideline
    var terms = PatientTerms(world: world, sets: text, stands: standing)
    var policy = Policy<PatientTerms>(PolicyOrder(guideline))
    gates(&policy, &terms)
    rules(&policy, &terms)
    primary(&policy, &terms)
    others(&policy, &terms)
    (world, text) = (terms.world, terms.sets)
  }

  private mutating func gates(_ policy: inout Policy<PatientTerms>, _ terms: inout PatientTerms) {
    for (number, stage) in policy.order.stages.enumerated() {
      terms.sets.comment("gates: \(stage.map { policy.order.gates[$0].id }.joined(separator: ", "))")
      for gate in stage {
        if number == 0 {
          alerts.append((policy.order.gates[gate].id, policy.truths(ofGate: gate, &terms).isTrue))
        }
        holds.append((policy.order.gates[gate].id, policy.holds(gate, &terms)))
      }
    }
    let disposition = policy.disposition(&terms)
    for one in Decision.Disposition.allCases { dispositions[one] = terms.isChosen(one.place, disposition) }
  }

  private mutating func rules(_ policy: inout Policy<PatientTerms>, _ terms: inout PatientTerms) {
    for (place, rule) in guideline.rules.enumerated() {
      terms.sets.comment("rule \(rule.id)")
      usable.append(policy.usable(place, &terms))
      passed.append(policy.passedOver(place, &terms))
    }
    for place in guideline.rules.indices { joins.append(policy.joins(place, &terms)) }
  }

  private mutating func primary(_ policy: inout Policy<PatientTerms>, _ terms: inout PatientTerms) {
    terms.sets.comment("the primary recommendation")
    for part in policy.order.primaryParts {
      parts[part] = policy.primaryHas(part: part, &terms)
      strongParts[part] = policy.isStrong(part: part, &terms)
    }
    isStrong = policy.isStrong(&terms)
    for item in guideline.claimedEvidence.map(\.name) { claimed[item] = policy.primaryClaims(item, &terms) }
  }

  private mutating func others(_ policy: inout Policy<PatientTerms>, _ terms: inout PatientTerms) {
    terms.sets.comment("alternatives")
    alternatives = Array(repeating: SMTText.no, count: guideline.rules.count)
    for (pairing, contenders) in policy.order.contenders.sorted(by: { $0.key < $1.key }) {
      let isPrimary = isPrimary(pairing, &terms.sets)
      let leads = policy.alternative(pairing, isPrimary: isPrimary, &terms)
      for rule in contenders { alternatives[rule] = terms.isChosen(rule + 1, leads) }
    }
    for item in guideline.claimedEvidence.map(\.name) {
      let others = zip(guideline.rules, alternatives).filter { $0.0.claims.contains(item) }.map(\.1)
      shown[item] = terms.sets.or([claimed[item] ?? SMTText.no] + others)
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

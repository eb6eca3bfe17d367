internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineWorkbench

/// The patients whom each part of a guideline reaches, over every legal profile, with the one of whom least is known.
struct BookReach {
  enum Reach {
    /// No patient; this is proved.
    case nobody
    /// Some patient: the evaluator confirms this made-up one.
    case example(Profile)
    /// Found, but not confirmed by the evaluator: a script may answer otherwise.
    case open
    case tooLarge

    var isNobody: Bool { if case .nobody = self { true } else { false } }
  }

  /// By gate id: the patients for whom it decides, and those whom it blocks while it is unknown.
  private(set) var ends: [String: Reach] = [:]
  private(set) var holdsUp: [String: Reach] = [:]
  /// By rule id: the patients to whom it brings its pairing.
  private(set) var rules: [String: Reach] = [:]
  /// By rule id: the patients for whom it is true and not vetoed, whether another rule comes first or not.
  private(set) var acts: [String: Reach] = [:]
  private(set) var pairings: [PairingName: Reach] = [:]
  private(set) var evidence: [String: Reach] = [:]
  /// The patients who get a recommendation though no rule acts; and those of them for whom no rule is unknown.
  private(set) var withoutRule = Reach.tooLarge
  private(set) var settled = Reach.tooLarge

  init(_ evaluator: Evaluator, asOf: Day) {
    let guideline = evaluator.guideline
    guard let space = try? PatientSpace(guideline) else { return }
    func answer(
      _ patients: () throws(PatientSpace.TooLarge) -> PatientSpace.Patients,
      _ holds: (Reading, Decision) -> Bool
    ) -> Reach {
      do {
        let found = try patients()
        guard let profile = space.example(of: found) else { return .nobody }
        guard let reading = try? evaluator.reading(profile) else { return .open }
        return holds(reading, reading.decision(of: guideline, asOf: asOf)) ? .example(profile) : .open
      } catch {
        return .tooLarge
      }
    }
    for gate in guideline.stops + guideline.gates {
      ends[gate.id] = answer {
        () throws(PatientSpace.TooLarge) in
        try space.both(space.reaching(.gate(gate.id)), space.patients(gate, .true))
      } _: { reading, decision in
        reading.truth(gate) == .true && decision.trace.contains { $0.id == gate.id }
      }
      holdsUp[gate.id] = answer {
        () throws(PatientSpace.TooLarge) in
        try Self.heldUp(by: gate, space)
      } _: { _, decision in
        decision.disposition == .needData && decision.gates.contains { $0.id == gate.id }
      }
    }
    for rule in guideline.rules {
      rules[rule.id] = answer {
        () throws(PatientSpace.TooLarge) in
        try space.taken(by: rule)
      } _: { _, decision in
        decision.recommendations.contains { $0.rules.contains(rule.id) }
      }
      acts[rule.id] = answer {
        () throws(PatientSpace.TooLarge) in
        try space.acting(rule)
      } _: { reading, decision in
        decision.disposition == .recommend && rule.when.map(reading.truth) == .true
      }
    }
    for name in guideline.pairings.keys {
      pairings[name] = answer {
        () throws(PatientSpace.TooLarge) in
        try space.shown(name)
      } _: { _, decision in
        decision.recommendations.contains { Set(name.parts).isSubset(of: $0.pairing.parts) }
      }
    }
    for name in guideline.evidence.keys {
      evidence[name] = answer {
        () throws(PatientSpace.TooLarge) in
        try space.shown(name)
      } _: { _, decision in
        decision.recommendations.contains { $0.claims.contains { $0.evidence.name == name } }
      }
    }
    func hasNoRule(_: Reading, _ decision: Decision) -> Bool {
      let ids = Set(guideline.rules.map(\.id))
      return decision.disposition == .recommend
        && decision.recommendations.allSatisfy { ids.isDisjoint(with: $0.rules) }
    }
    withoutRule = answer({ () throws(PatientSpace.TooLarge) in try space.withoutRule() }, hasNoRule)
    settled = answer({ () throws(PatientSpace.TooLarge) in try space.settledWithoutRule() }, hasNoRule)
  }

  /// The patients who reach a gate that is unknown and blocks, while no gate beside it is true.
  private static func heldUp(
    by gate: Gate, _ space: PatientSpace
  ) throws(PatientSpace.TooLarge) -> PatientSpace.Patients {
    if gate.asksWhenUnknown != nil { return space.nobody }
    var held = try space.both(space.reaching(.gate(gate.id)), space.patients(gate, .unknown))
    let beside = gate.kind.stage == nil ? space.guideline.stops : space.guideline.gates
    for other in beside where other.kind.stage == gate.kind.stage {
      held = try space.without(held, space.patients(other, .true))
    }
    return held
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline

/// The check for gates that decide for no patient, or for all.
enum IdleGates: Check {
  static let nobodyPasses = FindingKind(
    "gates-let-nobody-through", .error,
    "the gates let no legal profile through to the rules",
    reason: """
      Whatever is known about a patient, a stop or a gate decides or blocks: nothing is ever recommended. A gate that excludes \
      and one that requires contradict each other, or a comparison points the wrong way.
      """,
    mistake: .init(
      Examples.gate("exclude", "adults", stage: "acute", when: "patient.age :at_least(18)").marked("exclude")),
    fix: .init(
      Examples.gate("exclude", "over-ninety", stage: "acute", when: "patient.age :above(90)")))

  static let hidden = FindingKind(
    "gate-hidden", .warning,
    "a gate is true for no patient who reaches its stage",
    reason: """
      The stops and the earlier stages decide for, or ask more about, every patient for whom the gate is true: its answer is \
      never shown. Give it an earlier stage, or remove it.
      """,
    mistake: .init(
      Examples.gate("defer", "under-sixteen", stage: "acute", when: "patient.age :below(16)").marked("defer")),
    fix: .init(Examples.gate("defer", "very-old", stage: "acute", when: "patient.age :above(100)")))

  static let covered = FindingKind(
    "gate-covered", .warning,
    "a gate is true only for patients for whom another gate of its stage decides",
    reason: """
      Both belong to the same stage, and the other is true whenever this one is: with or without it the decision is the same. \
      Its cut-off is wrong, or it is left over.
      """,
    mistake: .init(
      Examples.gate("exclude", "acute", stage: "acute", when: "pain.duration_weeks :below(12)") + "\n\n"
        + Examples.gate("exclude", "very-acute", stage: "acute", when: "pain.duration_weeks :below(6)")
        .marked("exclude")),
    fix: .init(Examples.gate("exclude", "acute", stage: "acute", when: "pain.duration_weeks :below(12)")))

  static let kinds = [nobodyPasses, hidden, covered]

  static func findings(in subject: Subject) -> [Finding] {
    subject.within { () throws(PatientSpace.TooLarge) in try found(in: subject) } ?? []
  }

  private static func found(in subject: Subject) throws(PatientSpace.TooLarge) -> [Finding] {
    let space = try subject.space()
    if try space.recommended() == space.nobody {
      return try closing(subject, space).map { gate in
        [
          Finding(
            nobodyPasses, at: subject.location(ofDeclaration: gate.id, gate.place),
            "gate \(gate.id) holds back every patient whom the gates before it let through: nothing is ever recommended"
          )
        ]
      } ?? []
    }
    var found: [Finding] = []
    for gate in subject.guideline.gates where subject.isOwn(gate.place) {
      guard let stage = gate.kind.stage else { continue }
      let deciding = try deciding(gate, space)
      if deciding == space.nobody { continue }
      let reached = try space.both(deciding, space.reaching(stage))
      let location = subject.location(ofDeclaration: gate.id, gate.place)
      if reached == space.nobody {
        found.append(
          Finding(
            hidden, at: location,
            gate.needed.isEmpty
              ? "gate \(gate.id) decides for no patient: the stops and earlier stages hold back every patient for whom it is true"
              : "gate \(gate.id) asks no patient: the stops and earlier stages hold back every patient of whom it would ask something"
          ))
      } else if gate.needed.isEmpty, let other = try covering(gate, in: stage, reached, subject, space) {
        found.append(
          Finding(
            covered, at: location,
            "gate \(gate.id) changes no decision: gate \(other.id) of the same stage is true whenever it is",
            related: [
              .init(
                location: subject.location(ofDeclaration: other.id, other.place), message: "gate \(other.id)")
            ]))
      }
    }
    return found
  }

  /// The patients for whom a gate decides by itself, or of whom it asks for what is not known.
  private static func deciding(
    _ gate: Gate, _ space: PatientSpace
  ) throws(PatientSpace.TooLarge) -> PatientSpace.Patients {
    try space.patients(gate, gate.needed.isEmpty ? .true : .unknown)
  }

  /// Whether the stops and earlier stages hold back every patient for whom a gate would decide: no test can make it decide.
  static func isHidden(_ gate: Gate, _ space: PatientSpace) throws(PatientSpace.TooLarge) -> Bool {
    guard let stage = gate.kind.stage else { return false }
    return try space.both(deciding(gate, space), space.reaching(stage)) == space.nobody
  }

  /// The gate of the same stage that decides whenever this one is true; of two with the same effect the first by id stays.
  private static func covering(
    _ gate: Gate, in stage: Gate.Stage, _ reached: PatientSpace.Patients, _ subject: Subject,
    _ space: PatientSpace
  ) throws(PatientSpace.TooLarge) -> Gate? {
    for other in subject.guideline.gates where other.kind.stage == stage && other.id != gate.id {
      let others = try space.both(space.patients(other, .true), space.reaching(stage))
      let isSame = gate.kind.word == other.kind.word
      guard try space.isWithin(reached, others) else { continue }
      if isSame ? others != reached || other.id < gate.id : other.id < gate.id { return other }
    }
    return nil
  }

  /// The author's gate after which no patient is left, in the order of evaluation.
  private static func closing(_ subject: Subject, _ space: PatientSpace) throws(PatientSpace.TooLarge)
    -> Gate?
  {
    var left = space.everyone
    for gate in subject.guideline.stops + subject.guideline.gates {
      left = try space.without(left, space.patients(gate, .true))
      if gate.asksWhenUnknown == nil { left = try space.without(left, space.patients(gate, .unknown)) }
      if left == space.nobody { return subject.isOwn(gate.place) ? gate : nil }
    }
    return nil
  }
}

extension Gate.Kind {
  /// The word of the decision that it makes.
  fileprivate var word: String {
    switch self {
    case .stop: "stop"
    case .defer: "defer"
    case .exclude: "exclude"
    case .needData: "need_data"
    }
  }
}

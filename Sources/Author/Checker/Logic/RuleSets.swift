internal import PlumblineEngine
internal import PlumblineGuideline

/// The patients for whom each rule holds, and those for whom it may act.
struct RuleSets {
  let space: PatientSpace
  let rules: [Rule]
  /// The patients whom every gate lets through.
  let recommended: PatientSpace.Patients
  /// By rule id: the patients for whom its condition is true.
  private(set) var holding: [String: PatientSpace.Patients] = [:]
  /// By rule id: those of them whom the gates let through and no veto stops.
  private(set) var usable: [String: PatientSpace.Patients] = [:]

  init(_ subject: Subject) throws(PatientSpace.TooLarge) {
    let guideline = subject.guideline
    space = try subject.space()
    rules = guideline.rules
    recommended = try space.recommended()
    for rule in rules {
      guard let when = rule.when else { continue }
      let holds = try space.patients(when, .true)
      holding[rule.id] = holds
      usable[rule.id] = try space.acting(rule)
    }
  }

  func holds(_ rule: Rule) -> PatientSpace.Patients { holding[rule.id] ?? space.nobody }
  func acts(_ rule: Rule) -> PatientSpace.Patients { usable[rule.id] ?? space.nobody }

  /// Returns the patients whom the gates let through and for whom one of these rules holds.
  func reached(by rules: [Rule]) throws(PatientSpace.TooLarge) -> PatientSpace.Patients {
    var reached = space.nobody
    for rule in rules { reached = try space.either(reached, space.both(holds(rule), recommended)) }
    return reached
  }

  /// Returns the candidates of a rule's slot that may come before it: by rank, or by passing it over.
  func before(_ rule: Rule) -> [Rule] {
    guard case .candidate(let slot, _) = rule.role else { return [] }
    let candidates = space.guideline.candidates(in: slot)
    let isPassable = space.guideline.vetoes.contains {
      !$0.objects && rule.recommends.parts.contains($0.part)
    }
    return isPassable
      ? candidates.filter { $0.id != rule.id } : Array(candidates.prefix { $0.id != rule.id })
  }
}

extension Guideline {
  /// Returns the conditions that veto a rule's pairing, and where each is declared.
  func vetoes(of rule: Rule) -> [(when: Condition, place: Place)] {
    let pairing = pairings[rule.recommends]
    return vetoes.filter { $0.objects && rule.recommends.parts.contains($0.part) }.map { ($0.when, $0.place) }
      + (pairing?.contraindications.map { ($0.when, pairing?.place ?? rule.place) } ?? [])
  }
}

extension Subject {
  /// The location of a declaration as a whole, by its id.
  func location(ofDeclaration id: String, _ place: Place) -> Finding.Location {
    location(place, naming: String(id.drop { $0 != "/" }.dropFirst()))
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline

/// How a guideline decides, step by step: built from the guideline itself, to be drawn and described.
struct Flow {
  /// What is evaluated together.
  struct Step {
    var title: String
    /// How its rows are evaluated, as a sentence.
    var says: String
    var rows: [Row]
    /// The condition under which the flow continues.
    var onward: String
  }

  struct Row {
    var text: String
    var note: String
    /// Its result if it is true.
    var exit: String
    var target: Target
  }

  let steps: [Step]

  init(_ guideline: Guideline) {
    var steps: [Step] = []
    if !guideline.stops.isEmpty {
      steps.append(
        Step(
          title: "Stops", says: "All are evaluated together; every one that is true is reported.",
          rows: guideline.stopsByUrgency.map(Self.row), onward: "none is true, none that blocks is open"))
    }
    for stage in guideline.domain.stages {
      let gates = guideline.gates.filter { $0.kind.stage == stage }
      if gates.isEmpty { continue }
      steps.append(
        Step(
          title: "Stage: \(stage.words)", says: "One that is true ends the flow here.",
          rows: gates.map(Self.row), onward: "none is true, none that blocks is open"))
    }
    let against = Self.against(guideline)
    if !against.isEmpty {
      steps.append(
        Step(
          title: "Advice against a pairing",
          says: "A rule counts only if none of these is true for its pairing.", rows: against,
          onward: "rules whose pairing is left"))
    }
    for slot in guideline.slots {
      steps.append(
        Step(
          title: "Slot: \(slot)",
          says: "The first by rank that is true and not vetoed joins the primary pairing.",
          rows: guideline.candidates(in: slot).map { Self.row($0, "joins") }, onward: "and then"))
    }
    let alternatives = guideline.rules.filter { $0.role == .alternative }
    if !alternatives.isEmpty {
      steps.append(
        Step(
          title: "Alternatives",
          says: "Each that is true and not vetoed is offered beside the primary pairing.",
          rows: alternatives.map { Self.row($0, "offered") }, onward: "and then"))
    }
    if let otherwise = guideline.otherwise {
      steps.append(
        Step(
          title: "Otherwise", says: "If no rule of a slot is chosen.", rows: [Self.row(otherwise, "alone")],
          onward: "and then"))
    }
    if !guideline.conflicts.isEmpty {
      steps.append(
        Step(
          title: "Findings that point apart", says: "Shown with the answer; they change nothing else.",
          rows: guideline.conflicts.map {
            Row(text: $0.title, note: "", exit: "shown", target: .rule($0.id))
          }, onward: "and then"))
    }
    self.steps = steps
  }

  /// The end of every path that was not ended before.
  static let end = "Recommendation, each claim with its certainty for this patient"

  private static func row(_ gate: Gate) -> Row {
    var note =
      gate.asksWhenUnknown == nil ? "not known: blocks until answered" : "not known: passes, and is asked"
    if case .stop(let urgency) = gate.kind { note = "\(urgency.rawValue); \(note)" }
    if case .needData = gate.kind { note = "blocks until it is known" }
    return Row(text: gate.title, note: note, exit: exit(gate.kind), target: .gate(gate.id))
  }

  static func exit(_ kind: Gate.Kind) -> String {
    switch kind {
    case .stop: "stop"
    case .defer: "defer"
    case .exclude: "out of scope"
    case .needData: "need data"
    }
  }

  private static func row(_ rule: Rule, _ exit: String) -> Row {
    var note = rule.recommends.description
    if case .candidate(_, let rank) = rule.role { note = "rank \(rank): \(note)" }
    return Row(text: rule.title, note: note, exit: exit, target: .rule(rule.id))
  }

  private static func against(_ guideline: Guideline) -> [Row] {
    guideline.vetoes.filter { $0.effect == .rulesOut }.map {
      Row(text: $0.title, note: "every pairing with \($0.part)", exit: "left out", target: .rule($0.id))
    }
      + guideline.pairings.values.sorted { $0.name < $1.name }.flatMap { pairing in
        pairing.contraindications.map {
          Row(
            text: $0.because, note: pairing.name.description, exit: "left out",
            target: .pairing(pairing.name))
        }
      }
  }
}

extension Guideline {
  /// The most urgent first, then by name.
  var stopsByUrgency: [Gate] {
    func urgency(_ gate: Gate) -> Gate.Urgency {
      if case .stop(let urgency) = gate.kind { urgency } else { .urgent }
    }
    return stops.sorted { (urgency($0), $0.id) < (urgency($1), $1.id) }
  }
}

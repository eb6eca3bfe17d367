public import PlumblineGuideline

extension PatientSpace {
  /// Returns everything that a test can see of a guideline's answers to all profiles: the whole decision but for the trace, the
  /// undecided rules, and the steps by which certainty was lowered.
  ///
  /// Two guidelines with the same visible answers have the same `missing` as well, since that is worked out from the answers
  /// to all profiles.
  public func visible(of other: Guideline) throws(TooLarge) -> PatientAnswers {
    do {
      var numbering = SignatureDiagrams.Numbering()
      let signature = try SignatureDiagrams(other, &terms, &numbering)
      var parts = VisibleParts(guideline: other, signature: signature, terms: terms)
      try parts.read()
      return PatientAnswers(parts: parts.parts, nothing: try terms.diagrams.terminal(0))
    } catch {
      throw TooLarge()
    }
  }
}

/// Collects the visible parts, each a diagram under a name that two guidelines share.
private struct VisibleParts {
  typealias Node = Diagrams.Node

  let guideline: Guideline
  let signature: SignatureDiagrams
  var policy: Policy<TruthDiagrams>
  var open: OpenFacts
  private(set) var parts: [String: Node] = [:]

  init(guideline: Guideline, signature: SignatureDiagrams, terms: TruthDiagrams) {
    self.guideline = guideline
    self.signature = signature
    policy = signature.policy
    open = OpenFacts(terms: terms, vocabulary: guideline.vocabulary)
  }

  mutating func read() throws(Diagrams.BoundExceeded) {
    parts["disposition"] = signature.disposition
    for (stop, node) in zip(guideline.stops, signature.alerts) { parts["alert \(stop.id)"] = node }
    try readGates()
    try readRules()
    try readPairings()
    let shown = signature.recommends
    for conflict in guideline.conflicts {
      let isTrue = try open.terms.isTrue(try open.terms.truths(conflict.when))
      try add("conflict \(conflict.id)", both(shown, isTrue))
    }
    for part in signature.parts where part.part == .certainty {
      parts["certainty \(part.name)"] = try open.terms.choose(
        shown, part.node, try open.terms.diagrams.terminal(0))
    }
    let traced =
      guideline.rules.compactMap(\.when) + guideline.vetoes.map(\.when) + guideline.conflicts.map(\.when)
      + guideline.pairings.values.flatMap { $0.contraindications.map(\.when) }
    try readAdaptations(traced, shown)
  }

  // MARK: gates

  /// Reads which gates decide or are open, and which facts are missing for them, stage by stage.
  private mutating func readGates() throws(Diagrams.BoundExceeded) {
    var reached = try open.terms.everybody()
    for number in policy.order.stages.indices {
      let gates = policy.order.stages[number].map { policy.order.gates[$0] }
      try readAdaptations(gates.compactMap(\.when), reached)
      let stage = try policy.stage(number, reached: reached, &open.terms)
      for (place, gate) in gates.enumerated() {
        try add("gate \(gate.id)", stage.leading[place])
        let facts = try gate.asksWhenUnknown == nil ? open.needs(gate) : open.asks(gate)
        try addOpen("open gate \(gate.id)", stage.open[place], facts)
      }
      reached = stage.passing
    }
  }

  // MARK: rules

  private mutating func readRules() throws(Diagrams.BoundExceeded) {
    let rules = guideline.rules
    for (pairing, lead) in signature.alternatives.sorted(by: { $0.key < $1.key }) {
      let isPrimary = try signature.isPrimary(pairing, guideline)
      for place in policy.order.contenders[pairing] ?? [] {
        let isNamed = try policy.isNamed(place, isPrimary: isPrimary, lead: lead, &open.terms)
        try add("rule \(rules[place].id)", both(signature.recommends, isNamed))
      }
    }
    // Two true rules of one rank are reported as a conflict.
    let leads = try leading()
    for (place, rule) in rules.enumerated() {
      for rival in policy.order.rivals(of: place) {
        let isTrue = try policy.isTrue(rival, &open.terms)
        try add("tie \(rule.id) \(rules[rival].id)", both(leads.primary[place], isTrue))
      }
    }
    for veto in guideline.vetoes where !veto.objects {
      let shown = try signature.shows(part: veto.part, guideline)
      try add("passed over \(veto.id)", both(shown, try open.terms.isTrue(try open.terms.truths(veto.when))))
    }
    // An unknown veto is a caution on the pairings that it could rule out.
    for veto in guideline.vetoes where veto.objects {
      var shown = try open.terms.diagrams.terminal(0)
      for (rule, nodes) in zip(rules, zip(leads.primary, leads.alternative))
      where rule.recommends.parts.contains(veto.part) {
        shown = try open.terms.either(shown, try open.terms.either(nodes.0, nodes.1))
      }
      if guideline.otherwise?.recommends.parts.contains(veto.part) == true {
        shown = try open.terms.either(shown, leads.none)
      }
      let isOpen = try both(shown, try open.terms.isUnknown(try open.terms.truths(veto.when)))
      try addTexts("open veto \(veto.title)", isOpen, try open.needs(veto.when))
    }
  }

  /// Returns where each rule joins the primary pairing, where it leads an alternative, and where no rule joins.
  private mutating func leading() throws(Diagrams.BoundExceeded) -> (
    primary: [Node], alternative: [Node], none: Node
  ) {
    let diagrams = open.terms.diagrams
    var primary: [Node] = []
    var alternative: [Node] = []
    for (index, rule) in guideline.rules.enumerated() {
      primary.append(try both(signature.recommends, try policy.joins(index, &open.terms)))
      var leads = try diagrams.terminal(0)
      if let node = signature.alternatives[rule.recommends] {
        leads = try diagrams.map(node) { $0 == index + 1 ? 1 : 0 }
      }
      alternative.append(try both(signature.recommends, leads))
    }
    let none = try both(signature.recommends, try policy.noneJoins(&open.terms))
    return (primary, alternative, none)
  }

  // MARK: pairings

  private mutating func readPairings() throws(Diagrams.BoundExceeded) {
    // The answers that neither recommend nor stop.
    var told = signature.recommends
    for stop in signature.alerts { told = try open.terms.either(told, stop) }
    let elsewhere = try open.terms.not(told)
    for pairing in guideline.pairings.values.sorted(by: { $0.name < $1.name }) {
      let cautions = pairing.cautions.filter { $0.when != nil }
      if cautions.isEmpty, pairing.contraindications.isEmpty { continue }
      let shown = try signature.shows(pairing.name, guideline)
      for one in pairing.contraindications {
        let isOpen = try both(shown, try open.terms.isUnknown(try open.terms.truths(one.when)))
        // It is said only with the facts that could still have a value.
        try addTexts(
          "contraindication \(one.because)", isOpen, try answerable(try open.needs(one.when)), areNamed: true)
      }
      for caution in cautions {
        guard let when = caution.when else { continue }
        let truth = try open.terms.truths(when)
        // One that is always shown stands in the answers that recommend nothing, too.
        let said = try caution.isAlways ? open.terms.either(shown, elsewhere) : shown
        try add("caution \(caution.says)", both(said, try open.terms.isTrue(truth)))
        if caution.hidesWhenUnknown { continue }
        let isOpen = try both(said, try open.terms.isUnknown(truth))
        try addTexts("open caution \(caution.says)", isOpen, try open.needs(when))
      }
    }
  }

  private mutating func readAdaptations(_ conditions: [Condition], _ shown: Node) throws(Diagrams
    .BoundExceeded)
  {
    for name in Set(conditions.flatMap(\.comparisons).compactMap(\.adaptedBy)).sorted() {
      try add("adaptation \(name)", shown)
    }
  }

  // MARK: parts

  private func both(_ one: Node, _ other: Node) throws(Diagrams.BoundExceeded) -> Node {
    try open.terms.both(one, other)
  }

  /// Adds a part; a part of the same name is shown where either is.
  private mutating func add(_ name: String, _ node: Node) throws(Diagrams.BoundExceeded) {
    if let known = parts[name] {
      parts[name] = try open.terms.either(known, node)
    } else {
      parts[name] = node
    }
  }

  /// Adds a part that is not answered, and the facts that it names.
  private mutating func addOpen(
    _ name: String, _ isOpen: Node, _ needs: [Fact.Index: Node]
  ) throws(Diagrams.BoundExceeded) {
    try add(name, isOpen)
    for (fact, node) in needs { try add("\(name) \(fact)", both(isOpen, node)) }
  }

  /// Adds a sentence that names what is not answered, one part for each wording, since several sources may share one.
  private mutating func addTexts(
    _ words: String, _ isOpen: Node, _ needs: [Fact.Index: Node], areNamed: Bool = false
  ) throws(Diagrams.BoundExceeded) {
    var wordings: [(facts: [Fact.Index], node: Node)] = [([], isOpen)]
    for (fact, node) in needs.sorted(by: { $0.key < $1.key }) {
      var longer: [(facts: [Fact.Index], node: Node)] = []
      for wording in wordings {
        let with = try both(wording.node, node)
        let without = try both(wording.node, try open.terms.not(node))
        longer += [(wording.facts + [fact], with), (wording.facts, without)]
      }
      // Most combinations of facts are never named together.
      wordings = longer.filter { open.terms.diagrams.value($0.node) != 0 }
    }
    for wording in wordings where !areNamed || !wording.facts.isEmpty {
      try add("\(words) \(wording.facts)", wording.node)
    }
  }

  /// Returns the needed facts where each may have a value: `Knowledge.canHaveValue` for all patients.
  private mutating func answerable(
    _ needs: [Fact.Index: Node]
  ) throws(Diagrams.BoundExceeded) -> [Fact.Index: Node] {
    var possible: [Fact.Index: Node] = [:]
    for (fact, node) in needs.sorted(by: { $0.key < $1.key }) {
      guard let law = guideline.vocabulary[fact].onlyWhen else {
        possible[fact] = node
        continue
      }
      let isFalse = try open.terms.isFalse(try open.terms.truths(law))
      possible[fact] = try both(node, try open.terms.not(isFalse))
    }
    return possible
  }
}

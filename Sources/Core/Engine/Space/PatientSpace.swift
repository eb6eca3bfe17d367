public import PlumblineGuideline

/// The set of all legal profiles of a guideline, with any fact possibly absent, and its subsets.
///
/// Exact over the classes into which the guideline's cut-offs divide each fact, so that a set is empty exactly if no legal
/// profile is in it. If scripts, computed facts or laws between two large ranges are involved, a set may contain impossible
/// profiles: an empty set is still a proof, a set that is not empty may not be.
public final class PatientSpace {
  /// The sets would need more nodes than the bound.
  public struct TooLarge: Error {}

  /// A set of profiles of one space. Two sets with the same profiles are equal.
  public struct Patients: Hashable, Sendable {
    let node: Int32
  }

  /// The number of nodes after which the space gives up.
  public static let bound = 1_500_000

  public let guideline: Guideline
  /// Every legal profile.
  public let everyone: Patients
  public let nobody: Patients
  /// What is not analysed value by value: scripts, facts that scripts compute, large numbers in sums.
  public let inexact: [Inexact]
  /// Whether every set is exact: there is no script, no computed fact, and no law that had to be left out.
  public var isExact: Bool { inexact.isEmpty }

  /// Something that counts as if it could come out either way.
  public enum Inexact: Sendable {
    case fact(Fact.Index)
    case script(Script)
    case comparison(Comparison)
  }

  var terms: TruthDiagrams
  var policy: Policy<TruthDiagrams>
  private var numbering = SignatureDiagrams.Numbering()
  private let intersection: Int32
  private let union: Int32
  private let difference: Int32
  /// The guideline's own signature, once it has been worked out.
  private var own: SignatureDiagrams?

  /// - Parameter others: further conditions, not in the guideline, that will be evaluated.
  public init(_ guideline: Guideline, others: [Condition] = []) throws(TooLarge) {
    self.guideline = guideline
    policy = Policy(PolicyOrder(guideline))
    let conditions = guideline.sites.map(\.condition) + others
    let domains = Domains(guideline, others: conditions)
    do {
      let empty = try Knowledge(Profile(vocabulary: guideline.vocabulary), guideline) { _, _ in nil }
      terms = TruthDiagrams(
        guideline, domains, empty, others: conditions, varies: true,
        budget: AnalysisBudget(nodes: Self.bound),
        mostNodes: Self.bound)
      let diagrams = terms.diagrams
      intersection = diagrams.newOperation()
      union = diagrams.newOperation()
      difference = diagrams.newOperation()
      everyone = Patients(node: try SignatureDiagrams.legal(guideline, &terms))
      nobody = Patients(node: try diagrams.terminal(0))
    } catch {
      throw TooLarge()
    }
    let terms = terms
    inexact = terms.variables.indices.filter { terms.isInexact($0) }.compactMap { variable in
      switch terms.variables[variable] {
      case .fact(let fact): .fact(fact)
      case .script(let script): .script(script)
      case .law(let comparison): .comparison(comparison)
      case .declined: nil
      }
    }
  }

  /// A space whose sets may also use these comparisons, whatever their cut-offs.
  public convenience init(_ guideline: Guideline, alsoComparing comparisons: [Comparison]) throws(TooLarge) {
    try self.init(guideline, others: comparisons.map { .comparison($0) })
  }

  // MARK: sets

  public func both(_ one: Patients, _ other: Patients) throws(TooLarge) -> Patients {
    try combine(intersection, one, other) { $0 != 0 && $1 != 0 }
  }

  public func either(_ one: Patients, _ other: Patients) throws(TooLarge) -> Patients {
    try combine(union, one, other) { $0 != 0 || $1 != 0 }
  }

  /// Returns the patients of one set who are not in another.
  public func without(_ one: Patients, _ other: Patients) throws(TooLarge) -> Patients {
    try combine(difference, one, other) { $0 != 0 && $1 == 0 }
  }

  private func combine(
    _ operation: Int32, _ one: Patients, _ other: Patients, _ holds: (Int, Int) -> Bool
  ) throws(TooLarge) -> Patients {
    try bounded { () throws(Diagrams.BoundExceeded) in
      try terms.diagrams.apply(operation, one.node, other.node, other.node) { left, right, _ in
        holds(left, right) ? 1 : 0
      }
    }
  }

  private func bounded(_ work: () throws(Diagrams.BoundExceeded) -> Int32) throws(TooLarge) -> Patients {
    do {
      return Patients(node: try work())
    } catch {
      throw TooLarge()
    }
  }

  func legally(_ work: () throws(Diagrams.BoundExceeded) -> Int32) throws(TooLarge) -> Patients {
    try both(bounded(work), everyone)
  }

  // MARK: patients for whom something holds

  /// Returns the legal profiles for which a condition has this truth.
  public func patients(_ condition: Condition, _ truth: Truth) throws(TooLarge) -> Patients {
    try legally { () throws(Diagrams.BoundExceeded) in
      try terms.test(try terms.truths(condition), .init(truth))
    }
  }

  public func patients(_ gate: Gate, _ truth: Truth) throws(TooLarge) -> Patients {
    try legally { () throws(Diagrams.BoundExceeded) in try terms.test(try terms.truths(gate), .init(truth)) }
  }

  /// Returns the legal profiles that give a fact's value, whether or not it follows from others.
  public func giving(_ fact: Fact.Index) throws(TooLarge) -> Patients {
    try legally { () throws(Diagrams.BoundExceeded) in try terms.asGiven.isKnown(fact) }
  }

  /// Returns the patients who pass the stops and all earlier stages.
  public func reaching(_ stage: Gate.Stage) throws(TooLarge) -> Patients {
    let earlier = guideline.domain.stages.firstIndex(of: stage) ?? 0
    return try passing(policy.order.stages[...earlier])
  }

  /// Returns the patients who pass every gate, and so get a recommendation.
  public func recommended() throws(TooLarge) -> Patients { try passing(policy.order.stages[...]) }

  private func passing(_ stages: ArraySlice<[Int]>) throws(TooLarge) -> Patients {
    var through = everyone
    for gate in stages.joined() {
      through = try without(
        through, legally { () throws(Diagrams.BoundExceeded) in try policy.holds(gate, &terms) })
    }
    return through
  }

  /// Returns the patients whose answer shows this evidence.
  public func shown(_ evidence: String) throws(TooLarge) -> Patients {
    let signature = try signature()
    guard let part = signature.parts.first(where: { $0.part == .certainty && $0.name == evidence }) else {
      return nobody
    }
    let shown = try bounded { () throws(Diagrams.BoundExceeded) in
      try terms.diagrams.map(part.node) { $0 == 0 ? 0 : 1 }
    }
    return try both(recommended(), shown)
  }

  /// Returns the patients whose answer shows this pairing, alone or joined with another.
  public func shown(_ pairing: PairingName) throws(TooLarge) -> Patients {
    let signature = try signature()
    return try legally { () throws(Diagrams.BoundExceeded) in try signature.shows(pairing, guideline) }
  }

  func signature() throws(TooLarge) -> SignatureDiagrams {
    if let known = own { return known }
    do {
      let made = try SignatureDiagrams(guideline, &terms, &numbering)
      own = made
      return made
    } catch {
      throw TooLarge()
    }
  }

  // MARK: answers

  /// Returns the answers of a guideline over the same vocabulary to all profiles: the signature, and the conflicts and cautions shown.
  public func answers(of other: Guideline) throws(TooLarge) -> PatientAnswers {
    do {
      let signature = try SignatureDiagrams(other, &terms, &numbering)
      let diagrams = terms.diagrams
      let nothing = try diagrams.terminal(0)
      var parts: [String: Int32] = ["disposition": signature.disposition]
      for (stop, node) in zip(other.stops, signature.alerts) { parts["alert \(stop.id)"] = node }
      for part in signature.parts {
        let name = part.name.isEmpty ? part.part.rawValue : "\(part.part.rawValue) \(part.name)"
        parts[name] = try terms.choose(signature.recommends, part.node, nothing)
      }
      for conflict in other.conflicts {
        let shown = try terms.isTrue(try terms.truths(conflict.when))
        parts["conflict \(conflict.id)"] = try terms.choose(signature.recommends, shown, nothing)
      }
      for pairing in other.pairings.values.sorted(by: { $0.name < $1.name }) {
        let conditional = pairing.cautions.enumerated().compactMap { index, caution in
          caution.when.map { (index, $0) }
        }
        if conditional.isEmpty { continue }
        let shows = try signature.shows(pairing.name, other)
        for (index, when) in conditional {
          parts["caution \(pairing.name) \(index)"] = try terms.choose(
            shows, try terms.truths(when), nothing)
        }
      }
      return PatientAnswers(parts: parts, nothing: nothing)
    } catch {
      throw TooLarge()
    }
  }

  /// Returns the profiles to which two guidelines answer differently.
  public func differing(_ one: PatientAnswers, _ other: PatientAnswers) throws(TooLarge) -> Patients {
    var found = nobody
    for name in Set(one.parts.keys).union(other.parts.keys).sorted() {
      let (left, right) = (one.parts[name] ?? one.nothing, other.parts[name] ?? other.nothing)
      if left == right { continue }
      let differs = try legally { () throws(Diagrams.BoundExceeded) in
        try terms.diagrams.apply(terms.diagrams.newOperation(), left, right, right) { left, right, _ in
          left == right ? 0 : 1
        }
      }
      found = try either(found, differs)
    }
    return found
  }

  // MARK: examples

  /// Returns the profile of a set with the fewest known facts; nil for the empty set.
  ///
  /// If scripts are involved, they may answer otherwise for this profile: check it with the evaluator.
  public func example(of patients: Patients) -> Profile? {
    guard patients != nobody else { return nil }
    var profile = Profile(vocabulary: guideline.vocabulary)
    for (variable, choice) in terms.diagrams.frozen.cheapestPath(patients.node) {
      if case .declined(let fact) = terms.variables[variable], choice == 1, !profile.isKnown(fact) {
        profile[fact] = .absent(.askedDeclined)
      }
      if case .fact(let fact) = terms.variables[variable], let value = terms.value(variable, choice) {
        if guideline.vocabulary[fact].computation == nil { profile[fact] = .known(value) }
      }
    }
    return profile
  }
}

/// A guideline's answers to all profiles of a space, part by part.
public struct PatientAnswers {
  let parts: [String: Int32]
  let nothing: Int32
}

extension Diagrams.Frozen {
  /// Returns the path, from the top, to a value other than 0 with the fewest choices other than absent; the diagram must have one.
  func cheapestPath(_ root: Diagrams.Node) -> [(variable: Int, choice: Int)] {
    var costs: [Diagrams.Node: Int] = [:]
    func choices(_ node: Diagrams.Node) -> [(choice: Int, child: Diagrams.Node)] {
      (0..<size(variable(node))).map { ($0, child(node, variable(node), $0)) }
    }
    func cost(_ node: Diagrams.Node) -> Int {
      if variable(node) == Diagrams.terminalVariable { return isZero(node) ? Int.max / 2 : 0 }
      if let known = costs[node] { return known }
      let least = choices(node).map { cost($0.child) + ($0.choice == 0 ? 0 : 1) }.min() ?? 0
      costs[node] = least
      return least
    }
    var path: [(variable: Int, choice: Int)] = []
    var node = root
    while variable(node) != Diagrams.terminalVariable {
      let best = choices(node).min {
        cost($0.child) + ($0.choice == 0 ? 0 : 1) < cost($1.child) + ($1.choice == 0 ? 0 : 1)
      }
      guard let best else { break }
      path.append((Int(variable(node)), best.choice))
      node = best.child
    }
    return path
  }
}

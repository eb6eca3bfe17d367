public import PlumblineGuideline

/// The set of all profiles for two guidelines, and the ways in which their answers differ.
///
/// Exact over the classes into which the cut-offs of both divide each fact: a change is listed exactly if some profile that
/// both accept has it. If scripts, computed facts or laws between two large ranges are involved, a listed change may be
/// one that no profile has; an empty list is always a proof, but for the laws in ``unsettled``.
public final class ChangeSpace {
  /// A class of patients whose answers change in one way.
  public struct Found: Sendable {
    public var change: AnswerChange
    /// The profile of the class with the fewest known facts, over the shared vocabulary.
    public var example: Profile
    /// Whether any patient in the class had an answer before: any decision but need-data.
    public var hadAnswer: Bool

    public init(change: AnswerChange, example: Profile, hadAnswer: Bool) {
      self.change = change
      self.example = example
      self.hadAnswer = hadAnswer
    }
  }

  /// The number of nodes after which the space gives up.
  public static let bound = 3_000_000

  /// Whether every listed change is certain: there is no script, no computed fact, and no law that had to be left out.
  public let isExact: Bool
  /// Laws that differ and cannot be expressed over classes: nothing is proved for profiles that only they refuse.
  public private(set) var unsettled: [ProfileLaw] = []
  /// Whether `asked` was worked out for all profiles; else profiles have to be compared one by one.
  public private(set) var knowsAsked = true

  private typealias Node = Diagrams.Node
  private let vocabulary: Vocabulary
  private let sides: [AlignedGuidelines.Side]
  private var terms: TruthDiagrams
  /// The same terms under the laws of each side.
  private var own: [TruthDiagrams] = []
  private let words = AnswerParts.WordNumbers()
  private let nothing: Node

  /// - Parameter conditions: every condition of both guidelines, see `AlignedGuidelines.everyCondition`.
  public init(
    _ old: AlignedGuidelines.Side, _ new: AlignedGuidelines.Side, over vocabulary: Vocabulary,
    lookingAt conditions: [Condition], bound: Int = ChangeSpace.bound
  ) throws(PatientSpace.TooLarge) {
    self.vocabulary = vocabulary
    sides = [old, new]
    let everything = Guideline(lookingAt: conditions, over: vocabulary)
    let domains = Domains(everything, others: conditions)
    do {
      let empty = try Knowledge(Profile(vocabulary: vocabulary), everything) { _, _ in nil }
      terms = TruthDiagrams(
        everything, domains, empty, others: conditions, varies: true, budget: AnalysisBudget(nodes: bound),
        mostNodes: bound
      )
      nothing = try terms.diagrams.terminal(0)
    } catch {
      throw PatientSpace.TooLarge()
    }
    let terms = terms
    own = sides.map { terms.narrowing(by: $0.guideline.vocabulary.narrowing) }
    isExact = !terms.variables.indices.contains { terms.isInexact($0) }
  }

  /// Returns every way in which an answer changes, in order.
  public func changes() throws(PatientSpace.TooLarge) -> [Found] {
    var classes: [AnswerChange: Patients] = [:]
    do {
      try collect(&classes)
    } catch {
      throw PatientSpace.TooLarge()
    }
    let frozen = terms.diagrams.frozen
    return classes.sorted { $0.key < $1.key }.map { change, patients in
      Found(change: change, example: example(patients.node, frozen), hadAnswer: patients.hadAnswer)
    }
  }

  /// The patients in a class.
  private struct Patients {
    var node: Node
    var hadAnswer: Bool
  }

  // MARK: collecting

  private func collect(_ classes: inout [AnswerChange: Patients]) throws(Diagrams.BoundExceeded) {
    let diagrams = terms.diagrams
    let legal = [
      try without(try self.legal(sides[0], sides[1]), try own[0].laws.contradicts(own[0])),
      try without(try self.legal(sides[1], sides[0]), try own[1].laws.contradicts(own[1])),
    ]
    var numbering = SignatureDiagrams.Numbering()
    let old = try AnswerParts(sides[0].guideline, &own[0], &numbering, words)
    let new = try AnswerParts(sides[1].guideline, &own[1], &numbering, words)
    let needData = Decision.Disposition.needData.place
    let answered = try diagrams.map(old.signature.disposition) { $0 == needData ? 0 : 1 }
    func add(_ change: AnswerChange, _ node: Node) throws(Diagrams.BoundExceeded) {
      if node == nothing { return }
      var patients = Patients(node: node, hadAnswer: try both(node, answered) != nothing)
      if let known = classes[change] {
        patients.node = try either(known.node, node)
        patients.hadAnswer = known.hadAnswer || patients.hadAnswer
      }
      classes[change] = patients
    }
    try addRefusals(legal, add)
    let shared = try both(legal[0], legal[1])
    let recommended = try both(try both(old.signature.recommends, new.signature.recommends), shared)
    for key in Set(old.nodes.keys).union(new.nodes.keys) {
      let mask = key.kind == .decision || key.kind == .alert ? shared : recommended
      let pairs = try differing(key.kind, old.nodes[key] ?? nothing, new.nodes[key] ?? nothing, mask)
      for (before, after, node) in pairs {
        for change in named(key, before, after) { try add(change, node) }
      }
    }
    let isSame = classes.keys.allSatisfy { !$0.kind.isOfAnswer }
    if isSame && legal[0] == legal[1] {
      // Missing facts follow from the answers and from which profiles are accepted: they are the same.
      return
    }
    let stays = try diagrams.apply(
      diagrams.newOperation(), old.signature.disposition, new.signature.disposition, shared
    ) { before, after, shared in before == after && shared != 0 ? 1 : 0 }
    do {
      try addAsked([old.signature, new.signature], legal, stays, add)
    } catch {
      knowsAsked = false
      classes = classes.filter { $0.key.kind != .asked }
    }
  }

  /// Adds the profiles that one guideline refuses and the other accepts, by the law that refuses them.
  private func addRefusals(
    _ legal: [Node], _ add: (AnswerChange, Node) throws(Diagrams.BoundExceeded) -> Void
  ) throws(Diagrams.BoundExceeded) {
    for (place, side) in sides.enumerated() {
      for law in side.laws where !isOpaque(law) {
        let refused = try both(try broken(law), legal[1 - place])
        let change =
          place == 0
          ? AnswerChange(.accepted, law.words, "refused", "accepted")
          : AnswerChange(.accepted, law.words, "accepted", "refused")
        try add(change, refused)
      }
    }
  }

  /// Returns where both values count and differ, by the pair of values.
  private func differing(
    _ kind: AnswerChange.Kind, _ before: Node, _ after: Node, _ mask: Node
  ) throws(Diagrams.BoundExceeded) -> [(before: String, after: String, node: Node)] {
    if before == after { return [] }
    struct Pair: Hashable {
      var before: Int
      var after: Int
    }
    var codes: [Pair: Int] = [:]
    let diagrams = terms.diagrams
    let coded = try diagrams.apply(diagrams.newOperation(), before, after, mask) { before, after, mask in
      if mask == 0 || before == after || (kind.needsBoth && (before == 0 || after == 0)) { return 0 }
      let pair = Pair(before: before, after: after)
      if let known = codes[pair] { return known }
      codes[pair] = codes.count + 1
      return codes.count
    }
    var found: [(before: String, after: String, node: Node)] = []
    for (pair, code) in codes.sorted(by: { $0.value < $1.value }) {
      let node = try diagrams.map(coded) { $0 == code ? 1 : 0 }
      if node != nothing { found.append((words.all[pair.before], words.all[pair.after], node)) }
    }
    return found
  }

  private func named(_ key: AnswerParts.Key, _ before: String, _ after: String) -> [AnswerChange] {
    switch key.kind {
    case .role: return AnswerChange.ofRole(key.subject, before, after).map { [$0] } ?? []
    case .claims:
      func names(_ text: String) -> Set<String> {
        Set(text.split(separator: AnswerParts.separator).map(String.init))
      }
      let (old, new) = (names(before), names(after))
      return old.symmetricDifference(new).sorted().map { name in
        let wasClaimed = old.contains(name)
        return AnswerChange(
          .claims, "\(key.subject): \(name)", wasClaimed ? "claimed" : AnswerChange.none,
          wasClaimed ? AnswerChange.none : "claimed")
      }
    default: return [AnswerChange(key.kind, key.subject, before, after)]
    }
  }

  private func addAsked(
    _ signatures: [SignatureDiagrams], _ legal: [Node], _ stays: Node,
    _ add: (AnswerChange, Node) throws(Diagrams.BoundExceeded) -> Void
  ) throws(Diagrams.BoundExceeded) {
    // What nobody asks for stays absent in one patient's analysis, which these sets do not say.
    if !isExact || vocabulary.facts.contains(where: { !$0.isAsked }) { throw Diagrams.BoundExceeded() }
    var asked = [
      AskedDiagrams(own[0], signatures[0], legal[0]), AskedDiagrams(own[1], signatures[1], legal[1]),
    ]
    // A fact that the guidelines define differently is still one question.
    var places: [String: [Int]] = [:]
    for place in terms.variables.indices {
      if case .fact(let fact) = terms.variables[place] {
        places[vocabulary[fact].sharedName, default: []].append(place)
      }
    }
    for (name, own) in places {
      var (before, after) = (nothing, nothing)
      for place in own {
        before = try either(before, try asked[0].asked(place))
        after = try either(after, try asked[1].asked(place))
      }
      if before == after { continue }
      let gained = try both(try without(after, before), stays)
      try add(AnswerChange(.asked, name, "not asked", "asked"), gained)
      let lost = try both(try without(before, after), stays)
      try add(AnswerChange(.asked, name, "asked", "not asked"), lost)
    }
  }

  // MARK: laws

  private func isOpaque(_ law: ProfileLaw) -> Bool {
    (law.kind == .constraint || law.kind == .onlyWhen) && terms.isOpaque(law.holds)
  }

  private func legal(
    _ side: AlignedGuidelines.Side, _ other: AlignedGuidelines.Side
  ) throws(Diagrams.BoundExceeded) -> Node {
    var legal = try terms.diagrams.terminal(1)
    for law in side.laws {
      if isOpaque(law) {
        if !other.laws.contains(where: law.saysTheSame) { unsettled.append(law) }
        continue
      }
      legal = try without(legal, try broken(law))
    }
    return legal
  }

  private func broken(_ law: ProfileLaw) throws(Diagrams.BoundExceeded) -> Node {
    var given = terms.asGiven
    let isFalse = try given.isFalse(try given.truths(law.holds))
    guard let fact = law.fact else { return isFalse }
    return try both(try given.isKnown(fact), isFalse)
  }

  // MARK: sets

  private func both(_ one: Node, _ other: Node) throws(Diagrams.BoundExceeded) -> Node {
    try terms.choose(one, other, nothing)
  }

  private func either(_ one: Node, _ other: Node) throws(Diagrams.BoundExceeded) -> Node {
    try terms.choose(one, one, other)
  }

  private func without(_ one: Node, _ other: Node) throws(Diagrams.BoundExceeded) -> Node {
    try terms.choose(other, nothing, one)
  }

  private func example(_ node: Node, _ frozen: Diagrams.Frozen) -> Profile {
    var profile = Profile(vocabulary: vocabulary)
    for (variable, choice) in frozen.cheapestPath(node) {
      if case .declined(let fact) = terms.variables[variable], choice == 1, !profile.isKnown(fact) {
        profile[fact] = .absent(.askedDeclined)
      }
      guard case .fact(let fact) = terms.variables[variable], let value = terms.value(variable, choice),
        vocabulary[fact].computation == nil
      else { continue }
      profile[fact] = .known(value)
    }
    return profile
  }
}

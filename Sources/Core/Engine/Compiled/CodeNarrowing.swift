internal import PlumblineGuideline

/// What the laws of one group leave of its facts, by the codes of a patient.
struct CodeNarrowing: Sendable {
  /// What was worked out so far, by combination of codes; each block has its own.
  typealias Known = [Int: Outcome]

  enum Outcome: Sendable {
    case nothing
    /// Laws leave no value for some fact.
    case contradiction
    /// The facts that laws narrowed.
    case states([(fact: Fact.Index, state: FactState)])
  }

  private let group: Narrowing.Group
  private let vocabulary: Vocabulary
  private let laws: Narrowing
  /// For each fact of the group the number of its codes, absent included.
  private let sizes: [Int]
  /// Whether every code means one value, and combinations are few enough to be kept.
  private let isKept: Bool

  /// The most combinations that are kept.
  private static let most = 1 << 16

  init(_ group: Narrowing.Group, _ scales: [Scale], _ vocabulary: Vocabulary) {
    self.group = group
    self.vocabulary = vocabulary
    laws = vocabulary.narrowing
    sizes = group.facts.map { Int(scales[$0].greatest) + 1 }
    var combinations = 1
    for size in sizes where combinations <= Self.most { combinations *= size }
    isKept = combinations <= Self.most && group.facts.allSatisfy { scales[$0].hasValues }
  }

  /// Whether no patient can be narrowed.
  var isIdle: Bool { group.facts.count < 2 && !group.speaksFirst }

  /// Returns what laws leave, for the codes and the values of a patient.
  func outcome(
    _ known: inout Known, _ code: (Fact.Index) -> Scale.Code, _ value: (Fact.Index) -> FactValue?
  ) -> Outcome {
    var key = 0
    var (isGiven, isOpen) = (group.speaksFirst, false)
    for (fact, size) in zip(group.facts, sizes) {
      let code = Int(code(fact))
      if code == 0 { isOpen = true } else { isGiven = true }
      key = key &* size &+ code
    }
    if !isGiven || !isOpen { return .nothing }
    guard isKept else { return outcome(value) }
    if let outcome = known[key] { return outcome }
    let outcome = outcome(value)
    known[key] = outcome
    return outcome
  }

  private func outcome(_ value: (Fact.Index) -> FactValue?) -> Outcome {
    var profile = Profile(vocabulary: vocabulary)
    for fact in group.facts { if let value = value(fact) { profile[fact] = .known(value) } }
    let narrowed = Narrowed(profile, laws, vocabulary)
    if !narrowed.contradictions.isEmpty { return .contradiction }
    let states = group.facts.filter { profile[$0] != narrowed.states[$0] }.map { ($0, narrowed.states[$0]) }
    return states.isEmpty ? .nothing : .states(states)
  }
}

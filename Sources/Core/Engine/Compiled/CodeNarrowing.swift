internal import PlumblineGuideline

/// What the laws of one group leave of its facts, by the codes of a patient.
struct CodeNarrowing: Sendable {
  enum Outcome: Sendable {
    case nothing
    /// Laws leave no value for some fact.
    case contradiction
    case narrowed(Left)
  }

  /// What is left of facts that are not given.
  struct Left: Sendable {
    /// The facts of which one value is left.
    var known: [(fact: Fact.Index, value: FactValue)] = []
    /// The facts for which that settles a comparison.
    var between: [(fact: Fact.Index, range: FactRange)] = []
    /// Whether other facts are narrowed, too, without effect on an answer.
    var hasOthers = false
  }

  /// What was worked out so far, by combination of codes; each block has its own.
  struct Known {
    /// For each combination of codes the place of its outcome; -1 if it is not known yet.
    fileprivate var places: [Int32] = []
    fileprivate var outcomes: [Outcome] = [.nothing]

    init() {}
  }

  /// A fact of the group, as part of a combination.
  struct Part: Sendable {
    let fact: Fact.Index
    /// The number of its codes, absent included; 2 if laws only ask whether it is given.
    let size: Int
    let asksOnlyWhetherGiven: Bool
  }

  let parts: [Part]
  /// Whether a law is false exactly for the combinations that contradict, so that it need not be checked by itself.
  let covers: Set<Narrowing.Source>
  private let group: Narrowing.Group
  private let vocabulary: Vocabulary
  private let comparisons: [Fact.Index: [Comparison]]
  /// The number of combinations; nil if they are too many to be kept.
  private let combinations: Int?

  /// The most combinations that are kept.
  private static let most = 1 << 16

  /// - Parameter comparisons: for each fact, the comparisons on which answers depend.
  init(
    _ group: Narrowing.Group, _ scales: [Scale], _ vocabulary: Vocabulary,
    _ comparisons: [Fact.Index: [Comparison]]
  ) {
    self.group = group
    self.comparisons = comparisons
    self.vocabulary = vocabulary
    let read = group.laws.reduce(into: Set<Int>()) { $0.formUnion($1.form.facts) }
    parts = group.facts.enumerated().map { number, fact in
      let isRead = read.contains(number)
      return Part(
        fact: fact, size: isRead ? Int(scales[fact].greatest) + 1 : 2, asksOnlyWhetherGiven: !isRead)
    }
    var combinations = 1
    for part in parts where combinations <= Self.most { combinations *= part.size }
    let haveValues = parts.allSatisfy { $0.asksOnlyWhetherGiven || scales[$0.fact].hasValues }
    let isKept = combinations <= Self.most && haveValues
    self.combinations = isKept ? combinations : nil
    covers = isKept ? Set(group.laws.filter(\.form.isWhole).map(\.source)) : []
  }

  var speaksFirst: Bool { group.speaksFirst }

  /// Returns what laws leave for a patient whose codes are this combination; `value` gives the values behind the codes.
  @inline(__always)
  func outcome(_ known: inout Known, _ combination: Int, _ value: (Fact.Index) -> FactValue?) -> Outcome {
    if let combinations {
      if known.places.isEmpty { known.places = [Int32](repeating: -1, count: combinations) }
      let place = known.places[combination]
      if place == 0 { return .nothing }
      if place > 0 { return known.outcomes[Int(place)] }
    }
    return work(&known, combination, value)
  }

  @inline(never)
  private func work(_ known: inout Known, _ combination: Int, _ value: (Fact.Index) -> FactValue?) -> Outcome
  {
    let narrowed = Narrowed(vocabulary, group: group) { fact in
      value(fact).map { .known($0) } ?? .absent(.notAsked)
    }
    let outcome =
      narrowed.contradictions.isEmpty ? outcome(narrowed, value) : Outcome.contradiction
    guard combinations != nil else { return outcome }
    if case .nothing = outcome {
      known.places[combination] = 0
    } else {
      known.places[combination] = Int32(known.outcomes.count)
      known.outcomes.append(outcome)
    }
    return outcome
  }

  private func outcome(_ narrowed: Narrowed, _ value: (Fact.Index) -> FactValue?) -> Outcome {
    var left = Left()
    for fact in group.facts where narrowed.laws[fact] != nil && value(fact) == nil {
      switch narrowed.states[fact] {
      case .known(let only): left.known.append((fact, only))
      case .within(let range):
        if range.settles(comparisons[fact] ?? [], of: vocabulary[fact]) {
          left.between.append((fact, range))
        } else {
          left.hasOthers = true
        }
      case .absent: break
      }
    }
    return left.known.isEmpty && left.between.isEmpty && !left.hasOthers ? .nothing : .narrowed(left)
  }
}

extension FactRange {
  /// Whether any of some comparisons of a fact is the same for everything in the range.
  func settles(_ comparisons: [Comparison], of fact: Fact) -> Bool {
    comparisons.contains { truth($0, of: fact) != .unknown }
  }
}

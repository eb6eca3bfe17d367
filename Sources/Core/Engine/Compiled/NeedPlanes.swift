internal import PlumblineGuideline

/// For each fact, the patients in whom it is absent and keeps something undecided: `Knowledge.needs`, as sets of patients.
struct NeedPlanes {
  typealias Node = PlaneGraph.Node

  private let vocabulary: Vocabulary
  /// For each fact, the patients for whom something that looks at it is undecided.
  private var seekers: [[Node]]
  /// What an absent computed fact is traced to, for whom.
  private var reaching: Set<Reach> = []

  /// A condition that is undecided for some patients.
  private struct Reach: Hashable {
    var fact: Fact.Index
    var patients: Node
  }

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    seekers = Array(repeating: [], count: vocabulary.facts.count)
  }

  /// - Parameter patients: those for whom the condition is unknown.
  mutating func add(_ condition: Condition, among patients: Node, _ conditions: inout ConditionPlanes) {
    switch condition {
    case .comparison(let comparison):
      for fact in comparison.facts { add(fact, among: patients, &conditions) }
    case .scripted(let script):
      for fact in script.reads { add(fact, among: patients, &conditions) }
    case .all(let parts), .any(let parts), .none(let parts), .firstKnown(let parts), .anyKnown(let parts):
      for part in parts {
        if part.children.isEmpty, case .comparison(let comparison) = part, comparison.facts.count == 1 {
          // Where its fact is absent it is unknown.
          add(comparison.fact, among: patients, &conditions)
          continue
        }
        let truths = conditions.truths(part)
        let unknown = conditions.graph.minus(
          conditions.graph.minus(patients, truths.isTrue), truths.isFalse)
        add(part, among: unknown, &conditions)
      }
    }
  }

  /// A fact that would decide something for these patients, where it is absent.
  mutating func add(_ fact: Fact.Index, among patients: Node, _ conditions: inout ConditionPlanes) {
    guard patients != PlaneGraph.nobody, reaching.insert(Reach(fact: fact, patients: patients)).inserted
    else { return }
    guard let script = vocabulary[fact].computation else {
      seekers[fact].append(patients)
      return
    }
    let known = conditions.graph.known(fact)
    let absent = conditions.graph.minus(patients, known)
    for read in script.reads { add(read, among: absent, &conditions) }
  }

  /// By fact.
  func nodes(_ conditions: inout ConditionPlanes) -> [Node] {
    seekers.enumerated().map { fact, patients in
      let known = conditions.graph.known(fact)
      let any = conditions.graph.any(patients)
      return any == PlaneGraph.nobody ? any : conditions.graph.minus(any, known)
    }
  }
}

internal import PlumblineGuideline

/// For each fact, the patients for whom it is absent and keeps a gate or rule undecided: `Knowledge.needs`, as sets of patients.
struct NeedPlanes {
  typealias Node = PlaneGraph.Node

  private let vocabulary: Vocabulary
  /// For each fact, the patients for whom a condition that reads it is undecided.
  private var seekers: [[Node]]
  /// The facts and patients that were added already.
  private var reaching: Set<Reach> = []

  /// A fact that is needed for some patients.
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
      // How a fact was given is never unknown.
      if comparison.operator.looksAtGiving { return }
      for fact in comparison.facts { add(fact, among: patients, &conditions) }
    case .scripted(let script):
      for fact in script.reads { add(fact, among: patients, &conditions) }
    case .all(let parts), .any(let parts), .none(let parts), .firstKnown(let parts), .anyKnown(let parts):
      for part in parts {
        if conditions.followsFacts, part.children.isEmpty, case .comparison(let comparison) = part,
          comparison.facts.count == 1,
          !comparison.operator.looksAtGiving
        {
          // It is unknown exactly where its fact is absent.
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

  /// Adds a fact that would decide something for those of these patients for whom it is absent.
  mutating func add(_ fact: Fact.Index, among patients: Node, _ conditions: inout ConditionPlanes) {
    guard patients != PlaneGraph.nobody, reaching.insert(Reach(fact: fact, patients: patients)).inserted
    else { return }
    guard let script = vocabulary[fact].computation else {
      seekers[fact].append(patients)
      return
    }
    let known = conditions.known(fact)
    let absent = conditions.graph.minus(patients, known)
    for read in script.reads { add(read, among: absent, &conditions) }
  }

  /// Returns for each fact the patients who need it.
  func nodes(_ conditions: inout ConditionPlanes) -> [Node] {
    seekers.enumerated().map { fact, patients in
      let known = conditions.known(fact)
      let any = conditions.graph.any(patients)
      return any == PlaneGraph.nobody ? any : conditions.graph.minus(any, known)
    }
  }
}

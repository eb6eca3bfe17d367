/// The order in which a clinician asks about facts: by group, and within each group.
///
/// A domain may declare it; what it leaves out follows: the groups of stops, then of gates, then the others, and within a group the
/// facts as they are declared.
public struct AskingOrder: Sendable {
  public struct Group: Sendable, Hashable {
    /// `red_flags`; empty for facts without a group.
    public let name: String
    /// Those that a profile may give.
    public let facts: [Fact.Index]
    /// Whether each of its facts stops by itself, so that all may be answered together and are read back.
    public let isFlags: Bool

    /// The name as a title: `red_flags` → "Red flags".
    public var title: String {
      let words = name.replacing("_", with: " ").replacing("-", with: " ")
      return words.isEmpty ? "More" : words.prefix(1).uppercased() + words.dropFirst()
    }
  }

  public let groups: [Group]
  /// Whether a domain declares any of it.
  public let isDeclared: Bool
  /// By fact: its place in the order.
  private let places: [Int]
  /// By fact: whether it comes before the rest of its group.
  private let heads: Set<Fact.Index>

  /// - Parameter guidelines: those in force over the vocabulary.
  public init(_ vocabulary: Vocabulary, _ guidelines: [Guideline]) {
    let declared = guidelines.flatMap(\.domain.order)
    isDeclared = !declared.isEmpty
    let named = Dictionary(
      declared.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    func own(_ index: Fact.Index) -> Int {
      named[vocabulary[index].name] ?? named[vocabulary[index].declaredName] ?? declared.count
    }
    let heads = Set(vocabulary.facts.indices.filter { own($0) < declared.count })
    self.heads = heads
    func group(_ index: Fact.Index) -> String {
      let name = vocabulary[index].name
      return name.contains(".") ? String(name.prefix { $0 != "." }) : ""
    }
    let gates = guidelines.flatMap(\.stops) + guidelines.flatMap(\.gates)
    let others = gates.flatMap { $0.facts.sorted() }.map(group) + vocabulary.facts.indices.map(group)
    var seen: Set<String> = []
    let names = (declared.map { String($0.prefix { $0 != "." }) } + others).filter {
      seen.insert($0).inserted
    }
    let flags = Set(guidelines.compactMap(\.domain.stops.flags))
    let members = Dictionary(grouping: vocabulary.givenFacts, by: group)
    groups = names.compactMap { name in
      guard let facts = members[name] else { return nil }
      let sorted = facts.sorted { left, right in
        (own(left), vocabulary[left].place, left) < (own(right), vocabulary[right].place, right)
      }
      let bare = String(name.split(separator: "/").last ?? "")
      return Group(
        name: name, facts: sorted, isFlags: flags.contains(bare) && vocabulary.flags(inGroup: name) != nil)
    }
    var places = Array(repeating: vocabulary.facts.count, count: vocabulary.facts.count)
    for (place, fact) in groups.flatMap(\.facts).enumerated() { places[fact] = place }
    self.places = places
  }

  /// The place of a fact among all; those that no profile gives come last.
  public func place(of fact: Fact.Index) -> Int { places[fact] }

  /// The group of flags that a fact belongs to; nil if it is no flag.
  public func flags(with fact: Fact.Index) -> Group? {
    groups.first { $0.isFlags && $0.facts.contains(fact) }
  }

  /// Returns, of facts that are still open, those that wait for no other: a fact waits for those that the domain puts before the rest of
  /// its group, and for those without which it would have no value.
  public func ready(_ open: [Fact.Index], _ vocabulary: Vocabulary) -> [Fact.Index] {
    let all = Set(open)
    func waits(_ fact: Fact.Index) -> Bool {
      let needed = vocabulary[fact].onlyWhen?.facts.subtracting([fact]) ?? []
      if needed.contains(where: { all.contains($0) && !waitsFor(fact, $0) }) { return true }
      let group = groups.first { $0.facts.contains(fact) }
      return group?.facts.contains { heads.contains($0) && all.contains($0) && places[$0] < places[fact] }
        ?? false
    }
    func waitsFor(_ other: Fact.Index, _ fact: Fact.Index) -> Bool {
      vocabulary[fact].onlyWhen?.facts.contains(other) ?? false
    }
    let ready = open.filter { !waits($0) }
    return ready.isEmpty ? open : ready
  }
}

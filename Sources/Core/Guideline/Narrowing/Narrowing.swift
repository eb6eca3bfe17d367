/// The laws between facts, in the form in which they narrow what a fact may be.
///
/// Facts that laws link, directly or not, form a group. Within a group every law is applied to the bounds of its facts again and
/// again until nothing changes, at most once for each fact of the group: enough for any chain of laws. Bounds do not say what
/// holds only between two facts (`a` and `b` are equal), so this may know less than a look at every possible patient would, and
/// never more.
public struct Narrowing: Sendable {
  /// Where a law is declared.
  public enum Source: Sendable, Hashable {
    /// The constraint at this place of the vocabulary's list.
    case constraint(Int)
    /// The `only_when` of a fact.
    case onlyWhen(Fact.Index)
  }

  /// A law to be brought into form.
  package struct Declared {
    package var source: Source
    /// The fact that must have a value for the law to apply; nil if it always applies.
    package var fact: Fact.Index?
    package var holds: Condition

    package init(source: Source, fact: Fact.Index?, holds: Condition) {
      self.source = source
      self.fact = fact
      self.holds = holds
    }
  }

  package struct Law: Sendable {
    package var source: Source
    /// The number of the fact that must have a value for the law to apply; nil if it always applies.
    package var applies: Int?
    package var form: LawForm
  }

  /// Facts that laws link, and the laws.
  package struct Group: Sendable {
    /// Sorted; a fact's number is its place in this list.
    package var facts: [Fact.Index]
    package var places: [Places]
    /// For each fact all that it may be if nothing is known.
    package var initial: [Bounds<Int, Bool>]
    package var laws: [Law]
    /// For each fact, the form of its `only_when` being false; nil if it has none.
    package var lacking: [LawForm?]
    /// For each fact the places of the laws that may say more once its bounds change: those on it, and those on facts that apply only
    /// where it allows.
    package var dependents: [[Int]] = []
    /// Whether the laws say something of a patient of whom nothing is known.
    package var speaksFirst = false
  }

  package private(set) var groups: [Group] = []
  /// For each fact its group and its number there.
  private var seats: [Fact.Index: (group: Int, number: Int)] = [:]

  /// No laws: every fact is its own.
  public static let none = Narrowing()

  private init() {}

  package init(_ vocabulary: Vocabulary) {
    var laws = vocabulary.constraints.enumerated().map {
      Declared(source: .constraint($0), fact: nil, holds: $1.holds)
    }
    for (index, fact) in vocabulary.facts.enumerated() {
      if let law = fact.onlyWhen { laws.append(Declared(source: .onlyWhen(index), fact: index, holds: law)) }
    }
    self.init(laws, over: vocabulary, allowing: [:])
  }

  /// The laws of one of several guidelines over a shared vocabulary.
  init(_ laws: [ProfileLaw], over vocabulary: Vocabulary) {
    var declared: [Declared] = []
    var allowed: [Fact.Index: Condition] = [:]
    for (place, law) in laws.enumerated() {
      switch (law.kind, law.fact) {
      case (.constraint, _):
        declared.append(Declared(source: .constraint(place), fact: nil, holds: law.holds))
      case (.onlyWhen, let fact?):
        declared.append(Declared(source: .onlyWhen(fact), fact: fact, holds: law.holds))
      case (.range, let fact?): allowed[fact] = law.holds
      default: break
      }
    }
    self.init(declared, over: vocabulary, allowing: allowed)
  }

  /// - Parameter allowed: for facts of which a guideline allows only some of their values, the condition for one.
  private init(_ laws: [Declared], over vocabulary: Vocabulary, allowing allowed: [Fact.Index: Condition]) {
    func places(_ fact: Fact.Index) -> Places? {
      vocabulary[fact].computation == nil ? Places(vocabulary[fact]) : nil
    }
    func facts(_ law: Declared) -> [Fact.Index] {
      (law.holds.facts.union(law.fact.map { [$0] } ?? [])).filter { places($0) != nil }.sorted()
    }
    let factsOfLaws = laws.map(facts)
    for (members, ownLaws) in Self.components(factsOfLaws) {
      let numbers = Dictionary(members.enumerated().map { ($1, $0) }) { first, _ in first }
      let reading = LawReading(vocabulary: vocabulary) { numbers[$0] }
      let own = ownLaws.map { laws[$0] }
      let grids = members.compactMap(places)
      var group = Group(
        facts: members, places: grids,
        initial: zip(members, grids).map { $1.bounds(allowed[$0]) },
        laws: own.map { law in
          Law(
            source: law.source, applies: law.fact.flatMap { numbers[$0] },
            form: reading.form(law.holds, isTrue: true))
        },
        lacking: members.map { fact in
          own.first { $0.fact == fact }.map { reading.form($0.holds, isTrue: false) }
        })
      group.dependents = members.map { _ in [] }
      for (place, law) in group.laws.enumerated() {
        for fact in group.dependencies(of: law) { group.dependents[fact].append(place) }
      }
      group.speaksFirst = group.narrowsNothingKnown
      for (number, fact) in members.enumerated() { seats[fact] = (groups.count, number) }
      groups.append(group)
    }
  }

  /// Returns a fact's group and its number there; nil if no law concerns it.
  package func seat(of fact: Fact.Index) -> (group: Int, number: Int)? { seats[fact] }

  /// Whether a comparison of a sum can be worked out exactly.
  func understands(_ comparison: Comparison, _ vocabulary: Vocabulary) -> Bool {
    LawReading(vocabulary: vocabulary) { $0 }.form(.comparison(comparison), isTrue: true).isWhole
  }

  /// Returns the facts that laws link with one, that one included.
  package func neighbours(of fact: Fact.Index) -> [Fact.Index] {
    seats[fact].map { groups[$0.group].facts } ?? []
  }

  /// Whether laws can narrow a fact.
  package func concerns(_ fact: Fact.Index) -> Bool { seats[fact] != nil }

  /// Returns every law on the facts that a law links, that one included.
  func laws(linkedTo law: Source) -> Set<Source> {
    groups.map { Set($0.laws.map(\.source)) }.first { $0.contains(law) } ?? [law]
  }

  /// Returns the sets of facts that laws link, each sorted and with the places of its laws.
  private static func components(_ laws: [[Fact.Index]]) -> [(facts: [Fact.Index], laws: [Int])] {
    var component: [Fact.Index: Int] = [:]
    var members: [(facts: [Fact.Index], laws: [Int])] = []
    for (place, facts) in laws.enumerated() where !facts.isEmpty {
      var joined = (facts: facts.filter { component[$0] == nil }, laws: [place])
      // The largest keeps its place, so that no fact moves often.
      let met = Set(facts.compactMap { component[$0] }).sorted {
        members[$0].facts.count > members[$1].facts.count
      }
      let target = met.first ?? members.count
      if met.isEmpty { members.append(([], [])) }
      for old in met.dropFirst() {
        joined.facts += members[old].facts
        joined.laws += members[old].laws
        members[old] = ([], [])
      }
      for fact in joined.facts { component[fact] = target }
      members[target].facts += joined.facts
      members[target].laws += joined.laws
    }
    return members.filter { !$0.facts.isEmpty }.map { (Set($0.facts).sorted(), $0.laws.sorted()) }
      .sorted { $0.0[0] < $1.0[0] }
  }
}

extension Narrowing.Group {
  /// Returns the facts on whose bounds it depends what a law says.
  fileprivate func dependencies(of law: Narrowing.Law) -> [Int] {
    var found: Set<Int> = []
    var waiting = Array(law.form.facts) + (law.applies.map { [$0] } ?? [])
    while let next = waiting.popLast() {
      if found.insert(next).inserted { waiting += lacking[next].map { Array($0.facts) } ?? [] }
    }
    return found.sorted()
  }

  /// Whether laws say something of a patient of whom nothing is known.
  fileprivate var narrowsNothingKnown: Bool {
    var narrower = Narrower<PatientBounds>(self, initial.map { Standing(bounds: $0, isGiven: false) })
    var algebra = PatientBounds()
    var isNarrowed = false
    narrower.run(&algebra) { _, _ in isNarrowed = true }
    return isNarrowed
  }
}

/// All facts of a guideline, with the constraints between them and the instruments that score into them.
public struct Vocabulary: Sendable {
  /// Sorted by name; a `Fact.Index` is an index into it.
  public internal(set) var facts: [Fact]
  public internal(set) var constraints: [Constraint]
  /// By name.
  public let instruments: [String: Instrument]
  /// Lists of codes, by name; their members are facts.
  public internal(set) var sets: [String: FactSet]
  /// Dated readings, by name; facts are taken from them.
  public internal(set) var series: [String: FactSeries]
  /// The laws in the form in which they narrow what facts may be.
  public private(set) var narrowing = Narrowing.none
  /// The facts whose answers count only at the visit at which they were given: what stops read, and the domain's flags.
  ///
  /// An earlier answer to one of them is never an answer of today.
  public package(set) var ofToday: Set<Fact.Index> = []
  /// The facts from which one of these can follow by a law, and these themselves.
  package var settlingToday: Set<Fact.Index> { ofToday.union(ofToday.flatMap(narrowing.neighbours)) }
  private let indices: [String: Fact.Index]
  /// Names that guidelines in force together use for different facts, and these facts.
  public let namesakes: [String: [Fact.Index]]
  /// Names of groups (`fear`), sorted.
  public let groups: [String]

  /// - Parameters:
  ///   - aliases: further names of facts.
  ///   - namesakes: names that could mean any of several facts.
  package init(
    facts: [Fact], constraints: [Constraint], instruments: [String: Instrument],
    sets: [String: FactSet] = [:], series: [String: FactSeries] = [:],
    aliases: [String: Fact.Index] = [:], namesakes: [String: [Fact.Index]] = [:]
  ) {
    self.facts = facts
    self.constraints = constraints
    self.instruments = instruments
    self.sets = sets
    self.series = series
    self.namesakes = namesakes
    var indices = aliases
    var groups: Set<String> = []
    for (index, fact) in facts.enumerated() { indices[fact.name] = index }
    for name in facts.map(\.name) + sets.keys + series.keys + namesakes.keys {
      if let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) { groups.insert(String(name[..<dot])) }
    }
    self.indices = indices
    self.groups = groups.sorted()
    narrowing = Narrowing(self)
  }

  /// Returns the same vocabulary with other laws to narrow by.
  package func narrowing(by laws: Narrowing) -> Vocabulary {
    var other = self
    other.narrowing = laws
    return other
  }

  /// Returns the same vocabulary with only these of its laws.
  func keeping(_ laws: [Constraint]) -> Vocabulary {
    var other = self
    other.constraints = laws
    other.narrowing = Narrowing(other)
    return other
  }

  public func index(of name: String) -> Fact.Index? { indices[name] }

  /// Returns the questionnaires that a name may mean: the one of this name, or those of several packs that share it.
  public func instruments(named name: String) -> [Instrument] {
    if let own = instruments[name] { return [own] }
    return instruments.values.filter { $0.name.hasSuffix("/\(name)") }.sorted { $0.name < $1.name }
  }

  /// Returns the lists that a name may mean: the one of this name, or those of several packs that share it.
  public func sets(named name: String) -> [FactSet] {
    if let own = sets[name] { return [own] }
    return sets.values.filter { $0.name.hasSuffix("/\(name)") }.sorted { $0.name < $1.name }
  }

  /// Returns the series that a name may mean: the one of this name, or those of several packs that share it.
  public func series(named name: String) -> [FactSeries] {
    if let own = series[name] { return [own] }
    return series.values.filter { $0.name.hasSuffix("/\(name)") }.sorted { $0.name < $1.name }
  }

  /// Returns the list that a fact is a member of, by the list's name in its pack.
  public func set(with member: Fact.Index, named name: String) -> FactSet? {
    if let set = sets[name], set.members.contains(where: { $0.fact == member }) { return set }
    return sets.values.first { $0.members.contains { $0.fact == member } }
  }

  public subscript(index: Fact.Index) -> Fact { facts[index] }

  /// The conditions that a legal profile does not break: constraints, and the `only_when` of facts.
  public var laws: [Condition] { constraints.map(\.holds) + facts.compactMap(\.onlyWhen) }

  /// A law that a profile breaks.
  public enum BrokenLaw: Sendable {
    case constraint(Constraint)
    /// The fact has a value though its `only_when` is false.
    case onlyWhen(Fact.Index)
  }

  /// Returns the laws that a profile breaks, none if it is legal: those that are false; and for facts of which no law is false, but
  /// of which laws together leave no value, one of these. An unknown law is not broken.
  public func brokenLaws(in profile: Profile) -> [BrokenLaw] {
    if let standing = standing(for: profile) { return standing.brokenLaws(in: profile) }
    let broken = falseLaws(in: profile)
    let sources = Set(broken.map(source))
    return broken
      + Narrowed(profile, narrowing, self).contradictions.filter {
        narrowing.laws(linkedTo: $0).isDisjoint(with: sources)
      }.compactMap(law)
  }

  /// Returns the facts to correct if a profile breaks a law: those of the law that the profile gives, or all if it gives none. The
  /// fact of an `only_when` is not among them.
  public func facts(of law: BrokenLaw, givenIn profile: Profile) -> [Fact.Index] {
    let all: [Fact.Index]
    var (own, enough): (Fact.Index?, Int) = (nil, 2)
    switch law {
    case .constraint(let constraint): all = constraint.holds.facts.sorted()
    case .onlyWhen(let fact):
      all = (facts[fact].onlyWhen?.facts ?? []).subtracting([fact]).sorted()
      (own, enough) = (fact, 1)
    }
    let given = all.filter { profile.isGiven($0) }
    if given.count >= enough { return given }
    // It follows from answers that other laws link with these, too.
    let linked = Set(all.flatMap(narrowing.neighbours)).filter { $0 != own && profile.isGiven($0) }.sorted()
    return linked.isEmpty ? given.isEmpty ? all : given : linked
  }

  private func source(_ law: BrokenLaw) -> Narrowing.Source {
    switch law {
    case .constraint(let constraint): .constraint(constraints.firstIndex(of: constraint) ?? -1)
    case .onlyWhen(let fact): .onlyWhen(fact)
    }
  }

  private func law(_ source: Narrowing.Source) -> BrokenLaw? {
    switch source {
    case .constraint(let place): constraints.indices.contains(place) ? .constraint(constraints[place]) : nil
    case .onlyWhen(let fact): .onlyWhen(fact)
    }
  }

  private func falseLaws(in profile: Profile) -> [BrokenLaw] {
    func isFalse(_ law: Condition) -> Bool { law.truth { profile[$0].value } == .false }
    return constraints.filter { isFalse($0.holds) }.map { .constraint($0) }
      + facts.indices.filter { profile.isKnown($0) && facts[$0].onlyWhen.map(isFalse) ?? false }.map {
        .onlyWhen($0)
      }
  }

  /// The facts from which a fact is worked out by a law; empty for every other fact.
  package func parts(of fact: Fact.Index) -> Set<Fact.Index> {
    constraints.reduce(into: []) { parts, constraint in
      guard constraint.works(out: fact), case .comparison(let law) = constraint.holds else { return }
      parts.formUnion(law.addends.map(\.fact))
    }
  }

  /// The facts that a profile may give: all but the computed ones.
  public var givenFacts: [Fact.Index] { facts.indices.filter { facts[$0].computation == nil } }
}

/// A law between facts: a profile in which it is false is refused.
public struct Constraint: Sendable, Hashable {
  public var name: String
  public var holds: Condition
  public var because: String
  /// Whether it is the arithmetic by which a fact is worked out from others.
  public var worksOut: Bool
  public var place: Place

  package init(
    name: String, holds: Condition, because: String, worksOut: Bool = false, place: Place
  ) {
    self.name = name
    self.holds = holds
    self.because = because
    self.worksOut = worksOut
    self.place = place
  }

  /// Whether it is the arithmetic by which this fact is worked out.
  package func works(out fact: Fact.Index) -> Bool {
    if worksOut, case .comparison(let law) = holds { law.fact == fact } else { false }
  }
}

extension Vocabulary {
  /// Returns the facts of a group that may be answered together, as red flags are: all are a yes or no; nil for any other group.
  package func flags(inGroup group: String) -> [String]? {
    let facts = facts.filter { $0.name.hasPrefix(group + ".") }
    let areFlags = facts.allSatisfy { $0.kind == .boolean && $0.computation == nil }
    return facts.isEmpty || !areFlags ? nil : facts.map(\.name)
  }
}

internal import PlumblineJSON

/// One vocabulary for several guidelines, so that a profile is written once for all of them.
///
/// Facts of one name are one fact if they come from one pack, or if they are declared alike (``Fact/means(_:)``). Otherwise each is
/// named with its pack, `oa-vocabulary/goal.primary`, and a profile says which one it answers.
struct SharedVocabulary {
  /// One guideline's own view: its declarations at the shared places.
  struct View {
    fileprivate(set) var vocabulary: Vocabulary
    /// The shared index of each of the guideline's own facts.
    let places: [Fact.Index]

    func realigned(_ guideline: Guideline) -> Guideline {
      guideline.realigned(over: vocabulary, fact: { places[$0] }, script: { $0.reading { places[$0] } })
    }
  }

  private(set) var vocabulary: Vocabulary
  private(set) var views: [View] = []

  /// A fact of all guidelines that declare it alike.
  private struct Shared {
    var name: String
    var fact: Fact
    /// How it is taken from a series: the same readings must give the same value.
    var taken: String?
    /// The guideline's number, and the fact's index in it.
    var owners: [(guideline: Int, index: Fact.Index)]
  }

  init(of guidelines: [Guideline]) {
    let shared = Self.facts(of: guidelines)
    var places = guidelines.map { Array(repeating: 0, count: $0.vocabulary.facts.count) }
    for (place, one) in shared.enumerated() {
      for owner in one.owners { places[owner.guideline][owner.index] = place }
    }
    func moved(_ condition: Condition, _ guideline: Int) -> Condition {
      condition.realigned(fact: { places[guideline][$0] }, script: { $0.reading { places[guideline][$0] } })
    }
    func own(_ owner: (guideline: Int, index: Fact.Index), _ one: Shared) -> Fact {
      var fact = guidelines[owner.guideline].vocabulary[owner.index]
      fact.name = one.name
      fact.kind = one.fact.kind
      fact.onlyWhen = fact.onlyWhen.map { moved($0, owner.guideline) }
      fact.computation = fact.computation?.reading { places[owner.guideline][$0] }
      return fact
    }
    let constraints = guidelines.indices.map { guideline in
      guidelines[guideline].vocabulary.constraints.map { law in
        var law = law
        law.holds = moved(law.holds, guideline)
        return law
      }
    }
    let facts = shared.map { one in
      var fact = own(one.owners[0], one)
      // A shared fact is legal where every guideline says so.
      let laws = one.owners.compactMap { own($0, one).onlyWhen }
      fact.onlyWhen = laws.dropFirst().allSatisfy { $0 == laws.first } ? laws.first : .all(laws)
      return fact
    }
    var namesakes: [String: [Fact.Index]] = [:]
    for (place, one) in shared.enumerated() where one.name != one.fact.declaredName {
      namesakes[one.fact.declaredName, default: []].append(place)
    }
    vocabulary = Vocabulary(
      facts: facts,
      constraints: constraints.joined().reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
      instruments: Self.instruments(of: guidelines, places), sets: Self.sets(of: guidelines, places, shared),
      series: Self.series(of: guidelines, places), namesakes: namesakes)
    for (number, guideline) in guidelines.enumerated() {
      vocabulary.ofToday.formUnion(guideline.vocabulary.ofToday.map { places[number][$0] })
    }
    let foreign = facts.map { fact in
      var fact = fact
      (fact.onlyWhen, fact.computation, fact.goalOutcomes) = (nil, nil, [:])
      return fact
    }
    for guideline in guidelines.indices {
      var (view, aliases) = (foreign, [String: Fact.Index]())
      for (place, one) in shared.enumerated() {
        guard let owner = one.owners.first(where: { $0.guideline == guideline }) else { continue }
        view[place] = own(owner, one)
        aliases[one.fact.declaredName] = place
      }
      views.append(
        View(
          vocabulary: Vocabulary(
            facts: view, constraints: constraints[guideline], instruments: [:],
            sets: guidelines[guideline].vocabulary.sets.mapValues { $0.moved { places[guideline][$0] } },
            aliases: aliases),
          places: places[guideline]))
    }
  }

  /// The facts of all guidelines, by their shared names.
  private static func facts(of guidelines: [Guideline]) -> [Shared] {
    var byName: [String: [Shared]] = [:]
    for (number, guideline) in guidelines.enumerated() {
      for (index, fact) in guideline.vocabulary.facts.enumerated() {
        var alike = byName[fact.name, default: []]
        let taken = guideline.vocabulary.taken(index)
        if let place = alike.firstIndex(where: { $0.fact.means(fact) && $0.taken == taken }) {
          alike[place].owners.append((number, index))
        } else {
          alike.append(Shared(name: fact.name, fact: fact, taken: taken, owners: [(number, index)]))
        }
        byName[fact.name] = alike
      }
    }
    let groups = Set(
      guidelines.flatMap { $0.vocabulary.facts.map(\.name) }.compactMap { name in
        name.firstIndex(of: ".").map { String(name[..<$0]) }
      })
    for (name, alike) in byName where alike.count > 1 || groups.contains(name) {
      byName[name] = alike.map { one in
        var one = one
        one.name = "\(one.fact.place.pack)/\(name)"
        return one
      }
    }
    return byName.values.joined().sorted { $0.name < $1.name }
  }

  /// The lists of all guidelines; of different ones with one name, each with its pack's.
  private static func sets(
    of guidelines: [Guideline], _ places: [[Fact.Index]], _ shared: [Shared]
  ) -> [String: FactSet] {
    var all: [String: FactSet] = [:]
    for (number, guideline) in guidelines.enumerated() {
      for own in guideline.vocabulary.sets.values.sorted(by: { $0.name < $1.name }) {
        var set = own.moved { places[number][$0] }
        let isPlain = set.members.allSatisfy { shared[$0.fact].name == "\(own.name).\($0.code)" }
        if !isPlain { set.name = "\(own.place.pack)/\(own.name)" }
        // Codes that only one of two lists has count for both: what is asked is the same.
        let more = (all[set.name]?.members ?? []).filter { set.member($0.code) == nil }
        set.members += more
        all[set.name] = set
      }
    }
    return all
  }

  /// The series of all guidelines. What one declares under a name is read by every guideline that takes facts from it.
  private static func series(of guidelines: [Guideline], _ places: [[Fact.Index]]) -> [String: FactSeries] {
    var all: [String: FactSeries] = [:]
    for (number, guideline) in guidelines.enumerated() {
      for own in guideline.vocabulary.series.values.sorted(by: { $0.name < $1.name }) {
        var series = own.moved { places[number][$0] }
        if let other = all[series.name], !own.means(other) { series.name = "\(own.place.pack)/\(own.name)" }
        for reduction in all[series.name]?.reductions ?? []
        where !series.reductions.contains(where: { $0.fact == reduction.fact }) {
          series.reductions.append(reduction)
        }
        all[series.name] = series
      }
    }
    return all
  }

  /// The questionnaires of all guidelines; of different ones with one name, each with its pack's.
  private static func instruments(of guidelines: [Guideline], _ places: [[Fact.Index]]) -> [String:
    Instrument]
  {
    var byName: [String: [Instrument]] = [:]
    for (number, guideline) in guidelines.enumerated() {
      for var instrument in guideline.vocabulary.instruments.values {
        for scale in instrument.scales.indices {
          instrument.scales[scale].fact = places[number][instrument.scales[scale].fact]
        }
        if !byName[instrument.name, default: []].contains(instrument) {
          byName[instrument.name, default: []].append(instrument)
        }
      }
    }
    var all: [String: Instrument] = [:]
    for (name, alike) in byName {
      for var instrument in alike {
        if alike.count > 1 { instrument.name = "\(instrument.place.pack)/\(name)" }
        all[instrument.name] = instrument
      }
    }
    return all
  }
}

extension Fact {
  /// Whether a fact of another guideline, with the same name, is about the same thing.
  ///
  /// So it is if one pack declares both. Of different packs' facts, the kinds must fit, and so must what is asked: the same question,
  /// a code that both have, or, for numbers with a unit, the same label. A name alone says too little: `pain.intensity` may be about
  /// the back here and about the knee there, and a wrong *no* could silence a stop.
  func means(_ other: Fact) -> Bool {
    if place == other.place { return true }
    guard computation == nil, other.computation == nil, unit == other.unit,
      conversions.map(\.arithmetic) == other.conversions.map(\.arithmetic), isDate == other.isDate,
      kind.allowsTheSame(as: other.kind), labels == other.labels
    else { return false }
    func words(_ text: String) -> [Substring] { text.lowercased().split(whereSeparator: \.isWhitespace) }
    if words(question) == words(other.question) { return true }
    if codings.contains(where: { own in
      other.codings.contains {
        $0.system == own.system && $0.code == own.code && $0.confirmed && own.confirmed
      }
    }) {
      return true
    }
    return grid != nil && unit != nil && words(label) == words(other.label)
  }
}

extension Vocabulary {
  /// Returns how a fact is taken from its series, in words that are equal only for the same; nil if it is not.
  fileprivate func taken(_ fact: Fact.Index) -> String? {
    for one in series.values {
      guard let reduction = one.reductions.first(where: { $0.fact == fact }) else { continue }
      return "\(reduction.words) of \(one.name): \(one.question) \(one.low) \(one.high) \(one.unit ?? "")"
    }
    return nil
  }
}

extension FactSeries {
  /// Whether readings for another guideline's series of this name are readings for this one.
  fileprivate func means(_ other: FactSeries) -> Bool {
    place == other.place
      || (question == other.question && unit == other.unit && (low, high) == (other.low, other.high)
        && conversions.map(\.arithmetic) == other.conversions.map(\.arithmetic))
  }
}

extension Fact.Kind {
  /// Whether two kinds have the same values. Of different ranges, a value that only one allows would be refused, or be read where its
  /// author never meant it.
  fileprivate func allowsTheSame(as other: Fact.Kind) -> Bool {
    if case .code(let own) = self, case .code(let its) = other { return Set(own) == Set(its) }
    return self == other
  }
}

extension Script {
  /// Returns the script with other facts to read.
  fileprivate func reading(_ fact: (Fact.Index) -> Fact.Index) -> Script {
    var script = self
    script.reads = reads.map(fact)
    return script
  }
}

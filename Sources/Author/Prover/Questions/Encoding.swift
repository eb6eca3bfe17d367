internal import PlumblineEngine
internal import PlumblineGuideline

/// A guideline and its questions, in SMT-LIB: definitions, and for each question the terms that must hold for a
/// counterexample.
struct Encoding {
  typealias Term = SMTText.Term

  struct Goal {
    /// All hold for a counterexample.
    var terms: [Term]
    /// All hold for some patient, unless the promise covers none.
    var grounds: [Term] = []
    /// The patients that it is about.
    var worlds: [World]
    /// For what never matters: a simpler goal, whose patients are likely to get another answer without the rule `wanted`.
    var hints: [Term] = []
  }

  /// The rule or gate that is removed, by its place in `Guideline.removable` and then the vetoes; any other number: none.
  static let dropped: Term = "dropped"
  /// The rule that shows in the answer, by the same numbers.
  static let wanted: Term = "wanted"

  private(set) var text = SMTText()
  let functions: Functions
  private(set) var goals: [Goal] = []
  var hasDropped: Bool { difference != nil }
  private let guideline: Guideline
  /// The number of each rule, gate and veto that may be removed.
  private let places: [ConditionSite: Int]
  private var one: World
  private var answer: AnswerTerms
  private let certainties: Certainties
  private var second: (world: World, answer: AnswerTerms, certainties: Certainties)?
  /// Whether the answer changes without what is dropped; set on first use.
  private var difference: Term?

  init(_ guideline: Guideline, _ questions: [Question]) {
    self.guideline = guideline
    places = guideline.numbered
    let used = guideline.factsLookedAt(questions)
    functions = Functions(guideline, looksAt: used, &text)
    one = World("a", guideline, looksAt: used, functions, &text)
    answer = AnswerTerms(guideline, &one, &text)
    certainties = Certainties(guideline, &one, &text)
    for question in questions {
      text.comment("question: \(question.words)")
      goals.append(goal(question, used))
    }
  }

  private mutating func goal(_ question: Question, _ used: Set<Fact.Index>) -> Goal {
    switch question.kind {
    case .gap:
      let nothing = text.not(text.or(answer.usable))
      let isLeft = guideline.otherwise == nil ? nothing : SMTText.no
      return Goal(terms: [one.legal, answer.recommends, isLeft], worlds: [one])
    case .leftOver:
      let decided = guideline.rules.map { rule in
        rule.when.map { one.planes($0, &text).isFalse } ?? SMTText.yes
      }
      return Goal(terms: [one.legal, answer.recommends, text.and(decided)], worlds: [one])
    case .overruled(let site):
      let changes = changes()
      let isDropped = text.equal(Self.dropped, "\(places[site] ?? -1)")
      return Goal(terms: [one.legal, isDropped, changes], worlds: [one])
    case .tie(let slot, let rank):
      return Goal(terms: [one.legal, answer.recommends, tie(slot, rank)], worlds: [one])
    case .idle:
      let changes = changes()
      return Goal(
        terms: [one.legal, changes], worlds: [one], hints: [one.legal, shows()])
    case .property(let property): return goal(property, used)
    }
  }

  /// Whether the answer changes without what is dropped.
  private mutating func changes() -> Term {
    if let difference { return difference }
    text.comment("the answer without one rule, gate or veto: which one is `\(Self.dropped)`")
    text.declare(Self.dropped, "Int")
    var isDropped: [ConditionSite: Term] = [:]
    for (site, place) in places.sorted(by: { $0.value < $1.value }) {
      isDropped[site] = text.equal(Self.dropped, "\(place)")
    }
    let without = text
    var other = AnswerTerms(guideline, &one, &text) { site in
      isDropped[site].map { without.not($0) } ?? SMTText.yes
    }
    let alike = AnswerTerms.areAlike(
      .answer, guideline, &answer, &other, certainties: (certainties, certainties), &text)
    let term = text.not(alike)
    difference = term
    return term
  }

  /// Whether the rule with the number `wanted` is in the answer, or the gate with it alone prevents a recommendation.
  private mutating func shows() -> Term {
    text.declare(Self.wanted, "Int")
    var shown: [Term] = []
    for (index, rule) in guideline.rules.enumerated() {
      let stands = text.or([answer.joins[index], answer.alternatives[index]])
      shown.append(text.and([text.equal(Self.wanted, "\(places[.rule(rule.id)] ?? -1)"), stands]))
    }
    var cases = [text.and([answer.recommends, text.or(shown)])]
    for (id, holds) in answer.holds {
      let others = answer.holds.filter { $0.id != id }.map { text.not($0.term) }
      cases.append(text.and([text.equal(Self.wanted, "\(places[.gate(id)] ?? -1)"), holds] + others))
    }
    return text.or(cases)
  }

  private mutating func tie(_ slot: String, _ rank: Int) -> Term {
    let places = Dictionary(guideline.rules.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in
      first
    }
    var pairs: [Term] = []
    let rules = guideline.rules(slot: slot, rank: rank).compactMap { places[$0.id] }
    for chosen in rules {
      for other in rules
      where guideline.rules[other].recommends != guideline.rules[chosen].recommends {
        // One that is passed over, while the other is not, did not lose by its name.
        let isSecond = text.and([answer.passed[other], text.not(answer.passed[chosen])])
        pairs.append(text.and([answer.joins[chosen], answer.usable[other], text.not(isSecond)]))
      }
    }
    return text.or(pairs)
  }

  // MARK: properties

  private mutating func goal(_ property: Property, _ used: Set<Fact.Index>) -> Goal {
    let given = property.given.map { one.planes($0, &text).isTrue } ?? SMTText.yes
    let deciding =
      property.deciding.isEmpty
      ? SMTText.yes
      : text.or(property.deciding.map { answer.dispositions[Decision.Disposition($0)] ?? SMTText.no })
    let grounds = [one.legal, given, deciding]
    switch property.promise {
    case .always(let claim):
      let says = claim.term(guideline, &answer, certainties, &text)
      return Goal(terms: grounds + [text.not(says)], grounds: grounds, worlds: [one])
    case .never(let claim):
      let says = claim.term(guideline, &answer, certainties, &text)
      return Goal(terms: grounds + [says], grounds: grounds, worlds: [one])
    case .knowingMore(let from, let isAlways, let claim, let except):
      let before = from.term(guideline, &answer, certainties, &text)
      var other = secondPatient(used)
      var after = claim.term(guideline, &other.answer, other.certainties, &text)
      if isAlways { after = text.not(after) }
      let relation = relation(other.world, free: [], except: Set(except), growing: true)
      second = other
      return Goal(
        terms: grounds + [other.world.legal, relation, before, after], grounds: grounds + [before],
        worlds: [one, other.world])
    case .same(let aspect, let whatever):
      var other = secondPatient(used)
      let alike = AnswerTerms.areAlike(
        aspect, guideline, &answer, &other.answer, certainties: (certainties, other.certainties), &text)
      let given = property.given.map { other.world.planes($0, &text).isTrue } ?? SMTText.yes
      let too =
        property.deciding.isEmpty
        ? SMTText.yes
        : text.or(property.deciding.map { other.answer.dispositions[Decision.Disposition($0)] ?? SMTText.no })
      let free = Set(whatever)
      let relation = relation(other.world, free: free, except: [], growing: false)
      second = other
      return Goal(
        terms: grounds + [other.world.legal, given, too, relation, text.not(alike)], grounds: grounds,
        worlds: [one, other.world])
    case .overrules: return Goal(terms: [SMTText.no], worlds: [one])
    }
  }

  private mutating func secondPatient(_ used: Set<Fact.Index>) -> (
    world: World, answer: AnswerTerms, certainties: Certainties
  ) {
    if let second { return second }
    var world = World("b", guideline, looksAt: used, functions, &text)
    let answer = AnswerTerms(guideline, &world, &text)
    let certainties = Certainties(guideline, &world, &text)
    return (world, answer, certainties)
  }

  private func declined(_ fact: Fact.Index, _ other: World) -> (SMTText.Term, SMTText.Term)? {
    guard let mine = one.declined[fact], let its = other.declined[fact] else { return nil }
    return (mine, its)
  }

  /// The relation of the second patient's facts to the first's.
  private mutating func relation(
    _ other: World, free: Set<Fact.Index>, except: Set<Fact.Index>, growing: Bool
  ) -> Term {
    var terms: [Term] = []
    for fact in one.given where !free.contains(fact) {
      guard let mine = one.facts[fact], let its = other.facts[fact] else { continue }
      if growing, !except.contains(fact) {
        let kept = text.and([its.known, text.equal(mine.value, its.value)])
        terms.append(text.or([text.not(mine.known), kept]))
        if let (declined, other) = declined(fact, other) {
          terms.append(text.or([its.known, text.equal(declined, other)]))
        }
      } else {
        terms += [text.equal(mine.known, its.known), text.equal(mine.value, its.value)]
        if let (declined, other) = declined(fact, other) { terms.append(text.equal(declined, other)) }
      }
    }
    return text.and(terms)
  }
}

extension Guideline {
  /// Rules and gates in the order of `removable`, then the vetoes.
  fileprivate var numbered: [ConditionSite: Int] {
    var numbered: [ConditionSite: Int] = [:]
    for (index, one) in removable.enumerated() { numbered[one.site] = index }
    for site in sites.map(\.site) {
      switch site {
      case .veto, .contraindication: numbered[site] = numbered.count
      default: break
      }
    }
    return numbered
  }

  /// Every fact that a decision, a law or a question reads, and those that computed facts read.
  fileprivate func factsLookedAt(_ questions: [Question]) -> Set<Fact.Index> {
    var used: Set<Fact.Index> = []
    for site in sites { used.formUnion(site.condition.facts) }
    for gate in stops + gates { used.formUnion(gate.facts) }
    for law in vocabulary.laws { used.formUnion(law.facts) }
    for (index, fact) in vocabulary.facts.enumerated() where fact.onlyWhen != nil { used.insert(index) }
    for case .property(let property) in questions.map(\.kind) {
      used.formUnion(property.given?.facts ?? [])
    }
    var waiting = Array(used)
    while let next = waiting.popLast() {
      for read in vocabulary[next].computation?.reads ?? [] where used.insert(read).inserted {
        waiting.append(read)
      }
    }
    return used
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// One patient in SMT-LIB: for each fact whether it is known, and its value; for each condition Kleene's two planes.
///
/// A number is its place on the fact's grid, a code its place in the list. An absent fact has the first value, so that each
/// profile occurs once.
struct World {
  typealias Term = SMTText.Term

  /// Whether a condition is true, and whether it is false; unknown is neither.
  typealias Planes = TruthPair<Term>

  struct FactTerms {
    var known: Term
    var value: Term
  }

  let name: String
  let vocabulary: Vocabulary
  private(set) var facts: [Fact.Index: FactTerms] = [:]
  /// Whether a fact that is absent was declined, for facts of which a gate asks that.
  private(set) var declined: [Fact.Index: Term] = [:]
  /// The facts that a profile may give, among those that are read.
  private(set) var given: [Fact.Index] = []
  /// Whether the vocabulary allows the profile.
  private(set) var legal: Term = SMTText.yes
  /// What laws leave of absent facts.
  private var narrowed: NarrowedTerms?
  private var truths: [Condition: Planes] = [:]
  private let functions: Functions

  init(
    _ name: String, _ guideline: Guideline, looksAt used: Set<Fact.Index>, _ functions: Functions,
    _ text: inout SMTText
  ) {
    self.name = name
    vocabulary = guideline.vocabulary
    self.functions = functions
    text.comment("the facts of profile \(name): `?` is whether it is known")
    given = used.filter { vocabulary[$0].computation == nil }.sorted()
    var laws: [Term] = []
    for fact in given {
      let terms = FactTerms(
        known: "\(name).\(vocabulary[fact].name)?", value: "\(name).\(vocabulary[fact].name)")
      text.declare(terms.known, "Bool")
      text.declare(terms.value, vocabulary[fact].sort)
      facts[fact] = terms
      laws += range(fact, terms, &text)
    }
    for fact in guideline.declinable.intersection(given).sorted() {
      let term = "\(name).\(vocabulary[fact].name)!"
      text.comment("whether it was declined")
      text.declare(term, "Bool")
      declined[fact] = term
      laws.append(text.not(text.and([term, facts[fact]?.known ?? SMTText.no])))
    }
    let narrowed = NarrowedTerms(vocabulary, facts, &text)
    self.narrowed = narrowed
    for fact in used.sorted() { compute(fact, &text) }
    for constraint in vocabulary.constraints {
      laws.append(text.not(lawPlanes(constraint.holds, &text).isFalse))
    }
    for fact in given {
      guard let law = vocabulary[fact].onlyWhen, let terms = facts[fact] else { continue }
      laws.append(text.not(text.and([terms.known, lawPlanes(law, &text).isFalse])))
    }
    legal = text.and(laws + [text.not(narrowed.contradicts)])
  }

  /// Whether a fact has one value: given, computed, or the only one that laws leave.
  func isKnown(_ fact: Fact.Index, _ text: inout SMTText) -> Term {
    let known = facts[fact]?.known ?? SMTText.no
    guard let narrowed, narrowed.concerns(fact) else { return known }
    return text.or([known, narrowed.isForced(fact, &text)])
  }

  private func range(_ fact: Fact.Index, _ terms: FactTerms, _ text: inout SMTText) -> [Term] {
    guard vocabulary[fact].sort == "Int" else { return [text.or([terms.known, text.not(terms.value)])] }
    return [
      text.atMost("0", terms.value), text.atMost(terms.value, SMTText.literal(vocabulary[fact].places - 1)),
      text.or([terms.known, text.equal(terms.value, "0")]),
    ]
  }

  /// A computed fact is some function of what it reads, with a value that the fact can take.
  private mutating func compute(_ fact: Fact.Index, _ text: inout SMTText) {
    guard facts[fact] == nil, let script = vocabulary[fact].computation else { return }
    for read in script.reads { compute(read, &text) }
    let names = functions.computed[fact] ?? ("", "")
    let read = arguments(script, &text)
    let title = vocabulary[fact].name
    var known = text.applying(names.known, read, script: title)
    let value = text.applying(names.value, read, script: title)
    var none = SMTText.no
    if vocabulary[fact].sort == "Int" {
      let highest = SMTText.literal(vocabulary[fact].places - 1)
      known = text.and([known, text.atMost("0", value), text.atMost(value, highest)])
      none = "0"
    }
    facts[fact] = FactTerms(
      known: known, value: text.choose(known, value, none))
  }

  /// What a script reads: a fact's value, or the only one that laws leave.
  private func arguments(_ script: Script, _ text: inout SMTText) -> [Term] {
    script.reads.flatMap { read -> [Term] in
      let terms = facts[read] ?? FactTerms(known: SMTText.no, value: "0")
      guard let narrowed, narrowed.concerns(read) else { return [terms.known, terms.value] }
      let isForced = narrowed.isForced(read, &text)
      let forced = narrowed.value(read, isBoolean: vocabulary[read].kind == .boolean, &text)
      let none = vocabulary[read].kind == .boolean ? SMTText.no : "0"
      return [
        text.or([terms.known, isForced]),
        text.choose(terms.known, terms.value, text.choose(isForced, forced, none)),
      ]
    }
  }

  // MARK: conditions

  mutating func planes(_ condition: Condition, _ text: inout SMTText) -> Planes {
    if let known = truths[condition] { return known }
    let made: Planes
    switch condition {
    case .comparison(let comparison): made = comparePlanes(comparison, &text)
    case .scripted(let script): made = scripted(script, &text)
    default:
      let parts = condition.children.map { planes($0, &text) }
      made = text.combined(condition.combination ?? .all, parts)
    }
    truths[condition] = made
    return made
  }

  /// A comparison is decided by the fact's value, or else by what laws leave of it.
  private func comparePlanes(_ comparison: Comparison, _ text: inout SMTText) -> Planes {
    // A patient of a proof has a value or none.
    if comparison.operator == .wasARange { return Planes(isTrue: SMTText.no, isFalse: SMTText.yes) }
    if comparison.operator == .wasDeclined {
      let isTrue = text.and([
        declined[comparison.fact] ?? SMTText.no, text.not(isKnown(comparison.fact, &text)),
      ])
      return Planes(isTrue: isTrue, isFalse: text.not(isTrue))
    }
    let own = compare(comparison, &text) { facts[$0] }
    guard comparison.facts.count == 1, let narrowed, narrowed.concerns(comparison.fact) else { return own }
    let isAbsent = text.not(facts[comparison.fact]?.known ?? SMTText.no)
    let rest = narrowed.planes(comparison, vocabulary, &text)
    return Planes(
      isTrue: text.or([own.isTrue, text.and([isAbsent, rest.isTrue])]),
      isFalse: text.or([own.isFalse, text.and([isAbsent, rest.isFalse])]))
  }

  /// A law is evaluated on the profile alone: scripts and computed facts are unknown in it.
  private func lawPlanes(_ condition: Condition, _ text: inout SMTText) -> Planes {
    switch condition {
    case .comparison(let comparison):
      return compare(comparison, &text) { vocabulary[$0].computation == nil ? facts[$0] : nil }
    case .scripted: return .unknown
    default:
      let parts = condition.children.map { lawPlanes($0, &text) }
      return text.combined(condition.combination ?? .all, parts)
    }
  }

  private func scripted(_ script: Script, _ text: inout SMTText) -> Planes {
    guard let names = functions.scripted[script] else { return .unknown }
    let read = arguments(script, &text)
    let isTrue = text.applying(names.isTrue, read, script: script.name)
    let isFalse = text.applying(names.isFalse, read, script: script.name)
    return Planes(isTrue: isTrue, isFalse: text.and([isFalse, text.not(isTrue)]))
  }
}

extension TruthPair<SMTText.Term> {
  static let unknown = TruthPair(isTrue: SMTText.no, isFalse: SMTText.no)
}

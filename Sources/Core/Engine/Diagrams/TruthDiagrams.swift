internal import PlumblineGuideline

/// Turns conditions into diagrams over the absent facts; known facts are constant in them.
///
/// The policy's algebra for one patient, and for all: a truth is a diagram of truths, a set of patients a diagram of 0 and 1.
struct TruthDiagrams: TruthAlgebra {
  typealias Node = Diagrams.Node

  /// The meaning of a variable.
  enum Variable: Hashable {
    /// An absent fact; values are the representatives of its classes.
    case fact(Fact.Index)
    /// A script whose answer is unknown because something that it reads is absent: false or true.
    case script(Script)
    /// A comparison of an absent fact that a law may settle, where classes are too coarse to say how: false or true.
    case law(Comparison)
    /// Whether a fact, if it is absent, was asked for and declined: for sets of patients.
    case declined(Fact.Index)
  }

  let diagrams: Diagrams
  let variables: [Variable]
  let knowledge: Knowledge
  /// The laws by which absent facts are narrowed, and what follows from them so far.
  private(set) var laws: NarrowedDiagrams
  /// Whether laws and ranges count; if not, only values do.
  private(set) var isNarrowed = true
  let places: [Variable: Int]
  /// Set if scripts are tabulated over the facts that they read; else scripts are variables.
  let tables: ScriptTables?
  /// The values of each variable, without absent.
  let values: [[FactValue]]
  let rows: [ComparisonRow]
  /// The place of each fact's variable; -1 if it has none.
  let placeOfFact: [Int]
  private let inexactFacts: Set<Fact.Index>
  private let all: Int32
  private let any: Int32
  private let firstKnown: Int32
  private let anyKnown: Int32
  private let choice: Int32
  private let sum: Int32
  private let questions: [TruthQuestion: Int32]

  /// - Parameters:
  ///   - others: further conditions, besides those of the signature, that will be evaluated.
  ///   - closed: absent facts that stay absent, whatever else becomes known.
  ///   - varies: whether absent facts may have been declined or not; if not, they are as the profile says.
  ///   - budget: the budget of the diagrams.
  ///   - mostNodes: a bound on nodes alone, besides the budget.
  init(
    _ guideline: Guideline, _ domains: Domains, _ knowledge: Knowledge, others: [Condition] = [],
    closed: Set<Fact.Index> = [], varies: Bool = false, tables: ScriptTables? = nil, budget: AnalysisBudget,
    mostNodes: Int = Int(Int32.max)
  ) {
    self.knowledge = knowledge
    self.tables = tables
    var variables: [Variable] = []
    var values: [[FactValue]] = []
    var places: [Variable: Int] = [:]
    var inexact: Set<Fact.Index> = []
    func add(_ variable: Variable, _ classes: [FactValue]) {
      guard places[variable] == nil else { return }
      places[variable] = variables.count
      variables.append(variable)
      values.append(classes)
    }
    var read: Set<Fact.Index> = []
    func add(_ fact: Fact.Index) {
      read.formUnion([fact] + (guideline.vocabulary[fact].computation?.reads ?? []))
      guard knowledge.values[fact] == nil, places[.fact(fact)] == nil, !closed.contains(fact) else { return }
      let computed = guideline.vocabulary[fact].computation
      if let computed, tables?.tabulates(computed) == true {
        for read in computed.reads.sorted() { add(read) }
        return
      }
      if let computed {
        // A computed fact is unknown because a fact that it reads is missing, or permanently.
        if computed.reads.allSatisfy({ knowledge.values[$0] != nil }) { return }
        if computed.reads.contains(where: closed.contains) { return }
        inexact.insert(fact)
      }
      let classes = domains.classes(of: fact) { knowledge.values[$0] }
      if !classes.isExact { inexact.insert(fact) }
      // Around one patient every value is a change; else only those that the fact may still have.
      let range = domains.representatives[fact] == nil ? knowledge.profile[fact].range : nil
      add(.fact(fact), range?.representatives(classes.values) ?? classes.values)
    }
    // The order of gates, then of rules: facts that are asked together are next to each other.
    for gate in guideline.stops + guideline.gates { for fact in gate.facts.sorted() { add(fact) } }
    for condition in guideline.signatureConditions + others {
      for fact in condition.facts.sorted() { add(fact) }
      for script in condition.scripts { read.formUnion(script.reads) }
      for script in condition.scripts
      where tables?.tabulates(script) != true && knowledge.scripted[script] == .unknown
        && script.reads.contains(where: { knowledge.values[$0] == nil })
        && !script.reads.contains(where: closed.contains)
      {
        add(.script(script), [.boolean(false), .boolean(true)])
      }
    }
    // Laws on facts that nothing reads, and that are linked with none that is read, settle nothing.
    let narrowing = guideline.vocabulary.narrowing
    let concerned = Set(read.compactMap { narrowing.seat(of: $0)?.group })
    for law in guideline.vocabulary.laws {
      let groups = law.facts.compactMap { narrowing.seat(of: $0)?.group }
      if !groups.isEmpty, concerned.isDisjoint(with: groups) { continue }
      for fact in law.facts.sorted() { add(fact) }
    }
    let laws = NarrowedDiagrams(guideline.vocabulary.narrowing, guideline.vocabulary, coarse: inexact)
    if varies {
      for condition in guideline.signatureConditions + others {
        for comparison in condition.comparisons where comparison.operator == .wasDeclined {
          add(.declined(comparison.fact), [.boolean(true)])
        }
      }
    }
    for comparison in guideline.comparisonsOfLaws(others, laws)
    where knowledge.truth(.comparison(comparison)) == .unknown {
      add(.law(comparison.withoutPlace), [.boolean(false), .boolean(true)])
    }
    self.laws = laws
    self.variables = variables
    self.values = values
    self.places = places
    inexactFacts = inexact
    rows = values.map { ComparisonRow($0) }
    var placeOfFact = [Int](repeating: -1, count: guideline.vocabulary.facts.count)
    for case (.fact(let fact), let place) in places { placeOfFact[fact] = place }
    self.placeOfFact = placeOfFact
    diagrams = Diagrams(sizes: values.map { $0.count + 1 }, budget: budget, mostNodes: mostNodes)
    diagrams.meter.note(values.reduce(0) { $0 + $1.count })
    all = diagrams.newOperation()
    any = diagrams.newOperation()
    firstKnown = diagrams.newOperation()
    anyKnown = diagrams.newOperation()
    choice = diagrams.newOperation()
    sum = diagrams.newOperation()
    var questions: [TruthQuestion: Int32] = [:]
    for question in TruthQuestion.allCases { questions[question] = diagrams.newOperation() }
    self.questions = questions
  }

  /// Whether a variable's values are only an approximation of what it can be.
  func isInexact(_ variable: Int) -> Bool {
    switch variables[variable] {
    case .fact(let fact): inexactFacts.contains(fact)
    case .declined: false
    case .script, .law: true
    }
  }

  /// Whether a law cannot be expressed exactly over classes; it is then left out, which keeps more facts, never fewer.
  func isOpaque(_ law: Condition) -> Bool {
    !law.scripts.isEmpty || law.facts.contains { inexactFacts.contains($0) }
  }

  /// The same terms for laws, which are checked on a profile's values alone: an absent fact is unknown in them, and so is a range.
  var asGiven: TruthDiagrams {
    var other = self
    other.isNarrowed = false
    return other
  }

  /// Returns the same terms under other laws.
  func narrowing(by laws: Narrowing) -> TruthDiagrams {
    var other = self
    other.laws = NarrowedDiagrams(laws, knowledge.vocabulary, coarse: inexactFacts)
    return other
  }

  /// Returns the value of a fact without a variable.
  func value(_ fact: Fact.Index) -> FactValue? {
    isNarrowed || knowledge.vocabulary[fact].computation != nil
      ? knowledge.values[fact] : knowledge.profile[fact].value
  }

  /// Returns the value at an index of a variable; nil for absent.
  func value(_ variable: Int, _ index: Int) -> FactValue? { index == 0 ? nil : values[variable][index - 1] }

  // MARK: truths; values are Truth's raw values

  func truths(_ script: Script) throws(Diagrams.BoundExceeded) -> Node {
    if let tables, tables.tabulates(script) { return try tables.truth(of: script, self) }
    guard let place = places[.script(script)] else { return try truth(knowledge.truth(.scripted(script))) }
    return try diagrams.choose(place, [Truth.unknown, .false, .true].map { Int($0.rawValue) })
  }

  func combined(_ combination: Combination, _ parts: [Node]) throws(Diagrams.BoundExceeded) -> Node {
    switch combination {
    case .all: return try fold(parts, all, .true) { left, right, _ in min(left, right) }
    case .any: return try fold(parts, any, .false) { left, right, _ in max(left, right) }
    case .noneOf:
      return try diagrams.map(try fold(parts, any, .false) { left, right, _ in max(left, right) }) { 2 - $0 }
    case .firstKnown:
      return try fold(parts, firstKnown, .unknown) { left, right, _ in left == 1 ? right : left }
    case .anyKnown:
      return try fold(parts, anyKnown, .unknown) { left, right, _ in
        if left == 2 || right == 2 { return 2 }
        return left == 0 || right == 0 ? 0 : 1
      }
    }
  }

  private func fold(
    _ parts: [Node], _ operation: Int32, _ start: Truth, _ combine: (Int, Int, Int) -> Int
  ) throws(Diagrams.BoundExceeded) -> Node {
    guard var answer = parts.first else { return try truth(start) }
    for part in parts.dropFirst() { answer = try diagrams.apply(operation, answer, part, part, combine) }
    return answer
  }

  func truth(_ truth: Truth) throws(Diagrams.BoundExceeded) -> Node {
    try diagrams.terminal(Int(truth.rawValue))
  }

  func isGiven(anyOf facts: [Fact.Index]) throws(Diagrams.BoundExceeded) -> Node {
    var known = try diagrams.terminal(0)
    for fact in facts { known = try choose(try isKnown(fact), try diagrams.terminal(1), known) }
    return try choose(known, try truth(.false), try truth(.unknown))
  }

  // MARK: yes or no; values are 0 and 1

  func test(_ truths: Node, _ question: TruthQuestion) throws(Diagrams.BoundExceeded) -> Node {
    try diagrams.apply(questions[question] ?? 0, truths, truths, truths) { value, _, _ in
      question.holds(of: Truth(rawValue: Truth.RawValue(value)) ?? .unknown) ? 1 : 0
    }
  }

  func isTrue(_ node: Node) throws(Diagrams.BoundExceeded) -> Node { try test(node, .isTrue) }
  func isUnknown(_ node: Node) throws(Diagrams.BoundExceeded) -> Node { try test(node, .isUnknown) }
  func isFalse(_ node: Node) throws(Diagrams.BoundExceeded) -> Node { try test(node, .isFalse) }

  func isKnown(_ fact: Fact.Index) throws(Diagrams.BoundExceeded) -> Node {
    if let tables, tables.tabulates(fact) {
      return try diagrams.map(try tables.value(of: fact, self)) { $0 == 0 ? 0 : 1 }
    }
    if value(fact) != nil { return try diagrams.terminal(1) }
    let place = placeOfFact[fact]
    let isValue =
      place < 0 ? try diagrams.terminal(0) : try diagrams.choose(place, [0] + values[place].map { _ in 1 })
    guard isNarrowed, let forced = try laws.isForced(fact, self) else { return isValue }
    return try any([isValue, forced])
  }

  /// Returns the second diagram where the first is not 0, else the third.
  func choose(_ test: Node, _ yes: Node, _ no: Node) throws(Diagrams.BoundExceeded) -> Node {
    if yes == no { return yes }
    if let always = diagrams.value(test) { return always != 0 ? yes : no }
    return try diagrams.apply(choice, test, yes, no) { test, yes, no in test != 0 ? yes : no }
  }

  func all(_ tests: [Node]) throws(Diagrams.BoundExceeded) -> Node {
    guard var answer = tests.first else { return try diagrams.terminal(1) }
    for test in tests.dropFirst() { answer = try choose(answer, test, try diagrams.terminal(0)) }
    return answer
  }

  func any(_ tests: [Node]) throws(Diagrams.BoundExceeded) -> Node {
    guard var answer = tests.first else { return try diagrams.terminal(0) }
    for test in tests.dropFirst() { answer = try choose(answer, try diagrams.terminal(1), test) }
    return answer
  }

  func minus(_ whole: Node, _ part: Node) throws(Diagrams.BoundExceeded) -> Node {
    try choose(part, try diagrams.terminal(0), whole)
  }

  func everybody() throws(Diagrams.BoundExceeded) -> Node { try diagrams.terminal(1) }

  // MARK: choices; values are their numbers

  func first(_ cases: [(test: Node, number: Int)], otherwise: Int) throws(Diagrams.BoundExceeded) -> Node {
    var answer = try diagrams.terminal(otherwise)
    for (test, number) in cases.reversed() {
      answer = try choose(test, try diagrams.terminal(number), answer)
    }
    return answer
  }

  func isChosen(_ number: Int, _ choice: Node) throws(Diagrams.BoundExceeded) -> Node {
    try diagrams.map(choice) { $0 == number ? 1 : 0 }
  }

  func count(_ tests: [Node], atMost limit: Int) throws(Diagrams.BoundExceeded) -> Node {
    var count = try diagrams.terminal(0)
    for test in tests {
      count = try diagrams.apply(sum, count, test, test) { left, right, _ in min(left + right, limit) }
    }
    return count
  }
}

internal import PlumblineGuideline
internal import PlumblineJSON

/// Turns conditions into sets of patients: those for whom it is true, and those for whom it is false. The rest is unknown.
struct ConditionPlanes: SetAlgebraOfPatients {
  typealias Node = PlaneGraph.Node
  typealias Test = Node
  typealias Truths = TruthPair<Node>

  /// A comparison whose result is given from outside, and the truths that follow.
  struct Answered {
    var given: Node
    var truths: Truths
  }

  var graph = PlaneGraph()
  var sets: PlaneGraph {
    get { graph }
    _modify { yield &graph }
  }
  let scales: [Scale]
  private(set) var scripts: [Script: Truths] = [:]
  /// All comparisons of one fact with another, with their given results for patients with both facts.
  private(set) var pairs: [Comparison: Answered] = [:]

  /// Whether patients may have facts in between: a column then holds one of the values that the fact may have.
  private let opens: Bool
  /// The patients for whom a comparison is not the same for all that its fact may be; given from outside.
  private(set) var openComparisons: [Comparison: Node] = [:]
  /// The patients for whom a fact has no single value; given from outside.
  private(set) var openFacts: [Fact.Index: Node] = [:]

  /// The patients for whom a comparison that asks how a fact was given is true; given from outside.
  private(set) var looks: [Comparison: Node] = [:]

  init(_ scales: [Scale], opens: Bool = false) {
    self.scales = scales
    self.opens = opens
  }

  mutating func isGiven(anyOf facts: [Fact.Index]) -> Truths {
    let known = facts.map { self.known($0) }
    return Truths(isTrue: PlaneGraph.nobody, isFalse: graph.any(known))
  }

  /// Returns the patients for whom a fact has a single value.
  mutating func known(_ fact: Fact.Index) -> Node {
    let known = graph.known(fact)
    guard opens else { return known }
    if openFacts[fact] == nil { openFacts[fact] = graph.given() }
    return graph.minus(known, openFacts[fact] ?? PlaneGraph.nobody)
  }

  /// Whether a comparison is unknown exactly where its fact is not known.
  var followsFacts: Bool { !opens }

  // MARK: leaves

  mutating func truths(_ script: Script) -> Truths {
    if let known = scripts[script] { return known }
    let truths = Truths(isTrue: graph.given(), isFalse: graph.given())
    scripts[script] = truths
    return truths
  }

  mutating func truths(_ comparison: Comparison) -> Truths {
    if comparison.operator.looksAtGiving {
      let bare = comparison.withoutPlace
      if looks[bare] == nil { looks[bare] = graph.given() }
      let isTrue = looks[bare] ?? PlaneGraph.nobody
      return Truths(isTrue: isTrue, isFalse: graph.minus(PlaneGraph.everybody, isTrue))
    }
    guard opens else { return truthsOfValues(comparison) }
    let bare = comparison.withoutPlace
    if openComparisons[bare] == nil { openComparisons[bare] = graph.given() }
    let open = openComparisons[bare] ?? PlaneGraph.nobody
    let truths = truthsOfValues(comparison)
    return Truths(isTrue: graph.minus(truths.isTrue, open), isFalse: graph.minus(truths.isFalse, open))
  }

  private mutating func truthsOfValues(_ comparison: Comparison) -> Truths {
    let fact = comparison.fact
    if !comparison.addends.isEmpty { return truths(ofPair: comparison) }
    var values: [FactValue] = []
    for operand in comparison.operands {
      switch operand {
      case .value(let value): values.append(value)
      case .fact: return truths(ofPair: comparison)
      }
    }
    let known = graph.known(fact)
    let holds: Node
    if comparison.operator.ordersNumbers, !scales[fact].isNumber {
      return Truths(isTrue: PlaneGraph.nobody, isFalse: known)
    }
    switch comparison.operator {
    case .is: holds = equal(fact, values[0])
    case .isNot:
      let equal = equal(fact, values[0])
      return Truths(isTrue: graph.minus(known, equal), isFalse: equal)
    case .isOneOf: holds = graph.any(values.map { equal(fact, $0) })
    case .wasDeclined, .wasARange: holds = PlaneGraph.nobody
    case .atLeast: holds = reaches(fact, values[0], above: false)
    case .above: holds = reaches(fact, values[0], above: true)
    case .atMost:
      let above = reaches(fact, values[0], above: true)
      return Truths(isTrue: graph.minus(known, above), isFalse: above)
    case .below:
      let reached = reaches(fact, values[0], above: false)
      return Truths(isTrue: graph.minus(known, reached), isFalse: reached)
    case .between:
      let (from, past) = (reaches(fact, values[0], above: false), reaches(fact, values[1], above: true))
      holds = graph.minus(from, past)
    }
    return Truths(isTrue: holds, isFalse: graph.minus(known, holds))
  }

  /// Returns the patients whose number is at least, or above, a cut-off; none if the cut-off is not a number.
  private mutating func reaches(_ fact: Fact.Index, _ value: FactValue, above: Bool) -> Node {
    guard case .number(let number) = value else { return PlaneGraph.nobody }
    let code = above ? scales[fact].first(above: number) : scales[fact].first(atLeast: number)
    return graph.atLeast(fact, code, scales[fact])
  }

  private mutating func equal(_ fact: Fact.Index, _ value: FactValue) -> Node {
    let scale = scales[fact]
    let codes: Range<Int>
    switch value {
    case .number(let number) where scale.isNumber:
      codes = scale.first(atLeast: number)..<max(scale.first(above: number), scale.first(atLeast: number))
    default:
      let code = Int(scale.code(of: value))
      codes = code == 0 ? 0..<0 : code..<code + 1
    }
    return codes.first.map { graph.equal(fact, Scale.Code($0)) } ?? PlaneGraph.nobody
  }

  private mutating func truths(ofPair comparison: Comparison) -> Truths {
    let pair = comparison.withoutPlace
    if let known = pairs[pair] { return known.truths }
    let all = graph.all(pair.facts.sorted().map { graph.known($0) })
    let given = graph.given()
    let holds = graph.all([all, given])
    let truths = Truths(isTrue: holds, isFalse: graph.minus(all, holds))
    pairs[pair] = Answered(given: given, truths: truths)
    return truths
  }
}

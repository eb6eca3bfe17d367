internal import PlumblineGuideline

/// For each fact, the profiles in which it is missing: filling it, with some legal filling of other absent facts, leads to
/// another answer than leaving it absent. The same as `MissingAnalysis`, but for all profiles at once.
struct AskedDiagrams {
  typealias Node = Diagrams.Node

  private let diagrams: Diagrams
  private let terms: TruthDiagrams
  private let legal: Node
  /// The parts of the signature, each with whether it counts only if both answers recommend.
  private let parts: [(node: Node, isOfRecommendation: Bool, support: Set<Int>)]
  private let signature: SignatureDiagrams
  private var filled: [Node: Node] = [:]

  init(_ terms: TruthDiagrams, _ signature: SignatureDiagrams, _ legal: Node) {
    self.terms = terms
    diagrams = terms.diagrams
    self.signature = signature
    self.legal = legal
    let deciding = [signature.disposition] + signature.alerts
    parts =
      deciding.map { ($0, false, terms.diagrams.support($0)) }
      + signature.parts.map { ($0.node, true, terms.diagrams.support($0.node)) }
  }

  /// Returns 1 where the variable's fact is absent and missing, and the profile is legal.
  mutating func asked(_ variable: Int) throws(Diagrams.BoundExceeded) -> Node {
    let nothing = try diagrams.terminal(0)
    let recommending = try terms.choose(signature.recommends, legal, nothing)
    var matters = nothing
    let concerned = parts.filter { $0.support.contains(variable) }
    if concerned.isEmpty { return nothing }
    for value in 1..<max(diagrams.sizes[variable], 1) {
      for (isOfRecommendation, gate) in [(false, legal), (true, recommending)] {
        let own = concerned.filter { $0.isOfRecommendation == isOfRecommendation }
        if own.isEmpty { continue }
        var differs = nothing
        for part in own {
          let (absent, known) = (
            try cofactor(part.node, variable, 0), try cofactor(part.node, variable, value)
          )
          let here = try diagrams.apply(diagrams.newOperation(), absent, known, differs) {
            absent, known, before in absent != known || before != 0 ? 1 : 0
          }
          differs = here
        }
        differs = try terms.choose(differs, try cofactor(gate, variable, 0), nothing)
        differs = try terms.choose(differs, try cofactor(gate, variable, value), nothing)
        matters = try terms.choose(matters, matters, try fillable(differs))
      }
    }
    let isAbsent = try diagrams.choose(variable, [1] + (1..<diagrams.sizes[variable]).map { _ in 0 })
    return try terms.choose(isAbsent, try terms.choose(matters, legal, nothing), nothing)
  }

  /// Returns the diagram for one value of a variable, on which it then no longer depends.
  private func cofactor(_ node: Node, _ variable: Int, _ value: Int) throws(Diagrams.BoundExceeded) -> Node {
    var known: [Node: Node] = [:]
    func walk(_ node: Node) throws(Diagrams.BoundExceeded) -> Node {
      let top = diagrams.variable(node)
      if top > variable { return node }
      if top == variable { return diagrams.child(node, top, value) }
      if let done = known[node] { return done }
      var children: [Node] = []
      for choice in 0..<diagrams.sizes[Int(top)] {
        children.append(try walk(diagrams.child(node, top, choice)))
      }
      let made = try diagrams.choose(top, among: children)
      known[node] = made
      return made
    }
    return try walk(node)
  }

  /// Returns 1 where some of the absent variables can be filled so that the diagram is 1.
  private mutating func fillable(_ node: Node) throws(Diagrams.BoundExceeded) -> Node {
    let top = diagrams.variable(node)
    if top == Diagrams.terminalVariable { return node }
    if let done = filled[node] { return done }
    var children: [Node] = []
    for choice in 0..<diagrams.sizes[Int(top)] {
      children.append(try fillable(diagrams.child(node, top, choice)))
    }
    var any = children[0]
    for child in children.dropFirst() { any = try terms.choose(any, any, child) }
    children[0] = any
    let made = try diagrams.choose(top, among: children)
    filled[node] = made
    return made
  }
}

/// Finds, in a diagram of 0 and 1, the sets of variables that must leave their present choice for the diagram to be 1.
///
/// A change never makes a variable absent. The sets found are minimal: none of them contains another that would be enough. Every
/// minimal set up to the budget is found, because at each node the minimal sets are those of the present child, and those of
/// the other children with the node's variable added, without sets that contain another.
struct ChangeSearch {
  typealias Node = Diagrams.Node

  /// There were more intermediate sets than the bound allows.
  struct BoundExceeded: Error {}

  /// The most sets at one node, and in the whole search.
  static let mostAtNode = 2_000
  static let mostTogether = 400_000

  private let diagrams: Diagrams.Frozen
  /// The patient's present choice for each variable; 0 is absent.
  private let present: [Int]
  private var costs: [Node: Int] = [:]
  private var families: [Point: [VariableSet]] = [:]
  private var together = 0

  private struct Point: Hashable {
    var node: Node
    var budget: Int
  }

  private static let never = Int.max / 2

  init(_ diagrams: Diagrams.Frozen, present: [Int]) {
    self.diagrams = diagrams
    self.present = present
  }

  /// Returns the smallest number of variables that must change; nil if nothing can make the diagram 1.
  mutating func fewest(_ root: Node) -> Int? {
    let cost = cost(root)
    return cost >= Self.never ? nil : cost
  }

  private mutating func cost(_ node: Node) -> Int {
    let variable = diagrams.variable(node)
    if variable == Diagrams.terminalVariable { return diagrams.isZero(node) ? Self.never : 0 }
    if let known = costs[node] { return known }
    var least = cost(diagrams.child(node, variable, present[Int(variable)]))
    for child in others(node, variable) { least = min(least, cost(child) + 1) }
    costs[node] = least
    return least
  }

  /// Returns the children for values other than the present one, each once.
  private func others(_ node: Node, _ variable: Int32) -> [Node] {
    var seen: Set<Node> = []
    return (1..<diagrams.size(variable)).filter { $0 != present[Int(variable)] }
      .map { diagrams.child(node, variable, $0) }.filter { seen.insert($0).inserted }
  }

  /// Returns every minimal set with at most `budget` variables.
  mutating func minimalSets(_ root: Node, most budget: Int) throws(BoundExceeded) -> [[Int]] {
    together = 0
    return try family(root, budget).map(\.members)
  }

  private mutating func family(_ node: Node, _ budget: Int) throws(BoundExceeded) -> [VariableSet] {
    guard cost(node) <= budget else { return [] }
    let variable = diagrams.variable(node)
    if variable == Diagrams.terminalVariable { return [VariableSet(count: present.count)] }
    let point = Point(node: node, budget: budget)
    if let known = families[point] { return known }
    var sets = try family(diagrams.child(node, variable, present[Int(variable)]), budget)
    if sets.first?.isEmpty != true {
      var changed: [VariableSet] = []
      for child in others(node, variable) { changed += try family(child, budget - 1) }
      for set in Self.minimal(changed) where !sets.contains(where: { $0.isSubset(of: set) }) {
        var larger = set
        larger.insert(Int(variable))
        sets.append(larger)
      }
    }
    together += sets.count
    guard sets.count <= Self.mostAtNode, together <= Self.mostTogether else { throw BoundExceeded() }
    families[point] = sets
    return sets
  }

  private static func minimal(_ sets: [VariableSet]) -> [VariableSet] {
    var kept: [VariableSet] = []
    for set in Set(sets).sorted(by: { $0.count < $1.count })
    where !kept.contains(where: { $0.isSubset(of: set) }) {
      kept.append(set)
    }
    return kept
  }

  /// Returns the choices for the variables of a minimal set that make the diagram 1 with the smallest total distance; of
  /// several the one whose choices come first, variable by variable.
  ///
  /// - Parameter distance: the distance of a variable's choice from the present one.
  func nearest(_ root: Node, changing set: [Int], distance: (Int, Int) -> Int) -> [Int: Int]? {
    let changing = Set(set)
    var known: [Node: (distance: Int, choices: [(variable: Int, choice: Int)])] = [:]
    var hopeless: Set<Node> = []
    func best(_ node: Node) -> (distance: Int, choices: [(variable: Int, choice: Int)])? {
      let variable = diagrams.variable(node)
      if variable == Diagrams.terminalVariable { return diagrams.isZero(node) ? nil : (0, []) }
      if hopeless.contains(node) { return nil }
      if let known = known[node] { return known }
      let place = Int(variable)
      guard changing.contains(place) else {
        let answer = best(diagrams.child(node, variable, present[place]))
        known[node] = answer
        if answer == nil { hopeless.insert(node) }
        return answer
      }
      var least: (distance: Int, choices: [(variable: Int, choice: Int)])?
      for choice in 1..<diagrams.size(variable) where choice != present[place] {
        guard let rest = best(diagrams.child(node, variable, choice)) else { continue }
        let whole = rest.distance + distance(place, choice)
        if least.map({ whole < $0.distance }) ?? true { least = (whole, [(place, choice)] + rest.choices) }
      }
      known[node] = least
      if least == nil { hopeless.insert(node) }
      return least
    }
    return best(root).map { Dictionary($0.choices.map { ($0.variable, $0.choice) }) { first, _ in first } }
  }
}

/// A set of variables, as bits.
struct VariableSet: Hashable {
  private var words: [UInt64]

  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  mutating func insert(_ member: Int) { words[member / 64] |= 1 << UInt64(member % 64) }

  func isSubset(of other: VariableSet) -> Bool {
    for index in words.indices where words[index] & ~other.words[index] != 0 { return false }
    return true
  }

  /// The variables in ascending order.
  var members: [Int] {
    words.indices.flatMap { index in
      (0..<64).filter { words[index] & (1 << UInt64($0)) != 0 }.map { index * 64 + $0 }
    }
  }
}

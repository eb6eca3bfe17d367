/// Reduced ordered decision diagrams over facts with a few values each.
///
/// A diagram is a function of all variables to a small number. Equal functions are the same node, so a variable
/// occurs in a diagram exactly if the function depends on it. Variables are numbered in their order; value 0 of a
/// variable means that the fact is absent.
///
/// Source: R. E. Bryant, *Graph-based algorithms for Boolean function manipulation*, IEEE Trans. Comput. 1986; the
/// many-valued form of Srinivasan et al., ICCAD 1990.
final class Diagrams {
  typealias Node = Int32

  /// The analysis would take more than its budget.
  struct BoundExceeded: Error {}

  /// The variable of terminals: after all others.
  static let terminalVariable = Int32.max

  /// The number of values of each variable, absent included.
  let sizes: [Int]
  /// The steps and bytes used so far; analyses over the diagrams count here, too.
  let meter: AnalysisMeter
  private let mostNodes: Int
  // INVARIANT: no access to these overlaps another. The closure passed to `apply` sees values only, never the diagrams; so
  // the check at run time, which would cost a tenth of the analysis, is left out.
  @exclusivity(unchecked) private var variables: [Int32] = []
  /// Where each node's children start; for a terminal, its value.
  @exclusivity(unchecked) private var starts: [Int32] = []
  @exclusivity(unchecked) private var children: [Node] = []
  /// Open addressing over node numbers, so that a node is found by its content.
  @exclusivity(unchecked) private var slots = [Node](repeating: -1, count: 1 << 10)
  private var terminals: [Node] = []
  /// The terminals of large values, which few diagrams have.
  private var largeTerminals: [Int: Node] = [:]
  private static let mostListedTerminals = 4_096
  @exclusivity(unchecked) private var calls = CallCache(size: 1 << 13)
  /// Children of the nodes under construction, innermost last: a deep diagram must not take a deep stack.
  @exclusivity(unchecked) private var scratch: [Node] = []
  private var operations: Int32 = 0
  /// For each node, the number of the last `support` search that visited it.
  private var marks: [Int32] = []
  private var search: Int32 = 0

  /// The largest number of variables: a walk is as deep as the number of variables.
  static let mostVariables = 8_192

  /// - Parameter mostNodes: a bound on nodes alone, besides the budget.
  init(sizes: [Int], budget: AnalysisBudget, mostNodes: Int = Int(Int32.max)) {
    self.sizes = sizes
    self.mostNodes = sizes.count > Self.mostVariables ? 0 : mostNodes
    meter = AnalysisMeter(budget)
  }

  var count: Int { variables.count }

  // MARK: nodes

  func terminal(_ value: Int) throws(BoundExceeded) -> Node {
    if value >= Self.mostListedTerminals {
      guard value <= Int32.max else { throw BoundExceeded() }
      if let known = largeTerminals[value] { return known }
      let made = try append(Self.terminalVariable, start: Int32(value))
      largeTerminals[value] = made
      return made
    }
    while terminals.count <= value { terminals.append(-1) }
    if terminals[value] >= 0 { return terminals[value] }
    let made = try append(Self.terminalVariable, start: Int32(value))
    terminals[value] = made
    return made
  }

  /// The nodes as they are now, to be walked without further change.
  var frozen: Frozen { Frozen(sizes: sizes, variables: variables, starts: starts, children: children) }

  /// Returns the value of a terminal; nil for any other node.
  func value(_ node: Node) -> Int? {
    variables[Int(node)] == Self.terminalVariable ? Int(starts[Int(node)]) : nil
  }

  /// Returns the variable at the top of a node.
  func variable(_ node: Node) -> Int32 { variables[Int(node)] }

  /// Returns the child for this value of a variable; the node itself if its top variable is another.
  func child(_ node: Node, _ variable: Int32, _ index: Int) -> Node {
    variables[Int(node)] == variable ? children[Int(starts[Int(node)]) + index] : node
  }

  private func append(_ variable: Int32, start: Int32) throws(BoundExceeded) -> Node {
    guard variables.count < mostNodes else { throw BoundExceeded() }
    try meter.take(Self.bytesOfNode)
    variables.append(variable)
    starts.append(start)
    return Node(variables.count - 1)
  }

  /// Variable, start and a slot in the table; twice, since arrays grow by doubling.
  private static let bytesOfNode = 32
  private static let bytesOfChild = 8
  /// The steps of an operation on a node, besides visiting its children.
  private static let stepsOfNode = 8

  /// Returns the node with these children, which are at the end of `children` and are removed if the node already exists.
  private func intern(_ variable: Int32, from start: Int) throws(BoundExceeded) -> Node {
    let first = children[start]
    if children[(start + 1)...].allSatisfy({ $0 == first }) {
      children.removeSubrange(start...)
      return first
    }
    if variables.count * 2 >= slots.count { try grow() }
    var slot = hash(variable, start, children.count - start) & (slots.count - 1)
    while slots[slot] >= 0 {
      let other = Int(slots[slot])
      if variables[other] == variable, isSame(Int(starts[other]), start, children.count - start) {
        children.removeSubrange(start...)
        return Node(other)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    try meter.take((children.count - start) * Self.bytesOfChild)
    let made = try append(variable, start: Int32(start))
    slots[slot] = made
    return made
  }

  private func isSame(_ left: Int, _ right: Int, _ count: Int) -> Bool {
    for offset in 0..<count where children[left + offset] != children[right + offset] { return false }
    return true
  }

  private func hash(_ variable: Int32, _ start: Int, _ count: Int) -> Int {
    var hash = UInt64(truncatingIfNeeded: variable) &* 0x9E37_79B9_7F4A_7C15
    for offset in 0..<count {
      hash = (hash ^ UInt64(truncatingIfNeeded: children[start + offset])) &* 0xD6E8_FEB8_6659_FD93
    }
    return Int(truncatingIfNeeded: hash >> 20)
  }

  private func grow() throws(BoundExceeded) {
    try meter.take(slots.count * 2 * MemoryLayout<Node>.stride)
    slots = [Node](repeating: -1, count: slots.count * 2)
    for (node, variable) in variables.enumerated() where variable != Self.terminalVariable {
      var slot = hash(variable, Int(starts[node]), sizes[Int(variable)]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Node(node)
    }
  }

  /// Returns the function of one variable with these values; `values[0]` is for absent.
  func choose(_ variable: Int, _ values: [Int]) throws(BoundExceeded) -> Node {
    try meter.step(values.count + Self.stepsOfNode)
    let start = children.count
    for value in values { children.append(try terminal(value)) }
    return try intern(Int32(variable), from: start)
  }

  /// Returns the node with these children, one for each value of a variable; each depends on later variables only.
  func choose(_ variable: Int32, among nodes: [Node]) throws(BoundExceeded) -> Node {
    try meter.step(nodes.count + Self.stepsOfNode)
    let start = children.count
    children += nodes
    return try intern(variable, from: start)
  }

  // MARK: operations

  /// Returns a fresh identity for an operation, under which its results are cached.
  func newOperation() -> Int32 {
    operations += 1
    return operations
  }

  /// Applies a function of values to one, two or three diagrams, point by point.
  func apply(
    _ operation: Int32, _ first: Node, _ second: Node, _ third: Node,
    _ combine: (Int, Int, Int) -> Int
  ) throws(BoundExceeded) -> Node {
    let variable = min(variables[Int(first)], variables[Int(second)], variables[Int(third)])
    if variable == Self.terminalVariable {
      return try terminal(
        combine(Int(starts[Int(first)]), Int(starts[Int(second)]), Int(starts[Int(third)])))
    }
    let call = CallCache.Call(operation: operation, first: first, second: second, third: third)
    if let known = calls[call] { return known }
    let size = sizes[Int(variable)]
    try meter.step(size + Self.stepsOfNode)
    let base = scratch.count
    for index in 0..<size {
      let value = try apply(
        operation, child(first, variable, index), child(second, variable, index),
        child(third, variable, index),
        combine)
      scratch.append(value)
    }
    let start = children.count
    children.append(contentsOf: scratch[base...])
    scratch.removeSubrange(base...)
    let made = try intern(variable, from: start)
    if calls.isFull { try meter.take(calls.bytesToGrow) }
    calls[call] = made
    return made
  }

  func map(_ diagram: Node, _ transform: (Int) -> Int) throws(BoundExceeded) -> Node {
    try apply(newOperation(), diagram, diagram, diagram) { value, _, _ in transform(value) }
  }

  /// Returns the variables that a diagram depends on.
  func support(_ diagram: Node) -> Set<Int> {
    marks += [Int32](repeating: 0, count: variables.count - marks.count)
    search += 1
    var support: Set<Int> = []
    var waiting = [diagram]
    while let next = waiting.popLast() {
      let variable = variables[Int(next)]
      if variable == Self.terminalVariable || marks[Int(next)] == search { continue }
      marks[Int(next)] = search
      support.insert(Int(variable))
      let start = Int(starts[Int(next)])
      let size = sizes[Int(variable)]
      meter.note(size + Self.stepsOfNode)
      waiting.append(contentsOf: children[start..<start + size])
    }
    return support
  }

  /// Returns the value at one point, which maps each variable to the index of its value.
  func value(_ diagram: Node, at point: (Int) -> Int) -> Int {
    var node = diagram
    while variables[Int(node)] != Self.terminalVariable {
      let variable = variables[Int(node)]
      node = child(node, variable, point(Int(variable)))
      meter.note(2)
    }
    return Int(starts[Int(node)])
  }
}

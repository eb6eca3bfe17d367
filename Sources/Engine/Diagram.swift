/// Reduced ordered decision diagrams over facts with a few values each.
///
/// A diagram is a function of all variables to a small number. Equal functions are the same node, so a variable
/// stands in a diagram exactly if the function depends on it. Variables are numbered in their order; value 0 of a
/// variable means that the fact is absent.
///
/// Source: R. E. Bryant, *Graph-based algorithms for Boolean function manipulation*, IEEE Trans. Comput. 1986; the
/// many-valued form of Srinivasan et al., ICCAD 1990.
final class Diagrams {
  typealias Node = Int32

  /// The analysis would need more nodes than its bound.
  struct BoundExceeded: Error {}

  /// The variable of terminals: after all others.
  static let terminalVariable = Int32.max

  /// How many values each variable has, absent included.
  let sizes: [Int]
  private let bound: Int
  // INVARIANT: no access to these overlaps another. What `apply` is given to combine sees values only, never the diagrams; so
  // the check at run time, which would cost a tenth of the analysis, is left out.
  @exclusivity(unchecked) private var variables: [Int32] = []
  /// Where each node's children start; for a terminal, its value.
  @exclusivity(unchecked) private var starts: [Int32] = []
  @exclusivity(unchecked) private var children: [Node] = []
  /// Open addressing over node numbers, so that a node is found by its content.
  @exclusivity(unchecked) private var slots = [Node](repeating: -1, count: 1 << 10)
  private var terminals: [Node] = []
  @exclusivity(unchecked) private var calls = CallCache(size: 1 << 13)
  private var operations: Int32 = 0

  init(sizes: [Int], bound: Int) {
    self.sizes = sizes
    self.bound = bound
  }

  var count: Int { variables.count }

  // MARK: nodes

  func terminal(_ value: Int) throws(BoundExceeded) -> Node {
    while terminals.count <= value { terminals.append(-1) }
    if terminals[value] >= 0 { return terminals[value] }
    let made = try append(Self.terminalVariable, start: Int32(value))
    terminals[value] = made
    return made
  }

  /// The nodes as they are now, to be walked without further change.
  var frozen: Frozen { Frozen(sizes: sizes, variables: variables, starts: starts, children: children) }

  /// The value of a terminal; nil for a node that depends on something.
  func value(_ node: Node) -> Int? {
    variables[Int(node)] == Self.terminalVariable ? Int(starts[Int(node)]) : nil
  }

  /// The variable that a node starts with.
  func variable(_ node: Node) -> Int32 { variables[Int(node)] }

  /// Where a variable has this value; the node itself if it does not start with that variable.
  func child(_ node: Node, _ variable: Int32, _ index: Int) -> Node {
    variables[Int(node)] == variable ? children[Int(starts[Int(node)]) + index] : node
  }

  private func append(_ variable: Int32, start: Int32) throws(BoundExceeded) -> Node {
    guard variables.count < bound else { throw BoundExceeded() }
    variables.append(variable)
    starts.append(start)
    return Node(variables.count - 1)
  }

  /// The node with these children, which stand at the end of `children` and are taken away if it is there already.
  private func intern(_ variable: Int32, from start: Int) throws(BoundExceeded) -> Node {
    let first = children[start]
    if children[(start + 1)...].allSatisfy({ $0 == first }) {
      children.removeSubrange(start...)
      return first
    }
    if variables.count * 2 >= slots.count { grow() }
    var slot = hash(variable, start, children.count - start) & (slots.count - 1)
    while slots[slot] >= 0 {
      let other = Int(slots[slot])
      if variables[other] == variable, isSame(Int(starts[other]), start, children.count - start) {
        children.removeSubrange(start...)
        return Node(other)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
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

  private func grow() {
    slots = [Node](repeating: -1, count: slots.count * 2)
    for (node, variable) in variables.enumerated() where variable != Self.terminalVariable {
      var slot = hash(variable, Int(starts[node]), sizes[Int(variable)]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Node(node)
    }
  }

  /// The function of one variable that has these values; `values[0]` is for absent.
  func choose(_ variable: Int, _ values: [Int]) throws(BoundExceeded) -> Node {
    var nodes: [Node] = []
    for value in values { nodes.append(try terminal(value)) }
    let start = children.count
    children += nodes
    return try intern(Int32(variable), from: start)
  }

  /// The node that is one of these for each value of a variable; each depends on later variables only.
  func choose(_ variable: Int32, among nodes: [Node]) throws(BoundExceeded) -> Node {
    let start = children.count
    children += nodes
    return try intern(variable, from: start)
  }

  // MARK: operations

  /// A fresh identity for an operation, so that its results are remembered.
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
    let values = try withUnsafeTemporaryNodes(size) { (values) throws(BoundExceeded) in
      for index in 0..<size {
        values[index] = try apply(
          operation, child(first, variable, index), child(second, variable, index),
          child(third, variable, index),
          combine)
      }
      let start = children.count
      children.append(contentsOf: values)
      return try intern(variable, from: start)
    }
    calls[call] = values
    return values
  }

  private func withUnsafeTemporaryNodes(
    _ count: Int, _ work: (UnsafeMutableBufferPointer<Node>) throws(BoundExceeded) -> Node
  ) throws(BoundExceeded) -> Node {
    var result: Result<Node, BoundExceeded> = .failure(BoundExceeded())
    withUnsafeTemporaryAllocation(of: Node.self, capacity: count) { buffer in
      buffer.initialize(repeating: 0)
      do throws(BoundExceeded) {
        result = .success(try work(buffer))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  func map(_ diagram: Node, _ transform: (Int) -> Int) throws(BoundExceeded) -> Node {
    try apply(newOperation(), diagram, diagram, diagram) { value, _, _ in transform(value) }
  }

  /// The variables that a diagram depends on.
  func support(_ diagram: Node) -> Set<Int> {
    var seen = [Bool](repeating: false, count: variables.count)
    var support: Set<Int> = []
    var waiting = [diagram]
    while let next = waiting.popLast() {
      let variable = variables[Int(next)]
      if seen[Int(next)] || variable == Self.terminalVariable { continue }
      seen[Int(next)] = true
      support.insert(Int(variable))
      let start = Int(starts[Int(next)])
      waiting.append(contentsOf: children[start..<start + sizes[Int(variable)]])
    }
    return support
  }

  /// The value at one point: for each variable the index of its value.
  func value(_ diagram: Node, at point: (Int) -> Int) -> Int {
    var node = diagram
    while variables[Int(node)] != Self.terminalVariable {
      let variable = variables[Int(node)]
      node = child(node, variable, point(Int(variable)))
    }
    return Int(starts[Int(node)])
  }
}

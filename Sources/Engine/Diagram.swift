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

  private struct Key: Hashable {
    var variable: Int32
    var children: [Node]
  }

  private struct Call: Hashable {
    var operation: Int32
    var first: Node
    var second: Node
    var third: Node
  }

  /// How many values each variable has, absent included.
  let sizes: [Int]
  private let bound: Int
  /// Terminals have variable `Int32.max`, and their number as the only child.
  private var variables: [Int32] = []
  private var starts: [Int32] = []
  private var children: [Node] = []
  private var unique: [Key: Node] = [:]
  private var calls: [Call: Node] = [:]
  private var operations: Int32 = 0

  init(sizes: [Int], bound: Int) {
    self.sizes = sizes
    self.bound = bound
  }

  var count: Int { variables.count }

  // MARK: nodes

  func terminal(_ value: Int) throws(BoundExceeded) -> Node { try node(Int32.max, [Node(value)]) }

  /// The value of a terminal; nil for a node that depends on something.
  func value(_ node: Node) -> Int? {
    variables[Int(node)] == Int32.max ? Int(children[Int(starts[Int(node)])]) : nil
  }

  private func node(_ variable: Int32, _ values: [Node]) throws(BoundExceeded) -> Node {
    if variable != Int32.max, values.dropFirst().allSatisfy({ $0 == values[0] }) { return values[0] }
    let key = Key(variable: variable, children: values)
    if let known = unique[key] { return known }
    guard variables.count < bound else { throw BoundExceeded() }
    let made = Node(variables.count)
    variables.append(variable)
    starts.append(Int32(children.count))
    children.append(contentsOf: values)
    unique[key] = made
    return made
  }

  /// The function of one variable that has these values; `values[0]` is for absent.
  func choose(_ variable: Int, _ values: [Int]) throws(BoundExceeded) -> Node {
    var nodes: [Node] = []
    for value in values { nodes.append(try terminal(value)) }
    return try node(Int32(variable), nodes)
  }

  private func child(_ node: Node, _ variable: Int32, _ index: Int) -> Node {
    variables[Int(node)] == variable ? children[Int(starts[Int(node)]) + index] : node
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
    let call = Call(operation: operation, first: first, second: second, third: third)
    if let known = calls[call] { return known }
    let variable = min(variables[Int(first)], variables[Int(second)], variables[Int(third)])
    let answer: Node
    if variable == Int32.max {
      answer = try terminal(combine(value(first) ?? 0, value(second) ?? 0, value(third) ?? 0))
    } else {
      var values: [Node] = []
      values.reserveCapacity(sizes[Int(variable)])
      for index in 0..<sizes[Int(variable)] {
        values.append(
          try apply(
            operation, child(first, variable, index), child(second, variable, index), child(third, variable, index),
            combine))
      }
      answer = try node(variable, values)
    }
    calls[call] = answer
    return answer
  }

  func map(_ diagram: Node, _ transform: (Int) -> Int) throws(BoundExceeded) -> Node {
    try apply(newOperation(), diagram, diagram, diagram) { value, _, _ in transform(value) }
  }

  /// The diagram with one variable held at a value.
  func holding(_ diagram: Node, _ variable: Int, at value: Int) throws(BoundExceeded) -> Node {
    let operation = newOperation()
    return try hold(operation, diagram, Int32(variable), value)
  }

  private func hold(_ operation: Int32, _ diagram: Node, _ variable: Int32, _ value: Int) throws(BoundExceeded) -> Node {
    let own = variables[Int(diagram)]
    if own > variable { return diagram }
    if own == variable { return child(diagram, variable, value) }
    let call = Call(operation: operation, first: diagram, second: 0, third: 0)
    if let known = calls[call] { return known }
    var values: [Node] = []
    for index in 0..<sizes[Int(own)] { values.append(try hold(operation, child(diagram, own, index), variable, value)) }
    let answer = try node(own, values)
    calls[call] = answer
    return answer
  }

  /// The variables that a diagram depends on.
  func support(_ diagram: Node) -> Set<Int> {
    var seen: Set<Node> = []
    var support: Set<Int> = []
    var waiting = [diagram]
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted, variables[Int(next)] != Int32.max else { continue }
      support.insert(Int(variables[Int(next)]))
      let start = Int(starts[Int(next)])
      waiting.append(contentsOf: children[start..<start + sizes[Int(variables[Int(next)])]])
    }
    return support
  }

  /// The value at one point: for each variable the index of its value.
  func value(_ diagram: Node, at point: (Int) -> Int) -> Int {
    var node = diagram
    while variables[Int(node)] != Int32.max {
      let variable = Int(variables[Int(node)])
      node = child(node, Int32(variable), point(variable))
    }
    return Int(children[Int(starts[Int(node)])])
  }
}

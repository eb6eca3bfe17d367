/// Searches for an assignment of all variables but one at which filling that one makes a difference.
///
/// Walks the diagrams of both sides at once and stops at the first such assignment. Points from which none can be reached
/// are remembered, so the number of steps is at most the number of combinations of nodes; all of them count towards
/// the analysis's budget.
struct DifferenceSearch {
  typealias Node = Diagrams.Node

  /// A position of the walk.
  struct Point {
    /// The function while the variable is absent, and while it is filled.
    var absent: Node
    var filled: Node
    /// Must not be 0 on either side.
    var gateAbsent: Node
    var gateFilled: Node
  }

  private let diagrams: Diagrams.Frozen
  private let variable: Int32
  private let value: Int
  private var hopeless = CallCache()
  /// The choices on the way to the assignment found, last first: variable and index of its value.
  private(set) var path: [(variable: Int, choice: Int)] = []
  private let meter: AnalysisMeter

  /// The cost of one step of the walk, without the steps below it.
  private static let stepsOfPoint = 6

  init(_ diagrams: Diagrams.Frozen, variable: Int, value: Int, _ meter: AnalysisMeter) {
    self.diagrams = diagrams
    self.meter = meter
    self.variable = Int32(variable)
    self.value = value
  }

  mutating func exists(_ point: Point) throws(Diagrams.BoundExceeded) -> Bool {
    try meter.step(Self.stepsOfPoint)
    let next = min(
      min(diagrams.variable(point.absent), diagrams.variable(point.filled)),
      min(diagrams.variable(point.gateAbsent), diagrams.variable(point.gateFilled)))
    if diagrams.isZero(point.gateAbsent) || diagrams.isZero(point.gateFilled) { return false }
    if point.absent == point.filled, diagrams.variable(point.absent) > variable { return false }
    if next == Diagrams.terminalVariable { return true }
    if next == variable { return try exists(step(point, next, absent: 0, filled: value)) }
    let call = CallCache.Call(
      operation: point.absent, first: point.filled, second: point.gateAbsent, third: point.gateFilled)
    if hopeless[call] != nil { return false }
    for choice in 0..<diagrams.size(next) {
      guard try exists(step(point, next, absent: choice, filled: choice)) else { continue }
      path.append((Int(next), choice))
      return true
    }
    hopeless[call] = 1
    return false
  }

  private func step(_ point: Point, _ next: Int32, absent: Int, filled: Int) -> Point {
    Point(
      absent: diagrams.child(point.absent, next, absent), filled: diagrams.child(point.filled, next, filled),
      gateAbsent: diagrams.child(point.gateAbsent, next, absent),
      gateFilled: diagrams.child(point.gateFilled, next, filled))
  }
}

extension Diagrams {
  /// The nodes as they are now, read-only.
  struct Frozen {
    fileprivate let sizes: [Int]
    fileprivate let variables: [Int32]
    fileprivate let starts: [Int32]
    fileprivate let children: [Node]

    init(sizes: [Int], variables: [Int32], starts: [Int32], children: [Node]) {
      self.sizes = sizes
      self.variables = variables
      self.starts = starts
      self.children = children
    }

    func size(_ variable: Int32) -> Int { sizes[Int(variable)] }

    /// Returns for each variable one value of each set of values, absent left out, that no diagram under the roots distinguishes.
    func representatives(_ roots: [Node], _ meter: AnalysisMeter) -> [[Int]] {
      var met = [Bool](repeating: false, count: variables.count)
      var own = [[Node]](repeating: [], count: sizes.count)
      var waiting = roots
      while let node = waiting.popLast() {
        let variable = variables[Int(node)]
        if variable == Diagrams.terminalVariable || met[Int(node)] { continue }
        met[Int(node)] = true
        own[Int(variable)].append(node)
        let start = Int(starts[Int(node)])
        waiting.append(contentsOf: children[start..<start + sizes[Int(variable)]])
        meter.note(sizes[Int(variable)])
      }
      return sizes.indices.map { variable in
        var representatives: [Int] = []
        for value in 1..<max(sizes[variable], 1) {
          let isNew = !representatives.contains { other in
            own[variable].allSatisfy { node in
              let start = Int(starts[Int(node)])
              return children[start + value] == children[start + other]
            }
          }
          if isNew { representatives.append(value) }
        }
        return representatives
      }
    }
    func variable(_ node: Node) -> Int32 { variables[Int(node)] }
    func isZero(_ node: Node) -> Bool {
      variables[Int(node)] == Diagrams.terminalVariable && starts[Int(node)] == 0
    }
    func child(_ node: Node, _ variable: Int32, _ index: Int) -> Node {
      variables[Int(node)] == variable ? children[Int(starts[Int(node)]) + index] : node
    }
  }
}

internal import PlumblineGuideline

/// The sets that are asked for, as steps over slots of planes: what is compared with a column first, then what follows.
struct PlaneProgram: Sendable {
  struct Test: Sendable {
    var fact: Fact.Index
    var code: Scale.Code
    var isEqual: Bool
    var slot: Int
  }

  /// Sorted by fact, then code: a column is read while it is near.
  private(set) var tests: [Test] = []
  /// Slots that are told from outside, by number of what is given; nil where nothing needs it.
  private(set) var given: [Int?] = []
  /// Steps as `planes_run` takes them.
  private(set) var steps: [UInt32] = []
  /// How many slots there are; what was asked for stands in the first of them, in order.
  private(set) var slotCount: Int
  /// How many planes were asked for.
  let count: Int
  /// The slot in which every patient is; the one in which none is.
  private(set) var everybody: Int?
  private(set) var nobody: Int?

  /// Whether nothing is asked for, or nobody could be in it.
  var isEmpty: Bool { tests.isEmpty && steps.isEmpty && everybody == nil }

  private enum Step: UInt32 {
    case all, any, minus
  }

  init(_ graph: PlaneGraph, for wanted: [PlaneGraph.Node]) {
    count = wanted.count
    slotCount = wanted.count
    given = Array(repeating: nil, count: graph.givenCount)
    var uses = Self.uses(graph, wanted)
    var slots: [Int?] = Array(repeating: nil, count: graph.contents.count)
    // The first place in which something is asked for is its slot; it is copied to the others.
    for (place, node) in wanted.enumerated() where slots[Int(node)] == nil { slots[Int(node)] = place }
    var free: [Int] = []
    func isAskedFor(_ slot: Int) -> Bool { slot < count }

    for index in graph.contents.indices where uses[index] > 0 {
      let node = PlaneGraph.Node(index)
      let slot: Int
      if let own = slots[index] {
        slot = own
      } else if !graph.parts(node).isEmpty, let old = free.popLast() {
        slot = old
      } else {
        slot = slotCount
        slotCount += 1
      }
      slots[index] = slot
      let operands = graph.parts(node).compactMap { slots[Int($0)] }
      switch graph.contents[index] {
      case .nobody: nobody = slot
      case .everybody: everybody = slot
      case .atLeast(let fact, let code):
        tests.append(Test(fact: fact, code: code, isEqual: false, slot: slot))
      case .equal(let fact, let code):
        tests.append(Test(fact: fact, code: code, isEqual: true, slot: slot))
      case .given(let number): given[number] = slot
      case .all: add(.all, slot, operands)
      case .any: add(.any, slot, operands)
      case .minus: add(.minus, slot, operands)
      }
      for part in graph.parts(node) {
        uses[Int(part)] -= 1
        // Only what a step makes may give its slot away: the rest is there before the first step.
        if uses[Int(part)] == 0, !graph.parts(part).isEmpty, let slot = slots[Int(part)], !isAskedFor(slot) {
          free.append(slot)
        }
      }
    }
    for (place, node) in wanted.enumerated() {
      if let slot = slots[Int(node)], slot != place { add(.all, place, [slot]) }
    }
    tests.sort { ($0.fact, $0.code) < ($1.fact, $1.code) }
  }

  private mutating func add(_ step: Step, _ slot: Int, _ operands: [Int]) {
    steps.append(step.rawValue | UInt32(operands.count) << 2)
    steps.append(UInt32(slot))
    steps += operands.map { UInt32($0) }
  }

  /// How often each node is a part of another, with one more for what is asked for; 0: not needed.
  private static func uses(_ graph: PlaneGraph, _ wanted: [PlaneGraph.Node]) -> [Int] {
    var uses = Array(repeating: 0, count: graph.contents.count)
    for node in wanted { uses[Int(node)] += 1 }
    for index in graph.contents.indices.reversed() where uses[index] > 0 {
      for part in graph.parts(PlaneGraph.Node(index)) { uses[Int(part)] += 1 }
    }
    return uses
  }
}

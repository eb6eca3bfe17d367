internal import PlumblineGuideline

/// A program that works out the wanted sets, as steps over slots of planes: first comparisons with columns, then the sets built
/// from them.
struct PlaneProgram: Sendable {
  struct Test: Sendable {
    var fact: Fact.Index
    var code: Scale.Code
    var isEqual: Bool
    var slot: Int
  }

  /// Sorted by fact, then code: a column is read while it is in the cache.
  private(set) var tests: [Test] = []
  /// The slot of each given set; nil if nothing needs it.
  private(set) var given: [Int?] = []
  /// Steps as `planes_run` takes them.
  private(set) var steps: [UInt32] = []
  /// The number of slots; the wanted planes are in the first of them, in order.
  private(set) var slotCount: Int
  /// The number of wanted planes.
  let count: Int
  /// The slots that contain every patient, and no patient.
  private(set) var everybody: Int?
  private(set) var nobody: Int?

  /// Whether no plane is wanted, or none could contain a patient.
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
    // The first place in which a set is wanted is its slot; it is copied to the others.
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
        // Only the result of a step may give up its slot: the rest is there before the first step.
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

  /// Returns how often each node is a part of another, with one more for wanted nodes; 0: not needed.
  private static func uses(_ graph: PlaneGraph, _ wanted: [PlaneGraph.Node]) -> [Int] {
    var uses = Array(repeating: 0, count: graph.contents.count)
    for node in wanted { uses[Int(node)] += 1 }
    for index in graph.contents.indices.reversed() where uses[index] > 0 {
      for part in graph.parts(PlaneGraph.Node(index)) { uses[Int(part)] += 1 }
    }
    return uses
  }
}

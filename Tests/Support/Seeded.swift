import Glibc
public import PlumblineGuideline
import PlumblineJSON

/// A small reproducible generator (SplitMix64). Failures print its seed.
public struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  public let seed: UInt64

  public init(_ seed: UInt64) {
    self.seed = seed
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  public mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
  public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  public mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

  /// The first seed of a run: `PLUMBLINE_SEED`, to repeat a failure or to try new cases, else a fixed one.
  public static var first: UInt64 {
    getenv("PLUMBLINE_SEED").flatMap { UInt64(String(cString: $0)) } ?? 20_261_121
  }
}

extension Seeded {
  /// Returns any value of a fact, however many it has.
  public mutating func value(of fact: Fact) -> FactValue {
    switch fact.kind {
    case .boolean: return .boolean(chance(50))
    case .code(let codes): return .code(pick(codes))
    case .integer, .decimal:
      guard let grid = fact.grid else { return .boolean(false) }
      // Both ends often: there a column could be off by one.
      if chance(20) { return .number(chance(50) ? grid.low : grid.high) }
      let scale = Double(grid.step.doubleValue)
      let count = Int(((grid.high.doubleValue - grid.low.doubleValue) / scale).rounded())
      let steps = ExactNumber(below(count + 1))
      return .number(grid.step.times(steps).flatMap { grid.low + $0 } ?? grid.low)
    }
  }
}

extension [FactValue] {
  /// Returns numbers in ascending order, and other values as they are.
  var ordered: [FactValue] {
    sorted { left, right in
      if case .number(let left) = left, case .number(let right) = right { left < right } else { false }
    }
  }
}

extension ExactNumber {
  func times(_ other: ExactNumber) -> ExactNumber? {
    ExactNumber(unscaled: Int128(mantissa) * Int128(other.mantissa), scale: Int(scale) + Int(other.scale))
  }
}

extension Fact {
  /// Returns every value of a fact with a small range.
  public var allValues: [FactValue] {
    switch kind {
    case .boolean: [.boolean(false), .boolean(true)]
    case .code(let codes): codes.map { .code($0) }
    case .integer, .decimal:
      grid.map { grid in
        sequence(first: grid.low) { $0 + grid.step }.prefix { $0 <= grid.high }.map { .number($0) }
      } ?? []
    }
  }
}

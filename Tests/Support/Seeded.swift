import Glibc
public import Guideline
import JSON

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

  /// The first seed of a run: `PLUMBLINE_SEED`, so that a failure can be repeated and new ground covered, or a fixed one.
  public static var first: UInt64 {
    getenv("PLUMBLINE_SEED").flatMap { UInt64(String(cString: $0)) } ?? 20_261_121
  }
}

extension Fact {
  /// Every value of a fact with a small range.
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

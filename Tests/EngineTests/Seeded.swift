import Glibc
import JSON

@testable import Guideline

/// A small reproducible generator (SplitMix64). Failures print its seed.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  let seed: UInt64

  init(_ seed: UInt64) {
    self.seed = seed
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

  /// The first seed of a run: `PLUMBLINE_SEED`, so that a failure can be repeated and new ground covered, or a fixed one.
  static var first: UInt64 { getenv("PLUMBLINE_SEED").flatMap { UInt64(String(cString: $0)) } ?? 20_261_121 }
}

extension Fact {
  /// A fact with the least that it takes.
  static func of(_ name: String, _ kind: Kind) -> Fact {
    Fact(
      name: name, kind: kind, unit: nil, label: name, question: "\(name)?", labels: [:], codings: [], note: nil, sources: [],
      onlyWhen: nil, goalOutcomes: [:], computation: nil, place: Place(file: "random/facts.lua", line: 1))
  }

  /// Every value of a fact with a small range.
  var allValues: [FactValue] {
    switch kind {
    case .boolean: [.boolean(false), .boolean(true)]
    case .code(let codes): codes.map { .code($0) }
    case .integer(let low, let high): (low.intValue!...high.intValue!).map { .number(ExactNumber($0)) }
    case .decimal(let low, let high, let step):
      sequence(first: low) { $0 + step }.prefix { $0 <= high }.map { .number($0) }
    }
  }
}

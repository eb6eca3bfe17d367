public import PlumblineGuideline

/// What is known of a fact that a condition read.
public struct ReadFact: Sendable, Hashable {
  public var fact: Fact.Index
  public var state: FactState
  /// The value as it was given in another unit, and how it was converted; nil if it was given in the fact's own.
  public var given: String?

  public init(fact: Fact.Index, state: FactState, given: String? = nil) {
    (self.fact, self.state, self.given) = (fact, state, given)
  }
}

/// A condition as evaluated for one patient, down to each value, cut-off and margin.
public indirect enum ReadCondition: Sendable, Hashable {
  case combination(Combination, truth: Truth, parts: [ReadCondition])
  case comparison(ReadComparison)
  /// A script, with all facts that it may read.
  case script(Script, truth: Truth, reads: [ReadFact])
  /// A `need_data` gate: whether any of these facts is known.
  case known([ReadFact], truth: Truth)

  public var truth: Truth {
    switch self {
    case .combination(_, let truth, _), .script(_, let truth, _), .known(_, let truth): truth
    case .comparison(let comparison): comparison.truth
    }
  }

  /// The comparisons and scripts in it, in the order of writing.
  public var leaves: [ReadCondition] {
    if case .combination(_, _, let parts) = self { parts.flatMap(\.leaves) } else { [self] }
  }

  /// The smallest set of leaves that would have to change, each taken by itself, for the whole to be true: how nearly
  /// it missed. Of several such sets, the first in the order of writing.
  public var nearestMiss: [ReadCondition] { fewest(for: .true) }

  private func fewest(for wanted: Truth) -> [ReadCondition] {
    if truth == wanted { return [] }
    guard case .combination(let combination, _, let parts) = self else { return [self] }
    func every(_ truth: Truth) -> [ReadCondition] { parts.flatMap { $0.fewest(for: truth) } }
    func least(_ truth: Truth) -> [ReadCondition] {
      let ways = parts.map { $0.fewest(for: truth) }
      let fewest = ways.map(\.count).min() ?? 0
      return ways.first { $0.count == fewest } ?? []
    }
    switch combination {
    case .all: return wanted == .true ? every(.true) : least(.false)
    case .noneOf: return wanted == .true ? every(.false) : least(.true)
    case .firstKnown:
      return (parts.first { $0.truth != .unknown } ?? parts.first)?.fewest(for: wanted) ?? []
    default: return wanted == .true ? least(.true) : every(.false)
    }
  }
}

/// A comparison as evaluated for one patient.
public struct ReadComparison: Sendable, Hashable {
  public var comparison: Comparison
  public var truth: Truth
  public var known: FactState
  /// The value as it was given in another unit, and how it was converted; nil if it was given in the fact's own.
  public var given: String?
  /// Nil if the comparison does not order numbers or the fact is absent.
  public var margin: Margin?
  /// The facts from which a computed fact was worked out; empty for a given fact.
  public var workedOutFrom: [ReadFact]
  /// What the laws leave of the fact, and from what it follows; nil if they leave it as the profile has it.
  public var narrowed: NarrowedFact?
}

extension Knowledge {
  /// Returns a condition as evaluated, with margins and the facts that scripts read.
  func read(_ condition: Condition) -> ReadCondition {
    switch condition {
    case .comparison(let comparison):
      let fact = vocabulary[comparison.fact]
      return .comparison(
        ReadComparison(
          comparison: comparison, truth: truth(condition), known: state(comparison.fact),
          given: profile.origins[comparison.fact]?.given,
          margin: Margin(comparison, values[comparison.fact], fact),
          workedOutFrom: fact.computation.map { read($0.reads) } ?? [],
          narrowed: narrowed(comparison.fact)))
    case .scripted(let script):
      return .script(script, truth: truth(condition), reads: read(script.reads))
    default:
      return .combination(
        condition.combination ?? .all, truth: truth(condition), parts: condition.children.map(read))
    }
  }

  func read(_ gate: Gate) -> ReadCondition {
    if gate.needed.isEmpty { return gate.when.map(read) ?? .known([], truth: truth(gate)) }
    let known = ReadCondition.known(read(gate.needed), truth: truth(gate.withoutCondition))
    return gate.when.map { .combination(.all, truth: truth(gate), parts: [read($0), known]) } ?? known
  }

  private func read(_ facts: [Fact.Index]) -> [ReadFact] {
    facts.map { ReadFact(fact: $0, state: state($0), given: profile.origins[$0]?.given) }
  }
}

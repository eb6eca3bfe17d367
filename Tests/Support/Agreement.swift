public import PlumblineEngine
public import PlumblineGuideline
import PlumblineJSON

/// One random guideline, and profiles on which its compiled form is checked against the interpreter.
public struct Agreement {
  /// Patients in a run: two full blocks, and one that is not full.
  static let patients = 2 * CohortBlock.capacity + 77

  /// Builds the compiled evaluator that is checked against the interpreter.
  public typealias Compiler = (Guideline) throws -> CompiledGuideline

  public let guideline: Guideline
  public private(set) var pairs = 0
  public private(set) var recommended = 0
  /// How many of a hundred facts were known, summed over pairs.
  public private(set) var known = 0
  public let hasScripts: Bool
  private let cutOffs: [Fact.Index: [ExactNumber]]
  private let compiler: Compiler
  private var random: Seeded

  /// - Parameter compiler: the compiler under test, or a defective one, to show that a defect would be found.
  package init(
    seed: UInt64,
    compiler: @escaping Compiler = { try CompiledGuideline(examining: $0, run: RandomGuideline.run) }
  ) {
    self.compiler = compiler
    var maker = RandomGuideline(random: Seeded(seed))
    maker.isLarge = maker.random.chance(12)
    maker.declines = maker.random.chance(30)
    hasScripts = maker.random.chance(25)
    maker.scripts = hasScripts ? 15 : 0
    var guideline = hasScripts ? maker.makeScripted() : maker.make()
    // Few random patients pass random gates; most guidelines have none, so that the rest is tested.
    if maker.random.chance(60) { (guideline.stops, guideline.gates) = ([], []) }
    self.guideline = guideline
    cutOffs = guideline.cutOffs
    random = maker.random
  }

  /// Returns the first profile on which the two disagree, with their answers; nil if they agree on all.
  public mutating func check() throws -> Disagreement? {
    // Half of the guidelines meet patients with facts in between.
    let between = random.chance(50) ? 12 : 0
    let profiles = (0..<Self.patients).map { _ in profile(known: random.below(101), between: between) }
    pairs = profiles.count
    let facts = max(guideline.vocabulary.facts.count, 1)
    for profile in profiles { known += profile.states.count { $0.value != nil } * 100 / facts }
    let expected = try Self.interpreted(guideline, profiles)
    recommended = expected.count { $0.disposition == .recommend }
    for (portable, byCodes) in [(false, false), (true, false), (false, true)] {
      let found = try Self.compiled(guideline, profiles, compiler, portable: portable, byCodes: byCodes)
      if let index = found.indices.first(where: { found[$0] != expected[$0] }) {
        return Disagreement(guideline, profiles[index], compiler).smallest
      }
    }
    return nil
  }

  static func interpreted(_ guideline: Guideline, _ profiles: [Profile]) throws -> [CohortAnswer] {
    let reference = CohortReference(Evaluator(examining: guideline, run: RandomGuideline.run))
    return try profiles.map { try reference.answer($0) }
  }

  /// - Parameter byCodes: whether values are set fact by fact, as a scanner does, and the laws are applied afterwards.
  static func compiled(
    _ guideline: Guideline, _ profiles: [Profile], _ compiler: Compiler, portable: Bool = false,
    byCodes: Bool = false
  ) throws -> [CohortAnswer] {
    let block = CohortBlock(try compiler(guideline), portable: portable)
    var answers: [CohortAnswer] = []
    for start in stride(from: 0, to: profiles.count, by: CohortBlock.capacity) {
      block.clear()
      let part = profiles[start..<min(start + CohortBlock.capacity, profiles.count)]
      for profile in part { byCodes ? block.appendValues(profile) : block.append(profile) }
      if byCodes { _ = block.narrow() }
      if let failure = block.run().first { throw failure.error }
      answers += (0..<part.count).map { block.answer($0) }
    }
    return answers
  }

  /// Returns a profile whose numbers are at, just below and just above the guideline's cut-offs; absent facts have any reason.
  /// It need not be legal: a guideline's answer does not depend on that.
  private mutating func profile(known percent: Int, between: Int) -> Profile {
    var profile = Profile(id: "R", vocabulary: guideline.vocabulary)
    for index in guideline.vocabulary.givenFacts {
      profile[index] =
        random.chance(percent) ? .known(reporting(index)) : .absent(random.pick(Absence.allCases))
      if between > 0, random.chance(between), let range = range(index) { profile[index] = .within(range) }
    }
    return profile
  }

  private mutating func range(_ fact: Fact.Index) -> FactRange? {
    switch (reporting(fact), reporting(fact), guideline.vocabulary[fact].kind) {
    case (.number(let one), .number(let other), _) where one != other:
      .numbers(low: min(one, other), high: max(one, other))
    case (let one, let other, .code(let codes)) where one != other:
      .values(codes.map { .code($0) }.filter { $0 == one || $0 == other })
    case (_, _, .boolean): .values([.boolean(false), .boolean(true)])
    default: nil
    }
  }

  private mutating func reporting(_ fact: Fact.Index) -> FactValue {
    let declared = guideline.vocabulary[fact]
    guard let grid = declared.grid, let cuts = cutOffs[fact], random.chance(80) else {
      return random.value(of: declared)
    }
    let cut = random.pick(cuts)
    let value = random.pick([cut, cut + grid.step, cut - grid.step].compactMap { $0 })
    return declared.allows(.number(value)) ? .number(value) : random.value(of: declared)
  }
}

extension Guideline {
  /// Returns the numbers with which rules and gates compare each fact.
  fileprivate var cutOffs: [Fact.Index: [ExactNumber]] {
    var cutOffs: [Fact.Index: [ExactNumber]] = [:]
    let conditions = (stops + gates).compactMap(\.when) + rules.compactMap(\.when)
    for comparison in conditions.flatMap(\.comparisons) {
      for case .value(.number(let number)) in comparison.operands {
        cutOffs[comparison.fact, default: []].append(number)
      }
    }
    return cutOffs
  }
}

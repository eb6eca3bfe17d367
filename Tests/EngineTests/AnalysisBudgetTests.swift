import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// The budget of the analysis of missing facts, and the answer beyond it.
struct AnalysisBudgetTests {
  private static let small = AnalysisBudget(steps: 400_000, bytes: 16 << 20)

  private func decide(_ guideline: Guideline, _ budget: AnalysisBudget) throws -> MissingAnalysis.Findings {
    let knowledge = try Knowledge(Profile(vocabulary: guideline.vocabulary), guideline) { _, _ in nil }
    return MissingAnalysis(guideline, budget: budget).findings(knowledge, Selection(guideline, knowledge))
  }

  /// Returns the counted cost of an analysis.
  private func taken(_ guideline: Guideline) throws -> (steps: Int, bytes: Int) {
    let knowledge = try Knowledge(Profile(vocabulary: guideline.vocabulary), guideline) { _, _ in nil }
    var terms = TruthDiagrams(guideline, Domains(guideline), knowledge, budget: .explanation)
    let signature = try SignatureDiagrams(guideline, &terms)
    _ = try MissingSearch(terms: terms, signature: signature, knowledge: knowledge).run()
    return (terms.diagrams.meter.steps, terms.diagrams.meter.bytes)
  }

  @Test func `thousands of cut-offs on a few facts are not analysed, and every absent fact is kept`()
    throws
  {
    let guideline = try GrownPacks(rules: 4, facts: 4, cutOffs: 4_000).guideline()
    let found = try decide(guideline, Self.small)
    #expect(!found.isAnalysed)
    #expect(
      Set(found.facts.map { guideline.vocabulary[$0.fact].name })
        == Set((0..<4).map { "size.f\($0)" } + ["red_flags.fracture"]))
    #expect(found.facts.allSatisfy { !$0.exact && $0.example == nil })
  }

  @Test(arguments: 0..<20)
  func `with one step or one byte too few nothing is analysed, with enough everything is exact`(round: Int)
    throws
  {
    let seed = Seeded.first &+ 14_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    let guideline = random.make()
    let taken = try taken(guideline)
    let enough = try decide(guideline, AnalysisBudget(steps: taken.steps, bytes: taken.bytes))
    #expect(enough.isAnalysed, "seed \(seed)")
    for less in [
      AnalysisBudget(steps: taken.steps - 1, bytes: taken.bytes),
      AnalysisBudget(steps: taken.steps, bytes: taken.bytes - 1),
    ] where taken.bytes > 0 {
      let found = try decide(guideline, less)
      #expect(!found.isAnalysed, "seed \(seed)")
      #expect(Set(enough.facts.map(\.fact)).isSubset(of: found.facts.map(\.fact)), "seed \(seed)")
    }
  }

  @Test func `an analysis that is given up has used at most its budget and the work for one node`() throws {
    let guideline = try GrownPacks(rules: 4, facts: 4, cutOffs: 4_000).guideline()
    let knowledge = try Knowledge(Profile(vocabulary: guideline.vocabulary), guideline) { _, _ in nil }
    var terms = TruthDiagrams(guideline, Domains(guideline), knowledge, budget: Self.small)
    #expect(throws: Diagrams.BoundExceeded.self) { _ = try SignatureDiagrams(guideline, &terms) }
    let meter = terms.diagrams.meter
    #expect(meter.steps < Self.small.steps + 100_000)
    #expect(meter.bytes < Self.small.bytes * 2)
  }

  @Test func `the cost of an analysis does not depend on the run`() throws {
    let first = try taken(try GrownPacks(rules: 20, facts: 12).guideline())
    for _ in 0..<3 {
      let again = try taken(try GrownPacks(rules: 20, facts: 12).guideline())
      #expect(again == first)
    }
  }

  @Test
  func
    `steps grow with the rules, not with their square, while each rule has facts and a pairing of its own`()
    throws
  {
    func each(_ rules: Int) throws -> Double {
      Double(try taken(GrownPacks.apart(rules)).steps) / Double(rules)
    }
    let (few, many) = (try each(25), try each(200))
    #expect(many < 3 * few, "\(few) steps a rule among 25, \(many) among 200")
  }

  @Test func `a decision says that it is not analysed, and nothing if it is`() throws {
    let large = try GrownPacks(rules: 4, facts: 4, cutOffs: 4_000).guideline()
    let small = try GrownPacks(rules: 4, facts: 4).guideline()
    for (guideline, isAnalysed) in [(large, false), (small, true)] {
      let decision = try Evaluator(examining: guideline) { _, _ in nil }.decide(
        Profile(vocabulary: guideline.vocabulary), asOf: "2026-11-20")
      #expect(decision.isAnalysed == isAnalysed)
    }
  }
}

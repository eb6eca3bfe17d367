internal import CPlumblinePlanes
internal import PlumblineGuideline

/// Runs scripts for the patients of a block for whom they matter, each once for a patient.
struct ScriptAnswers {
  private let block: CohortBlock
  private var wanted: [(work: Relevance.Work, rows: [Int])] = []
  private var truths: [Script: [Int: Truth]] = [:]
  /// The computed facts that were worked out, by patient.
  private var computed: [Int: Set<Fact.Index>] = [:]
  private(set) var failures: [CohortBlock.Failure] = []
  private var failed: Set<Int> = []

  init(_ block: CohortBlock) { self.block = block }

  mutating func want(_ work: Relevance.Work, _ rows: [Int]) { wanted.append((work, rows)) }

  mutating func run() {
    for (work, rows) in wanted {
      for row in rows where !failed.contains(row) {
        do {
          switch work {
          case .computedFact(let fact): try compute(fact, row)
          case .condition(let script): try decide(script, row)
          }
        } catch {
          failed.insert(row)
          failures.append(.init(row: row, error: error))
        }
      }
    }
  }

  private mutating func decide(_ script: Script, _ row: Int) throws {
    for fact in script.reads { try compute(fact, row) }
    switch try block.compiled.run(script, { block.value($0, row) }) {
    case nil: break
    case .boolean(let flag)?: truths[script, default: [:]][row] = Truth(flag)
    default: throw ScriptFailure(script, wanted: "true, false or nil")
    }
  }

  /// Works out a computed fact, after the computed facts that it reads.
  private mutating func compute(_ fact: Fact.Index, _ row: Int) throws {
    let declared = block.compiled.guideline.vocabulary[fact]
    guard let script = declared.computation, computed[row, default: []].insert(fact).inserted else { return }
    for read in script.reads { try compute(read, row) }
    guard let value = try block.compiled.run(script, { block.value($0, row) }) else { return }
    guard declared.allows(value) else {
      throw ScriptFailure(script, wanted: declared.allowed)
    }
    block.set(fact, row, value)
  }

  /// Writes into a plane the patients for whom a script is true, or false.
  func write(_ script: Script, _ wanted: Bool, _ plane: UnsafeMutablePointer<UInt64>) {
    plane.update(repeating: 0, count: Int(PLANES_WORDS))
    for (row, truth) in truths[script] ?? [:] where truth == Truth(wanted) {
      plane[row >> 6] |= 1 << UInt64(row & 63)
    }
  }
}

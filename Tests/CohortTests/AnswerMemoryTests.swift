import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineCohort
@testable import PlumblineEngine

/// The cache of answers changes only the time.
struct AnswerMemoryTests {
  /// Answers without a cache: a new worker for each line.
  private func forgetful(_ desk: CohortDesk, _ lines: [[UInt8]]) throws -> ([UInt8], CohortSummary) {
    var rows: [UInt8] = []
    var whole: CohortSummary?
    for (index, line) in lines.enumerated() {
      let worker = CohortWorker(try desk.setting())
      rows += worker.answer(CohortDesk.piece(line + [10], line: index + 1)).rows
      let summary = worker.takeSummary()
      if whole == nil { whole = summary } else { try whole?.add(summary) }
    }
    return (rows, try #require(whole))
  }

  @Test func `rows and counts are those of patients answered one by one`() throws {
    let desk = try CohortDesk.some(Seeded.first &+ 84_000)[4]
    var maker = RandomLine(random: Seeded(Seeded.first &+ 84_001), vocabulary: desk.guideline.vocabulary)
    let few = (0..<8).map { _ in maker.make() }.filter { !$0.allSatisfy { $0 <= 32 } }
    let lines = (0..<60).map { _ in maker.random.pick(few) }
    let worker = CohortWorker(try desk.setting())
    let (rows, summary) = try forgetful(desk, lines)
    for _ in 0..<2 {
      #expect(worker.answer(CohortDesk.piece(Array(lines.joined(separator: [10])))).rows == rows)
      #expect(worker.takeSummary() == summary, "the counts start again; seed \(maker.random.seed)")
    }
  }

  @Test func `a full cache starts again, and gives the same answers`() throws {
    // Every profile has its own answer.
    let desk = try CohortDesk(try Independent.guideline(facts: 9))
    let lines = (0..<512).map { number in
      let flags = (0..<9).map { "\"f\($0)\":\(number >> $0 & 1 == 1)" }
      return Array("{\"g\":{\(flags.joined(separator: ","))}}\n".utf8)
    }
    let text = Array(lines.joined())
    let unbounded = CohortWorker(try desk.setting())
    let expected = unbounded.answer(CohortDesk.piece(text)).rows
    #expect(CohortDesk.lines(expected).count == 512)
    for most in [16, 64, 256, 512] {
      let worker = CohortWorker(try desk.setting(), remembering: most)
      #expect(worker.answer(CohortDesk.piece(text)).rows == expected, "\(most) remembered")
      let summary = worker.takeSummary()
      #expect(summary.rows == 512 && summary.selected == 512)
      // Each of the flags is true for half of the patients.
      let rules = summary.counts[.rules] ?? [:]
      #expect(rules.count == 9 && rules.values.allSatisfy { $0 == 256 }, "\(rules)")
      #expect(worker.takeSummary().rows == 0, "the counts start again")
    }
  }

  @Test func `a cache counts its hits, and is empty once its entries are taken`() {
    for repeats in [1, 5] {
      let memory = AnswerMemory(width: 1, mostEntries: 64)
      let text = RowText(first: 0..<0, second: 0..<0, third: 0..<0)
      for word in UInt64(0)..<64 {
        for _ in 0..<repeats {
          withUnsafePointer(to: word) { row in
            let entry =
              memory.find(row)
              ?? memory.keep(row, CohortAnswer(disposition: .stop), isSelected: true) { _ in text }
            entry.pointee.count += 1
          }
        }
      }
      #expect(memory.isFull)
      let knowsStranger = withUnsafePointer(to: 1 << 40 as UInt64) { memory.find($0) != nil }
      #expect(!knowsStranger)
      var counts: [Int] = []
      memory.empty { counts.append($1) }
      #expect(counts == Array(repeating: repeats, count: 64))
      let knowsOne = withUnsafePointer(to: 3 as UInt64) { memory.find($0) != nil }
      #expect(!knowsOne, "it is empty")
    }
  }
}

import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineCohort
@testable import PlumblineEngine

/// A row's trace is the trace of the decision, byte for byte.
struct TraceTests {
  /// Returns the row without a trace, with that of the decision after it.
  private func expected(
    _ desk: CohortDesk, _ line: [UInt8], _ number: Int,
    _ decide: (Evaluator, Profile) throws -> Decision = {
      try $0.decideWithoutMissing($1, asOf: "2026-11-26")
    }
  ) throws -> [UInt8] {
    let row = try desk.expected(line, number, RowWriter(desk.compiled, .ndjson))
    guard let profile = try? desk.reader.read(line) else { return row }
    let decision = try decide(desk.compiled.interpreter, profile)
    let members = DecisionJSON(desk.guideline).value(decision).objectValue ?? []
    let trace = try #require(members.first { $0.key == "trace" }?.value)
    return row.dropLast() + ",\"trace\":".utf8 + trace.canonical + "}".utf8
  }

  private func rows(_ desk: CohortDesk, _ text: [UInt8]) throws -> [[UInt8]] {
    var setting = try desk.setting()
    setting.traces = true
    return CohortDesk.lines(CohortWorker(setting).answer(CohortDesk.piece(text)).rows)
  }

  @Test(arguments: 0..<7)
  func `the trace of every row is that of the decision`(place: Int) throws {
    let desk = try CohortDesk.some(Seeded.first &+ 76_000)[place]
    var maker = RandomLine(
      random: Seeded(Seeded.first &+ 77_000 &+ UInt64(place)), vocabulary: desk.guideline.vocabulary)
    let lines = (0..<120).map { _ in maker.make() }.filter { !$0.allSatisfy { $0 <= 32 } }
    let found = try rows(desk, Array(lines.joined(separator: [10])))
    #expect(found.count == lines.count)
    for (index, line) in lines.enumerated() {
      let wanted = try expected(desk, line, index + 1)
      guard found[index] != wanted else { continue }
      Issue.record(
        "seed \(maker.random.seed): \(String(decoding: line, as: UTF8.self))\nexpected \(String(decoding: wanted, as: UTF8.self))\nfound    \(String(decoding: found[index], as: UTF8.self))"
      )
      return
    }
  }

  @Test(arguments: Absence.allCases)
  func `the reason for an absent fact is in the trace`(reason: Absence) throws {
    let desk = try CohortDesk.shipped.get()
    let line = Array(
      "{\"pain\":{\"intensity\":4},\"red_flags\":{\"cauda_equina\":{\"absent\":\"\(reason.rawValue)\"}}}".utf8
    )
    let row = try #require(try rows(desk, line + [10]).first)
    let full = try expected(desk, line, 1) { try $0.decide($1, asOf: "2026-11-26") }
    #expect(row == full)
    #expect(String(decoding: row, as: UTF8.self).contains("\"absent\":\"\(reason.rawValue)\""))
  }
}

import PlumblineGuideline
import PlumblineTestSupport
import Testing

@testable import PlumblineCohort
@testable import PlumblineEngine

/// A cohort of the hypertension example: its rows for lists, dates, series, ranges and differences are the interpreter's.
struct CollectionTests {
  @Test func `each row is that of the strict reader and the interpreter`() throws {
    let folders = try PackFolder.find(in: "\(Shipped.examples)/guidelines/hypertension")
    let desk = try CohortDesk(try Shipped.evaluator(GuidelineLoader.load(folders)))
    let writer = RowWriter(desk.compiled, .ndjson)
    var random = Seeded(Seeded.first)
    var dispositions: [String: Int] = [:]
    let lines = (0..<2_000).map { Array(CollectionLine.hypertension(&random, $0).utf8) }
    let rows = try desk.rows(Array(lines.joined(separator: [10])) + [10])
    #expect(rows.count == lines.count)
    for (index, (line, row)) in zip(lines, rows).enumerated() {
      let expected = try desk.expected(line, index + 1, writer)
      #expect(
        row == expected,
        "\(String(decoding: line, as: UTF8.self))\n\(String(decoding: row, as: UTF8.self))\n\(String(decoding: expected, as: UTF8.self))\nseed \(random.seed)"
      )
      if row != expected { return }
      let text = String(decoding: row, as: UTF8.self)
      for word in ["recommend", "stop", "defer", "need-data", "out-of-scope", "error"]
      where text.contains("\"\(word)\"") {
        dispositions[word, default: 0] += 1
      }
    }
    for word in ["recommend", "stop", "defer", "need-data", "out-of-scope"] {
      #expect(dispositions[word, default: 0] > 20, "\(dispositions)")
    }
  }
}

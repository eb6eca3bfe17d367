import PlumblineGuideline
import PlumblineTestSupport
import Testing

@testable import PlumblineCohort
@testable import PlumblineEngine

/// A cohort of the hypertension example: its rows for lists, dates, series, ranges and differences are the interpreter's.
struct CollectionTests {
  /// A random line: lists complete or not, days, months, series with readings of one day, values and ranges.
  private static func line(_ random: inout Seeded, _ number: Int) -> String {
    func day(_ most: Int) -> String { FactClinic.today.before(days: random.below(most))?.description ?? "" }
    func list(_ codes: [String]) -> String {
      let listed = codes.filter { _ in random.chance(20) }
      let without = codes.filter { !listed.contains($0) && random.chance(50) }
      let texts = [listed, without].map { $0.map { "\"\($0)\"" }.joined(separator: ",") }
      return random.chance(60)
        ? #"{"codes":[\#(texts[0])],"complete":true}"# : #"{"codes":[\#(texts[0])],"without":[\#(texts[1])]}"#
    }
    func series(_ low: Int, _ high: Int) -> String {
      let readings = (0..<(1 + random.below(4))).map { _ in
        #"{"value":\#(Int.random(in: low...high, using: &random)),"observed":"\#(day(3))"}"#
      }.joined(separator: ",")
      return random.chance(50)
        ? "[\(readings)]" : #"{"readings":[\#(readings)],"complete":\#(random.chance(50))}"#
    }
    var members = [#""id":"\#(number)""#]
    let medicines = list(["ace-inhibitor", "arb", "calcium-channel-blocker", "thiazide-like-diuretic"])
    let conditions = list(["pregnancy", "type-2-diabetes", "cardiovascular-disease", "target-organ-damage"])
    members.append(
      #""patient":{"age":\#(15 + random.below(80)),"black_african_or_caribbean":\#(random.chance(30)),"medicines":\#(medicines),"conditions":\#(random.chance(70) ? #"{"codes":[],"complete":true}"# : conditions)}"#
    )
    var pressures = [
      #""systolic_readings":\#(series(120, 230))"#, #""diastolic_readings":\#(series(70, 125))"#,
    ]
    if random.chance(30) { pressures.append(#""agreed_target":\#(110 + random.below(60))"#) }
    if random.chance(20) { pressures.append(#""agreed_target_":1"#) }
    if random.chance(50) {
      pressures.append(#""measured_outside":true,"daytime_systolic":{"at_least":\#(120 + random.below(50))}"#)
    }
    members.append("\"bp\":{\(pressures.joined(separator: ","))}")
    members.append(
      #""signs":{"retina":\#(random.chance(30)),"life_threatening":false,"phaeochromocytoma":\#(random.chance(90) ? "false" : "null")}"#
    )
    if random.chance(70) {
      let changed = random.chance(50) ? day(60) : String(day(60).prefix(7))
      members.append(#""treatment":{"changed_on":"\#(changed)"}"#)
    }
    if random.chance(50) { members.append(#""risk":{"ten_year":\#(random.below(30))}"#) }
    return "{\(members.joined(separator: ","))}"
  }

  @Test func `each row is that of the strict reader and the interpreter`() throws {
    let folders = try PackFolder.find(in: "\(Shipped.examples)/guidelines/hypertension")
    let desk = try CohortDesk(try Shipped.evaluator(GuidelineLoader.load(folders)))
    let writer = RowWriter(desk.compiled, .ndjson)
    var random = Seeded(Seeded.first)
    var dispositions: [String: Int] = [:]
    let lines = (0..<2_000).map { Array(Self.line(&random, $0).utf8) }
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

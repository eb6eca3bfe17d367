import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineCohort
@testable import PlumblineEngine

/// CSV: RFC 4180 under a header of names, with the same answers as NDJSON.
struct CSVTests {
  static let header = "id,pain.intensity,patient.age,red_flags.cauda_equina,pain.region,notes"

  private func rows(_ text: String, header: String = Self.header) throws -> [String] {
    try CohortDesk.shipped.get().rows(text, header: header)
  }

  private func problem(_ header: String) throws -> String {
    let vocabulary = try CohortDesk.shipped.get().guideline.vocabulary
    do {
      _ = try CSVColumns(header: Array(header.utf8), vocabulary)
      return "none"
    } catch { return error.description }
  }

  /// Returns a row without the number of its line.
  private func answer(_ row: String) -> String { row.replacing(#/"line":\d+,/#, with: "") }

  @Test(arguments: [
    (
      "P-1,5,47,true,lumbar,",
      #"{"id":"P-1","pain":{"intensity":5,"region":"lumbar"},"patient":{"age":47},"red_flags":{"cauda_equina":true}}"#
    ),
    (
      "P-1,5,47,false,,",
      #"{"id":"P-1","pain":{"intensity":5},"patient":{"age":47},"red_flags":{"cauda_equina":false}}"#
    ),
    (",,,,,", "{}"),
    ("\"a,\"\"b\"\"\",,,,,\"two\nlines\"", #"{"id":"a,\"b\"","notes":"two\nlines"}"#),
    ("=1+1,,,,,", #"{"id":"=1+1"}"#),
    ("@SUM(A1),,,,,", #"{"id":"@SUM(A1)"}"#),
    (
      "Ä 漢,\"5\",47.0,absent:asked-declined,\"absent:unknown\",x",
      #"{"id":"Ä 漢","notes":"x","pain":{"intensity":5,"region":{"absent":"unknown"}},"patient":{"age":47},"red_flags":{"cauda_equina":{"absent":"asked-declined"}}}"#
    ),
    ("a,5e0,,,,", #"{"id":"a","pain":{"intensity":5}}"#),
  ])
  func `the same profile as CSV and as NDJSON gives the same row`(csv: String, json: String) throws {
    let desk = try CohortDesk.shipped.get()
    for lineBreak in ["", "\n", "\r\n"] {
      let fromCSV = try desk.rows(csv + lineBreak, header: Self.header)
      #expect(fromCSV.count == 1)
      #expect(fromCSV.map(answer) == (try desk.rows(json)).map(answer))
      #expect(fromCSV.allSatisfy { $0.contains("\"decision\"") }, "\(fromCSV)")
    }
    // And as CSV of rows: an id that a spreadsheet would run is escaped.
    #expect(try desk.rows(csv, .csv, header: Self.header) == (try desk.rows(json, .csv)))
  }

  @Test func `an id that is a formula is written as text`() throws {
    let desk = try CohortDesk.shipped.get()
    let row = try #require(try desk.rows("=cmd|x,,,,,", .csv, header: Self.header).first)
    #expect(!row.contains(",=") && row.contains("'=cmd|x"), "\(row)")
  }

  @Test(arguments: [
    ("P-1,5,47", "the number of cells is 3; the header row has 6"),
    ("P-1,5,47,true,lumbar,,", "the number of cells is 7; the header row has 6"),
    // A cell that only the strict reader can read does not hide that there is one too many.
    ("P-1,5,47,true,lumbar,a note,9", "the number of cells is 7; the header row has 6"),
    ("P-1,absent:unknown,47", "the number of cells is 3; the header row has 6"),
    ("\"P-1\",5,47", "the number of cells is 3; the header row has 6"),
    ("\"P-1,5,47,true,lumbar,", "a quote that is not closed"),
    (
      "\"P-1\"x,5,47,true,lumbar,",
      "a quote within a cell that begins without one, or text after a closing quote"
    ),
    ("P\"1,5,47,\"true,lumbar,", "a quote that is not closed"),
    (
      "P\"1,5,47,true,lumbar,",
      "a quote within a cell that begins without one, or text after a closing quote"
    ),
    (
      "P-1,5,47,true,lumbar,\"a\nb\nc",
      "a quote that is not closed; it includes the lines up to 3, which are not answered"
    ),
  ])
  func `a malformed record is refused with the reason`(record: String, reason: String) throws {
    let rows = try rows(record)
    #expect(rows == ["{\"line\":1,\"rejected\":[{\"path\":\"\",\"reason\":\"\(reason)\"}]}"])
  }

  @Test(arguments: [
    ("a,11,,,,", "pain.intensity", "a number out of range"),
    ("a,05,,,,", "pain.intensity", "must be a whole number"),
    ("a, 5,,,,", "pain.intensity", "must be a whole number"),
    ("a,,,TRUE,,", "red_flags.cauda_equina", "must be true or false"),
    ("a,,,absent:gone,,", "red_flags.cauda_equina", "an absent fact is written"),
    ("a,,,,Lumbar,", "pain.region", "a code that is not in the list"),
    ("a,,,1,,", "red_flags.cauda_equina", "must be"),
    ("a,5.5,,,,", "pain.intensity", "a number between the steps"),
  ])
  func `a cell that is not a value is refused by name, without a column of the assembled JSON`(
    record: String, path: String, reason: String
  ) throws {
    let row = try #require(try rows(record).first)
    #expect(row.hasPrefix("{\"line\":1,\"rejected\":[{\"path\":\"\(path)\",\"reason\":\"\(reason)"), "\(row)")
  }

  @Test(arguments: [
    [0x61, 0xFF, 0x2C, 0x35] as [UInt8], [0xC0, 0x80, 0x2C, 0x35], [0x22, 0xE2, 0x82, 0x22, 0x2C, 0x35],
  ])
  func `text that is not UTF-8 is refused, so that no two ids become one`(record: [UInt8]) throws {
    let desk = try CohortDesk.shipped.get()
    let rows = try desk.rows(record, header: "id,pain.intensity").map { String(decoding: $0, as: UTF8.self) }
    #expect(rows == [#"{"line":1,"rejected":[{"path":"","reason":"text that is not UTF-8"}]}"#])
  }

  @Test func `a quote within a cell costs only its own line`() throws {
    let rows = try rows(
      "a,5,,,,height 5ft 11\"\nb,5,,,,\"first line\nc,5,,,,said so\nlast line\"\nd,5,,,,6\" scar")
    #expect(rows.count == 3, "\(rows)")
    #expect(rows[0].hasPrefix("{\"line\":1,\"rejected\""))
    #expect(rows[1].contains("\"line\":2,") && rows[1].contains("\"profile\":\"b\""), "\(rows)")
    #expect(rows[2].hasPrefix("{\"line\":5,\"rejected\""))
  }

  @Test func `embedded line breaks count as lines`() throws {
    let rows = try rows("a,,,,,\"x\ny\nz\"\r\n\r\nb,5,,,,\nc,11,,,,")
    #expect(rows.count == 3)
    #expect(rows[0].contains("\"line\":1,") && rows[1].contains("\"line\":5,"))
    #expect(rows[2].hasPrefix("{\"line\":6,\"rejected\""))
  }

  @Test(arguments: [
    ("pain.intensity,pain.intensity", "column 2: 'pain.intensity' is given twice"),
    ("pain.intensty", "column 1: unknown fact 'pain.intensty'; did you mean 'pain.intensity'?"),
    (
      "surgery.cJanssenseared_for_exercise",
      "column 1: unknown fact; did you mean 'surgery.cleared_for_exercise'?"
    ),
    ("id,nothing_like_any", "column 2: unknown fact"),
    (
      "Anna,47,lumbar",
      "the first line must name the facts in the columns\ncolumn 1: unknown fact\ncolumn 2: unknown fact\ncolumn 3: unknown fact"
    ),
    ("id,Anna Example", "column 2: unknown fact"),
    ("id,", "column 2: unknown fact"),
  ])
  func `a header row with an unknown name is refused, with a hint`(header: String, words: String) throws {
    #expect(
      try problem(header) == "the header row does not match the vocabulary; nothing was answered\n\(words)")
  }

  @Test func `a header row with semicolons, or a quote that is not closed, says so`() throws {
    #expect(
      try problem("id;pain.intensity")
        == "the header row has semicolons between its names; columns are separated by commas")
    #expect(try problem("id,\"pain.intensity") == "the header row has a quote that is not closed")
  }

  @Test func `a byte order mark before the header is skipped`() throws {
    #expect(try problem("\u{FEFF}id,pain.intensity") == "none")
    var cutter = LineCutter(isCSV: true)
    var bytes = Array("\u{FEFF}id,\"pain.intensity\"\r\na,5\r\n".utf8)
    let header = cutter.header { _ -> [UInt8] in
      defer { bytes = [] }
      return bytes
    }
    #expect(header.map { String(decoding: $0, as: UTF8.self) } == "\u{FEFF}id,\"pain.intensity\"")
    #expect(cutter.line == 2)
  }

  @Test(arguments: 0..<4)
  func `random profiles give the same rows as CSV and as NDJSON`(round: Int) throws {
    let desk = try CohortDesk.some(Seeded.first &+ 82_000)[round]
    var random = Seeded(Seeded.first &+ 83_000 &+ UInt64(round))
    let vocabulary = desk.guideline.vocabulary
    let facts = vocabulary.givenFacts.shuffled(using: &random)
    let header = (["id"] + facts.map { vocabulary[$0].name }).joined(separator: ",")
    let columns = try CSVColumns(header: Array(header.utf8), vocabulary)
    var (csv, json): ([UInt8], [UInt8]) = ([], [])
    for index in 0..<400 {
      let cells: [[UInt8]] =
        [Array("P\(index)".utf8)]
        + facts.map { fact in
          if random.chance(60) { return [] }
          if random.chance(10) { return Array("absent:\(random.pick(Absence.allCases).rawValue)".utf8) }
          return switch random.value(of: vocabulary[fact]) {
          case .boolean(let flag): Array("\(flag)".utf8)
          case .code(let code): Array(code.utf8)
          case .number(let number): Array(number.description.utf8)
          }
        }
      csv += Array(cells.map { random.chance(10) ? [34] + $0 + [34] : $0 }.joined(separator: [44])) + [10]
      json += columns.json(cells) + [10]
    }
    func text(_ rows: [[UInt8]]) -> [String] {
      // Columns are given only for lines of JSON.
      rows.map { String(decoding: $0, as: UTF8.self).replacing(#/"column":\d+,/#, with: "") }
    }
    let found = text(try desk.rows(csv, header: header))
    #expect(found.count == 400)
    #expect(found == text(try desk.rows(json)), "seed \(random.seed)")
  }
}

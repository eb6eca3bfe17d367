import PlumblineGuideline
import PlumblineJSON

@testable import PlumblineCohort

/// CSV: the same rows as the same profiles in NDJSON, by its own splitter; a malformed record is refused.
///
/// An input that begins with `#` is records under the header row below; of others the first record is the header row.
struct CSVTarget: Target {
  private let strict: StrictRows
  static let header =
    "id,pain.intensity,patient.age,red_flags.cauda_equina,pain.region,notes,mood.phq_9,mood.phq_9_item_9"

  private let columns: CSVColumns
  /// For the header row above: reused, since creating one takes longer than most inputs.
  private let worker: CohortWorker

  init() throws {
    strict = try StrictRows()
    columns = try CSVColumns(header: Array(Self.header.utf8), strict.packs.vocabulary)
    worker = try StrictRows.worker(strict.compiled, columns)
  }

  func check(_ input: [UInt8]) {
    let isBare = input.first == UInt8(ascii: "#")
    let text = Marker.plant(isBare ? Array(input.dropFirst()) : input)
    StrictRows.checkCutting(text, isCSV: true)
    guard !isBare else { return check(text, columns, worker) }
    var cutter = LineCutter(isCSV: true)
    var rest = text[...]
    let header = cutter.header { most in
      defer { rest = rest.dropFirst(most) }
      return Array(rest.prefix(most))
    }
    guard let header else { return }
    do {
      let columns = try CSVColumns(header: header, strict.packs.vocabulary)
      check(Array(text.dropFirst(cutter.offset)), columns, try StrictRows.worker(strict.compiled, columns))
    } catch {
      Marker.isNot(in: "\(error)")
    }
  }

  private func check(_ text: [UInt8], _ columns: CSVColumns, _ worker: CohortWorker) {
    let found = StrictRows.rows(text, by: worker)
    let records = Self.records(text)
    law("as many rows as records", found.count == records.count, "\(found.count), not \(records.count)")
    for (found, record) in zip(found, records) {
      if found.text.contains("\"rejected\":") { Marker.isNot(in: found.text) }
      let begins = "{\"line\":\(record.line),\"rejected\":"
      guard let cells = record.cells, cells.count == columns.targets.count else {
        law("a malformed record is refused", found.text.hasPrefix(begins), found.text)
        continue
      }
      let wanted = strict.row(columns.json(cells), line: record.line, showsColumns: false)
      law("CSV and NDJSON give the same row", found == wanted, "\(found.text)\n\(wanted.text)")
    }
  }

  private struct Record {
    var line: Int
    /// Nil if its quotes are wrong, or it is not UTF-8.
    var cells: [[UInt8]]?
  }

  /// The records of a text by RFC 4180, without empty ones.
  private static func records(_ text: [UInt8]) -> [Record] {
    var records: [Record] = []
    var (at, line) = (0, 1)
    while at < text.count {
      // Up to the line break outside quotes: a quote opens a cell only at its beginning.
      var (end, inQuotes, begins) = (at, false, true)
      while end < text.count, inQuotes || text[end] != 10 {
        let byte = text[end]
        if inQuotes {
          if byte == 34, end + 1 < text.count, text[end + 1] == 34 {
            end += 1
          } else if byte == 34 {
            inQuotes = false
          }
        } else if byte == 34, begins {
          inQuotes = true
        }
        begins = !inQuotes && byte == 44
        end += 1
      }
      var bytes = Array(text[at..<end])
      let lines = text[at..<min(end + 1, text.count)].count { $0 == 10 }
      if bytes.last == 13 { bytes.removeLast() }
      if !bytes.isEmpty {
        let isText = String(validating: bytes, as: UTF8.self) != nil
        records.append(Record(line: line, cells: inQuotes || !isText ? nil : cells(bytes)))
      }
      (at, line) = (end + 1, line + lines)
    }
    return records
  }

  private static func cells(_ record: [UInt8]) -> [[UInt8]]? {
    var cells: [[UInt8]] = [[]]
    var rest = record[...]
    while true {
      if rest.first == 34 {
        rest = rest.dropFirst()
        while let quote = rest.firstIndex(of: 34) {
          cells[cells.count - 1] += rest[..<quote]
          rest = rest[(quote + 1)...]
          guard rest.first == 34 else { break }
          cells[cells.count - 1].append(34)
          rest = rest.dropFirst()
        }
      } else {
        let plain = rest.prefix { $0 != 44 }
        if plain.contains(34) { return nil }
        cells[cells.count - 1] += plain
        rest = rest.dropFirst(plain.count)
      }
      guard let next = rest.popFirst() else { return cells }
      if next != 44 { return nil }
      cells.append([])
    }
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON

/// Records of CSV (RFC 4180) under a header row; an empty cell is a fact that was not asked about, `absent:unknown` one with a reason.
final class CSVSource: RowSource {
  private let columns: CSVColumns
  /// The block into whose columns the fields point.
  private let block: CohortBlock
  private let fields: [Field?]
  private let codes: NameTable
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var at = 0
  private var end = 0
  private var line = 0

  init(_ block: CohortBlock, _ columns: CSVColumns) {
    self.columns = columns
    self.block = block
    let compiled = block.compiled
    var entries: [NameTable.Entry] = []
    fields = columns.targets.enumerated().map { place, target in
      guard case .fact(let index) = target else { return nil }
      let fact = columns.vocabulary[index]
      if case .code(let codes) = fact.kind {
        for (code, text) in codes.enumerated() {
          entries.append(.init(space: place, name: Array(text.utf8), target: code + 1))
        }
      }
      return Field(
        fact, compiled.scales[index], column: block.column(index),
        needsValue: compiled.factsReadByValue.contains(index))
    }
    codes = NameTable(entries)
  }

  deinit { for field in fields { field?.end() } }

  func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: CohortPiece) {
    (self.bytes, at, end, line) = (bytes, 0, piece.count, piece.line)
  }

  func next(row: Int) -> ReadRow? {
    while at < end {
      let record = CSVRecord.end(bytes, at..<end)
      let range = at..<record.end
      var read = ReadRow(place: RowPlace(line: line, range: range, isBare: true), isCertain: false)
      at = record.next
      line += record.lines
      if range.isEmpty { continue }
      if range.count > ProfileReader.limits.bytes {
        read.refusal = "a record of more than \(ProfileReader.limits.bytes) bytes\(swallowed(record))"
      } else if record.isOpen {
        read.refusal = "a quote that is not closed\(swallowed(record))"
      } else if record.hasQuotes {
        read.refusal = refusal(range)
      } else {
        fill(&read, row)
        // A cell left to the strict reader does not show whether those after it are right.
        if !read.isCertain { read.refusal = refusal(range) }
      }
      return read
    }
    return nil
  }

  /// Returns the words about further lines that a record includes, perhaps by mistake.
  private func swallowed(_ record: CSVRecord.End) -> String {
    let last = bytes[record.next - 1] == Ascii.newline ? line - 1 : line
    return record.lines > 1 ? "; it includes the lines up to \(last), which are not answered" : ""
  }

  /// Reads a record without quotes; anything unusual is left to the strict reader.
  private func fill(_ read: inout ReadRow, _ row: Int) {
    guard let base = bytes.baseAddress else { return }
    let range = read.place.range
    var start = range.lowerBound
    for column in columns.targets.indices {
      var stop = start
      while stop < range.upperBound, base[stop] != Ascii.comma { stop += 1 }
      if (stop == range.upperBound) != (column == columns.targets.count - 1) { return }
      if stop > start, !fill(column, base + start, stop - start, row) {
        guard columns.targets[column] == .id, let id = plain(start..<stop) else { return }
        read.id = id
      }
      start = stop + 1
    }
    read.isCertain = true
  }

  private func plain(_ range: Range<Int>) -> String? {
    range.count > 200 ? nil : String(validating: bytes[range], as: UTF8.self)
  }

  private func fill(_ column: Int, _ cell: UnsafePointer<UInt8>, _ count: Int, _ row: Int) -> Bool {
    guard let field = fields[column] else { return false }
    let end = cell + count
    switch field.kind {
    case .number:
      var (mantissa, digits): (Int64, Int) = (0, 0)
      guard LineScanner.number(cell, &mantissa, &digits) == end else { return false }
      let code = field.code(mantissa, digits)
      if code == 0 { return false }
      field.put(code, row)
    case .boolean:
      if LineScanner.word("true", cell) == end {
        field.put(2, row)
      } else if LineScanner.word("false", cell) == end {
        field.put(1, row)
      } else {
        return false
      }
    case .code:
      let code = codes.target(cell, count, in: column)
      if code < 0 { return false }
      field.put(UInt16(truncatingIfNeeded: code), row)
    case .other: return false
    }
    return true
  }

  /// Returns why a record is refused: its number of cells differs from the header's, its quotes are wrong, or it is not UTF-8.
  private func refusal(_ range: Range<Int>) -> String? {
    if String(validating: bytes[range], as: UTF8.self) == nil { return "text that is not UTF-8" }
    guard let cells = CSVRecord.cells(bytes, range) else {
      return "a quote within a cell that begins without one, or text after a closing quote"
    }
    return cells.count == columns.targets.count
      ? nil : "the number of cells is \(cells.count); the header row has \(columns.targets.count)"
  }

  func text(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    columns.json(CSVRecord.cells(bytes, range) ?? [])
  }
}

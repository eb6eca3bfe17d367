/// Finds the ends of CSV records, and reads their cells.
///
/// Source: RFC 4180.
enum CSVRecord {
  struct End {
    /// One past the record's last byte.
    var end: Int
    /// The start of the next record.
    var next: Int
    /// The number of line breaks in it, with its own.
    var lines: Int
    var hasQuotes: Bool
    /// Whether it ends within quotes.
    var isOpen = false
  }

  /// Finds the end of the record at the start of a range: the next line break outside quotes, or the end of the range.
  static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> End {
    var quotes = CSVQuotes()
    var hasQuotes = false
    var lines = 0
    for index in range {
      let byte = bytes[index]
      if byte == Ascii.quote { hasQuotes = true }
      if byte == Ascii.newline { lines += 1 }
      if quotes.end(byte) {
        let end = index > range.lowerBound && bytes[index - 1] == Ascii.carriageReturn ? index - 1 : index
        return End(end: end, next: index + 1, lines: lines, hasQuotes: hasQuotes)
      }
    }
    let last = range.upperBound
    let end = !range.isEmpty && bytes[last - 1] == Ascii.carriageReturn ? last - 1 : last
    return End(end: end, next: last, lines: lines, hasQuotes: hasQuotes, isOpen: quotes.isOpen)
  }

  /// Returns the cells of a record without its line break; nil if its quotes are wrong.
  static func cells(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [[UInt8]]? {
    var cells: [[UInt8]] = []
    var at = range.lowerBound
    while true {
      var cell: [UInt8] = []
      if at < range.upperBound, bytes[at] == Ascii.quote {
        at += 1
        while true {
          guard at < range.upperBound else { return nil }
          if bytes[at] != Ascii.quote {
            cell.append(bytes[at])
            at += 1
          } else if at + 1 < range.upperBound, bytes[at + 1] == Ascii.quote {
            cell.append(Ascii.quote)
            at += 2
          } else {
            at += 1
            break
          }
        }
      } else {
        while at < range.upperBound, bytes[at] != Ascii.comma {
          if bytes[at] == Ascii.quote { return nil }
          cell.append(bytes[at])
          at += 1
        }
      }
      cells.append(cell)
      if at >= range.upperBound { return cells }
      guard bytes[at] == Ascii.comma else { return nil }
      at += 1
    }
  }
}

/// Tracks the quotes of CSV byte by byte: a cell is quoted only if it begins with a quote.
///
/// Source: RFC 4180.
struct CSVQuotes {
  private enum State {
    /// At the beginning of a cell.
    case start
    /// In a cell without quotes, or after the closing quote of one.
    case plain
    case quoted
    /// After a quote within a quoted cell: its end, or the first of two that mean one.
    case closing
  }

  private var state = State.start

  /// Whether a quoted cell is open.
  var isOpen: Bool { state == .quoted }

  /// Takes the next byte; returns whether it is the line break that ends the record.
  @inline(__always)
  mutating func end(_ byte: UInt8) -> Bool {
    switch state {
    case .quoted:
      if byte == Ascii.quote { state = .closing }
      return false
    case .closing where byte == Ascii.quote:
      state = .quoted
      return false
    default:
      if byte > Ascii.comma {
        state = .plain
      } else if byte == Ascii.newline {
        state = .start
        return true
      } else if byte == Ascii.comma {
        state = .start
      } else {
        state = byte == Ascii.quote && state == .start ? .quoted : .plain
      }
      return false
    }
  }
}

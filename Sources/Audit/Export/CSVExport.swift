public import Ledger

/// Records as CSV (RFC 4180): the columns, with a header row and CRLF. Nothing in it is a formula to a spreadsheet.
public enum CSVExport {
  public static let columns = [
    "index", "time", "kind", "erased", "about", "patient", "person", "decision", "pairing", "certainties",
    "fired", "undecided", "reason_code", "from",
  ]

  public static var header: [UInt8] { row(columns) }

  /// A record's row; lists are words with spaces between, as the ledger's own columns have them.
  public static func row(_ record: RecordSummary) -> [UInt8] {
    let undecided = record.undecided.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value.joined(separator: ","))" }
    return row([
      "\(record.index)", record.time, record.kind.rawValue, "\(record.isErased)",
      record.about.map(String.init) ?? "", record.patient ?? "", record.person ?? "", record.decision ?? "",
      record.pairing ?? "", record.certainties.joined(separator: " "), record.fired.joined(separator: " "),
      undecided.joined(separator: " "), record.reason ?? "", record.from?.description ?? "",
    ])
  }

  private static func row(_ cells: [String]) -> [UInt8] {
    Array((cells.map(cell).joined(separator: ",") + "\r\n").utf8)
  }

  /// A text as a cell: an apostrophe before what a spreadsheet would take for a formula, quotes where RFC 4180 wants them.
  ///
  /// What could act on a terminal becomes a visible escape; tabs and line breaks stay.
  static func cell(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isUnsafeToPrint, !"\t\r\n".unicodeScalars.contains(scalar) {
        scalars.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        scalars.append(scalar)
      }
    }
    // The full-width forms are read as the others where Japanese or Chinese is set.
    if let first = scalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) {
      scalars.insert("'", at: scalars.startIndex)
    }
    guard scalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return String(scalars) }
    return "\"" + String(scalars).replacing("\"", with: "\"\"") + "\""
  }
}

public import PlumblineLedger
internal import PlumblineText

/// Records as CSV (RFC 4180): the columns, with a header row and CRLF. No cell is a formula to a spreadsheet.
public enum CSVExport {
  public static let columns = [
    "index", "time", "kind", "erased", "about", "patient", "person", "decision", "pairing", "certainties",
    "fired", "undecided", "reason_code", "from", "outcome",
  ]

  public static var header: [UInt8] { row(columns) }

  /// A record's row; lists are words separated by spaces, as in the ledger's own columns.
  public static func row(_ record: RecordSummary) -> [UInt8] {
    let undecided = record.undecided.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value.joined(separator: ","))" }
    return row([
      "\(record.index)", record.time, record.kind.rawValue, "\(record.isErased)",
      record.about.map(String.init) ?? "", record.patient ?? "", record.person ?? "", record.decision ?? "",
      record.pairing ?? "", record.certainties.joined(separator: " "), record.fired.joined(separator: " "),
      undecided.joined(separator: " "), record.reason ?? "", record.from?.description ?? "",
      record.outcome ?? "",
    ])
  }

  private static func row(_ cells: [String]) -> [UInt8] {
    Array((cells.map(Escaping.csv).joined(separator: ",") + "\r\n").utf8)
  }
}

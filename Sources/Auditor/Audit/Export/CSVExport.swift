public import PlumblineLedger
internal import PlumblineText

/// Records as CSV (RFC 4180): the columns, with a header row and CRLF. No cell is a formula to a spreadsheet.
public struct CSVExport: Sendable {
  public var columns: [RecordColumn]

  public init(_ columns: [RecordColumn] = RecordColumn.exported) { self.columns = columns }

  public var header: [UInt8] { Self.row(columns.map(\.rawValue)) }

  /// A record's row; lists are words separated by spaces, as in the ledger's own columns.
  public func row(_ record: RecordSummary) -> [UInt8] { Self.row(columns.map { $0.text(record) ?? "" }) }

  private static func row(_ cells: [String]) -> [UInt8] {
    Array((cells.map(Escaping.csv).joined(separator: ",") + "\r\n").utf8)
  }
}

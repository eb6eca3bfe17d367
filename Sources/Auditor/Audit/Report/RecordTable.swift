public import PlumblineLedger
internal import PlumblineText

/// Lines of records with aligned columns: first measured, then set, so that memory does not grow with the ledger.
public struct RecordTable {
  private let chosen: [RecordColumn]
  private let clock: (String) -> String
  private var columns: Columns

  /// - Parameter clock: how a time in UTC is shown.
  public init(_ chosen: [RecordColumn] = RecordColumn.listed, clock: @escaping (String) -> String = { $0 }) {
    self.chosen = chosen
    self.clock = clock
    columns = Columns(chosen.map { $0 == .index ? .right : .left }, widest: 60)
  }

  /// Widens the columns for a record's cells.
  public mutating func measure(_ record: RecordSummary) { columns.measure(cells(record)) }

  public func line(_ record: RecordSummary) -> String { columns.line(cells(record)) + "\n" }

  private func cells(_ record: RecordSummary) -> [String] {
    chosen.map { column in
      switch column {
      case .decision where record.isErased: return "ERASED"
      case .time: return clock(Escaping.terminal(record.time))
      case .remarks: return Escaping.terminal(column.text(record) ?? "")
      default:
        let text = column.text(record) ?? ""
        return text.isEmpty ? "-" : Escaping.terminal(text)
      }
    }
  }
}

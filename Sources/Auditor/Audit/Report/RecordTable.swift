public import PlumblineLedger
internal import PlumblineText

/// Lines of records with aligned columns: first measured, then set, so that memory does not grow with the ledger.
public struct RecordTable {
  private var columns = Columns([.right], widest: 60)

  public init() {}

  /// Widens the columns for a record's cells.
  public mutating func measure(_ record: RecordSummary) { columns.measure(Self.cells(record)) }

  public func line(_ record: RecordSummary) -> String { columns.line(Self.cells(record)) + "\n" }

  /// The cells: the index, right-aligned, then the columns, and last what the record is about.
  private static func cells(_ record: RecordSummary) -> [String] {
    func shown(_ text: String?) -> String { text.map(Escaping.terminal) ?? "-" }
    var remarks: [String] = []
    if record.kind == .override, let about = record.about {
      remarks.append("overrides record \(about): \(Escaping.terminal(record.reason ?? "no reason"))")
    }
    if let outcome = record.outcome, let about = record.about {
      remarks.append("outcome of record \(about): \(Escaping.terminal(outcome))")
    }
    if let from = record.from { remarks.append("from \(Escaping.terminal(from.description))") }
    return [
      "\(record.index)", Escaping.terminal(record.time), record.kind.rawValue,
      record.isErased ? "ERASED" : shown(record.decision), shown(record.pairing), shown(record.patient),
      shown(record.person), remarks.joined(separator: "  "),
    ]
  }
}

import PlumblineLedger
import PlumblinePresentation

/// Lines of records with their columns under each other.
struct RecordTable {
  private static let widest = 60
  private var widths: [Int] = []

  /// Makes room for a record's cells.
  mutating func measure(_ record: RecordSummary) {
    let cells = Self.cells(record)
    if widths.isEmpty { widths = cells.map { _ in 0 } }
    for (column, cell) in cells.enumerated() {
      widths[column] = max(widths[column], min(cell.count, Self.widest))
    }
  }

  func line(_ record: RecordSummary) -> String {
    var line = ""
    for (cell, width) in zip(Self.cells(record), widths) {
      let gap = String(repeating: " ", count: max(0, width - cell.count))
      // The index stands to the right.
      line += (line.isEmpty ? gap + cell : "  " + cell + gap)
    }
    line += Self.remark(record).map { "  " + $0 } ?? ""
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func cells(_ record: RecordSummary) -> [String] {
    func shown(_ text: String?) -> String { text.map(Escaping.terminal) ?? "-" }
    return [
      "\(record.index)", Escaping.terminal(record.time), record.kind.rawValue,
      record.isErased ? "ERASED" : shown(record.decision), shown(record.pairing), shown(record.patient),
      shown(record.person),
    ]
  }

  private static func remark(_ record: RecordSummary) -> String? {
    var remarks: [String] = []
    if record.kind == .override, let about = record.about {
      remarks.append("overrides record \(about): \(Escaping.terminal(record.reason ?? "no reason"))")
    }
    if let from = record.from { remarks.append("from \(Escaping.terminal(from.description))") }
    return remarks.isEmpty ? nil : remarks.joined(separator: "  ")
  }
}

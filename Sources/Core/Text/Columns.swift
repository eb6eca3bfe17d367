/// Rows whose cells stand under each other, two blanks apart. Rows are measured first and set then, one by one, so that
/// neither needs all of them at once.
package struct Columns {
  package enum Side: Sendable {
    case left, right
  }

  private let sides: [Side]
  private let widest: Int
  private var widths: [Int]

  /// - Parameters:
  ///   - sides: to which side the cells of each column stand; further columns stand to the left.
  ///   - widest: what is longer does not widen its column.
  package init(_ sides: [Side] = [], widest: Int = .max) {
    self.sides = sides
    self.widest = widest
    widths = sides.map { _ in 0 }
  }

  /// Makes room for a row.
  package mutating func measure(_ cells: [String]) {
    while widths.count < cells.count { widths.append(0) }
    for (column, cell) in cells.enumerated() {
      widths[column] = max(widths[column], min(cell.count, widest))
    }
  }

  /// A row that was measured. Nothing stands behind its last letter.
  package func line(_ cells: [String]) -> String {
    zip(cells, widths).enumerated().map { column, cell in
      column < sides.count && sides[column] == .right
        ? cell.0.rightAligned(in: cell.1) : cell.0.leftAligned(in: cell.1)
    }.joined(separator: "  ").droppingEndBlanks
  }

  /// All rows of a table.
  package static func lines(_ rows: [[String]], _ sides: [Side] = []) -> [String] {
    var columns = Columns(sides)
    for row in rows { columns.measure(row) }
    return rows.map(columns.line)
  }
}

/// Rows with aligned cells, two spaces apart. Rows are first measured and then written, one by one, so that
/// neither step needs all of them at once.
package struct Columns {
  package enum Side: Sendable {
    case left, right
  }

  private let sides: [Side]
  private let widest: Int
  private var widths: [Int]

  /// - Parameters:
  ///   - sides: the alignment of each column; further columns are aligned to the left.
  ///   - widest: the greatest width; longer cells do not widen their column.
  package init(_ sides: [Side] = [], widest: Int = .max) {
    self.sides = sides
    self.widest = widest
    widths = sides.map { _ in 0 }
  }

  /// Widens the columns for a row.
  package mutating func measure(_ cells: [String]) {
    while widths.count < cells.count { widths.append(0) }
    for (column, cell) in cells.enumerated() {
      widths[column] = max(widths[column], min(cell.count, widest))
    }
  }

  /// Returns the line of a measured row, without trailing spaces.
  package func line(_ cells: [String]) -> String {
    zip(cells, widths).enumerated().map { column, cell in
      column < sides.count && sides[column] == .right
        ? cell.0.rightAligned(in: cell.1) : cell.0.leftAligned(in: cell.1)
    }.joined(separator: "  ").droppingEndBlanks
  }

  /// Returns the lines of a table.
  package static func lines(_ rows: [[String]], _ sides: [Side] = []) -> [String] {
    var columns = Columns(sides)
    for row in rows { columns.measure(row) }
    return rows.map(columns.line)
  }
}

internal import PlumblineJSON
internal import PlumblineText

/// Names with their counts.
enum Counts {
  static func table(_ rows: [(name: String, count: Int)]) -> [String] {
    Columns.lines(rows.map { ["\($0.count)", $0.name] }, [.right]).map { "  " + $0 }
  }

  static func json(_ rows: [(name: String, count: Int)]) -> JSONValue {
    .array(rows.map { ["name": .string($0.name), "records": .number($0.count)] })
  }
}

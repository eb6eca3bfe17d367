internal import PlumblineGuideline
internal import PlumblineJSON

/// Dated readings as they were typed, row by row: whatever cannot be read is refused by the one reader, and stands in its row again.
struct SeriesAnswer: Sendable {
  struct Row: Sendable, Hashable {
    var value = ""
    /// The unit in which it was given; empty for the series' own.
    var unit = ""
    var day = ""

    var isBlank: Bool { value.isEmpty && day.isEmpty }
  }

  private(set) var rows: [Row] = []
  /// Whether there are no other readings.
  private(set) var isComplete = false

  init(_ rows: [Row], isComplete: Bool) {
    (self.rows, self.isComplete) = (rows.filter { !$0.isBlank }, isComplete)
  }

  /// Reads the value of a line; nothing is said where it cannot be read.
  init(_ text: String?) {
    guard let value = text.flatMap({ try? JSONReader.read($0).value }) else { return }
    isComplete = value["complete"]?.boolValue ?? false
    rows = (value.arrayValue ?? value["readings"]?.arrayValue ?? []).map { reading in
      Row(
        value: reading["value"]?.stringValue ?? reading["value"]?.numberValue?.description ?? "",
        unit: reading["unit"]?.stringValue ?? "", day: reading["observed"]?.stringValue ?? "")
    }
  }

  /// The value of its line; nil if nothing is said.
  func text(_ series: FactSeries) -> String? {
    if rows.isEmpty, !isComplete { return nil }
    let readings: [JSONValue] = rows.map { row in
      let unit = row.unit.isEmpty || row.unit == series.unit ? [] : [JSONMember("unit", .string(row.unit))]
      return .object(
        [JSONMember("value", Self.number(row.value)), JSONMember("observed", .string(row.day))] + unit)
    }
    return VisitFacts.line(
      isComplete ? ["readings": .array(readings), "complete": true] : .array(readings))
  }

  /// A number, with a point or a comma; the text itself if it is none.
  private static func number(_ text: String) -> JSONValue {
    let plain = text.replacing(",", with: ".")
    let value = try? JSONReader.read(plain).value
    return value?.numberValue.map { .number($0) } ?? .string(text)
  }
}

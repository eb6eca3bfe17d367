public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

/// The report of what is older than a retention period.
public struct RetentionReport {
  private let retention: Retention
  private let years: Int
  private let day: String

  /// - Parameters:
  ///   - years: the period.
  ///   - day: the day on which the period ended.
  public init(_ retention: Retention, years: Int, asOf day: String) {
    self.retention = retention
    self.years = years
    self.day = day
  }

  public var text: String {
    let retention = retention
    var lines = [
      "Older than \(years.counted("year")) on \(day): recorded before \(retention.before.prefix(10)) (UTC)",
      "due: \(retention.due.count.counted("record")) with a payload",
    ]
    lines += Columns.lines(counts.map { ["\($0.records)", $0.kind, $0.decision ?? ""] }, [.right]).map {
      "  " + $0
    }
    if !retention.due.isEmpty {
      lines.append("records: " + Self.runs(retention.due.map(\.index)))
    }
    if !retention.held.isEmpty {
      lines.append(
        "left out, under a legal hold (record \(Self.runs(retention.holds))): \(Self.runs(retention.held))")
    }
    if !retention.inUse.isEmpty {
      lines.append(
        "left out, because something about the same answer is younger or damaged: \(Self.runs(retention.inUse))"
      )
    }
    if !retention.damaged.isEmpty {
      lines.append(
        "left out, damaged, so that it is unknown whose: \(Self.runs(retention.damaged)); see `plumbline audit verify`"
      )
    }
    return lines.map(Escaping.terminal).joined(separator: "\n") + "\n"
  }

  /// What a proposal ends with.
  public static let unchanged =
    "Nothing was changed. To erase them: --erase --reason TEXT --authority TEXT\n"

  public var json: JSONValue {
    [
      "schema": 1, "as_of": .string(day), "years": .number(years), "before": .string(retention.before),
      "due": .array(retention.due.map { .number($0.index) }),
      "kinds": .array(
        counts.map {
          ["kind": .string($0.kind), "decision": .text($0.decision), "records": .number($0.records)]
        }),
      "held": .array(retention.held.map { .number($0) }),
      "holds": .array(retention.holds.map { .number($0) }),
      "in_use": .array(retention.inUse.map { .number($0) }),
      "damaged": .array(retention.damaged.map { .number($0) }),
    ]
  }

  /// How many are due of each kind and decision, the most frequent first.
  private var counts: [(kind: String, decision: String?, records: Int)] {
    var counts: [[String?]: Int] = [:]
    for record in retention.due { counts[[record.kind.rawValue, record.decision], default: 0] += 1 }
    return counts.map { (kind: $0.key[0] ?? "", decision: $0.key[1], records: $0.value) }.sorted {
      ($1.records, $0.kind, $0.decision ?? "") < ($0.records, $1.kind, $1.decision ?? "")
    }
  }

  /// Numbers as runs: `0, 3 to 7`.
  private static func runs(_ numbers: [Int]) -> String {
    AccessRequest.runs(numbers).map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"
    }.joined(separator: ", ")
  }
}

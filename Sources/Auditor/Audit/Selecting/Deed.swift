internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineText

/// What was done with the ledger itself, in a line: a hold, an erasure, a reading, an exchange of keys.
struct Deed {
  let words: String

  /// nil if its payload was not read.
  init?(_ record: RecordSummary) {
    guard let payload = record.deed else { return nil }
    func text(_ key: String) -> String? { payload[key]?.stringValue }
    let approval = [
      text("authority").map { "on the authority of \($0)" }, text("second").map { "second person \($0)" },
    ].compactMap(\.self)
    let reason =
      (text("reason").map { ": \($0)" } ?? "")
      + (approval.isEmpty ? "" : " (\(approval.joined(separator: "; ")))")
    switch record.kind {
    case .hold: words = (payload["held"] == .bool(true) ? "held" : "released") + reason
    case .erasure: words = "erased " + Self.records(Self.numbers(payload["records"]), record) + reason
    case .access:
      let runs = (payload["read"]?.arrayValue ?? []).map { Self.numbers($0) }.filter { $0.count == 2 }
      let read = runs.flatMap { $0[0] <= $0[1] ? Array($0[0]...min($0[1], $0[0] + Self.shown)) : [] }
      let count = runs.reduce(0) { $0 + max(0, $1[1] - $1[0] + 1) }
      words = "read \(Self.records(read, count, record)) with \(text("command") ?? "?")" + reason
    case .recovery: words = (text("finding") ?? "continued") + reason
    case .import:
      words =
        "\(payload["records"]?.numberValue?.intValue.map { $0.counted("record") } ?? "records") from \(text("origin") ?? "?")"
        + reason
    case .rotation: words = "exchange of the ledger's key" + reason
    case .timestamp: words = "timestamp of \(text("time") ?? "an unknown time")"
    case .decision, .failure, .refusal, .override, .outcome, .amendment, .signature: return nil
    }
  }

  /// How many records are named.
  private static let shown = 8

  private static func numbers(_ value: JSONValue?) -> [Int] {
    (value?.arrayValue ?? []).compactMap { $0.numberValue?.intValue }
  }

  private static func records(_ numbers: [Int], _ record: RecordSummary) -> String {
    records(numbers, numbers.count, record)
  }

  /// "record 3", "3 records (1, 2, 5)", "12 records (1, 2, … and 4 more)". An imported record has the numbers of another ledger.
  private static func records(_ numbers: [Int], _ count: Int, _ record: RecordSummary) -> String {
    if record.from != nil { return count.counted("record") }
    if count == 1, let number = numbers.first { return "record \(number)" }
    let more = count - min(count, shown)
    return "\(count.counted("record")) (\(numbers.prefix(shown).map(String.init).joined(separator: ", "))"
      + (more > 0 ? " and \(more) more)" : ")")
  }
}

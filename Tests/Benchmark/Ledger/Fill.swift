import PlumblineJSON
import PlumblineLedger

/// Fills a ledger, in commits of a few megabytes, for benchmarks of operations that read all of it.
///
/// Every hundredth record belongs to the patient `asked`; the others to many patients.
enum Fill {
  static func run(_ place: LedgerPlace, records: Int, bytes: Int) throws {
    let ledger = try Ledger.open(place, for: .appending)
    let batch = max(1, min(1_000, (1 << 22) / max(1, bytes)))
    var number = try ledger.count()
    let end = number + records
    while number < end {
      let numbers = number..<min(number + batch, end)
      _ = try ledger.append(try numbers.map { try entry($0, bytes: bytes, ledger) })
      number = numbers.upperBound
    }
  }

  private static func entry(_ number: Int, bytes: Int, _ ledger: Ledger) throws -> Entry {
    let id = number % 100 == 7 ? "asked" : "id-\(number % 5_000)"
    let patient = try ledger.pseudonym(of: id)
    // As long as an answer's payload, with as many values.
    let piece: JSONValue = [
      "rule": "made-up/rule", "truth": "false", "when": ["fact": "pain.duration_weeks", "at_least": 12],
    ]
    let count = max(1, bytes / 100)
    return Entry(kind: .decision, time: "2026-11-21T09:30:00.000Z", engine: "benchmark") { _ in
      [
        "as_of": "2026-11-20", "patient": .string(patient),
        "profile": ["id": .string(id), "patient": ["age": 44]],
        "decision": ["decision": "recommend", "trace": .array(Array(repeating: piece, count: count))],
      ]
    }
  }
}

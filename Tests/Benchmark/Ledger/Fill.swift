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

  /// One record in a hundred is an override of an earlier answer, whose number no other override has.
  private static func entry(_ number: Int, bytes: Int, _ ledger: Ledger) throws -> Entry {
    let time = "2026-\(two(1 + number % 12))-\(two(1 + number % 28))T09:30:00.000Z"
    let id = number % 100 == 7 ? "asked" : "id-\(number % 5_000)"
    let patient = try ledger.pseudonym(of: id)
    if number % 100 == 99 {
      return Entry(kind: .override, time: time, engine: "plumbline 0.2.0") { _ in
        [
          "about": .number(ExactNumber(number - 50)), "reason_code": "patient-refuses",
          "patient": .string(patient),
        ]
      }
    }
    // As long as an answer's payload, with as many values.
    let piece: JSONValue = [
      "rule": "made-up/rule", "truth": "false", "when": ["fact": "pain.duration_weeks", "at_least": 12],
    ]
    let isStop = number % 5 == 0
    let rule = isStop ? "red-flags/r\(number % 7)" : "made-up/r\(number % 11)"
    let trace =
      [JSONValue.object([JSONMember("rule", .string(rule)), JSONMember("truth", "true")])]
      + Array(repeating: piece, count: max(1, bytes / 100))
    let facts: JSONValue = .object(
      (0..<30).map { JSONMember("fact_\($0)", .number(ExactNumber(number % (3 + $0)))) })
    return Entry(kind: .decision, time: time, engine: "plumbline 0.2.0") { _ in
      [
        "as_of": "2026-11-20", "patient": .string(patient), "by": .string("dr-\(number % 9)"),
        "purpose": .string(number % 2 == 0 ? "clinic" : "ward"),
        "profile": [
          "id": .string(id), "made": facts, "red_flags": ["infection": .bool(number % 3 == 0)],
        ],
        "decision": [
          "decision": .string(isStop ? "stop" : "recommend"), "trace": .array(trace),
          "guideline": [
            "packs": [
              ["id": "red-flags", "version": "2.0.0"],
              ["id": "made-up", "version": .string(number % 2 == 0 ? "1.0.0" : "1.1.0")],
            ]
          ],
          "missing": [["fact": "mood.phq_9"]],
          "undecided": number % 4 == 0 ? [["rule": "made-up/u", "needs": ["mood.phq_9"]]] : [],
          "recommendations": isStop
            ? []
            : [
              [
                "role": "primary", "pairing": "exercise+made-up",
                "claims": [
                  ["certainty": "low", "evidence": "made-up", "rating_confirmed": .bool(number % 2 == 0)]
                ],
              ]
            ],
        ],
      ]
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

import PlumblineGuideline
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport

/// A test's own ledger, with small payloads.
struct TestLedger: ~Copyable {
  let scratch = Scratch()
  var place: LedgerPlace { LedgerPlace(scratch.path + "/data/ledger.sqlite") }

  static let time = "2026-11-21T09:30:00.000Z"
  static let engine = "plumbline test"

  static func entry(_ number: Int, kind: RecordKind = .decision, time: String = time) -> Entry {
    Entry(kind: kind, time: time, engine: engine) { _ in
      [
        "as_of": "2026-11-20", "patient": .string("P-\(number % 7)"), "by": "dr-a",
        "profile": [
          "id": .string("id-\(number % 7)"), "patient": ["age": .number(ExactNumber(20 + number % 60))],
        ],
        "decision": [
          "decision": "recommend",
          "recommendations": [
            [
              "role": "primary", "pairing": "exercise+pain-education",
              "claims": [["certainty": "low"], ["certainty": "moderate"]],
            ]
          ],
          "trace": [["rule": "a/b", "truth": "true"], ["rule": "a/c", "truth": "false"]],
          "undecided": [["rule": "a/d", "needs": ["mood.phq_9"]]],
        ],
      ]
    }
  }

  func open(_ purpose: Ledger.Purpose = .appending, wrapping: WrappingKey? = nil) throws -> Ledger {
    try Ledger.open(place, for: purpose, wrapping: wrapping)
  }

  /// Adds records, one commit each, and closes the ledger.
  func fill(_ count: Int, from first: Int = 0) throws {
    let ledger = try open()
    for number in first..<first + count { _ = try ledger.append([Self.entry(number)]) }
  }

  func verify(_ request: VerificationRequest = VerificationRequest()) throws -> Verification {
    try Ledger.verify(place, request)
  }

  /// Runs statements in Debian's sqlite3 shell, as the owner of the file could.
  @discardableResult
  func shell(_ sql: String) -> Command.Result {
    Command.run("/usr/bin/sqlite3", [place.path, sql])
  }

  /// Drops the triggers that prevent changing rows.
  func dropTriggers() {
    let names = [
      "record_stays", "record_is_fixed", "node_stays", "node_is_fixed", "pack_file_stays",
      "pack_file_is_fixed",
    ]
    shell(names.map { "DROP TRIGGER \($0);" }.joined())
  }
}

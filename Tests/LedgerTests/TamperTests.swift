import PlumblineJSON
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// Every changed byte of a record is found, wherever it is.
struct TamperTests {
  /// The smallest payload that fills every column.
  static func entry(_ number: Int) -> Entry {
    Entry(kind: .decision, time: TestLedger.time, engine: "p") { _ in
      [
        "about": 1, "by": "b", "patient": "P-\(number % 9)", "reason_code": "r",
        "decision": [
          "decision": "recommend", "trace": [["rule": "a/b", "truth": "true"]],
          "recommendations": [["role": "primary", "pairing": "e", "claims": [["certainty": "low"]]]],
          "undecided": [["rule": "a/d", "needs": ["f"]]],
        ],
      ]
    }
  }

  @Test func `every byte of 1,000 records, flipped one at a time, is found`() throws {
    let ledger = TestLedger()
    _ = try ledger.open().append((0..<1_000).map(Self.entry))
    var rows: [RecordRow] = []
    let database = try ledger.open(.reading)
    try database.connection.read { db in
      let cursor = try RecordRow.each(db)
      while let row = try cursor.next() { rows.append(row) }
    }
    #expect(rows.count == 1_000)
    var random = Seeded(Seeded.first)
    var (flips, missed) = (0, [String]())
    for row in rows {
      let check = RecordCheck()
      let sound = check.check(row, at: row.index)
      #expect(sound.divergence == nil)
      for (column, bytes) in row.cells {
        for place in bytes.indices {
          var changed = bytes
          changed[place] ^= UInt8(1 << random.below(8))
          let finding = check.check(row.with(column, changed), at: row.index, kept: sound.hash)
          flips += 1
          if finding.divergence == nil {
            missed.append("record \(row.index), \(column), byte \(place)")
          }
        }
      }
    }
    print("\(flips) bytes flipped, seed \(Seeded.first)")
    #expect(missed == [])
    #expect(flips > 400_000)
  }
}

extension RecordRow {
  /// Every cell that holds bytes.
  var cells: [(String, [UInt8])] {
    let named: [(String, [UInt8]?)] =
      [("time", time), ("kind", kind), ("leaf", leaf), ("key", key), ("sealed", sealed)]
      + zip(DerivedColumns.names, derived).map { ($0, $1) }
    return named.compactMap { name, bytes in bytes.map { (name, $0) } }
  }

  func with(_ column: String, _ bytes: [UInt8]?) -> RecordRow {
    var row = self
    switch column {
    case "time": row.time = bytes
    case "kind": row.kind = bytes
    case "leaf": row.leaf = bytes
    case "key": row.key = bytes
    case "sealed": row.sealed = bytes
    case "wrapped_by": row.wrappedBy = bytes
    default:
      if let place = DerivedColumns.names.firstIndex(of: column) { row.derived[place] = bytes }
    }
    return row
  }
}

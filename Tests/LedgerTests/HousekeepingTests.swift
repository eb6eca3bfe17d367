import PlumblineCryptography
import PlumblineJSON
import PlumblineSQLite
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// What an erasure leaves in the files, and what finishes it.
struct HousekeepingTests {
  private static func entry(_ number: Int, bytes: Int) -> Entry {
    Entry(kind: .decision, time: TestLedger.time, engine: TestLedger.engine) { _ in
      [
        "patient": .string("P-\(number)"), "profile": ["id": .string("id-\(number)")],
        "answer": ["text": .string(String(repeating: "x", count: bytes))],
      ]
    }
  }

  private static func erase(_ indices: [Int], _ ledger: Ledger) throws -> Erasure {
    try ledger.erase(
      ErasureRequest(targets: indices.map { .record($0) }, reason: "asked", by: nil), time: TestLedger.time,
      engine: TestLedger.engine)
  }

  /// Bytes by which sealed records would be found: the keys, and a piece of every 1,000 bytes of sealed content.
  private static func traces(of indices: [Int], _ ledger: Ledger) throws -> [[UInt8]] {
    let rows = try ledger.connection.read { db in try indices.compactMap { try RecordRow.read($0, db) } }
    return rows.flatMap { row -> [[UInt8]] in
      let sealed = row.sealed ?? []
      return (row.key.map { [$0] } ?? [])
        + stride(from: 0, to: max(0, sealed.count - 24), by: 1_000).map { Array(sealed[$0..<$0 + 24]) }
    }
  }

  /// The files that hold one of the traces. Python looks for them: without optimisation, these tests would take minutes.
  private static func files(_ test: borrowing TestLedger, holding traces: [[UInt8]]) -> [String] {
    let patterns = "\(test.place.folder)/../patterns"
    test.scratch.write("patterns", traces.map { Hex.encode($0) + "\n" }.joined())
    let script = """
      import os, sys
      traces = [bytes.fromhex(line) for line in open(sys.argv[1])]
      for name in sorted(os.listdir(sys.argv[2])):
          content = open(os.path.join(sys.argv[2], name), "rb").read()
          if any(trace in content for trace in traces):
              print(name)
      """
    let result = Command.run("/usr/bin/python3", ["-c", script, patterns, test.place.folder])
    #expect(result.code == 0, "\(result.error)")
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test func `a ledger with free pages is opened as it is, and nothing is rewritten`() throws {
    let test = TestLedger()
    do {
      let ledger = try test.open()
      _ = try ledger.append((0..<30).map { Self.entry($0, bytes: 20_000) })
      #expect(try Self.erase(Array(0..<30), ledger).erased.count == 30)
    }
    let before = Command.bytes(test.place.path)
    func freePages(_ ledger: Ledger) throws -> Int {
      try ledger.connection.read { try $0.number("PRAGMA freelist_count") ?? 0 }
    }
    let ledger = try test.open()
    #expect(try freePages(ledger) > 100)
    #expect(Command.bytes(test.place.path) == before)
    _ = try ledger.append((0..<20).map { Self.entry($0, bytes: 20_000) })
    #expect(try freePages(ledger) < 60, "what was freed is used again")
    #expect(try test.verify().isSound)
  }

  @Test
  func
    `an erasure that meets a reader is done, and what it leaves in the log is wiped when the reader is gone`()
    throws
  {
    let test = TestLedger()
    let ledger = try test.open()
    for number in 0..<8 { _ = try ledger.append([Self.entry(number, bytes: 9_000)]) }
    let traces = try Self.traces(of: [2, 5], ledger)
    var isVisited = false
    try test.open(.reading).eachRecord(damaged: { _ in }) { _ in
      if isVisited { return }
      isVisited = true
      let outcome = try Self.erase([2, 5], ledger)
      #expect(outcome.erased == [2, 5])
      #expect(!outcome.isWiped)
      #expect(ledger.tidy())
      #expect(!Self.files(test, holding: traces).isEmpty)
      let found = try test.verify()
      #expect(found.isSound, "\(found.divergences)")
      #expect(found.notes.contains { $0.contains("may still hold bytes of what was erased") })
      // What is left to be wiped delays no answer.
      #expect(try ledger.append([Self.entry(9, bytes: 10)]).warning == nil)
    }
    #expect(isVisited)
    #expect(!ledger.tidy())
    #expect(Self.files(test, holding: traces) == [])
    #expect(try test.verify().notes == [])
    #expect(!ledger.tidy())
  }

  @Test
  func
    `what a killed process left to be wiped is wiped by the next that records, or by the same command again`()
    throws
  {
    for isAgain in [false, true] {
      let test = TestLedger()
      let ledger = try test.open()
      for number in 0..<4 { _ = try ledger.append([Self.entry(number, bytes: 9_000)]) }
      let traces = try Self.traces(of: [1], ledger)
      // Up to the erasure's own commit.
      try ledger.transaction { db in
        _ = try ledger.clear(1, db)
        _ = try ledger.add(
          [
            Entry(kind: .erasure, time: TestLedger.time, engine: "e") { _ in
              ["reason": "r", "records": [1], "tombstones": []]
            }
          ], db)
        try ledger.noteUnwiped(4, db)
      }
      #expect(Self.files(test, holding: traces).contains("ledger.sqlite-wal"))
      let next = try test.open()
      if isAgain {
        let again = try Self.erase([1], next)
        #expect(again.isRepeated && again.isWiped && again.names.isEmpty)
      } else {
        _ = try next.append([Self.entry(9, bytes: 10)])
        #expect(!next.tidy())
      }
      #expect(Self.files(test, holding: traces) == [])
      #expect(try next.connection.read { try $0.number("SELECT count(*) FROM unwiped") } == 0)
    }
  }

  @Test func `whatever was appended and erased before, no file holds a byte of what was erased`() throws {
    for round in 0..<6 {
      var chance = Seeded(Seeded.first &+ UInt64(round))
      let test = TestLedger()
      let ledgers = [try test.open(), try test.open()]
      var kept: [Int] = []
      var gone: [[UInt8]] = []
      for _ in 0..<14 {
        let ledger = ledgers[chance.below(2)]
        for _ in 0..<chance.below(12) {
          let size = [20, 300, 900, 2_500, 4_000, 9_000, 40_000, 90_000][chance.below(8)]
          let count = chance.chance(30) ? 5 : 1
          kept += try ledger.append((0..<count).map { _ in Self.entry(chance.below(99), bytes: size) }).names
            .map(\.index)
        }
        if kept.isEmpty || chance.chance(30) { continue }
        let some = (0..<1 + chance.below(6)).compactMap { _ in
          kept.isEmpty ? nil : kept.remove(at: chance.below(kept.count))
        }
        gone += try Self.traces(of: some, ledger)
        let outcome = try Self.erase(some, ledger)
        #expect(outcome.erased == some.sorted() && outcome.isWiped, "seed \(chance.seed)")
        #expect(Self.files(test, holding: gone) == [], "seed \(chance.seed)")
      }
      #expect(!Self.files(test, holding: try Self.traces(of: kept, ledgers[0])).isEmpty || kept.isEmpty)
      #expect(try test.verify().isSound, "seed \(chance.seed)")
    }
  }
}

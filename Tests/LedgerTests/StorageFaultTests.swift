import Glibc
import PlumblineSQLite
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// Storage faults, in process: no space, a torn log, a clock that goes back, another schema.
struct StorageFaultTests {
  @Test func `a database that cannot grow refuses the whole record, and continues once there is space`()
    throws
  {
    let test = TestLedger()
    try test.fill(3)
    let ledger = try test.open()
    try ledger.connection.withoutTransaction { db in
      let pages = try db.number("PRAGMA page_count") ?? 0
      try db.run("PRAGMA max_page_count = \(pages)")
    }
    var refused = 0
    var kept = 3
    for number in 0..<200 where refused < 3 {
      do {
        _ = try ledger.append([TestLedger.entry(number)])
        kept += 1
      } catch LedgerError.cannotWrite {
        refused += 1
      }
    }
    #expect(refused == 3)
    #expect(try ledger.count() == kept)
    try ledger.connection.withoutTransaction { try $0.run("PRAGMA max_page_count = 100000") }
    #expect(try ledger.append([TestLedger.entry(0), TestLedger.entry(1)]).warning == nil)
    #expect(try test.verify().isSound)
    #expect(try test.verify().records == kept + 2)
  }

  @Test func `a clock that goes back is noted and harms nothing`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    for time in ["2026-11-21T09:30:00.000Z", "2026-11-21T09:29:59.000Z", "1970-01-01T00:00:00.000Z"] {
      _ = try ledger.append([TestLedger.entry(1, time: time)])
    }
    let found = try test.verify()
    #expect(found.isSound)
    #expect(found.notes.count == 2)
    #expect(found.notes.allSatisfy { $0.contains("the clock went back at record") })
  }

  /// The files as a power cut would leave them: with the log, while it is being written.
  private func cut(_ test: borrowing TestLedger, into scratch: borrowing Scratch, log: [UInt8]) -> LedgerPlace
  {
    for end in ["", ".key", ".pub", ".head"] {
      scratch.write("ledger.sqlite\(end)", Command.bytes(test.place.path + end))
    }
    scratch.write("ledger.sqlite-wal", log)
    for end in ["", ".key", ".head", "-wal"] { chmod("\(scratch.path)/ledger.sqlite\(end)", 0o600) }
    return LedgerPlace("\(scratch.path)/ledger.sqlite")
  }

  @Test func `a log that a kill left behind is read again, with every record`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    for number in 0..<5 { _ = try ledger.append([TestLedger.entry(number)]) }
    try withExtendedLifetime(ledger) { () throws -> Void in
      let scratch = Scratch()
      let place = cut(test, into: scratch, log: Command.bytes(test.place.path + "-wal"))
      #expect(try Ledger.verify(place, VerificationRequest()).records == 5)
      #expect(try Ledger.open(place, for: .appending).append([TestLedger.entry(9)]).names[0].index == 5)
      #expect(try Ledger.verify(place, VerificationRequest()).isSound)
    }
  }

  @Test func `a log that is torn anywhere is detected by the records that it lost`() throws {
    let test = TestLedger()
    try test.fill(2)
    let ledger = try test.open()
    for number in 0..<3 { _ = try ledger.append([TestLedger.entry(number)]) }
    let log = Command.bytes(test.place.path + "-wal")
    let frame = 4096 + 24
    #expect(log.count > 32 + 2 * frame)
    var chance = Seeded(Seeded.first)
    var places = [0, 1, 31, 32, 33, 55, 56, log.count - frame, log.count - 1]
    places += (0..<12).map { _ in chance.below(log.count) }
    try withExtendedLifetime(ledger) { () throws -> Void in
      for place in places {
        var flipped = log
        flipped[place] ^= 1 << UInt8(chance.below(8))
        try expectNoticed(test, Array(log.prefix(place)), "cut at \(place), seed \(chance.seed)")
        // Bytes of the header without a checksum may change unnoticed; then all records are there.
        try expectNoticed(test, flipped, "flipped at \(place), seed \(chance.seed)", mayBeWhole: place < 56)
      }
    }
  }

  private func expectNoticed(
    _ test: borrowing TestLedger, _ log: [UInt8], _ reported: String, mayBeWhole: Bool = false
  ) throws {
    let scratch = Scratch()
    let place = cut(test, into: scratch, log: log)
    let found = try Ledger.verify(place, VerificationRequest())
    if mayBeWhole, found.isSound, found.records == 5 { return }
    #expect(found.divergences.contains { $0.way == .truncated && $0.table == "record" }, "\(reported)")
    #expect(found.divergences.allSatisfy { $0.way == .truncated }, "\(reported) \(found.divergences)")
    let ledger = try Ledger.open(place, for: .appending)
    #expect(
      throws: LedgerError.refused(place.path, .olderThanHead(records: found.records, head: 5)), "\(reported)"
    ) {
      try ledger.append([TestLedger.entry(0)])
    }
    let recovery = try ledger.recover(
      reason: "a torn log", by: nil, time: TestLedger.time, engine: TestLedger.engine)
    #expect(recovery?.signed == 5, "\(reported)")
    #expect(try ledger.append([TestLedger.entry(0)]).warning == nil, "\(reported)")
    #expect(try Ledger.verify(place, VerificationRequest()).isSound, "\(reported)")
  }

  @Test(arguments: 1..<Schema.version)
  func `an older schema is read as it is, and migrated without changing a row`(version: Int) throws {
    let test = TestLedger()
    try test.fill(4)
    test.shell("DROP TABLE tombstone; DROP TABLE unwiped; DROP TABLE detail; DROP INDEX record_about")
    if version < Schema.withImports { test.shell("DROP TABLE import") }
    if version == 1 { test.dropTriggers() }
    test.shell("PRAGMA user_version = \(version)")
    let before = dump(test)
    #expect(try test.verify().isSound)
    #expect(
      try test.verify().notes
        == ["its schema is the older version \(version); the next record migrates it to \(Schema.version)"])
    var summaries = 0
    try test.open(.reading).eachSummary { _ in summaries += 1 }
    #expect(summaries == 4)
    #expect(test.shell("PRAGMA user_version").output == "\(version)\n")
    try test.fill(0)
    #expect(test.shell("PRAGMA user_version").output == "\(Schema.version)\n")
    #expect(dump(test) == before)
    #expect(try test.verify().isSound)
    try test.fill(1)
    #expect(try test.verify().records == 5)
  }

  @Test func `a newer schema is refused and left as it is`() throws {
    let test = TestLedger()
    try test.fill(1)
    test.shell("PRAGMA user_version = 99")
    let before = Command.bytes(test.place.path)
    let place = test.place
    #expect(throws: LedgerError.refused(place.path, .newerSchema(99))) {
      try Ledger.open(place, for: .appending)
    }
    let found = try test.verify()
    #expect(!found.isSound)
    #expect(Command.bytes(test.place.path) == before)
  }

  private func dump(_ test: borrowing TestLedger) -> String {
    ["record", "node", "pack_file", "head"].map {
      test.shell(".mode quote\nSELECT * FROM \($0);").output
    }.joined()
  }

  @Test func `a draft that a killed process left behind is never written to`() throws {
    let test = TestLedger()
    try test.fill(2)
    // Another name of the database itself, as it exists between linking a draft and removing its name.
    let draft = "\(test.place.path).new-\(getpid())"
    #expect(link(test.place.path, draft) == 0)
    try test.fill(1)
    #expect(try test.verify().records == 3)
    #expect(try test.verify().isSound)
  }
}

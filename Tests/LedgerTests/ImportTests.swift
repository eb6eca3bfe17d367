import PlumblineJSON
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// Importing records of other ledgers: what comes along, what does not, and how it is proved.
struct ImportTests {
  @Test func `an imported record differs only in its number, and its leaf names its origin`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try own.fill(2)
    try shard.fill(3, from: 10)
    let outcome = try own.take(shard.place)
    #expect([outcome.before, outcome.taken, outcome.takenErased] == [0, 3, 0])
    #expect(outcome.names.map(\.index) == [5])
    let (here, there) = (try own.open(.reading), try shard.open(.reading))
    for index in 0..<3 {
      let (taken, original) = (try here.record(2 + index), try there.record(index))
      #expect(taken.payload == original.payload)
      #expect(taken.leaf.original == original.leaf)
      #expect(taken.leaf.from == RecordName(origin: try shard.origin(), index: index))
      #expect(taken.leaf.version == 2 && original.leaf.version == 1)
    }
    #expect(try own.verify().isSound)
    #expect(try own.verify().records == 6)
    #expect(try own.verify().notes == [])
  }

  @Test func `the record of an import has the shard's head, word for word, and its key`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(5)
    try own.take(shard.place)
    let record = try own.open(.reading).record(5)
    let payload = try #require(record.payload)
    let head = try #require(try shard.open(.reading).head())
    #expect(record.leaf.kind == .import && record.leaf.from == nil)
    #expect(payload["checkpoint"] == .string(head.description))
    #expect(payload["key"] == .string(try #require(KeyFiles.publicKey(shard.place)).description))
    #expect(payload["by"] == "dr-import")
    #expect([payload["first"], payload["records"], payload["size"]] == [0, 5, 5])
    #expect(payload["digest"] == payload["root"])
    #expect(payload["root"] == .string(try Checkpoint(parsing: head.text).root.base64))
  }

  @Test func `a shard that is imported twice brings nothing the second time`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(4)
    try own.take(shard.place)
    let before = try own.open(.reading).head()
    let again = try own.take(shard.place)
    #expect([again.before, again.taken, again.names.count] == [4, 0, 0])
    #expect(!again.isOlderCopy)
    #expect(try own.open(.reading).head() == before)
  }

  @Test func `a shard that has grown brings its new records, and an older copy brings nothing`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(3)
    let old = shard.copy("old")
    try own.take(shard.place)
    try own.fill(1)
    try shard.fill(4, from: 3)
    let grown = try own.take(shard.place)
    #expect([grown.before, grown.taken] == [3, 4])
    #expect(try own.verify().isSound)
    let older = try own.take(old)
    #expect(older.isOlderCopy && older.taken == 0)
    let ledger = try own.open(.reading)
    #expect(
      (0..<7).map { try? ledger.index(of: RecordName(origin: try shard.origin(), index: $0)) }
        == [0, 1, 2, 5, 6, 7, 8])
    #expect(try ledger.index(of: RecordName(origin: try shard.origin(), index: 7)) == nil)
  }

  @Test(arguments: [0, 2, 4])
  func `a shard with another history is refused with the first record that differs`(fork: Int) throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(0)
    for number in 0..<fork { try shard.fill(1, from: number) }
    let other = TestLedger()
    let twin = shard.copy("twin")
    try shard.fill(5 - fork, from: fork)
    let ledger = try Ledger.open(twin, for: .appending)
    _ = try ledger.append((0..<6).map { TestLedger.entry(50 + $0) })
    try other.fill(1)
    try own.take(other.place)
    try own.take(shard.place)
    let records = try own.count()
    #expect(refusal { try own.take(twin) } == .forked(record: fork, here: 2 + fork))
    #expect(try own.count() == records)
    #expect(try own.verify().isSound)
  }

  @Test func `what was erased in the shard is erased here, and the shard's root still holds`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try own.fill(1)
    try shard.fill(4)
    try shard.erase(2)
    let outcome = try own.take(shard.place)
    #expect(outcome.taken == 5 && outcome.takenErased == 1)
    let ledger = try own.open(.reading)
    #expect(try ledger.record(3).payload == nil)
    #expect(try ledger.record(3).leaf.original == shard.open(.reading).record(2).leaf)
    #expect(try own.verify().isSound)
    #expect(try own.verify().erased == 1)
    own.dropTriggers()
    let columns = (DerivedColumns.names + ["key", "sealed"]).map { "\($0) = NULL" }.joined(separator: ", ")
    own.shell("UPDATE record SET \(columns) WHERE idx = 1")
    #expect(
      try own.verify().divergences.first?.description
        == "record 1, sealed: missing: the payload is missing, and no erasure names it")
  }

  @Test func `what the shard erases later is erased here with its overrides, at the next import`()
    throws
  {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(3)
    try own.take(shard.place)
    try own.override(1)
    try shard.erase(1)
    let outcome = try own.take(shard.place)
    #expect(outcome.erased == [1, 4])
    #expect(try own.open(.reading).record(1).payload == nil)
    #expect(try own.open(.reading).record(0).payload != nil)
    #expect(try own.verify().isSound)
    #expect(try own.take(shard.place).erased == [])
  }

  @Test func `a record that is erased here stays provable, and so does its shard`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(4)
    try own.take(shard.place)
    try own.erase(1)
    #expect(try own.verify().isSound)
    let key = try #require(KeyFiles.publicKey(shard.place))
    #expect(try Receipt(own.open(.reading).originalReceipt(1), key: key).leaf.index == 1)
    try shard.fill(2, from: 4)
    #expect(try own.take(shard.place).taken == 2)
    #expect(try own.verify().isSound)
  }

  @Test func `a large shard is imported in parts, and an interrupted import says so and continues`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(7)
    try shard.erase(0)
    var kept: [Int] = []
    var request = ImportRequest(shard: shard.place)
    request.batch = 3
    // As if the shard were damaged while it is read: everything up to then is kept and provable.
    let copy = shard.copy("copy")
    _ = try? own.open().take(request, time: TestLedger.time, engine: TestLedger.engine) { progress in
      guard case .kept(let records, _) = progress else { return }
      kept.append(records)
      if records == 6 {
        _ = own.edit("CREATE TRIGGER zz BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'no'); END")
      }
    }
    #expect(kept == [3, 6])
    own.shell("DROP TRIGGER zz")
    let found = try own.verify()
    #expect(found.isSound, "\(found.divergences)")
    #expect(
      found.notes == [
        "the import of \(try shard.origin()) has 6 of 8 records; import it again to continue"
      ])
    #expect(throws: LedgerError.self) { try own.open(.reading).originalReceipt(1) }
    let rest = try own.take(copy, batch: 3)
    #expect([rest.before, rest.taken] == [6, 2])
    #expect(try own.verify().notes == [])
    #expect(try own.verify().isSound)
    let key = try #require(KeyFiles.publicKey(shard.place))
    #expect(try Receipt(own.open(.reading).originalReceipt(1), key: key).head.size == 8)
  }

  @Test(arguments: [1, 2, 3, 7, 8, 13])
  func `every imported record has a receipt in the tree of its shard, whose file may be gone`(count: Int)
    throws
  {
    let own = TestLedger()
    try own.fill(2)
    let (key, leaves) = try taken(count, by: own)
    let ledger = try own.open(.reading)
    for (number, leaf) in leaves.enumerated() {
      let index = try #require(try ledger.index(of: RecordName(origin: key.name, index: number)))
      let receipt = try Receipt(ledger.originalReceipt(index, withPayload: true), key: key)
      #expect(receipt.leaf == leaf)
      #expect(try receipt.payload == ledger.record(index).payload?.canonical)
    }
    #expect(throws: LedgerError.noOriginal(0, reason: "it was recorded here first")) {
      try ledger.originalReceipt(0)
    }
  }

  /// Imports the records of a shard, which is then deleted; returns its key and its leaves.
  private func taken(_ count: Int, by own: borrowing TestLedger) throws -> (VerifierKey, [Leaf]) {
    let shard = TestLedger()
    try shard.fill(count)
    try own.take(shard.place, batch: 5)
    let ledger = try shard.open(.reading)
    return (
      try #require(KeyFiles.publicKey(shard.place)), try (0..<count).map { try ledger.record($0).leaf }
    )
  }

  @Test func `numbers in imported records are resolved here, whatever comes in between`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try own.fill(2)
    try shard.fill(2)
    try own.take(shard.place)
    try own.fill(3)
    try shard.override(1)
    try own.take(shard.place)
    var about: [Int: Int] = [:]
    try own.open(.reading).eachSummary { about[$0.index] = $0.about }
    #expect(about == [8: 3])
    try own.erase(3)
    #expect(try own.open(.reading).record(8).payload == nil)
    #expect(try own.verify().isSound)
  }

  @Test func `a ledger imports nothing from itself, from a copy of itself, or from one that holds imports`()
    throws
  {
    let own = TestLedger()
    let shard = TestLedger()
    try own.fill(2)
    try shard.fill(1)
    let copy = own.copy("copy")
    #expect(refusal { try own.take(own.place) } == .itself)
    #expect(refusal { try own.take(copy) } == .itself)
    _ = Command.run("/bin/rm", [copy.publicKey])
    #expect(refusal { try own.take(copy, keys: [try #require(KeyFiles.publicKey(own.place))]) } == .itself)
    try shard.take(own.place)
    #expect(refusal { try own.take(shard.place) } == .holdsImports)
    #expect(try own.count() == 2)
  }

  @Test func `an empty shard is nothing to import`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(0)
    #expect(try own.take(shard.place).head == nil)
    #expect(try own.count() == 0)
  }

  @Test func `clocks of shards are independent of this ledger's own`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    _ = try shard.open().append([TestLedger.entry(0, time: "2020-01-01T00:00:00.000Z")])
    try own.fill(1)
    try own.take(shard.place)
    try own.fill(1)
    #expect(try own.verify().notes == [])
  }
}

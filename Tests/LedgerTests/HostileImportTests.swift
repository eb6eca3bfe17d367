import PlumblineJSON
import PlumblineSQLite
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// A shard comes from outside: whatever was done to it, all of it is imported or nothing.
struct HostileShardImportTests {
  /// What was changed in the shard, and what must be named.
  struct Change: Sendable, CustomTestStringConvertible {
    var sql: String
    var named: String
    var testDescription: String { sql }
  }

  @Test(arguments: [
    Change(sql: "UPDATE record SET person = 'dr-b' WHERE idx = 2", named: "record 2, person: changed"),
    Change(sql: "UPDATE record SET sealed = zeroblob(90) WHERE idx = 0", named: "record 0, sealed: changed"),
    Change(sql: "UPDATE record SET key = zeroblob(32) WHERE idx = 3", named: "record 3, sealed: changed"),
    Change(sql: "UPDATE record SET leaf = x'7b7d' WHERE idx = 1", named: "record 1, leaf: changed"),
    Change(sql: "UPDATE record SET time = '2026' WHERE idx = 1", named: "record 1, time: changed"),
    Change(sql: "UPDATE record SET kind = 'import' WHERE idx = 1", named: "record 1, kind: changed"),
    Change(sql: "DELETE FROM record WHERE idx = 1", named: "record 1, idx: missing"),
    Change(sql: "DELETE FROM record WHERE idx = 4", named: "record 4, idx: truncated"),
    Change(sql: "DELETE FROM node WHERE level = 1 AND position = 0", named: "node 1/0, hash: missing"),
    Change(
      sql: "UPDATE node SET hash = zeroblob(32) WHERE level = 0 AND position = 4", named: "record 4, leaf"),
    Change(sql: "UPDATE head SET note = replace(note, '5', '4')", named: "head 0, note: changed"),
    Change(sql: "DELETE FROM head", named: "head 0, note: missing"),
    Change(sql: "UPDATE pack_file SET text = x'00'", named: "text: changed"),
    Change(sql: "DELETE FROM pack_file", named: "digest: missing"),
    Change(
      sql: "INSERT INTO import VALUES ('x', 0, 3, 3)", named: "import x/0, idx: added"),
    Change(sql: "CREATE VIEW zz AS SELECT 1", named: "schema zz, name: added"),
    Change(
      sql: "CREATE TRIGGER zz AFTER INSERT ON head BEGIN SELECT 1; END", named: "schema zz, name: added"),
    Change(
      sql: "ALTER TABLE head RENAME TO was; CREATE VIEW head AS WITH RECURSIVE r(id) AS (SELECT 0 UNION ALL "
        + "SELECT id FROM r) SELECT id, 1 AS size, 'x' AS note FROM r", named: "schema head, sql: changed"),
  ])
  func `a changed shard is refused as a whole, and the place is named`(change: Change)
    throws
  {
    let own = TestLedger()
    let shard = TestLedger()
    try own.fill(1)
    try shard.fill(4)
    let pack = try #require(try Shipped.guideline().packs.first)
    _ = try shard.open().append([
      Entry(kind: .decision, time: TestLedger.time, engine: "e", packs: [pack]) { _ in ["by": "x"] }
    ])
    #expect(shard.edit(change.sql).error == "")
    let files = Command.bytes(own.place.path)
    guard case .unsound(let first, _)? = refusal({ try own.take(shard.place, batch: 2) }) else {
      Issue.record("it was not refused")
      return
    }
    #expect(first.contains(change.named), "\(first)")
    #expect(Command.bytes(own.place.path) == files)
    #expect(try own.verify().isSound)
  }

  @Test func `no byte of a shard can be changed so that something else is imported`() throws {
    let shard = TestLedger()
    try shard.fill(6)
    let bytes = Command.bytes(shard.place.path)
    let leaves = try (0..<6).map { try shard.open(.reading).record($0).leaf }
    var chance = Seeded(Seeded.first)
    var refused = 0
    for round in 0..<60 {
      let own = TestLedger()
      var changed = bytes
      changed[chance.below(bytes.count)] ^= 1 << UInt8(chance.below(8))
      shard.scratch.write("data/ledger.sqlite", changed)
      do {
        try own.take(shard.place)
        let ledger = try own.open(.reading)
        for index in 0..<6 {
          #expect(try ledger.record(index).leaf.original == leaves[index], "round \(round)")
        }
        #expect(try own.verify().isSound)
      } catch is LedgerError {
        refused += 1
        #expect(try own.count() == 0)
      }
    }
    print("\(refused) of 60 refused, seed \(Seeded.first)")
  }

  @Test(arguments: ["", "not a database, and much too short", "SQLite format 3\u{0}"])
  func `a file that is not a ledger is refused`(text: String) throws {
    let own = TestLedger()
    try own.fill(1)
    own.scratch.write("shard", text)
    #expect(throws: LedgerError.self) { try own.take(LedgerPlace(own.scratch.path + "/shard")) }
    #expect(throws: LedgerError.self) { try own.take(LedgerPlace(own.scratch.path)) }
    #expect(throws: LedgerError.self) { try own.take(LedgerPlace("/dev/zero")) }
    #expect(try own.count() == 1)
  }

  @Test
  func
    `a shard without its public key is refused, and one with an invented key if keys are given`()
    throws
  {
    let own = TestLedger()
    let shard = TestLedger()
    let other = TestLedger()
    try own.fill(0)
    try shard.fill(2)
    try other.fill(1)
    let key = try #require(KeyFiles.publicKey(shard.place))
    let stranger = try #require(KeyFiles.publicKey(other.place))
    #expect(refusal { try own.take(shard.place, keys: [stranger]) } == .unknownKey(origin: key.name))
    // The name is right, but the key is not.
    let forged = try #require(SigningKey(name: key.name)).verifier
    guard case .unsound? = refusal({ try own.take(shard.place, keys: [forged]) }) else {
      Issue.record("it was not refused")
      return
    }
    _ = Command.run("/bin/rm", [shard.place.publicKey])
    guard case .unsound? = refusal({ try own.take(shard.place) }) else {
      Issue.record("it was not refused")
      return
    }
    #expect(try own.take(shard.place, keys: [stranger, key]).taken == 2)
  }

  @Test func `a shard that takes another's name, with its own key, is refused`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(2)
    try own.take(shard.place)
    let impostor = TestLedger()
    let key = try #require(SigningKey(name: try shard.origin()))
    let empty = try #require(Checkpoint(origin: key.name, size: 0, root: .empty))
    impostor.scratch.write("data/ledger.sqlite.head", try key.sign(empty.text).bytes)
    impostor.scratch.write("data/ledger.sqlite.key", key.text + "\n")
    try impostor.fill(3)
    #expect(refusal { try own.take(impostor.place) } == .otherKey(origin: key.name))
    #expect(try own.count() == 3)
  }

  @Test func `a name that would not fit a leaf is refused`() throws {
    let own = TestLedger()
    for name in [String(repeating: "x", count: 2000), "ünicode"] {
      let shard = TestLedger()
      let key = try #require(SigningKey(name: name))
      let empty = try #require(Checkpoint(origin: key.name, size: 0, root: .empty))
      shard.scratch.write("data/ledger.sqlite.head", try key.sign(empty.text).bytes)
      shard.scratch.write("data/ledger.sqlite.key", key.text + "\n")
      try shard.fill(1)
      #expect(refusal { try own.take(shard.place) } == .unfitName)
    }
  }

  @Test func `a leaf of the largest size is imported, and one with another form of time is refused`() throws {
    let most = (0..<3_500).map { "sha256:" + String(repeating: "f", count: 60) + String(1_000 + $0) }
    let commitment = Commitment(to: Opening(salt: [], payload: []))
    let leaf = Leaf(
      index: 3, time: TestLedger.time, kind: .decision, engine: "e", packs: most, commitment: commitment)
    let imported = leaf.imported(from: String(repeating: "x", count: 1024), as: .max)
    #expect(Leaf(leaf.bytes) == leaf)
    #expect(Leaf(imported.bytes) == imported)
    #expect(Leaf(imported.bytes)?.original == leaf)
    for time in ["2026-11-21", "2026-11-21T09:30:00.000z", "", "2026-11-21T09:30:00.0000Z", "\u{1B}[2J"] {
      var other = leaf
      other.time = time
      #expect(Leaf(other.bytes) == nil, "\(time)")
    }
    for from in ["x", "/1", "x/", "x/-1", "x/01", "x/1 "] { #expect(RecordName(from) == nil, "\(from)") }
  }
}

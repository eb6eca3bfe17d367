import PlumblineJSON
import PlumblineSQLite
import PlumblineTestSupport
import Testing

@testable import PlumblineLedger

/// A patient who was erased does not come back with a shard.
struct TombstoneTests {
  private static func append(_ payload: JSONValue, to ledger: Ledger) throws {
    _ = try ledger.append([
      Entry(kind: .decision, time: TestLedger.time, engine: TestLedger.engine) { _ in payload }
    ])
  }

  /// An answer for a patient as the command records it.
  private static func answer(_ id: String, to test: borrowing TestLedger, isPseudonymised: Bool = false)
    throws
  {
    let ledger = try test.open()
    let pseudonym = try ledger.pseudonym(of: id)
    try append(
      ["patient": .string(pseudonym), "profile": ["id": .string(isPseudonymised ? pseudonym : id)]],
      to: ledger)
  }

  @discardableResult
  private static func erase(_ id: String, in test: borrowing TestLedger) throws -> Erasure {
    try test.open().erase(
      ErasureRequest(targets: [.patient(id)], reason: "asked", by: nil), time: TestLedger.time,
      engine: TestLedger.engine)
  }

  @discardableResult
  private static func take(
    _ shard: LedgerPlace, into test: borrowing TestLedger, _ erased: ImportRequest.Erased = .refuse,
    batch: Int = 1_000
  ) throws -> ImportOutcome {
    var request = ImportRequest(shard: shard, by: "dr-import", erased: erased)
    request.batch = batch
    return try test.open().take(request, time: TestLedger.time, engine: TestLedger.engine)
  }

  /// Builds a ledger in which Anna was erased, and a shard with her in its second and fourth records, with an override of the
  /// latter.
  private static func prepare(_ own: borrowing TestLedger, _ shard: borrowing TestLedger) throws {
    try answer("Anna", to: own)
    try answer("Berta", to: own)
    try erase("Anna", in: own)
    for id in ["Carla", "Anna", "Dora", "Anna"] { try answer(id, to: shard) }
    try shard.override(3)
  }

  @Test(arguments: [true, false])
  func `a shard with a patient who was erased here is refused, and none of it is imported`(isKeyHere: Bool)
    throws
  {
    let own = TestLedger()
    let shard = TestLedger()
    try Self.prepare(own, shard)
    if !isKeyHere { _ = Command.run("/bin/rm", [shard.place.key]) }
    let before = try own.count()
    let refused = refusal { try Self.take(shard.place, into: own) }
    guard case .erasedPatients(first: 1, let count) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    // The override holds only a pseudonym of the shard, and is handled like its answer.
    #expect(count == 2 && refused?.isOfOptions == true)
    #expect(refused?.words.contains("--erased erase") == true && refused?.words.contains("Anna") == false)
    #expect(try own.count() == before)
    #expect(try own.verify().isSound)
  }

  @Test(arguments: [1, 2, 1_000])
  func `they are imported without their payloads if that is chosen, and so are their overrides`(batch: Int)
    throws
  {
    let own = TestLedger()
    let shard = TestLedger()
    try Self.prepare(own, shard)
    let outcome = try Self.take(shard.place, into: own, .erase, batch: batch)
    #expect(
      [outcome.taken, outcome.erasedOnArrival, outcome.takenErased, outcome.keptErased] == [5, 3, 0, 0])
    let ledger = try own.open(.reading)
    var names: [Int: Bool] = [:]
    try ledger.eachRecordAndSummary { summary, record in
      if let from = summary.from { names[from.index] = record.payload != nil }
      #expect(record.payload?["profile"]?["id"] != "Anna")
    }
    #expect(names == [0: true, 1: false, 2: true, 3: false, 4: false])
    let found = try own.verify()
    #expect(found.isSound && found.erased == 4, "\(found.divergences)")
    let key = try #require(KeyFiles.publicKey(shard.place))
    let index = try #require(try ledger.index(of: RecordName(origin: key.name, index: 3)))
    #expect(try Receipt(ledger.originalReceipt(index), key: key).leaf.index == 3)
    #expect(try Self.erase("Anna", in: own).erased == [])
    // Her later records with only the shard's pseudonym are recognised by it.
    try Self.answer("Anna", to: shard, isPseudonymised: true)
    #expect(refusal { try Self.take(shard.place, into: own) } == .erasedPatients(first: 5, count: 1))
  }

  @Test func `they are kept if a reason is given, which is recorded with what was kept`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try Self.prepare(own, shard)
    let outcome = try Self.take(shard.place, into: own, .keep(reason: "she is back"))
    #expect([outcome.taken, outcome.erasedOnArrival, outcome.keptErased] == [5, 0, 2])
    let ledger = try own.open()
    let payload = try ledger.record(try #require(outcome.names.first).index).payload
    #expect(payload?["reason"] == "she is back" && payload?["kept"] == [1, 3])
    #expect(try own.verify().isSound)
    #expect(try Self.erase("Anna", in: own).erased.count == 3, "they are behind the first erasure")
    #expect(try own.verify().isSound)
  }

  @Test func `an override of an answer erased here by number does not come back either`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try Self.answer("Carla", to: shard)
    try Self.take(shard.place, into: own)
    try own.erase(0)
    try shard.override(0)
    #expect(refusal { try Self.take(shard.place, into: own) } == .erasedPatients(first: 1, count: 1))
    #expect(try Self.take(shard.place, into: own, .erase).erasedOnArrival == 1)
    #expect(try own.verify().isSound)
  }

  @Test func `a patient erased while a shard is read does not come back either`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try Self.answer("Anna", to: own)
    for id in ["Carla", "Dora", "Anna"] { try Self.answer(id, to: shard) }
    var request = ImportRequest(shard: shard.place)
    request.batch = 1
    let refused = refusal {
      _ = try own.open().take(request, time: TestLedger.time, engine: TestLedger.engine) { progress in
        if case .kept(1, _) = progress { _ = try? Self.erase("Anna", in: own) }
      }
    }
    #expect(refused == .erasedPatients(first: 2, count: 1))
    #expect(try Self.take(shard.place, into: own, .erase).erasedOnArrival == 1)
    #expect(try own.verify().isSound && own.verify().notes == [])
  }

  @Test
  func `a patient is recognised by each name: an id, a pseudonym, and a known shard's pseudonym for the id`()
    throws
  {
    let own = TestLedger()
    let known = TestLedger()
    let stranger = TestLedger()
    try Self.answer("Emil", to: known)
    try Self.take(known.place, into: own)
    try Self.answer("Anna", to: own)
    // By pseudonym: the id in the payload belongs to the same patient, because the pseudonym derives from it.
    let pseudonym = try own.open(.reading).pseudonym(of: "Anna")
    try Self.answer("Anna", to: known)
    try Self.take(known.place, into: own)
    #expect(try Self.erase(pseudonym, in: own).erased.count == 2)
    try Self.answer("Anna", to: known, isPseudonymised: true)
    #expect(refusal { try Self.take(known.place, into: own) } == .erasedPatients(first: 2, count: 1))
    try Self.answer("Anna", to: stranger)
    #expect(refusal { try Self.take(stranger.place, into: own) } == .erasedPatients(first: 0, count: 1))
    // This cannot be recognised: a pseudonym whose key was not here, without an id beside it.
    let masked = TestLedger()
    try Self.answer("Anna", to: masked, isPseudonymised: true)
    #expect(try Self.take(masked.place, into: own).taken == 1)
    #expect(try Self.erase("Anna", in: own).erased.count == 1, "its key is known now, and so is she")
  }

  @Test func `a shard that gives an erased pseudonym to another patient harms only itself`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    let honest = TestLedger()
    let ledger = try own.open()
    try Self.answer("Anna", to: own)
    let victim = try ledger.pseudonym(of: "Victor")
    try Self.append(["patient": .string(victim), "profile": ["id": "Anna"]], to: try shard.open())
    try Self.take(shard.place, into: own)
    #expect(try Self.erase("Anna", in: own).erased.count == 2)
    try Self.append(["patient": .string(victim), "profile": ["id": "Victor"]], to: try honest.open())
    #expect(try Self.take(honest.place, into: own).taken == 1)
  }

  @Test func `an erasure from before tombstones existed gets one when it is repeated`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try Self.answer("Anna", to: own)
    try Self.answer("Anna", to: shard)
    let ledger = try own.open()
    try ledger.transaction { db in
      _ = try ledger.clear(0, db)
      _ = try ledger.add(
        [
          Entry(kind: .erasure, time: TestLedger.time, engine: "e") { _ in ["reason": "r", "records": [0]] }
        ], db)
    }
    #expect(try own.verify().isSound)
    let again = try Self.erase("Anna", in: own)
    #expect(again.isRepeated && again.erased == [] && again.names.count == 1)
    #expect(try Self.erase("Anna", in: own).names == [])
    #expect(refusal { try Self.take(shard.place, into: own) } == .erasedPatients(first: 0, count: 1))
    #expect(try own.verify().isSound)
  }

  @Test func `an unknown patient leaves no tombstone`() throws {
    let own = TestLedger()
    try own.fill(3)
    let outcome = try Self.erase("nobody", in: own)
    #expect(outcome.names == [] && !outcome.isRepeated)
    let opened = try own.open()
    #expect(try opened.connection.read(Tombstones.isEmpty))
  }

  @Test(arguments: [
    ("DELETE FROM tombstone", "tombstone 2, mark: missing: record 2 left it"),
    ("INSERT INTO tombstone VALUES ('00', 2)", "tombstone, rows: added: 3 are here, but the erasures left 2"),
    ("UPDATE tombstone SET idx = 1", "tombstone 2, mark: missing: record 2 left it"),
    ("INSERT INTO unwiped VALUES (1)", "unwiped 1, idx: added: no erasure has this number"),
  ])
  func `a tombstone that is removed, added or changed is found`(sql: String, words: String) throws {
    let own = TestLedger()
    try Self.answer("Anna", to: own)
    try Self.answer("Berta", to: own)
    try Self.erase("Anna", in: own)
    _ = own.edit(sql)
    #expect(try own.verify().divergences.first?.description == words)
  }

  @Test func `no tombstone is a pseudonym, or can be recognised without the signing key`() throws {
    let own = TestLedger()
    let other = TestLedger()
    try own.fill(0)
    try other.fill(0)
    let (ours, theirs) = (Tombstones(try own.open().nameKeys()), Tombstones(try other.open().nameKeys()))
    let marks = [ours.mark(of: "Anna"), theirs.mark(of: "Anna"), ours.mark(of: "Anna", in: try own.origin())]
    #expect(Set(marks).count == 3)
    let pseudonym = try own.open().pseudonym(of: "Anna")
    for mark in marks { #expect(mark.count == 32 && !pseudonym.contains(mark.prefix(8))) }
  }
}

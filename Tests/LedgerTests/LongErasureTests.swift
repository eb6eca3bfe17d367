import PlumblineJSON
import PlumblineSQLite
import PlumblineTestSupport
import Testing

@testable import PlumblineLedger

/// Erasures of many records, while others answer, and repeated.
struct LongErasureTests {
  private static func erase(
    _ targets: ErasureRequest.Target..., in ledger: Ledger, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> Erasure {
    try ledger.erase(
      ErasureRequest(targets: targets, reason: "asked", by: nil), time: TestLedger.time,
      engine: TestLedger.engine, progress: progress)
  }

  private static func fill(_ count: Int, _ ledger: Ledger) throws {
    _ = try ledger.append((0..<count).map { TestLedger.entry($0) })
  }

  @Test
  func `many records are erased in portions, the last first, each with a record that lists them`()
    throws
  {
    let test = TestLedger()
    let ledger = try test.open()
    try Self.fill(2_100, ledger)
    let outcome = try Self.erase(.patient("id-3"), in: ledger)
    #expect(outcome.erased == Array(stride(from: 3, to: 2_100, by: 7)))
    #expect(outcome.names.map(\.index) == [2_100, 2_101, 2_102])
    var before = Int.max
    for name in outcome.names {
      let payload = try #require(try ledger.record(name.index).payload)
      let listed = (payload["records"]?.arrayValue ?? []).compactMap { $0.numberValue?.intValue }
      #expect(listed.count <= 128 && listed == listed.sorted() && listed.last ?? 0 < before)
      before = listed.first ?? 0
      // Only the last says that everything before it is gone.
      #expect((payload["tombstones"]?.arrayValue?.isEmpty == false) == (name == outcome.name))
    }
    let found = try test.verify()
    #expect(found.isSound && found.erased == 300, "\(found.divergences)")
  }

  @Test func `an interrupted erasure is one of fewer records, and the same request finds the rest`()
    throws
  {
    let test = TestLedger()
    let ledger = try test.open()
    try Self.fill(1_400, ledger)
    // The overrides of what is erased come after it, and could not be found in any other way.
    _ = try ledger.append(.override, about: 3, time: TestLedger.time, engine: "e") { _ in ["about": 3] }
    _ = test.edit(
      "CREATE TRIGGER zz BEFORE UPDATE ON record WHEN NEW.idx < 300 BEGIN SELECT RAISE(ABORT, 'no'); END")
    #expect(throws: LedgerError.self) { try Self.erase(.patient("id-3"), in: ledger) }
    test.shell("DROP TRIGGER zz")
    let cut = try test.verify()
    #expect(cut.isSound && cut.erased > 0 && cut.erased < 201, "\(cut.divergences)")
    #expect(try ledger.connection.read(Tombstones.isEmpty), "nothing says yet that all of it is gone")
    let rest = try Self.erase(.patient("id-3"), in: try test.open())
    #expect(rest.erased.count == 201 - cut.erased)
    #expect(try test.verify().erased == 201)
    #expect(try test.verify().isSound)
  }

  @Test func `what is recorded about the patient during the search is erased too`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    let other = try test.open()
    try Self.fill(1_200, ledger)
    var added: [Int] = []
    let outcome = try Self.erase(.patient("id-3"), in: ledger) { _, _ in
      guard added.count < 3 else { return }
      let names = try? other.append([TestLedger.entry(3), TestLedger.entry(4)]).names
      let override = try? other.append(.override, about: 10, time: TestLedger.time, engine: "e") { _ in
        ["about": 10, "patient": "P-nobody"]
      }.names
      added += [names?.first?.index, override?.first?.index].compactMap(\.self)
    }
    #expect(added.count >= 4)
    #expect(outcome.erased == Array(stride(from: 3, to: 1_200, by: 7)) + added)
    #expect(try test.verify().isSound)
  }

  @Test(arguments: [true, false])
  func `a record is erased with its overrides, and theirs, with an index of them or without`(isIndexed: Bool)
    throws
  {
    let test = TestLedger()
    let ledger = try test.open()
    try Self.fill(20, ledger)
    if !isIndexed { test.shell("DROP INDEX record_about") }
    for about in [4, 20, 7] {
      _ = try ledger.append(.override, about: about, time: TestLedger.time, engine: "e") { _ in
        ["about": .number(ExactNumber(about))]
      }
    }
    #expect(try Self.erase(.record(4), in: ledger).erased == [4, 20, 21])
    let again = try Self.erase(.record(4), in: ledger)
    #expect(again.isRepeated && again.erased == [] && again.names == [])
    #expect(try test.verify().isSound)
  }

  @Test func `one record is erased without reading the others`() throws {
    let test = TestLedger()
    try test.fill(9)
    // This record cannot be read; only an erasure of patients reports that.
    _ = test.edit("UPDATE record SET sealed = x'00' WHERE idx = 2")
    #expect(try Self.erase(.record(4), in: test.open()).damaged == [])
    #expect(try Self.erase(.patient("id-5"), in: test.open()).damaged == [2])
    #expect(throws: LedgerError.self) { try Self.erase(.record(2), in: test.open()) }
  }

  @Test
  func `erasing a patient again searches back only to the erasure, unless records were damaged then`()
    throws
  {
    let test = TestLedger()
    let ledger = try test.open()
    try Self.fill(40, ledger)
    #expect(try Self.erase(.patient("id-3"), in: ledger).erased.count == 6)
    try Self.fill(7, ledger)
    _ = test.edit("UPDATE record SET sealed = x'00' WHERE idx = 1")
    let again = try Self.erase(.patient("id-3"), in: ledger)
    #expect(again.erased == [44] && again.damaged == [] && again.isRepeated)
    #expect(try Self.erase(.patient("id-3"), in: ledger).names == [])
    // Another patient's erasure meets the damaged record and reports it; so the next one checks it again.
    let other = try Self.erase(.patient("id-4"), in: ledger)
    #expect(other.damaged == [1])
    #expect(try ledger.record(try #require(other.name).index).payload?["damaged"] == 1)
    #expect(try Self.erase(.patient("id-4"), in: ledger).damaged == [1])
  }

  @Test func `text that only looks like the patient's name erases nothing, and an escaped name does`() throws
  {
    let test = TestLedger()
    let ledger = try test.open()
    let id = "Anna \"A\\\" Müller\n\u{1}"
    for value: JSONValue in [
      ["profile": ["id": .string(id)]], ["profile": ["id": "other"], "purpose": .string("\"id\":\"\(id)\"")],
      ["profile": ["id": "other", "id_of": .string(id)]], ["patient": .string(try ledger.pseudonym(of: id))],
      ["profile": ["patient": .string(id)]],
    ] {
      _ = try ledger.append([
        Entry(kind: .decision, time: TestLedger.time, engine: "e") { _ in value }
      ])
    }
    #expect(try Self.erase(.patient(id), in: ledger).erased == [0, 3])
  }
}

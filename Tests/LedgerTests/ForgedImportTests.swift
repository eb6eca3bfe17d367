import PlumblineJSON
import PlumblineSQLite
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// The holder of this ledger's key can sign anything, but not in a shard's name.
struct ForgedImportTests {
  /// What is written instead of an honest import.
  struct Forgery: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What `audit verify` must report first.
    var named: String
    var leaf: @Sendable (Int, Leaf) -> Leaf? = { $1 }
    var statement: @Sendable (JSONValue) -> JSONValue? = { $0 }
    var run: @Sendable (Imports.Run) -> Imports.Run? = { $0 }
  }

  private static func with(_ key: String, _ value: JSONValue) -> @Sendable (JSONValue) -> JSONValue? {
    { .object(($0.objectValue ?? []).map { $0.key == key ? JSONMember(key, value) : $0 }) }
  }

  static let forgeries = [
    Forgery(testDescription: "an honest import", named: ""),
    Forgery(
      testDescription: "a time that the shard does not have",
      named: "record 5, sealed: rewritten: the records before it are not the first 5 of",
      leaf: { number, leaf in
        var leaf = leaf
        if number == 2 { leaf.time = "2026-11-21T09:31:00.000Z" }
        return leaf
      }),
    Forgery(
      testDescription: "an engine that the shard does not have",
      named: "record 5, sealed: rewritten: the records before it are not the first 5 of",
      leaf: { number, leaf in
        var leaf = leaf
        if number == 4 { leaf.engine = "another" }
        return leaf
      }),
    Forgery(
      testDescription: "a record left out", named: "record 2, leaf: reordered: record 2 of",
      leaf: { number, leaf in number == 2 ? nil : leaf }),
    Forgery(
      testDescription: "the last record left out",
      named: "record 4, sealed: changed: it does not describe the records before it",
      leaf: { number, leaf in number == 4 ? nil : leaf }),
    Forgery(
      testDescription: "records called by other numbers", named: "record 1, leaf: reordered: record 1 of",
      leaf: { number, leaf in
        var leaf = leaf
        if let from = leaf.from, number == 1 || number == 3 {
          leaf.from = RecordName(origin: from.origin, index: 4 - from.index)
        }
        return leaf
      }),
    Forgery(
      testDescription: "another ledger's name",
      named: "record 4, kind: missing: the records before it were imported",
      leaf: { number, leaf in
        var leaf = leaf
        if number == 4 { leaf.from = RecordName(origin: "other", index: 4) }
        return leaf
      }),
    Forgery(
      testDescription: "no record of the import",
      named: "record 5, kind: missing: the records before it were imported", statement: { _ in nil }),
    Forgery(
      testDescription: "a statement of nothing",
      named: "record 5, sealed: changed: it does not describe an import",
      statement: { _ in ["by": "x"] }),
    Forgery(
      testDescription: "a statement of fewer records",
      named: "record 5, sealed: changed: it does not describe the records before it",
      statement: with("records", 4)),
    Forgery(
      testDescription: "a root that was not signed",
      named: "record 5, sealed: changed: it does not describe an import",
      statement: with("root", .string(TreeHash.empty.base64))),
    Forgery(
      testDescription: "another digest", named: "record 5, sealed: rewritten: the records before it",
      statement: with("digest", .string(TreeHash.empty.base64))),
    Forgery(
      testDescription: "a proof where none is needed",
      named: "record 5, sealed: rewritten: the first 5 records of",
      statement: with("proof", [.string(TreeHash.empty.base64)])),
    Forgery(
      testDescription: "a key that did not sign",
      named: "record 5, sealed: rewritten: the shard's head is not",
      statement: with("key", .string(SigningKey(name: "x")?.description ?? ""))),
    Forgery(
      testDescription: "another key of the shard's name",
      named: "record 5, sealed: rewritten: the shard's head is not",
      statement: { payload in
        let key = SigningKey(name: payload["origin"]?.stringValue ?? "")
        return with("key", .string(key?.description ?? ""))(payload)
      }),
    Forgery(
      testDescription: "a head that the shard did not sign",
      named: "record 5, sealed: rewritten: the shard's head is not",
      statement: { payload in
        let note = payload["checkpoint"]?.stringValue ?? ""
        let forged = note.replacing("\n5\n", with: "\n6\n")
        return with("checkpoint", .string(forged))(with("size", 6)(payload) ?? payload)
      }),
    Forgery(
      testDescription: "no row of the table", named: "import plumbline.local/", run: { _ in nil }),
    Forgery(
      testDescription: "another row of the table", named: "import plumbline.local/",
      run: { run in
        var run = run
        run.start += 1
        run.records -= 1
        return run
      }),
  ]

  @Test(arguments: forgeries)
  func `a forged import is found, although all of it is signed`(forgery: Forgery) throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(5)
    try forge(forgery, shard.place, in: own)
    let result = try own.verify(VerificationRequest(key: KeyFiles.publicKey(own.place)))
    #expect(result.isSound == forgery.named.isEmpty)
    let first = result.divergences.first?.description ?? ""
    #expect(first.hasPrefix(forgery.named), "\(result.divergences)")
  }

  /// Imports as the ledger does, except for the forged part, with this ledger's own signature.
  private func forge(
    _ forgery: Forgery, _ place: LedgerPlace, in own: borrowing TestLedger, from first: Int = 0
  ) throws {
    let ledger = try own.open()
    let note = try Shard.verified(ImportRequest(shard: place)) { _, _ in
    } _: { shard -> SignedNote in
      let shard = try #require(shard)
      let rows = try shard.rows(from: first)
      return try ledger.transaction { db in
        var growth = try ledger.growth(db, onto: ledger.checkedHead(db))
        var edge = try shard.frontier(first)
        while let row = try shard.next(of: rows) {
          let record = try shard.record(row)
          edge.append(record.leaf.hash)
          let honest = record.leaf.imported(from: shard.head.origin, as: growth.frontier.size)
          guard let leaf = forgery.leaf(row.index, honest) else { continue }
          try growth.append(
            leaf, record.opening, record.payload.map(DerivedColumns.init) ?? DerivedColumns(), nil)
        }
        let taken = edge.size - first
        let statement = ImportStatement(
          note: shard.note, head: shard.head, key: shard.key, first: first, records: taken,
          digest: edge.root, proof: [], by: "dr-import")
        let run = Imports.Run(
          origin: shard.head.origin, first: first, start: growth.frontier.size - taken, records: taken)
        if let payload = forgery.statement(statement.payload) {
          _ = try growth.append(Entry(kind: .import, time: TestLedger.time, engine: "e") { _ in payload })
        }
        if let run = forgery.run(run), run.start >= 0 { try Imports.insert(run, db) }
        return try growth.sign()
      }
    }
    _ = ledger.keep(note, size: try ledger.count())
  }

  /// What is changed only in the database, and what must be named first.
  @Test(arguments: [
    ("UPDATE import SET idx = idx + 1", "import plumbline.local/"),
    ("UPDATE import SET origin = 'x'", "import x/0, idx: added"),
    ("UPDATE import SET first = 1", "import plumbline.local/"),
    ("DELETE FROM import", "import plumbline.local/"),
    ("INSERT INTO import VALUES ('x', 0, 1, 1)", "import x/0, idx: added"),
    ("INSERT INTO import VALUES (CAST(x'ff' AS TEXT), -1, -1, 1 << 63)", "import, idx: added"),
    ("UPDATE record SET leaf = replace(leaf, '/2\"', '/3\"') WHERE idx = 2", "record 2, leaf: changed"),
    ("DELETE FROM record WHERE idx = 2", "record 2, idx: missing"),
    ("UPDATE record SET sealed = zeroblob(99) WHERE idx = 5", "record 5, sealed: changed"),
    ("UPDATE record SET about = 1 WHERE idx = 2", "record 2, about: changed"),
  ])
  func `a changed import in the database is found and named`(sql: String, named: String) throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(5)
    try own.take(shard.place)
    #expect(
      own.edit(
        sql.replacing("replace(leaf", with: "CAST(replace(CAST(leaf AS TEXT)").replacing(
          "'/3\"')", with: "'/3\"') AS BLOB)")
      ).error == "")
    let result = try own.verify()
    #expect(result.divergences.first?.description.hasPrefix(named) == true, "\(result.divergences)")
    #expect(result.count <= 5, "\(result.divergences)")
    // Every look-up ends with an answer or an error.
    _ = try? own.open(.reading).eachSummary { _ in }
    _ = try? own.open(.reading).index(of: RecordName(origin: try shard.origin(), index: 2))
    _ = try? own.open(.reading).originalReceipt(2)
    _ = try? own.take(shard.place)
  }

  @Test func `a shard's name continued with another key is found, although its tree continues`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(3)
    try own.take(shard.place)
    try shard.fill(2, from: 3)
    let forgery = Forgery(
      testDescription: "another key, which signs the same tree", named: "",
      statement: { payload in
        let lines = payload["checkpoint"]?.stringValue?.split(separator: "\n").prefix(3) ?? []
        guard let key = SigningKey(name: payload["origin"]?.stringValue ?? ""),
          let note = try? key.sign(lines.joined(separator: "\n") + "\n")
        else { return nil }
        let signed = Self.with("checkpoint", .string(note.description))(payload) ?? payload
        return Self.with("key", .string(key.verifier.description))(signed)
      })
    try forge(forgery, shard.place, in: own, from: 3)
    let first = try own.verify().divergences.first?.description ?? ""
    #expect(first.hasPrefix("record 6, sealed: changed: what was imported from"), "\(first)")
  }

  @Test func `a shard that continued after a forged part of it was imported is refused`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(5)
    try forge(Self.forgeries[1], shard.place, in: own)
    try shard.fill(1, from: 5)
    #expect(refusal { try own.take(shard.place) } == .forked(record: 2, here: 2))
  }
}

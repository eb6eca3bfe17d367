import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineLedger

/// Erasing removes everything about a patient from every file, and keeps every proof valid.
struct ErasureTests {
  /// Bytes that would identify a patient.
  private static let traces = ["Anna-Example-1961", "said-quietly-4711", "dr-secretive"]

  private static func entry(_ id: String, _ ledger: Ledger) throws -> Entry {
    let patient = try ledger.pseudonym(of: id)
    return Entry(kind: .decision, time: TestLedger.time, engine: TestLedger.engine) { _ in
      [
        "patient": .string(patient), "by": "dr-secretive", "profile": ["id": .string(id)],
        "purpose": "said-quietly-4711",
        "decision": ["decision": "stop", "trace": [["rule": "a/said-quietly-4711", "truth": "true"]]],
      ]
    }
  }

  /// Every file of the ledger's folder that holds one of the strings.
  private func files(of ledger: borrowing TestLedger, holding texts: [String]) -> [String] {
    let names = Command.run("/bin/ls", ["-A", ledger.place.folder]).output.split(separator: "\n").map(
      String.init)
    #expect(names.contains("ledger.sqlite"))
    return names.filter { name in
      let bytes = Command.bytes("\(ledger.place.folder)/\(name)")
      return texts.contains { bytes.contains(Array($0.utf8)) }
    }
  }

  @Test func `after erasing, no file holds the id, a value, or anything derived from them`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    for number in 0..<6 {
      let id = number % 2 == 0 ? "Anna-Example-1961" : "Other-\(number)"
      _ = try ledger.append([Self.entry(id, ledger)])
    }
    let pseudonym = try ledger.pseudonym(of: "Anna-Example-1961")
    #expect(!files(of: test, holding: [pseudonym]).isEmpty)
    let outcome = try ledger.erase(
      ErasureRequest(targets: [.patient("Anna-Example-1961")], reason: "asked for", by: "dpo"),
      time: TestLedger.time, engine: TestLedger.engine)
    #expect(outcome.erased == [0, 2, 4])
    #expect(files(of: test, holding: [pseudonym, "Anna-Example-1961"]) == [])
    #expect(try test.verify().isSound)
    #expect(try test.verify().erased == 3)
    #expect(try test.open(.reading).record(0).payload == nil)
    #expect(try test.open(.reading).record(1).payload?["purpose"] == "said-quietly-4711")
  }

  @Test func `sealed content is in no file in clear, erased or not`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    _ = try ledger.append([Self.entry("Anna-Example-1961", ledger)])
    #expect(files(of: test, holding: ["Anna-Example-1961"]) == [])
  }

  @Test func `the key of an erased record is in no file either`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    for number in 0..<40 { _ = try ledger.append([Self.entry("id-\(number)", ledger)]) }
    let rows = try ledger.connection.read { db in try (0..<40).compactMap { try RecordRow.read($0, db) } }
    let secrets = rows.compactMap(\.key) + rows.compactMap(\.sealed).map { Array($0.prefix(24)) }
    #expect(secrets.count == 80)
    let request = ErasureRequest(targets: (0..<40).map { .record($0) }, reason: "r", by: nil)
    #expect(try ledger.erase(request, time: TestLedger.time, engine: TestLedger.engine).erased.count == 40)
    for name in ["", "-wal", "-shm", ".key", ".head"] {
      let bytes = Command.bytes(test.place.path + name)
      for secret in secrets { #expect(!bytes.contains(secret), "\(name)") }
    }
  }

  @Test func `receipts and checkpoints made before an erasure stay valid after it`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    for number in 0..<5 { _ = try ledger.append([Self.entry("id-\(number)", ledger)]) }
    let receipts = try (0..<5).map { try ledger.receipt($0) }
    let head = try #require(try ledger.head())
    _ = try ledger.erase(
      ErasureRequest(targets: [.patient("id-3")], reason: "r", by: nil), time: TestLedger.time, engine: "e")
    let key = try #require(KeyFiles.publicKey(test.place))
    for receipt in receipts { #expect(try Receipt(receipt, key: key).head.size == 5) }
    #expect(try Receipt(ledger.receipt(3), key: key).leaf == Receipt(receipts[3], key: key).leaf)
    let result = try test.verify(VerificationRequest(key: key, since: [head]))
    #expect(result.isSound, "\(result.divergences)")
    #expect(result.anchor == .checkpoint(size: 5, isSigned: true))
    #expect(throws: LedgerError.erased(3, by: nil)) { try ledger.receipt(3, withPayload: true) }
  }

  @Test func `a payload that disappeared without an erasure is damage, and so is one that came back`() throws
  {
    let test = TestLedger()
    let ledger = try test.open()
    for number in 0..<3 { _ = try ledger.append([Self.entry("id-\(number)", ledger)]) }
    let kept = try #require(try ledger.connection.read { try RecordRow.read(1, $0) })
    _ = try ledger.erase(
      ErasureRequest(targets: [.record(1)], reason: "r", by: nil), time: TestLedger.time, engine: "e")
    #expect(try test.verify().isSound)
    func hex(_ bytes: [UInt8]?) -> String {
      "x'" + (bytes ?? []).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "'"
    }
    test.dropTriggers()
    test.shell("UPDATE record SET key = \(hex(kept.key)), sealed = \(hex(kept.sealed)) WHERE idx = 1")
    let texts = zip(DerivedColumns.names, kept.derived).filter { $0.0 != "about" && $0.1 != nil }
    for (name, bytes) in texts {
      test.shell("UPDATE record SET \(name) = CAST(\(hex(bytes)) AS TEXT) WHERE idx = 1")
    }
    #expect(
      try test.verify().divergences.first?.description
        == "record 1, sealed: added: record 3 erased this payload, but it is present")
    let all = DerivedColumns.names + ["key", "sealed"]
    test.shell("UPDATE record SET \(all.map { "\($0) = NULL" }.joined(separator: ", ")) WHERE idx < 2")
    #expect(
      try test.verify().divergences.first?.description
        == "record 0, sealed: missing: the payload is missing, and no erasure names it")
  }

  @Test func `an erasure is kept, names no patient, and is not itself erased`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    _ = try ledger.append([Self.entry("id-1", ledger)])
    let request = ErasureRequest(targets: [.patient("id-1")], reason: "asked for", by: "dpo")
    _ = try ledger.erase(request, time: TestLedger.time, engine: "e")
    #expect(try ledger.erase(request, time: TestLedger.time, engine: "e").name == nil)
    let record = try ledger.record(1)
    #expect(record.leaf.kind == .erasure)
    let marks = try Set(["id-1"] + ledger.pseudonyms(of: "id-1")).map(Tombstones(ledger.nameKeys()).mark(of:))
    #expect(
      record.payload
        == [
          "by": "dpo", "reason": "asked for", "records": [0],
          "tombstones": .array(marks.sorted().map { .string($0) }),
        ])
    #expect(throws: LedgerError.notErasable("record 1 is not about a patient, and is kept")) {
      try ledger.erase(
        ErasureRequest(targets: [.record(1)], reason: "r", by: nil), time: TestLedger.time, engine: "e")
    }
  }
}

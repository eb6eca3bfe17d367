import PlumblineJSON
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// What a record commits to, and what can be proved about it with only the public key.
struct ProofTests {
  @Test func `a leaf holds nothing about the patient except a salted commitment`() throws {
    let test = TestLedger()
    try test.fill(1)
    let leaf = try test.open(.reading).record(0).leaf
    let value = try JSONReader.read(leaf.bytes).value
    #expect(
      Set(value.objectValue?.map(\.key) ?? [])
        == ["commitment", "engine", "index", "kind", "packs", "time", "version"])
    #expect(value.canonical == leaf.bytes)
    for trace in ["P-0", "id-0", "dr-a", "recommend", "2026-11-20"] {
      #expect(!String(decoding: leaf.bytes, as: UTF8.self).contains(trace))
    }
  }

  @Test func `the same payload twice gives two commitments`() throws {
    let test = TestLedger()
    _ = try test.open().append([TestLedger.entry(1), TestLedger.entry(1)])
    let ledger = try test.open(.reading)
    #expect(try ledger.record(0).payload == ledger.record(1).payload)
    #expect(try ledger.record(0).leaf.commitment != ledger.record(1).leaf.commitment)
  }

  @Test(arguments: [1, 2, 3, 7, 8, 33])
  func `every record of a ledger has a valid receipt`(count: Int) throws {
    let test = TestLedger()
    try test.fill(count)
    let ledger = try test.open(.reading)
    let key = try #require(KeyFiles.publicKey(test.place))
    for index in 0..<count {
      let receipt = try Receipt(LogProof(parsing: ledger.receipt(index).bytes), key: key)
      #expect(receipt.leaf == (try ledger.record(index).leaf))
      #expect(receipt.head.size == count)
      #expect(receipt.payload == nil)
    }
    #expect(throws: LedgerError.noSuchRecord("\(count)")) { try ledger.receipt(count) }
  }

  @Test func `a receipt with its payload opens the commitment, and no other payload does`() throws {
    let test = TestLedger()
    try test.fill(3)
    let ledger = try test.open(.reading)
    let key = try #require(KeyFiles.publicKey(test.place))
    let proof = try ledger.receipt(1, withPayload: true)
    #expect(try Receipt(proof, key: key).payload == ledger.record(1).payload?.canonical)
    let extra = try #require(proof.extra)
    for place in extra.indices {
      var changed = extra
      changed[place] ^= 1
      let other = try LogProof(extra: changed, index: 1, hashes: proof.hashes, checkpoint: proof.checkpoint)
      #expect(throws: (any Error).self) { try Receipt(other, key: key) }
    }
  }

  @Test func `a receipt of another record, or under another key, proves nothing`() throws {
    let test = TestLedger()
    try test.fill(4)
    let ledger = try test.open(.reading)
    let key = try #require(KeyFiles.publicKey(test.place))
    let one = try ledger.receipt(1)
    let two = try ledger.receipt(2)
    let mixed = try LogProof(extra: one.extra, index: 2, hashes: two.hashes, checkpoint: two.checkpoint)
    #expect(throws: (any Error).self) { try Receipt(mixed, key: key) }
    let other = TestLedger()
    try other.fill(1)
    let stranger = try #require(KeyFiles.publicKey(other.place))
    #expect(throws: (any Error).self) { try Receipt(one, key: stranger) }
  }

  @Test func `the continuation of an older head is proved`() throws {
    let test = TestLedger()
    var heads: [SignedNote] = []
    for number in 0..<9 {
      try test.fill(1, from: number)
      heads.append(try #require(try test.open(.reading).head()))
    }
    let key = try #require(KeyFiles.publicKey(test.place))
    let ledger = try test.open(.reading)
    for head in heads {
      let old = try Checkpoint(parsing: head.text)
      let request = try ledger.consistency(since: old)
      #expect(try request.verify(oldRoot: old.root, keys: [key]).size == 9)
      #expect(try test.verify(VerificationRequest(key: key, since: [head])).isSound)
    }
  }

  @Test
  func `a ledger rewritten by the holder of the key is found by an older checkpoint, and by nothing else`()
    throws
  {
    let test = TestLedger()
    try test.fill(5)
    let head = try #require(try test.open(.reading).head())
    let key = try #require(KeyFiles.publicKey(test.place))
    _ = Command.run("/bin/rm", [test.place.path])
    let secret = Command.contents(test.place.key).split(separator: "\n").joined()
    let signer = try #require(SigningKey(secret))
    let empty = try #require(Checkpoint(origin: signer.name, size: 0, root: .empty))
    test.scratch.write("data/ledger.sqlite.head", try signer.sign(empty.text).bytes)
    try test.fill(6, from: 50)
    let alone = try test.verify(VerificationRequest(key: key))
    #expect(alone.isSound)
    #expect(alone.anchor == .key(key.description))
    let result = try test.verify(VerificationRequest(key: key, since: [head]))
    #expect(
      result.divergences.first?.description
        == "checkpoint of --since, root: rewritten: the first 5 records are not those that were signed")
  }

  @Test func `verifying without a key has no anchor, and fails if there is none beside the ledger`() throws {
    let test = TestLedger()
    try test.fill(2)
    #expect(try test.verify().anchor == .none)
    #expect(try test.verify().isSound)
    _ = Command.run("/bin/rm", [test.place.publicKey])
    let result = try test.verify()
    #expect(!result.isSound)
    #expect(result.divergences.allSatisfy { $0.way == .unchecked })
    #expect(result.divergences.contains { $0.table == "head" })
  }

  @Test func `a clock that went back is noted, but is not damage`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    for time in ["2026-11-21T09:30:00.000Z", "2026-11-21T09:29:59.000Z"] {
      _ = try ledger.append([TestLedger.entry(0, time: time)])
    }
    let result = try test.verify()
    #expect(result.isSound)
    #expect(
      result.notes
        == ["the clock went back at record 1: 2026-11-21T09:29:59.000Z after 2026-11-21T09:30:00.000Z"])
  }

  @Test func `wrapped payloads need their key, and stay wrapped`() throws {
    let test = TestLedger()
    let wrapping = WrappingKey()
    _ = try test.open(wrapping: wrapping).append([TestLedger.entry(1)])
    #expect(try Ledger.verify(test.place, VerificationRequest(), wrapping: wrapping).isSound)
    #expect(try test.open(.reading, wrapping: wrapping).record(0).payload?["by"] == "dr-a")
    #expect(throws: LedgerError.needsWrappingKey(id: wrapping.id)) { try test.open(.reading).record(0) }
    #expect(throws: LedgerError.refused(test.place.path, .wrappingKeyNeeded(id: wrapping.id))) {
      try test.open().append([TestLedger.entry(2)])
    }
    let without = try test.verify()
    #expect(without.divergences.map(\.way) == [.unchecked])
    #expect(try test.verify(VerificationRequest(leavesOnly: true)).isSound)
    let wrong = try Ledger.verify(test.place, VerificationRequest(), wrapping: WrappingKey())
    #expect(!wrong.isSound)
  }
}

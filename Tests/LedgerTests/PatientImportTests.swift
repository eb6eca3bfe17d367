import PlumblineTestSupport
import Testing

@testable import PlumblineLedger

/// Patients of imported records: found by those who may look for them, and by no one else.
struct PatientImportTests {
  @Test func `an id finds what was imported, by the pseudonym of each shard`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(0)
    let pseudonym = try shard.open().pseudonym(of: "Anna")
    let entry = Entry(kind: .decision, time: TestLedger.time, engine: "e") { _ in
      ["patient": .string(pseudonym), "profile": ["id": .string(pseudonym)]]
    }
    _ = try shard.open().append([entry])
    #expect(try own.take(shard.place).knowsPseudonyms)
    #expect(Command.contents(own.place.pseudonyms).hasPrefix(try shard.origin() + " "))
    #expect(Command.run("/usr/bin/stat", ["-c", "%a", own.place.pseudonyms]).output == "600\n")
    let ledger = try own.open()
    #expect(try ledger.pseudonyms(of: "Anna") == [pseudonym, try ledger.pseudonym(of: "Anna")])
    let request = ErasureRequest(targets: [.patient("Anna")], reason: "r", by: nil)
    #expect(try ledger.erase(request, time: TestLedger.time, engine: "e").erased == [0])
  }

  @Test func `without the shard's signing key an erasure still finds the id in a profile`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(9)
    _ = Command.run("/bin/rm", [shard.place.key])
    #expect(try !own.take(shard.place).knowsPseudonyms)
    let request = ErasureRequest(targets: [.patient("id-1")], reason: "r", by: nil)
    #expect(try own.open().erase(request, time: TestLedger.time, engine: "e").erased == [1, 8])
  }

  @Test func `wrapped payloads need their key, and are wrapped again with this ledger's`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    let (theirs, ours) = (WrappingKey(), WrappingKey())
    _ = try shard.open(wrapping: theirs).append([TestLedger.entry(1)])
    #expect(refusal { try own.take(shard.place, wrapping: ours) } == .needsWrappingKey(id: theirs.id))
    #expect(refusal { try own.take(shard.place, shardWrapping: theirs) } == .wouldUnwrap)
    #expect(try own.take(shard.place, wrapping: ours, shardWrapping: theirs).taken == 1)
    #expect(try own.open(.reading, wrapping: ours).record(0).payload?["by"] == "dr-a")
    #expect(try Ledger.verify(own.place, VerificationRequest(), wrapping: ours).isSound)
    #expect(try own.verify(VerificationRequest(leavesOnly: true)).isSound)
    #expect(try own.verify().divergences.map(\.way) == [.unchecked, .unchecked])
  }
}

import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// Shards whose keys were exchanged or lost, before and between imports.
struct RotatedImportTests {
  private func rotate(_ test: borrowing TestLedger) throws -> Rotation {
    try test.open().exchangeKey(
      RotationRequest(reason: "yearly", authority: nil, by: nil, second: nil), time: { TestLedger.time },
      engine: TestLedger.engine)
  }

  private func expectSound(_ own: borrowing TestLedger, _ comment: Comment? = nil) throws {
    let found = try own.verify()
    #expect(found.isSound, "\(found.divergences) \(comment ?? "")")
  }

  @Test func `a shard is imported with any of its keys`() throws {
    let shard = TestLedger()
    try shard.fill(3)
    let rotation = try rotate(shard)
    try shard.fill(2, from: 3)
    for key in [rotation.ended, rotation.begun] {
      let own = TestLedger()
      #expect(try own.take(shard.place, keys: [key]).taken == 6)
      try expectSound(own)
      let receipt = try own.open(.reading).originalReceipt(4)
      #expect(try Receipt(receipt, key: rotation.begun).leaf.index == 4)
    }
  }

  @Test(arguments: [1, 3, 10_000])
  func `a shard is imported further after its key was exchanged, in parts as well`(batch: Int) throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(3)
    try own.take(shard.place, batch: batch)
    for number in 3..<5 {
      _ = try rotate(shard)
      try shard.fill(2, from: number)
    }
    try own.take(shard.place, batch: batch)
    try expectSound(own)
    #expect(try own.open().pseudonyms(of: "id-1").contains(shard.open().pseudonym(of: "id-1")))
    #expect(try own.take(shard.place).taken == 0)
  }

  @Test func `after a lost key the next one must be given`() throws {
    let own = TestLedger()
    let shard = TestLedger()
    try shard.fill(3)
    try own.take(shard.place)
    _ = Command.run("/bin/rm", [shard.place.key])
    let rotation = try Ledger.replaceLostKey(
      shard.place, formerKey: nil, RotationRequest(reason: "lost", authority: nil, by: nil, second: nil),
      witnesses: [], time: { TestLedger.time }, engine: TestLedger.engine)
    #expect(refusal { try own.take(shard.place) } == .otherKey(origin: rotation.begun.name))
    #expect(try own.take(shard.place, keys: [rotation.begun]).taken == 1)
    try expectSound(own)
  }
}

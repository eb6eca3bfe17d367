import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// The key that signs heads is lost, and people of the register sign that in its place.
struct LostKeyTests {
  private let officer = SigningKey(name: "clinic.example/officer")
  private let director = SigningKey(name: "clinic.example/director")

  private func signers(twoPersonsFrom day: String? = nil) throws -> Signers {
    Signers(
      ["officer": [try #require(officer).verifier], "director": [try #require(director).verifier]],
      twoPersonsFrom: day)
  }

  /// Loses the key, and replaces it.
  private func replace(
    _ test: borrowing TestLedger, witnesses: [(String, SigningKey?)]? = nil, formerKey: VerifierKey? = nil,
    by person: String? = "officer", second: String? = "director"
  ) throws -> Rotation {
    _ = Command.run("/bin/rm", ["-f", test.place.key])
    let given = try (witnesses ?? [("officer", officer), ("director", director)]).map {
      RotationRequest.Witness(person: $0.0, key: try #require($0.1))
    }
    return try Ledger.replaceLostKey(
      test.place, formerKey: formerKey,
      RotationRequest(reason: "disk broke", authority: "policy 4", by: person, second: second),
      witnesses: given, time: { TestLedger.time }, engine: TestLedger.engine)
  }

  @Test func `a lost key's records rest on its last head, and only people lead from it to the next key`()
    throws
  {
    let test = TestLedger()
    try test.fill(4)
    let old = try #require(KeyFiles.publicKey(test.place))
    let before = try #require(try test.open(.reading).head())
    let rotation = try replace(test)
    try test.fill(2, from: 4)
    #expect(rotation.cause == .lost && rotation.ended == old)
    let (new, people) = (rotation.begun, try signers())
    let known = try test.verify(VerificationRequest(key: new, since: [before], signers: people))
    #expect(known.isSound, "\(known.divergences)")
    #expect(
      known.spans.map(\.end) == [.lost(record: 4, signed: ["officer", "director"], unsigned: []), nil])
    #expect(try test.verify(VerificationRequest(key: old, signers: people)).isSound)
    let alone = try test.verify(VerificationRequest(key: old))
    #expect(
      alone.divergences.first?.row == "4" && alone.divergences.first?.way == .unchecked,
      "\(alone.divergences)")
    #expect(try test.verify(VerificationRequest(key: new)).isSound)
  }

  @Test(arguments: [["officer"], []])
  func `who is named and did not sign is said, and does not lead on`(signing: [String]) throws {
    let test = TestLedger()
    try test.fill(2)
    let old = try #require(KeyFiles.publicKey(test.place))
    let rotation = try replace(test, witnesses: signing.map { ($0, officer) })
    let missing = ["officer", "director"].filter { !signing.contains($0) }
    let request = VerificationRequest(key: rotation.begun, signers: try signers())
    #expect(
      try test.verify(request).spans.first?.end == .lost(record: 2, signed: signing, unsigned: missing))
    #expect(try !test.verify(VerificationRequest(key: old, signers: signers())).isSound)
  }

  @Test(arguments: [
    (["officer", "director"], "2026-01-01", nil), (["officer"], nil, nil), (["officer"], "2026-11-22", nil),
    (
      ["officer"], "2026-11-21",
      "with the signature of officer alone, and the register of people asks for two"
    ),
    (["officer", "officer"], "2026-01-01", "with the signature of officer alone"),
    ([], "2026-01-01", "nobody of the register"), ([], nil, "nobody of the register"),
  ])
  func `as many persons replace a lost key as the register asks for on that day, each counted once`(
    signing: [String], day: String?, fault: String?
  ) throws {
    let test = TestLedger()
    try test.fill(2)
    let old = try #require(KeyFiles.publicKey(test.place))
    let keys = ["officer": officer, "director": director]
    let rotation = try replace(
      test, witnesses: Set(signing).map { ($0, keys[$0] ?? nil) }, by: signing.first,
      second: signing.dropFirst().first)
    let people = try signers(twoPersonsFrom: day)
    let result = try test.verify(VerificationRequest(key: rotation.begun, signers: people))
    #expect(result.isSound == (fault == nil), "\(result.divergences)")
    if let fault {
      let found = try #require(result.divergences.first)
      #expect(found.row == "2" && found.way == .missing && found.message.contains(fault), "\(found)")
    }
    #expect(try test.verify(VerificationRequest(key: old, signers: people)).isSound == (fault == nil))
  }

  @Test func `records that were changed before the loss are found by the last head`() throws {
    let test = TestLedger()
    try test.fill(4)
    _ = try replace(test)
    test.dropTriggers()
    test.shell("UPDATE record SET time = '2026-11-21T09:30:00.001Z' WHERE idx = 1")
    let result = try test.verify(VerificationRequest(signers: try signers()))
    #expect(result.divergences.first?.row == "1", "\(result.divergences)")
  }

  @Test func `a key that is here, another ledger's key, and an unknown one are refused`() throws {
    let test = TestLedger()
    try test.fill(1)
    let request = RotationRequest(reason: "lost", authority: nil, by: nil, second: nil)
    func refusal(_ formerKey: VerifierKey? = nil) throws -> LedgerError? {
      do {
        _ = try Ledger.replaceLostKey(
          test.place, formerKey: formerKey, request, witnesses: [], time: { TestLedger.time },
          engine: TestLedger.engine)
        return nil
      } catch { return error }
    }
    let (path, known) = (test.place.path, KeyFiles.publicKey(test.place))
    #expect(try refusal() == .refused(path, .noRotation(.notLost(path: test.place.key))))
    let stranger = try #require(SigningKey(name: "plumbline.local/0123456789abcdef"))
    let own = try PrivateFile.read(test.place.key) ?? []
    try PrivateFile.replace(test.place.key, KeyRing(stranger).bytes, onDisk: false)
    #expect(try refusal() == .refused(path, .noRotation(.strangersKey(path: test.place.key))))
    _ = Command.run("/bin/rm", [test.place.key, test.place.publicKey])
    #expect(try refusal() == .refused(path, .noRotation(.formerKeyUnknown(path: test.place.publicKey))))
    // The key of another ledger did not sign the last head.
    #expect(try refusal(stranger.verifier) != nil)
    _ = Command.run("/bin/rm", ["-f", test.place.key, test.place.publicKey])
    try PrivateFile.replace(test.place.key, own, onDisk: false)
    #expect(try test.verify(VerificationRequest(key: known)).isSound)
  }

  @Test func `a replacement that was cut short is made again`() throws {
    let test = TestLedger()
    try test.fill(2)
    let old = try #require(KeyFiles.publicKey(test.place))
    let left = try #require(SigningKey(name: old.name))
    try PrivateFile.replace(test.place.key, KeyRing(left).bytes, onDisk: false)
    #expect(throws: LedgerError.refused(test.place.path, .otherKey)) {
      try test.open().append([TestLedger.entry(2)])
    }
    let rotation = try Ledger.replaceLostKey(
      test.place, formerKey: nil, RotationRequest(reason: "lost", authority: nil, by: nil, second: nil),
      witnesses: [], time: { TestLedger.time }, engine: TestLedger.engine)
    #expect(rotation.begun == left.verifier)
    try test.fill(1, from: 2)
    #expect(try test.verify(VerificationRequest(key: left.verifier)).isSound)
  }

  @Test
  func `nothing is erased while a hold from before the loss is in force, until it is released by its number`()
    throws
  {
    let test = TestLedger()
    try test.fill(8)
    func hold(_ subject: HoldRequest.Subject, isRelease: Bool) throws {
      _ = try test.open().hold(
        HoldRequest(subject: subject, isRelease: isRelease, reason: "court", authority: nil, by: nil),
        time: TestLedger.time, engine: TestLedger.engine)
    }
    func erase(_ id: String) throws -> [Int] {
      try test.open().erase(
        ErasureRequest(targets: [.patient(id)], reason: "asked", by: nil), time: TestLedger.time,
        engine: TestLedger.engine
      ).erased
    }
    try hold(.patient("id-3"), isRelease: false)
    #expect(try replace(test).orphanedHolds == [8])
    #expect(throws: LedgerError.heldUnknown(by: 8)) { try erase("id-2") }
    try hold(.patient("id-3"), isRelease: false)
    #expect(throws: LedgerError.heldUnknown(by: 8)) { try erase("id-2") }
    try hold(.hold(8), isRelease: true)
    #expect(throws: LedgerError.held(by: 10)) { try erase("id-3") }
    #expect(try erase("id-2") == [2])
    #expect(throws: (any Error).self) { try hold(.hold(0), isRelease: true) }
    #expect(try test.verify().isSound)
  }

  @Test func `a patient who was erased before the loss is recognised again once erased again`() throws {
    let test = TestLedger()
    let shard = TestLedger()
    try test.fill(8)
    try shard.fill(8)
    func erase() throws -> Erasure {
      try test.open().erase(
        ErasureRequest(targets: [.patient("id-3")], reason: "asked", by: nil), time: TestLedger.time,
        engine: TestLedger.engine)
    }
    #expect(try erase().erased == [3])
    _ = try replace(test)
    let again = try erase()
    #expect(again.erased.isEmpty && again.isRepeated)
    #expect(refusal { try test.take(shard.place) } == .erasedPatients(first: 3, count: 1))
    #expect(try test.verify(VerificationRequest(signers: signers())).isSound)
  }
}

import PlumblineJSON
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// The key that signs heads is exchanged, lost, or stolen; verifying says which key vouches for which records.
struct RotationTests {
  private static let request = RotationRequest(reason: "yearly", authority: nil, by: "officer", second: nil)

  private func rotate(_ ledger: Ledger, at time: String = TestLedger.time) throws -> Rotation {
    try ledger.exchangeKey(Self.request, time: { time }, engine: TestLedger.engine)
  }

  private func key(_ test: borrowing TestLedger) throws -> VerifierKey {
    try #require(KeyFiles.publicKey(test.place))
  }

  @Test func `either key verifies all of it after an exchange, and each vouches for its own records`() throws
  {
    let test = TestLedger()
    try test.fill(5)
    let old = try key(test)
    let rotation = try rotate(try test.open())
    try test.fill(3, from: 5)
    let new = try key(test)
    #expect(
      rotation.ended == old && rotation.begun == new && rotation.name.index == 5 && rotation.warning == nil)
    for known in [old, new, nil] {
      let result = try test.verify(VerificationRequest(key: known))
      #expect(result.isSound, "\(result.divergences)")
      #expect(
        result.spans == [
          KeySpan(key: old, first: 0, end: .exchanged(record: 5)), KeySpan(key: new, first: 5, end: nil),
        ])
    }
    #expect(!PrivateFile.exists(test.place.nextKey))
  }

  @Test func `receipts and checkpoints from before several exchanges still convince`() throws {
    let test = TestLedger()
    try test.fill(3)
    let old = try key(test)
    let receipt = try test.open(.reading).receipt(1)
    let before = try #require(try test.open(.reading).head())
    for number in 3..<6 {
      _ = try rotate(try test.open())
      try test.fill(1, from: number)
    }
    #expect(try Receipt(receipt, key: old).leaf == test.open(.reading).record(1).leaf)
    for known in [old, try key(test)] {
      let result = try test.verify(VerificationRequest(key: known, since: [before]))
      #expect(
        result.isSound && result.anchor == .checkpoint(size: 3, isSigned: true), "\(result.divergences)")
      #expect(result.spans.count == 4)
    }
    let later = try test.open(.reading).receipt(1)
    #expect(throws: (any Error).self) { try Receipt(later, key: old) }
    #expect(try Receipt(later, key: key(test)).leaf == Receipt(receipt, key: old).leaf)
  }

  @Test func `patients keep their pseudonyms, tombstones and holds`() throws {
    let test = TestLedger()
    try test.fill(8)
    let ledger = try test.open()
    _ = try ledger.hold(
      HoldRequest(subject: .patient("id-3"), isRelease: false, reason: "court", authority: nil, by: nil),
      time: TestLedger.time, engine: TestLedger.engine)
    let (pseudonym, marks) = (try ledger.pseudonym(of: "id-1"), Tombstones(try ledger.nameKeys()))
    _ = try rotate(ledger)
    let after = try test.open()
    #expect(try after.pseudonym(of: "id-1") == pseudonym)
    #expect(Tombstones(try after.nameKeys()).mark(of: "x") == marks.mark(of: "x"))
    #expect(throws: LedgerError.held(by: 8)) {
      try after.erase(
        ErasureRequest(targets: [.patient("id-3")], reason: "asked", by: nil), time: TestLedger.time,
        engine: TestLedger.engine)
    }
  }

  @Test func `a process that still has the ended key records nothing more`() throws {
    let test = TestLedger()
    try test.fill(2)
    let late = try test.open()
    _ = try rotate(try test.open())
    #expect(throws: LedgerError.refused(test.place.path, .otherKey)) {
      try late.append([TestLedger.entry(2)])
    }
    _ = try test.open().append([TestLedger.entry(2)])
    #expect(try test.verify().isSound)
  }

  @Test func `a head that a stolen key signs after its end is named`() throws {
    let test = TestLedger()
    try test.fill(2)
    let stolen = try #require(try KeyFiles.ring(test.place)?.signing)
    _ = try rotate(try test.open())
    try test.fill(1, from: 2)
    let new = try key(test)
    let head = try Checkpoint(parsing: #require(try test.open(.reading).head()).text)
    let forged = try stolen.sign(head.text)
    let words = "it covers 4 records and is signed by \(stolen.verifier), which ended with record 2"
    for known in [new, stolen.verifier] {
      let since = try test.verify(VerificationRequest(key: known, since: [forged]))
      #expect(since.divergences == [Divergence("checkpoint", "of --since", "note", .changed, words)])
    }
    test.shell("UPDATE head SET note = '\(forged.description)'")
    let result = try test.verify(VerificationRequest(key: new))
    #expect(
      result.divergences.contains(Divergence("head", "0", "note", .changed, words)), "\(result.divergences)")
    #expect(throws: LedgerError.refused(test.place.path, .otherKey)) {
      try PrivateFile.replace(test.place.head, forged.bytes, onDisk: false)
      _ = try test.open().append([TestLedger.entry(3)])
    }
  }

  /// With other keys of names a hold would be passed over, and a patient's records be found under no pseudonym.
  @Test(arguments: [7, 40, 72, 120, 140, 160])
  func `a key file in which the keys of names were changed or cut is refused`(place: Int) throws {
    let test = TestLedger()
    try test.fill(1)
    let before = try test.open().pseudonym(of: "pt-1")
    _ = try rotate(try test.open())
    #expect(try test.open().pseudonym(of: "pt-1") == before)
    var bytes = try #require(try PrivateFile.read(test.place.key))
    let cut = Array(bytes.prefix(place))
    bytes[place] = bytes[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
    for changed in [bytes, cut] {
      try PrivateFile.replace(test.place.key, changed, onDisk: false)
      #expect(throws: LedgerError.self) { _ = try test.open().pseudonym(of: "pt-1") }
      #expect(throws: LedgerError.self) { _ = try test.open(.reading).pseudonym(of: "pt-1") }
    }
  }

  @Test func `a receipt that a stolen key signs after its end is named, once the exchange is known`() throws {
    let test = TestLedger()
    try test.fill(2)
    let stolen = try #require(try KeyFiles.ring(test.place)?.signing)
    _ = try rotate(try test.open())
    try test.fill(1, from: 2)
    let ledger = try test.open(.reading)
    let (proof, exchange) = (try ledger.receipt(0), try ledger.receipt(2, withPayload: true))
    let forged = try LogProof(
      extra: proof.extra, index: 0, hashes: proof.hashes,
      checkpoint: stolen.sign(proof.checkpoint.text))
    var keys = KeySuccession(stolen.verifier)
    #expect(try keys.receipt(forged).key == stolen.verifier)
    try keys.learn([exchange])
    let words = "it covers 4 records and is signed by \(stolen.verifier), which ended with record 2"
    #expect(throws: KeySuccession.Fault.head(words)) { try keys.receipt(forged) }
    #expect(try keys.receipt(proof).key == key(test))
  }

  @Test func `receipts of several exchanges lead from the first key to the last and back, in any order`()
    throws
  {
    let test = TestLedger()
    try test.fill(1)
    let (first, early) = (try key(test), try test.open(.reading).receipt(0))
    for number in 1..<4 {
      _ = try rotate(try test.open())
      try test.fill(1, from: number)
    }
    let ledger = try test.open(.reading)
    let exchanges = try [5, 1, 3].map { try ledger.receipt($0, withPayload: true) }
    for known in [first, try key(test)] {
      var keys = KeySuccession(known)
      try keys.learn(exchanges)
      #expect(try keys.receipt(early).key == first)
      #expect(try keys.receipt(ledger.receipt(0)).key == key(test))
    }
    var broken = KeySuccession(first)
    #expect(throws: KeySuccession.Unfit(place: 0, fault: .unrelated)) { try broken.learn([exchanges[2]]) }
    #expect(throws: KeySuccession.Unfit(place: 1, fault: .noExchange)) {
      try broken.learn([exchanges[1], early])
    }
    let stranger = try #require(SigningKey(name: first.name))
    var other = KeySuccession(stranger.verifier)
    #expect(throws: KeySuccession.Unfit(place: 0, fault: .unrelated)) { try other.learn([exchanges[1]]) }
  }

  /// What somebody with only some of the keys could write instead.
  enum Forgery: CaseIterable {
    case withoutEndedKey, withoutNextKey, ofOtherLedger, ofOtherPlace, ofOtherTime, backDated, ofOtherRoot,
      withOtherHead
    case sameKey, noStatement

    var words: String {
      switch self {
      case .withoutEndedKey: "the key that ends has not signed it"
      case .withoutNextKey: "the key that begins has not signed it"
      case .ofOtherLedger: "it is about the keys of plumbline.local/other"
      case .ofOtherPlace: "it was signed as record 1, and stands here as 3"
      case .ofOtherTime: "it was signed at 2026-11-22T00:00:00.000Z"
      case .backDated: "back-dated: it says 2026-11-01T00:00:00.000Z"
      case .ofOtherRoot, .withOtherHead: "the head in it is not the last one that the ended key signed"
      case .sameKey: "the key that begins is the one that ends"
      case .noStatement: "it does not describe an exchange of keys"
      }
    }
  }

  @Test(arguments: Forgery.allCases)
  func `a forged or back-dated exchange is named, whichever key is known`(forgery: Forgery) throws {
    let test = TestLedger()
    try test.fill(3)
    let ledger = try test.open()
    let (old, next) = (try ledger.signer(), try #require(SigningKey(name: ledger.signer().name)))
    let note = try #require(try ledger.head())
    let head = try Checkpoint(parsing: note.text)
    let time = forgery == .backDated ? "2026-11-01T00:00:00.000Z" : TestLedger.time
    let begins = forgery == .sameKey ? old : next
    var statement = RotationStatement(
      of: head, ends: old.verifier, begins: begins.verifier, cause: .exchanged,
      time: forgery == .ofOtherTime ? "2026-11-22T00:00:00.000Z" : time)
    if forgery == .ofOtherLedger { statement.ledger = "plumbline.local/other" }
    if forgery == .ofOtherPlace { statement.records = 1 }
    if forgery == .ofOtherRoot { statement.root = .leaf([1]) }
    let signers =
      switch forgery {
      case .withoutEndedKey, .sameKey: [begins]
      case .withoutNextKey: [old]
      default: [next, old]
      }
    let signed = try SignedNote(
      text: statement.text, signatures: signers.flatMap { try $0.sign(statement.text).signatures })
    let last = forgery == .withOtherHead ? try next.sign(head.text) : note
    let text = forgery == .noStatement ? try old.sign("plumbline.ledger/1 rotation\n") : signed
    _ = try ledger.append([
      Entry(kind: .rotation, time: time, engine: TestLedger.engine) { _ in
        ["statement": .string(text.description), "head": .string(last.description), "reason": "forged"]
      }
    ])
    for known in [old.verifier, next.verifier] {
      let result = try test.verify(VerificationRequest(key: known))
      let named = result.divergences.first { $0.table == "record" && $0.row == "3" && $0.field == "rotation" }
      #expect(named?.message.contains(forgery.words) == true, "\(result.divergences)")
    }
  }

  @Test func `an exchange is refused while the clock is behind the last record, and in an empty ledger`()
    throws
  {
    let test = TestLedger()
    let empty = try test.open()
    #expect(throws: LedgerError.refused(test.place.path, .noRotation(.empty))) { try rotate(empty) }
    try test.fill(1)
    let early = "2026-01-01T00:00:00.000Z"
    #expect(
      throws: LedgerError.refused(test.place.path, .noRotation(.clock(now: early, last: TestLedger.time)))
    ) {
      try rotate(try test.open(), at: early)
    }
    #expect(try test.verify().isSound && !PrivateFile.exists(test.place.nextKey))
  }

  @Test(arguments: [true, false])
  func `an exchange during which the process died is finished or undone by the next command`(
    isCommitted: Bool
  ) throws {
    let test = TestLedger()
    try test.fill(2)
    let place = test.place
    let files = [place.key, place.publicKey, place.head]
    let before = try files.map { try PrivateFile.read($0) ?? [] }
    if isCommitted {
      _ = try rotate(try test.open())
      try PrivateFile.rename(place.key, place.nextKey)
      for (path, bytes) in zip(files, before) { try PrivateFile.replace(path, bytes, onDisk: false) }
    } else {
      let next = try #require(SigningKey(name: test.open().signer().name))
      try PrivateFile.replace(place.nextKey, KeyRing(next).bytes, onDisk: false)
    }
    #expect(try test.verify().isSound)
    _ = try test.open().append([TestLedger.entry(2)])
    let result = try test.verify()
    #expect(result.isSound && result.spans.count == (isCommitted ? 2 : 1), "\(result.divergences)")
    #expect(!PrivateFile.exists(place.nextKey))
  }
}

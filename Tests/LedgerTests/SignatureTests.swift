import PlumblineJSON
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// People's signatures on records: which count, and which forgery is found.
struct SignatureTests {
  /// The keys of two people, and their register.
  struct Keys: Sendable {
    let adams: SigningKey
    let brown: SigningKey

    init() throws {
      adams = try #require(SigningKey(name: "clinic/adams"))
      brown = try #require(SigningKey(name: "clinic/brown"))
    }

    var signers: Signers { ["dr-adams": [adams.verifier], "dr-brown": [brown.verifier], "officer": []] }
  }

  /// The parts of a signature, each of which a forger may choose.
  struct Draft {
    var statement: SignatureStatement
    var about: Int
    var by = "dr-adams"
    var meaning = "decided"
    var key: SigningKey

    init(_ ledger: Ledger, _ index: Int, _ keys: Keys) throws {
      about = index
      key = keys.adams
      statement = SignatureStatement(
        about: try ledger.record(index).leaf, of: try ledger.origin() ?? "", meaning: .decided,
        person: "dr-adams", time: TestLedger.time)
    }

    func payload(_ text: String? = nil) throws -> JSONValue {
      let note = try text ?? key.sign(statement.text).description
      return [
        "about": .number(about), "by": .string(by), "meaning": .string(meaning), "signature": .string(note),
      ]
    }
  }

  @discardableResult
  static func record(_ payload: JSONValue, in ledger: Ledger, time: String = TestLedger.time) throws -> Int {
    let entry = Entry(kind: .signature, time: time, engine: TestLedger.engine) { _ in payload }
    return try ledger.append([entry]).names[0].index
  }

  /// A ledger of two answers.
  static func filled() throws -> TestLedger {
    let ledger = TestLedger()
    try ledger.fill(2)
    return ledger
  }

  @Test func `a signature on a record is valid with the signer's key, and unchecked without a register`()
    throws
  {
    let keys = try Keys()
    let test = try Self.filled()
    let ledger = try test.open()
    let index = try Self.record(try Draft(ledger, 1, keys).payload(), in: ledger)
    let signature = try ledger.record(index)
    #expect(try ledger.standing(of: signature, keys.signers) == .valid(key: "clinic/adams"))
    #expect(try ledger.standing(of: signature, nil) == .unchecked)
    #expect(try ledger.standing(of: signature, [:]) == .unknownPerson)
    #expect(try ledger.standing(of: signature, ["dr-adams": []]) == .unknownKey("clinic/adams"))
    #expect(
      try ledger.standing(of: signature, ["dr-adams": [keys.brown.verifier]]) == .unknownKey("clinic/adams"))
    #expect(try ledger.signatures(on: ledger.record(1)).map(\.index) == [index])
    #expect(try ledger.signatures(on: ledger.record(0)).isEmpty)
    let found = try test.verify(VerificationRequest(signers: keys.signers))
    #expect(found.isSound && found.signatures.valid == 1 && found.signatures.all == 1, "\(found.divergences)")
    let alone = try test.verify()
    #expect(alone.isSound && alone.signatures.unchecked == 1)
  }

  enum Forgery: String, CaseIterable, CustomTestStringConvertible {
    case movedToAnotherRecord, otherContent, otherMeaning, unfitMeaning, otherPerson, othersKey, otherLedger,
      otherTime
    case aboutItself, aboutNothing, otherText, twoSignatures, noSignature

    var testDescription: String { rawValue }

    /// A part of why it is found.
    var reason: String {
      switch self {
      case .movedToAnotherRecord: "it was made for the record"
      case .otherContent: "the leaf of the record that was signed is not the one here"
      case .otherMeaning: "it was signed as decided, and its record says otherwise"
      case .unfitMeaning: "cannot be signed as overrode"
      case .otherPerson: "another person is named in what was signed"
      case .othersKey: "gives the signer no key 'clinic/brown'"
      case .otherLedger: "it was made for the record plumbline.local/0123456789abcdef/1"
      case .otherTime: "it was signed at another time"
      case .aboutItself, .aboutNothing: "is not before it"
      case .otherText: "does not belong to this text"
      case .twoSignatures, .noSignature: "no signed note with one signature"
      }
    }

    func payload(_ ledger: Ledger, _ keys: Keys) throws -> JSONValue {
      var draft = try Draft(ledger, 1, keys)
      let genuine = try draft.key.sign(draft.statement.text)
      switch self {
      case .movedToAnotherRecord: draft.about = 0
      case .otherContent: draft.statement.leaf = SignatureStatement.hash(try ledger.record(0).leaf)
      case .otherMeaning: draft.meaning = "reviewed"
      case .unfitMeaning: (draft.statement.meaning, draft.meaning) = (.overrode, "overrode")
      case .otherPerson: draft.by = "dr-brown"
      case .othersKey: draft.key = keys.brown
      case .otherLedger: draft.statement.record.origin = "plumbline.local/0123456789abcdef"
      case .otherTime: draft.statement.time = "2026-11-21T09:30:00.001Z"
      case .aboutItself: draft.about = 2
      case .aboutNothing: draft.about = 99
      case .otherText:
        draft.meaning = "reviewed"
        draft.statement.meaning = .reviewed
        let note = try SignedNote(text: draft.statement.text, signatures: genuine.signatures)
        return try draft.payload(note.description)
      case .twoSignatures:
        let other = try keys.brown.sign(draft.statement.text)
        let note = try SignedNote(text: genuine.text, signatures: genuine.signatures + other.signatures)
        return try draft.payload(note.description)
      case .noSignature: return try draft.payload(draft.statement.text)
      }
      return try draft.payload()
    }
  }

  @Test(arguments: Forgery.allCases)
  func `what the holder of the ledger's key makes of a signature is found`(forgery: Forgery) throws {
    let keys = try Keys()
    let test = try Self.filled()
    let ledger = try test.open()
    let index = try Self.record(try forgery.payload(ledger, keys), in: ledger)
    let found = try test.verify(VerificationRequest(signers: keys.signers))
    let divergence = try #require(found.divergences.first)
    #expect(found.count == 1 && divergence.table == "record" && divergence.row == "\(index)")
    #expect(divergence.field == "signature" && divergence.message.contains(forgery.reason), "\(divergence)")
    #expect(found.signatures.valid == 0 && found.signatures.all == 1)
  }

  @Test func `what does not fit its record is found without a register, too`() throws {
    let keys = try Keys()
    // Whose key it is, and whether it made the signature, only a register can tell.
    for forgery in Forgery.allCases where ![.othersKey, .otherText].contains(forgery) {
      let test = try Self.filled()
      let ledger = try test.open()
      try Self.record(try forgery.payload(ledger, keys), in: ledger)
      #expect(try test.verify().signatures.wrong == 1, "\(forgery)")
    }
  }

  @Test func `no byte of a signature can be flipped`() throws {
    let keys = try Keys()
    let test = try Self.filled()
    let ledger = try test.open()
    let draft = try Draft(ledger, 1, keys)
    let note = Array(try draft.key.sign(draft.statement.text).description.utf8)
    let (signed, origin) = (try ledger.record(1).leaf, try #require(try ledger.origin()))
    let index = try Self.record(try draft.payload(), in: ledger)
    let leaf = try ledger.record(index).leaf
    func standing(_ bytes: [UInt8]) throws -> SignatureStanding {
      guard let text = String(validating: bytes, as: UTF8.self),
        let signature = try? RecordedSignature(draft.payload(text))
      else { return .wrong("it cannot be read") }
      return signature.standing(leaf, about: signed, of: origin, keys.signers)
    }
    #expect(try standing(note) == .valid(key: "clinic/adams"))
    for place in note.indices {
      for bit in 0..<8 {
        var bytes = note
        bytes[place] ^= 1 << UInt8(bit)
        if case .valid = try standing(bytes) { Issue.record("byte \(place), bit \(bit)") }
      }
    }
  }

  @Test func `a statement is read only in exactly its own form`() throws {
    let test = try Self.filled()
    let text = try Draft(test.open(), 1, try Keys()).statement.text
    #expect(SignatureStatement(text)?.text == text)
    for (part, other) in [
      ("plumbline.ledger/1 signature", "plumbline.ledger/1 export"), ("meaning decided", "meaning approved"),
      ("meaning", "Meaning"), ("/1\n", "/01\n"), ("person ", "person"), ("\ntime", "\n\ntime"),
      ("record ", ""),
    ] {
      #expect(SignatureStatement(text.replacing(part, with: other)) == nil, "\(part)")
    }
    #expect(SignatureStatement(text + "\n") == nil && SignatureStatement("") == nil)
    #expect(SignatureStatement(String(text.dropLast())) == nil)
  }

  @Test func `it says nothing about the patient, and outlives what it signed`() throws {
    let keys = try Keys()
    let test = try Self.filled()
    let index = try Self.record(try Draft(test.open(), 1, keys).payload(), in: test.open())
    try test.erase(1)
    let ledger = try test.open()
    let signature = try ledger.record(index)
    #expect(signature.payload != nil && signature.payload?["patient"] == nil)
    #expect(try ledger.record(1).payload == nil)
    #expect(try ledger.standing(of: signature, keys.signers) == .valid(key: "clinic/adams"))
    let found = try test.verify(VerificationRequest(signers: keys.signers))
    #expect(found.isSound && found.signatures.valid == 1, "\(found.divergences)")
    #expect(throws: LedgerError.self) { try test.erase(index) }
  }

  @Test func `an imported signature counts for the record as its own ledger recorded it`() throws {
    let keys = try Keys()
    let shard = try Self.filled()
    try Self.record(try Draft(shard.open(), 1, keys).payload(), in: shard.open())
    let test = TestLedger()
    try test.fill(3)
    try test.take(shard.place)
    let ledger = try test.open()
    #expect(try ledger.record(5).leaf.kind == .signature)
    #expect(try ledger.signatures(on: ledger.record(4)).map(\.index) == [5])
    #expect(try ledger.signatures(on: ledger.record(1)).isEmpty)
    #expect(try ledger.standing(of: ledger.record(5), keys.signers) == .valid(key: "clinic/adams"))
    // Here, the imported record can be signed too, under its name in this ledger.
    try Self.record(try Draft(ledger, 4, keys).payload(), in: ledger)
    var signed: [Int] = []
    try ledger.eachSummary(where: [.signed]) { signed.append($0.index) }
    #expect(signed == [4])
    let found = try test.verify(VerificationRequest(signers: keys.signers))
    #expect(found.isSound && found.signatures.valid == 2, "\(found.divergences)")
  }

  @Test func `a damaged signature is shown as wrong, and hides no other`() throws {
    let keys = try Keys()
    let test = try Self.filled()
    for _ in 0..<2 { try Self.record(try Draft(test.open(), 1, keys).payload(), in: test.open()) }
    #expect(test.edit("UPDATE record SET sealed = zeroblob(80) WHERE idx = 2").code == 0)
    let ledger = try test.open(.reading)
    let found = try ledger.signatures(on: ledger.record(1))
    #expect(found.map(\.index) == [2, 3] && found[0].payload == nil)
    let standings = try found.map { try ledger.standing(of: $0, keys.signers) }
    #expect(
      standings == [
        .wrong("its payload is not what was recorded; see `plumbline audit verify`"),
        .valid(key: "clinic/adams"),
      ])
  }

  @Test func `signatures are not checked where payloads are not opened`() throws {
    let test = try Self.filled()
    try Self.record(try Draft(test.open(), 1, try Keys()).payload(), in: test.open())
    #expect(try test.verify(VerificationRequest(leavesOnly: true, signers: [:])).signatures.all == 0)
  }
}

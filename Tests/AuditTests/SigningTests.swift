import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineAudit

/// A person signs an answer or an override: what is recorded, shown and exported.
struct SigningTests {
  private static let time = "2026-11-21T10:00:00.000Z"

  /// A ledger with an answer, its override, and someone who signs.
  private struct Site: ~Copyable {
    let ledger: AuditLedger
    let key: SigningKey
    let people: PeopleRegister

    init() throws {
      let made = try AuditLedger()
      try made.decide("A")
      try made.override(0, by: "dr-adams")
      key = try #require(SigningKey(name: "clinic/adams"))
      ledger = made
      people = PeopleRegister(
        people: [
          PeopleRegister.Person(id: "dr-adams", role: "physician", key: key.verifier),
          PeopleRegister.Person(id: "officer", role: "officer"),
        ], outside: .refuse)
    }

    func sign(
      _ index: Int, _ meaning: SignatureMeaning = .decided, as person: String = "dr-adams",
      with other: SigningKey? = nil
    ) throws {
      _ = try ledger.ledger.sign(
        SigningRequest(about: index, meaning: meaning, person: people.person(person)), with: other ?? key,
        time: SigningTests.time, engine: "plumbline test")
    }

    func shown(_ index: Int, _ people: PeopleRegister? = nil) throws -> RecordReport {
      let record = try ledger.ledger.record(index)
      return RecordReport(
        record, named: RecordName(origin: "o", index: index),
        later: try LaterRecords(of: record, in: ledger.ledger, people),
        signature: record.leaf.kind == .signature
          ? try ShownSignature(record, in: ledger.ledger, people) : nil)
    }

    func verify(_ people: PeopleRegister?) throws -> VerificationReport {
      let request = VerificationRequest(signers: people?.signers)
      return VerificationReport(try Ledger.verify(ledger.ledger.place, request), request, path: "l")
    }
  }

  @Test func `an answer and an override are signed, each in its meanings, once by each person`() throws {
    let site = try Site()
    for (index, meaning) in [(0, SignatureMeaning.decided), (0, .reviewed), (1, .overrode), (1, .reviewed)] {
      try site.sign(index, meaning)
    }
    let found = try Ledger.verify(
      site.ledger.ledger.place, VerificationRequest(signers: site.people.signers))
    #expect(found.isSound && found.signatures.valid == 4, "\(found.divergences)")
    typealias Fault = SigningRequest.Fault
    let faults: [(Fault, Int, SignatureMeaning)] = [
      (.signedBefore(index: 0, by: 2), 0, .decided),
      (.unfit(index: 0, kind: .decision, meaning: .overrode), 0, .overrode),
      (.unfit(index: 1, kind: .override, meaning: .decided), 1, .decided),
      (.unfit(index: 2, kind: .signature, meaning: .reviewed), 2, .reviewed),
    ]
    for (fault, index, meaning) in faults {
      #expect(throws: fault) { try site.sign(index, meaning) }
      #expect(ErrorForm.faults(in: fault.description) == [], "\(fault)")
    }
    #expect(try site.ledger.ledger.count() == 6)
  }

  @Test func `an override shows who signed it, as an answer does`() throws {
    let site = try Site()
    try site.sign(1, .overrode)
    #expect(try site.shown(1, site.people).text.contains("signed in record 2"))
  }

  @Test func `nobody signs with another's key, without a key, or what nobody can read any more`() throws {
    let site = try Site()
    let other = try #require(SigningKey(name: "clinic/adams"))
    let faults: [SigningRequest.Fault] = [
      .otherKey(person: "dr-adams"), .noKey(person: "officer"), .erased(index: 0),
    ]
    #expect(throws: faults[0]) { try site.sign(0, with: other) }
    #expect(throws: faults[1]) { try site.sign(0, as: "officer") }
    try site.ledger.override(0, by: "dr-b")
    let others = SigningRequest.Fault.anothersOverride(index: 2, by: "dr-b")
    #expect(throws: others) { try site.sign(2, .overrode) }
    try site.sign(2, .reviewed)
    try site.ledger.erase(0)
    #expect(throws: faults[2]) { try site.sign(0) }
    for fault in faults + [others] {
      #expect(ErrorForm.faults(in: fault.description) == [], "\(fault)")
    }
    #expect(try site.ledger.ledger.count() == 5)
  }

  @Test func `a signature that does not hold keeps nobody from signing`() throws {
    let site = try Site()
    let other = try #require(SigningKey(name: "clinic/adams"))
    let statement = SignatureStatement(
      about: try site.ledger.ledger.record(0).leaf, of: try site.ledger.ledger.origin() ?? "",
      meaning: .decided,
      person: "dr-adams", time: Self.time)
    try site.ledger.append(
      .signature,
      [
        "about": 0, "by": "dr-adams", "meaning": "decided",
        "signature": .string(try other.sign(statement.text).description),
      ], Self.time)
    try site.sign(0)
    #expect(try site.ledger.ledger.count() == 4)
    #expect(throws: SigningRequest.Fault.signedBefore(index: 0, by: 3)) { try site.sign(0) }
  }

  @Test func `the answer shows who signed it and whether that is so, before and after it is erased`() throws {
    let site = try Site()
    try site.sign(0)
    let line = "signed in record 2, \(Self.time) by dr-adams"
    let valid = "\(line) (physician) as decided: valid, with the key clinic/adams\n"
    #expect(try site.shown(0, site.people).text.contains(valid))
    #expect(
      try site.shown(0).text.contains(
        "\(line) as decided: not checked, because no register of people was given (--people)\n"))
    let nobody = PeopleRegister(people: [], outside: .mark)
    #expect(
      try site.shown(0, nobody).text.contains(
        "\(line) as decided: not checked, because the signer is not in the register"))
    #expect(try site.shown(2, site.people).text.contains("\nvalid, with the key clinic/adams\n"))
    #expect(try site.shown(2, site.people).json["signature"]?["standing"] == "valid")
    #expect(try site.shown(0, site.people).json["signatures"]?[0]?["record"] == 2)
    try site.ledger.erase(0)
    #expect(try site.shown(0, site.people).text.contains(valid))
  }

  @Test func `verifying says how many signatures hold, and names those that do not`() throws {
    let site = try Site()
    try site.sign(0)
    #expect(try site.verify(site.people).text.contains("signatures of people: 1: 1 valid\n"))
    #expect(try site.verify(nil).text.contains("1 compared with the record, but with nobody's key"))
    let other = PeopleRegister(
      people: [PeopleRegister.Person(id: "dr-adams", role: "r", key: SigningKey(name: "other")?.verifier)],
      outside: .refuse)
    let report = try site.verify(other)
    #expect(
      report.text.contains(
        "record 2, signature: unchecked: the register of people gives the signer no key 'clinic/adams'\n"))
    #expect(report.json["verified"] == false && report.json["signatures"]?["unknown_key"] == 1)
  }

  @Test func `it is listed and exported, so that a public key is enough to check it`() throws {
    let site = try Site()
    try site.sign(0)
    #expect(try site.ledger.found { $0.kind = .signature } == [2])
    var summaries: [RecordSummary] = []
    try site.ledger.ledger.eachSummary { summaries.append($0) }
    #expect(RecordColumn.remarks.text(summaries[2]) == "signs record 0: decided")
    #expect(RecordColumn.why.text(summaries[2]) == "decided" && summaries[2].patient == nil)
    let lines = try site.ledger.export(.ndjson).split(separator: "\n").map {
      try JSONReader.read(String($0)).value
    }
    func text(_ line: Int, _ name: String) -> String { lines[line][name]?.stringValue ?? "" }
    let note =
      """
      plumbline.ledger/1 signature
      record \(text(0, "record"))
      leaf sha256:\(text(0, "leaf_hash"))
      meaning \(text(2, "meaning"))
      person \(text(2, "person"))
      time \(text(2, "time"))

      — \(text(2, "signature"))

      """
    #expect(try SignedNote(parsing: Array(note.utf8)).verify([site.key.verifier]) == [site.key.verifier])
  }

  @Test func `auditors find what was signed and what was not, and neither finds what was erased`() throws {
    let site = try Site()
    try site.sign(0)
    try site.ledger.decide("B")
    #expect(try site.ledger.found { $0.isSigned = true } == [0])
    #expect(try site.ledger.found { $0.isSigned = false } == [1, 3])
    #expect(try site.ledger.found { ($0.isSigned, $0.kind) = (false, .override) } == [1])
    var filter = RecordFilter()
    filter.isSigned = false
    #expect(filter.json == ["unsigned": true])
    try site.ledger.erase(0)
    #expect(try site.ledger.found { $0.isSigned = true } == [])
    #expect(try site.ledger.found { $0.isSigned = false } == [3])
  }

  @Test func `in FHIR it is the signature of a Provenance whose target was signed`() throws {
    let site = try Site()
    try site.sign(0)
    let resources = try site.ledger.export(.fhir).split(separator: "\n").map {
      try JSONReader.read(String($0)).value
    }
    let provenance = try #require(resources.last)
    let origin = try #require(try site.ledger.ledger.origin())
    #expect(provenance["target"]?[0]?["identifier"]?["value"]?.stringValue == "\(origin)/0")
    let signature = provenance["signature"]?[0]
    #expect(signature?["type"]?[0]?["code"] == "decided" && signature?["who"]?["display"] == "dr-adams")
    #expect(signature?["when"]?.stringValue == Self.time)
    let bytes = try #require(signature?["data"]?.stringValue.flatMap { Base64.decode($0) })
    let statement = SignatureStatement(
      about: try site.ledger.ledger.record(0).leaf, of: origin, meaning: .decided, person: "dr-adams",
      time: Self.time)
    #expect(site.key.verifier.isValid(signature: bytes, for: Array(statement.text.utf8)))
  }

  @Test(
    arguments: [
      (from: nil, until: "2026-11-21", isValid: true), (from: "2026-11-21", until: nil, isValid: true),
      (from: nil, until: "2026-11-20", isValid: false),
      (from: "2026-11-22", until: "2026-12-01", isValid: false),
    ] as [(from: String?, until: String?, isValid: Bool)])
  func `a signature outside the days of its key is refused, and named where it was made`(
    from: String?, until: String?, isValid: Bool
  ) throws {
    let site = try Site()
    var person = try site.people.person("dr-adams")
    person.periods = [site.key.verifier: KeyPeriod(from: from, until: until)]
    func sign() throws {
      _ = try site.ledger.ledger.sign(
        SigningRequest(about: 0, meaning: .decided, person: person), with: site.key, time: Self.time,
        engine: "plumbline test")
    }
    let dated = PeopleRegister(people: [person], outside: .refuse)
    if isValid {
      try sign()
    } else {
      #expect(throws: SigningRequest.Fault.outside(person: "dr-adams", KeyPeriod(from: from, until: until))) {
        try sign()
      }
      try site.sign(0)
    }
    let found = try Ledger.verify(
      site.ledger.ledger.place, VerificationRequest(signers: dated.signers))
    #expect(found.isSound == isValid && found.signatures.valid == (isValid ? 1 : 0))
    #expect(found.signatures.outside == (isValid ? 0 : 1), "\(found.divergences)")
  }
}

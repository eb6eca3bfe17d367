import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// Everything that is held about one patient, what could not be searched, and who read it.
struct SubjectTests {
  private func bundle(_ id: String, _ ledger: Ledger) throws -> SubjectBundle {
    try SubjectBundle(of: id, try ledger.subject(id), in: ledger, made: "2026-11-21T09:30:00.000Z")
  }

  private func indices(_ value: JSONValue?) -> [Int] {
    (value?.arrayValue ?? []).compactMap { $0["index"]?.numberValue?.intValue }
  }

  @Test func `answers, overrides and outcomes of the patient are in it, and nobody else's`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("pt-7", facts: ["goal": ["primary": "function"]])
    try ledger.decide("pt-8")
    try ledger.decide("pt-7")
    try ledger.override(0)
    try ledger.override(1)
    let bundle = try bundle("pt-7", ledger.ledger)
    #expect(indices(bundle.json["records"]) == [0, 2, 3])
    #expect(bundle.json["near"] == [])
    #expect(bundle.html.contains("goal.primary") && bundle.html.contains("Override of record 0"))
    #expect(!bundle.html.contains("pt-8"))
    let pseudonym = try ledger.ledger.pseudonym(of: "pt-7")
    #expect(indices(try self.bundle(pseudonym, ledger.ledger).json["records"]) == [0, 2, 3])
  }

  @Test(arguments: [
    ("PT-7", "upper and lower case"), (" pt-7 ", "blanks"), ("pt 7", "case, blanks or punctuation"),
    ("PT7", "case, blanks or punctuation"),
  ])
  func `an id that is written differently is shown as such, and not mixed in`(
    other: String, difference: String
  ) throws {
    let ledger = try AuditLedger()
    try ledger.decide("pt-7")
    try ledger.decide(other)
    let json = try bundle("pt-7", ledger.ledger).json
    #expect(indices(json["records"]) == [0])
    #expect(json["near"] == [["id": .string(other), "differs_in": .string(difference), "records": [1]]])
  }

  @Test func `one letter in two Unicode forms is two ids, and each names the other`() throws {
    let ledger = try AuditLedger()
    let (composed, decomposed) = ("Ren\u{E9}", "Rene\u{301}")
    try ledger.decide(composed)
    try ledger.decide(decomposed)
    for (asked, own, other) in [(composed, 0, 1), (decomposed, 1, 0)] {
      let json = try bundle(asked, ledger.ledger).json
      #expect(indices(json["records"]) == [own])
      #expect(json["near"]?.arrayValue?.first?["records"] == [.number(other)])
      #expect(
        json["near"]?.arrayValue?.first?["differs_in"]
          == "the same letters in another Unicode form (NFC, NFD)")
    }
  }

  @Test func `without the ledger's key the id is still found, and the bundle says what was not`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("pt-7")
    try ledger.override(0)
    let reading = try Ledger.open(ledger.ledger.place, for: .reading)
    _ = Command.run("/bin/rm", [reading.place.key])
    let json = try bundle("pt-7", reading).json
    #expect(indices(json["records"]) == [0])
    #expect(json["not_searched"]?.arrayValue?.count == 1)
  }

  @Test func `what was erased is listed by its erasure, with reason and authority`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("pt-7")
    _ = try ledger.ledger.erase(
      ErasureRequest(targets: [.patient("pt-7")], reason: "asked", by: "dr-a", authority: "GDPR 17"),
      time: "2026-11-21T00:00:00.000Z", engine: "plumbline test")
    let json = try bundle("pt-7", ledger.ledger).json
    #expect(indices(json["records"]) == [])
    #expect(json["erased"]?.arrayValue?.first?["authority"] == "GDPR 17")
  }

  @Test func `a reading is recorded with who, which and why, and is in the patient's bundle`() throws {
    let ledger = try AuditLedger()
    for id in ["pt-7", "pt-8", "pt-7"] { try ledger.decide(id) }
    func note(_ records: [Int]) throws {
      _ = try ledger.ledger.note(
        AccessRequest("show", records, reason: "complaint", by: "auditor", account: "audit"),
        time: "2026-11-21T00:00:00.000Z", engine: "plumbline test")
    }
    try note([0, 1])
    try note([1])
    let json = try bundle("pt-7", ledger.ledger).json
    let read = try #require(json["read_by"]?.arrayValue)
    #expect(read.count == 1 && read[0]["by"] == "auditor" && read[0]["reason"] == "complaint")
    #expect(try ledger.ledger.record(3).payload?["read"] == [[0, 1]])
    #expect(try ledger.found { $0.kind = .access } == [3, 4])
    #expect(try Ledger.verify(ledger.ledger.place, VerificationRequest()).isSound)
  }

  @Test func `a page holds what a hostile payload says as text only`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("<script>alert(1)</script>", purpose: "<img src=x>", facts: ["a": ["b": "</td><b>"]])
    let html = try bundle("<script>alert(1)</script>", ledger.ledger).html
    #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("</td><b>"))
  }
}

import PlumblineJSON
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineLedger

/// Timestamps of a ledger's heads: recorded once checked, and checked again whenever it is verified.
struct LedgerTimestampTests {
  private static func submission(
    _ ledger: Ledger, _ authority: borrowing TestAuthority, _ head: SignedNote
  ) throws -> TimestampSubmission {
    let request = try ledger.timestampRequest(head)
    return TimestampSubmission(
      checkpoint: head, request: request, response: authority.answer(request),
      authority: Command.bytes(authority.certificates), by: "officer")
  }

  /// Now, as the authority has it.
  private static var now: String {
    String(Command.run("/bin/date", ["-u", "+%Y-%m-%dT%H:%M:%S.000Z"]).output.dropLast())
  }

  @Test func `a timestamp is recorded and verified; without the certificate that is said`() throws {
    let test = TestLedger()
    let authority = TestAuthority()
    _ = try test.open().append([TestLedger.entry(0, time: Self.now), TestLedger.entry(1, time: Self.now)])
    let ledger = try test.open()
    let head = try #require(try ledger.head())
    let submission = try Self.submission(ledger, authority, head)
    // The ledger may grow before the answer comes.
    _ = try ledger.append([TestLedger.entry(2, time: Self.now)])
    let stamp = try ledger.recordTimestamp(submission, time: Self.now, engine: TestLedger.engine)
    #expect(stamp.records == 2 && stamp.appended.names[0].index == 3)
    let trusted = try test.verify(VerificationRequest(authority: submission.authority))
    #expect(trusted.isSound && trusted.notes.isEmpty, "\(trusted.divergences) \(trusted.notes)")
    #expect(
      trusted.timestamps == [
        TimestampedSpan(record: 3, size: 2, time: stamp.time, policy: "1.2.3.4.1", isChecked: true)
      ])
    #expect(try test.verify().timestamps.map(\.isChecked) == [false])
    let stranger = try test.verify(
      VerificationRequest(authority: Command.bytes(authority.otherCertificates)))
    #expect(stranger.divergences.map(\.way) == [.unchecked] && stranger.divergences[0].row == "3")
  }

  @Test func `a checkpoint of before an exchange of keys is timestamped after it`() throws {
    let test = TestLedger()
    let authority = TestAuthority()
    try test.fill(2)
    let head = try #require(try test.open().head())
    _ = try test.open().exchangeKey(
      RotationRequest(reason: "yearly", authority: nil, by: nil, second: nil), time: { TestLedger.time },
      engine: TestLedger.engine)
    let ledger = try test.open()
    let submission = try Self.submission(ledger, authority, head)
    _ = try ledger.recordTimestamp(submission, time: TestLedger.time, engine: TestLedger.engine)
    let result = try test.verify(VerificationRequest(authority: submission.authority))
    #expect(result.isSound && result.timestamps.map(\.size) == [2], "\(result.divergences)")
  }

  @Test
  func `another ledger's checkpoint, another request and an untrusted answer are refused, each by name`()
    throws
  {
    let test = TestLedger()
    let other = TestLedger()
    let authority = TestAuthority()
    try test.fill(2)
    try other.fill(2)
    let ledger = try test.open()
    let (head, strange) = (try #require(try ledger.head()), try #require(try other.open().head()))
    #expect(throws: TimestampFault.self) { try ledger.timestampRequest(strange) }
    let good = try Self.submission(ledger, authority, head)
    func fault(_ change: (inout TimestampSubmission) -> Void) throws -> TimestampFault? {
      var changed = good
      change(&changed)
      do {
        _ = try ledger.recordTimestamp(changed, time: TestLedger.time, engine: TestLedger.engine)
        return nil
      } catch let fault as TimestampFault { return fault }
    }
    #expect(try fault { $0.checkpoint = strange } == .request)
    #expect(try fault { $0.request = [1, 2] } == .request)
    let again = try ledger.timestampRequest(head)
    #expect(try fault { $0.request = again }?.description.contains("its nonce is another one") == true)
    #expect(
      try fault { $0.authority = Command.bytes(authority.otherCertificates) }?.description.contains(
        "its certificate is not trusted") == true)
    #expect(try fault { $0.response.removeLast() }?.description.contains("cut off") == true)
    let count = try ledger.count()
    #expect(count == 2)
  }

  @Test(arguments: ["time", "response", "request", "checkpoint"])
  func `a recorded timestamp that its ledger's keeper forged is named`(part: String) throws {
    let test = TestLedger()
    let authority = TestAuthority()
    try test.fill(2)
    let ledger = try test.open()
    let head = try #require(try ledger.head())
    let first = try Self.submission(ledger, authority, head)
    _ = try ledger.append([TestLedger.entry(2)])
    let second = try Self.submission(ledger, authority, try #require(try ledger.head()))
    func base64(_ bytes: [UInt8]) -> JSONValue { .string(Base64.encode(bytes)) }
    _ = try ledger.append([
      Entry(kind: .timestamp, time: TestLedger.time, engine: TestLedger.engine) { _ in
        [
          "checkpoint": .string((part == "checkpoint" ? second : first).checkpoint.description),
          "request": base64((part == "request" ? second : first).request),
          "response": base64((part == "response" ? second : first).response),
          "time": part == "time" ? "2026-01-01T00:00:00Z" : "2026-01-02T00:00:00Z",
        ]
      }
    ])
    let result = try test.verify(VerificationRequest(authority: first.authority))
    #expect(result.divergences.map(\.field) == ["timestamp"], "\(result.divergences)")
    #expect(result.timestamps.isEmpty)
  }

  @Test func `a record whose time contradicts an authority's is noted`() throws {
    let test = TestLedger()
    let authority = TestAuthority()
    let ledger = try test.open()
    _ = try ledger.append([TestLedger.entry(0, time: "2099-01-01T00:00:00.000Z")])
    let submission = try Self.submission(ledger, authority, try #require(try ledger.head()))
    _ = try ledger.recordTimestamp(submission, time: Self.now, engine: TestLedger.engine)
    _ = try ledger.append([TestLedger.entry(1, time: "2020-01-01T00:00:00.000Z")])
    let notes = try test.verify(VerificationRequest(authority: submission.authority)).notes
    #expect(
      notes.contains { $0.contains("record 0 says 2099-") && $0.hasSuffix("clock was ahead") }, "\(notes)")
    #expect(
      notes.contains { $0.contains("record 2 says 2020-") && $0.hasSuffix("is back-dated") }, "\(notes)")
  }
}

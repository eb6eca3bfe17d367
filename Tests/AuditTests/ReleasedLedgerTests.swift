import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import PlumblineTransparency
import Testing

/// A ledger that a release wrote stays verifiable forever, and its answers can be replayed.
struct ReleasedLedgerTests {
  static let releases = ["0.1.0"]
  /// Members of a decision that this engine writes differently from a release; the change log says why. The disposition, alerts,
  /// pairings and claims are never among them.
  static let knownToDiffer: [String: Set<String>] = ["0.1.0": []]

  @Test(arguments: releases)
  func `it verifies, also against its own kept head, and reading changes no byte of it`(release: String)
    throws
  {
    let ledger = ReleasedLedger(release)
    let place = LedgerPlace(ledger.path)
    let before = Command.bytes(ledger.path)
    let note = try SignedNote(parsing: Command.bytes("\(ledger.scratch.path)/checkpoint"))
    let key = try #require(
      VerifierKey(Command.contents("\(ledger.path).pub").split(separator: "\n").joined()))
    let found = try Ledger.verify(place, VerificationRequest(key: key, since: [note]))
    #expect(found.isSound, "\(found.divergences)")
    #expect(found.records == 11)
    #expect(found.erased == 1)
    #expect(found.anchor == .checkpoint(size: 11, isSigned: true))
    #expect(Command.bytes(ledger.path) == before)
  }

  @Test(arguments: releases)
  func `every kind of record is read as it was written`(release: String) throws {
    let copy = ReleasedLedger(release)
    let ledger = try Ledger.open(LedgerPlace(copy.path), for: .reading)
    var kinds: [RecordKind] = []
    var dispositions: [String?] = []
    try ledger.eachSummary {
      kinds.append($0.kind)
      dispositions.append($0.decision)
    }
    #expect(
      kinds == [
        .decision, .decision, .decision, .decision, .decision, .decision, .failure, .override, .erasure,
        .decision,
        .import,
      ])
    #expect(
      dispositions == [
        "recommend", "stop", "defer", "need-data", "out-of-scope", nil, nil, nil, nil, "recommend", nil,
      ])
    #expect(try ledger.record(0).payload?["by"] == "dr-a")
    #expect(try ledger.record(0).payload?["purpose"] == "first consultation")
    #expect(try ledger.record(5).payload == nil)
  }

  @Test(arguments: releases)
  func `replay names the engine, and reports the same decision or the members that differ`(release: String)
    throws
  {
    let copy = ReleasedLedger(release)
    let ledger = try Ledger.open(LedgerPlace(copy.path), for: .reading)
    let allowed = try #require(Self.knownToDiffer[release]).union(["engine"])
    var replay = Replay(GuidelineShelf(try Ledger.open(LedgerPlace(copy.path), for: .reading)))
    var answers = 0
    for index in 0..<(try ledger.count()) {
      let record = try ledger.record(index)
      switch try replay.replay(record) {
      case .erased, .notAnAnswer: continue
      case .identical, .identicalButEngine: answers += 1
      case .different(let difference):
        answers += 1
        #expect(difference.engineThen == "plumbline \(release)")
        #expect(Set(difference.members).isSubset(of: allowed), "record \(index): \(difference.members)")
        #expect(
          !difference.members.isEmpty, "record \(index) differs in something else: \(difference.reason)")
      }
    }
    #expect(answers == 7)
    let result = Command.plumbline(["audit", "replay", "--all", "--ledger", copy.path])
    let line = try #require(
      result.output.split(separator: "\n").first { $0.hasPrefix("answered by plumbline \(release)") })
    #expect(line.contains("same decision") || allowed.contains { line.contains($0) }, "\(line)")
    #expect(result.output.contains("replayed: 7 answers\n"))
  }

  @Test(arguments: releases) func `it continues to grow under this release`(release: String) throws {
    let copy = ReleasedLedger(release)
    let place = LedgerPlace(copy.path)
    let history = try Ledger.open(place, for: .appending)
    let entry = Entry(kind: .decision, time: "2027-01-01T00:00:00.000Z", engine: Evaluator.version) { _ in [:]
    }
    #expect(try history.append([entry]).names.first?.index == 11)
    let note = try SignedNote(parsing: Command.bytes("\(copy.scratch.path)/checkpoint"))
    let found = try Ledger.verify(place, VerificationRequest(since: [note]))
    #expect(found.isSound, "\(found.divergences)")
    #expect(found.records == 12)
  }
}

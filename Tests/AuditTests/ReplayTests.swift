import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// A recorded answer is reproduced, to the byte, or the difference is explained.
struct ReplayTests {
  private func context(_ words: String) { Issue.record("\(words)") }

  @Test(arguments: Patients.examples)
  func `a recorded example replays to the byte`(name: String) throws {
    let history = try RecordedHistory()
    let index = try history.record(Patients.example(name), by: try Shipped.evaluator())
    guard case .identical(failure: false) = try history.replay(index) else {
      return context("record \(index)")
    }
  }

  @Test(arguments: Patients.examples)
  func `a folder's name never changes a byte of a decision`(name: String) throws {
    // The replayed folders are named by number, in the order of digests; these by their packs, and in reverse.
    let folders = try Shipped.folders()
    let renamed = folders.enumerated().map { PackFolder(name: "z-\(9 - $0.offset)", files: $0.element.files) }
    let history = try RecordedHistory()
    let one = try history.record(
      Patients.example(name), by: Shipped.evaluator(try GuidelineLoader.load(folders)))
    let two = try history.record(
      Patients.example(name), by: Shipped.evaluator(try GuidelineLoader.load(renamed)))
    let decisions = try [one, two].map { try history.ledger.record($0).payload?["decision"]?.canonicalText }
    #expect(decisions[0] != nil)
    #expect(decisions[0] == decisions[1])
    for index in [one, two] {
      guard case .identical = try history.replay(index) else {
        return context("record \(index)")
      }
    }
  }

  @Test func `another engine's answer differs, and the path, the engines and the rule are named`() throws {
    let history = try RecordedHistory()
    let index = try history.record(
      Patients.example("high-fear"), by: try Shipped.evaluator(), engine: "plumbline 0.9.0"
    ) { decision in
      decision.setting("engine", "plumbline 0.9.0").changing("recommendations", 0) { primary in
        primary.changing("claims", 1) { $0.setting("certainty", "high") }
      }.changing("trace", 20) { $0.setting("truth", "unknown") }
    }
    guard case .different(let difference) = try history.replay(index),
      case .decision(let found) = difference.reason
    else { return context("not different") }
    #expect(difference.engineThen == "plumbline 0.9.0")
    #expect(difference.engineNow == Evaluator.version)
    #expect(
      found.entries.map(\.path) == ["engine", "recommendations[0].claims[1].certainty", "trace[20].truth"])
    #expect(found.entries[1].before == "high")
    #expect(found.entries[1].after != nil && found.entries[1].after != "high")
    #expect(difference.rules.map(\.before) == ["unknown"])
    #expect(difference.members == ["engine", "recommendations", "trace"])
  }

  /// Before 0.2 a PHQ-9 total said nothing of an item 9 that was not recorded.
  @Test func `an answer of 0.1 is replayed as 0.1 decided, without what laws add`() throws {
    let history = try RecordedHistory()
    let profile = #"{"mood": {"phq_9": 26}}"#
    let older = Shipped.evaluator(try Shipped.guideline().asInFirstEdition)
    let index = try history.record(profile, by: older, engine: "plumbline 0.1.0") {
      $0.setting("engine", "plumbline 0.1.0")
    }
    #expect(try history.ledger.record(index).payload?["decision"]?["decision"] == "need-data")
    guard case .identicalButEngine = try history.replay(index) else { return context("record \(index)") }
    let newer = try history.record(profile, by: try Shipped.evaluator())
    #expect(try history.ledger.record(newer).payload?["decision"]?["decision"] == "stop")
    guard case .identical = try history.replay(newer) else { return context("record \(newer)") }
  }

  @Test func `an engine that differs only in its name gives the same answer`() throws {
    let history = try RecordedHistory()
    let index = try history.record(
      Patients.example("goal-pain"), by: try Shipped.evaluator(), engine: "plumbline 0.9.0"
    ) { $0.setting("engine", "plumbline 0.9.0") }
    guard case .identicalButEngine = try history.replay(index) else {
      return context("record \(index)")
    }
    // A name that is not the leaf's is not an engine's.
    let other = try history.record(Patients.example("goal-pain"), by: try Shipped.evaluator()) {
      $0.setting("engine", "plumbline 0.9.0")
    }
    guard case .different = try history.replay(other) else {
      return context("the leaf says otherwise")
    }
  }

  @Test func `a digest that is not the decision's own is a difference`() throws {
    let history = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    let index = try history.record(Patients.example("goal-pain"), by: evaluator)
    let payload = try #require(try history.ledger.record(index).payload)
    let forged = payload.setting("digest", "sha256:00")
    let second = try history.append(.decision, evaluator.guideline.packs) { forged }
    guard case .different(let difference) = try history.replay(second),
      case .digest(recorded: "sha256:00", let own) = difference.reason
    else { return context("not reported") }
    #expect(payload["digest"] == .string(own))
  }

  @Test func `a script's failure replays, and a different reason is a difference`() throws {
    let history = try RecordedHistory()
    let failing = Shipped.evaluator(try GuidelineLoader.load(try Packs.failing()))
    let index = try history.record(Patients.example("high-fear"), by: failing)
    #expect(try history.ledger.record(index).leaf.kind == .failure)
    guard case .identical(failure: true) = try history.replay(index) else {
      return context("record \(index)")
    }
    let payload = try #require(try history.ledger.record(index).payload)
    let forged = payload.setting("failure", ["script": "divides", "place": "x:1", "reason": "another"])
    let other = try history.append(.failure, failing.guideline.packs) { forged }
    guard case .different(let difference) = try history.replay(other),
      case .outcome(let before, let after) = difference.reason
    else { return context("not reported") }
    #expect(before == "no decision: script 'divides' failed: another")
    #expect(after.hasPrefix("no decision: script 'divides' failed: "))
  }

  @Test func `erased records and those of other kinds are counted, not replayed`() throws {
    let history = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    for name in ["acute", "goal-pain"] { try history.record(Patients.example(name), by: evaluator) }
    try history.erase(0)
    var tally = ReplayTally()
    for index in 0..<3 { tally.add(try history.replay(index), at: index, by: Evaluator.version) }
    #expect(
      [tally.replayed, tally.identical, tally.different, tally.erased, tally.others] == [1, 1, 0, 1, 1])
  }

  @Test func `a profile or pack that no longer reads is a difference with its reason`() throws {
    let history = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    let index = try history.record(Patients.example("acute"), by: evaluator)
    let payload = try #require(try history.ledger.record(index).payload)
    let stranger = payload.setting("profile", ["shoe": ["size": 43]])
    let unread = try history.append(.decision, evaluator.guideline.packs) { stranger }
    guard case .different(let first) = try history.replay(unread), case .profile(let refusals) = first.reason
    else { return context("not reported") }
    #expect(refusals.map(\.path) == ["(a name that is not shown)"])
    #expect(!refusals.map(\.message).joined().contains("43"))

    var packs = evaluator.guideline.packs.filter { $0.id != "vocabulary" }
    let alone = try history.append(.decision, packs) { payload }
    guard case .different(let second) = try history.replay(alone), case .packs(let reason) = second.reason
    else { return context("not reported") }
    #expect(reason.hasPrefix("the recorded packs no longer load: "))

    packs = []
    let none = try history.append(.decision, packs) { payload }
    guard case .different(let third) = try history.replay(none), case .packs = third.reason
    else { return context("not reported") }
  }

  @Test func `a guideline is built once while the shelf has space for it`() throws {
    let folders = try Shipped.folders()
    let digests = folders.map(\.digest)
    let first = OtherField.folders()
    let byDigest = Dictionary((folders + first).map { ($0.digest, $0) }) { one, _ in one }
    var shelf = GuidelineShelf(capacity: 2) { digest in try #require(byDigest[digest]) }
    for _ in 0..<3 { _ = try shelf.evaluator(of: digests, by: Evaluator.version) }
    _ = try shelf.evaluator(of: digests.reversed(), by: Evaluator.version)
    #expect(shelf.made == 1)
    let two = first.map(\.digest)
    let three = folders.filter { $0.name != "work-integrated-rehabilitation" }.map(\.digest)
    _ = try shelf.evaluator(of: two, by: Evaluator.version)
    _ = try shelf.evaluator(of: digests, by: Evaluator.version)
    _ = try shelf.evaluator(of: three, by: Evaluator.version)
    #expect(shelf.made == 3)
    _ = try shelf.evaluator(of: digests, by: Evaluator.version)
    #expect(shelf.made == 3)
    _ = try shelf.evaluator(of: two, by: Evaluator.version)
    #expect(shelf.made == 4)
  }
}

/// The differences between two values, by path.
struct JSONDifferenceTests {
  private func paths(_ before: JSONValue, _ after: JSONValue) -> [String] {
    JSONDifference(before, after).entries.map(\.path)
  }

  @Test func `the order of members is no difference, that of elements is`() {
    #expect(paths(["a": 1, "b": ["c": 2, "d": 3]], ["b": ["d": 3, "c": 2], "a": 1]) == [])
    #expect(paths([1, 2], [2, 1]) == ["[0]", "[1]"])
  }

  @Test func `an added or removed member has no before or after, and null is a value`() {
    let found = JSONDifference(["a": nil, "b": 1], ["b": nil, "c": 2]).entries
    #expect(found.map(\.path) == ["a", "b", "c"])
    #expect(found.map(\.before) == [.some(.null), 1, nil])
    #expect(found.map(\.after) == [nil, .some(.null), 2])
  }

  @Test func `one element added to a list shows as one difference`() {
    let added = JSONDifference(["l": [1, 2, 3]], ["l": [1, 9, 2, 3]]).entries
    #expect(added.map(\.path) == ["l[1]"])
    #expect(added.map(\.before) == [Optional.none])
    #expect(added.map(\.after) == [9])
    #expect(paths(["l": [1, 2, 3]], ["l": []]) == ["l[0]", "l[1]", "l[2]"])
    #expect(paths(["l": [["a": 1], 2]], ["l": [["a": 3], 2, 2]]) == ["l[0].a", "l[1]"])
  }

  @Test func `a misleading key is quoted, and differences that are not kept are counted`() {
    #expect(paths(["with": ["mood.phq_9": 1]], ["with": [:]]) == [#"with["mood.phq_9"]"#])
    let found = JSONDifference(
      .array((0..<50).map { .number(ExactNumber($0)) }), .array((1..<51).map { .number(ExactNumber($0)) }))
    #expect(found.entries.count == 20)
    #expect(found.count == 50)
  }
}

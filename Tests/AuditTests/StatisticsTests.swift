import PlumblineAudit
import Testing

struct StatisticsTests {
  /// The first four are Newcombe's (Stat Med 1998;17:857, table I, method 3); the others were computed in Python.
  @Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
    (5, 120, 0.0179, 0.0938), (29, 29, 0.8830, 1.0),
  ])
  func `the score interval is Wilson's`(count: Int, total: Int, low: Double, high: Double) throws {
    let interval = try #require(Proportion(count, of: total).interval)
    #expect(abs(interval.low - low) < 0.00005)
    #expect(abs(interval.high - high) < 0.00005)
  }

  @Test func `a total of 0 has no rate and no interval`() {
    #expect(Proportion(0, of: 0).rate == nil)
    #expect(Proportion(0, of: 0).interval == nil)
  }

  @Test func `an overridden decision counts once, and each of its reasons counts`() throws {
    let ledger = try AuditLedger()
    try ledger.decide(fired: ["p/a", "p/b"])
    try ledger.decide(fired: ["p/a"], undecided: ["p/b": ["mood.phq_9", "fear.tsk_17"]])
    try ledger.decide(
      decision: "stop", pairing: nil, fired: ["red-flags/x"], undecided: ["p/b": ["mood.phq_9"]])
    try ledger.override(0, "patient-refuses")
    try ledger.override(0, "prefers-alternative")
    let erased = try ledger.decide(fired: ["p/z"])
    try ledger.erase(erased)
    let figures = try RecordStatistics(of: ledger.ledger)
    #expect(figures.decisions == 3 && figures.erased == 1 && figures.overridden == 1)
    #expect(figures.byDecision == ["recommend": 2, "stop": 1])
    #expect(figures.byReason == ["patient-refuses": 1, "prefers-alternative": 1])
    #expect(figures.byCertainty == ["low": 2])
    #expect(figures.rules["p/a"] == .init(fired: 2, overridden: 1))
    #expect(
      figures.rules["p/b"]
        == .init(fired: 1, overridden: 1, undecided: 2, wanting: ["mood.phq_9": 2, "fear.tsk_17": 1]))
    #expect(figures.rules["p/z"] == nil)
    #expect(figures.rules["p/b"]?.wanting.byFrequency.map(\.name) == ["mood.phq_9", "fear.tsk_17"])
  }

  @Test func `a filter narrows the decisions, and overrides of others do not count`() throws {
    let ledger = try AuditLedger()
    try ledger.decide(by: "dr-a")
    try ledger.decide(by: "dr-b")
    try ledger.override(1, by: "dr-a")
    var filter = RecordFilter()
    filter.person = "dr-a"
    let figures = try RecordStatistics(of: ledger.ledger, filter)
    #expect(figures.decisions == 1 && figures.overridden == 0 && figures.byReason.isEmpty)
  }

  @Test func `firings and overrides are counted by the version of the rule's pack`() throws {
    let ledger = try AuditLedger()
    for number in 0..<3 { try ledger.decide("\(number)", packs: ["p@1.0.0", "q@7.0.0"]) }
    try ledger.decide(packs: ["p@1.1.0"])
    try ledger.override(0)
    try ledger.override(3)
    let rule = try #require(RecordStatistics(of: ledger.ledger).rules["p/a"])
    #expect(
      rule.byVersion == ["1.0.0": .init(fired: 3, overridden: 1), "1.1.0": .init(fired: 1, overridden: 1)])
    let text = StatsReport(try RecordStatistics(of: ledger.ledger), isPlain: true).text
    #expect(text.contains("By version of the rule's pack, where several decided"))
  }

  @Test func `an erased override is counted, and the rate says what it may have been`() throws {
    let ledger = try AuditLedger()
    for _ in 0..<10 { try ledger.decide() }
    try ledger.override(0)
    try ledger.override(1)
    try ledger.erase(1)
    let figures = try RecordStatistics(of: ledger.ledger)
    #expect(figures.overridden == 1 && figures.decisions == 9)
    #expect(figures.erasedOverrides == 1 && figures.erased == 1)
    #expect(figures.overriddenWithErased?.low == Proportion(1, of: 10))
    #expect(figures.overriddenWithErased?.high == Proportion(2, of: 10))
    let text = StatsReport(figures, isPlain: true).text
    #expect(
      text.contains(
        "1 more override of this time was erased. With 1 erased decision, the rate lies between 10% and 20%"))
  }

  @Test func `with a filter on what an erased decision no longer says, no bounds are given`() throws {
    let ledger = try AuditLedger()
    for _ in 0..<4 { try ledger.decide(decision: "stop", pairing: nil) }
    for _ in 0..<6 { try ledger.decide() }
    try ledger.override(0)
    try ledger.override(5)
    for erased in [1, 2, 5] { try ledger.erase(erased) }
    var filter = RecordFilter()
    filter.decision = .stop
    let figures = try RecordStatistics(of: ledger.ledger, filter)
    #expect(figures.decisions == 2 && figures.overridden == 1)
    #expect(figures.erased == 3 && figures.erasedOverrides == 1 && figures.isErasedUnknown)
    #expect(figures.overriddenWithErased == nil)
    let text = StatsReport(figures, isPlain: true).text
    #expect(text.hasPrefix("2 decisions (3 of this time erased, which may match or not)\n"), "\(text)")
    #expect(text.contains("Of this time 3 decisions and 1 override were erased. Whether they match"))
    // Time is what an erased record still has.
    var time = RecordFilter()
    time.before = UTCTime("2026-11-21T00:00:00.000Z")
    #expect(try RecordStatistics(of: ledger.ledger, time).overriddenWithErased != nil)
  }

  @Test func `statistics of what nobody signed leave out what somebody signed`() throws {
    let ledger = try AuditLedger()
    for _ in 0..<3 { try ledger.decide() }
    try ledger.append(.signature, ["about": 1, "by": "dr-a", "meaning": "reviewed", "signature": "x"])
    for (isSigned, count) in [(true, 1), (false, 2)] {
      var filter = RecordFilter()
      filter.isSigned = isSigned
      #expect(try RecordStatistics(of: ledger.ledger, filter).decisions == count)
      filter.kind = .decision
      #expect(try ledger.found { $0 = filter }.count == count)
    }
  }

  @Test func `decisions are drawn by day, and by month once there are many days`() throws {
    let ledger = try AuditLedger()
    for day in ["20", "21", "21"] { try ledger.decide(time: "2026-11-\(day)T23:30:00.000Z") }
    let figures = try RecordStatistics(of: ledger.ledger)
    #expect(figures.overTime.map(\.period) == ["2026-11-20", "2026-11-21"])
    #expect(figures.overTime.map(\.firing.fired) == [1, 2])
    #expect(StatsReport(figures, isPlain: true).text.contains("2026-11-21  2  ####################  0  0%"))
    for day in 10..<30 {
      for month in ["09", "10"] { try ledger.decide(time: "2026-\(month)-\(day)T00:00:00.000Z") }
    }
    let many = try RecordStatistics(of: ledger.ledger)
    #expect(many.overTime.map(\.period) == ["2026-09", "2026-10", "2026-11"])
  }
}

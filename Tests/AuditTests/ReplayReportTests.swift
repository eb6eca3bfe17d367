import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// How the command reports records that do not replay.
struct ReplayReportTests {
  private func replay(_ history: borrowing RecordedHistory, _ arguments: String...) -> Command.Result {
    Command.plumbline(
      ["audit", "replay"] + arguments + ["--ledger", history.scratch.path + "/data/ledger.sqlite"])
  }

  private func older() throws -> RecordedHistory {
    let history = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    try history.record(Patients.example("high-fear"), by: evaluator)
    try history.record(Patients.example("high-fear"), by: evaluator, engine: "plumbline 0.9.0") { decision in
      decision.setting("engine", "plumbline 0.9.0").setting("conflicts", ["\u{1B}[2J"])
        .changing("recommendations", 0) { primary in
          primary.changing("claims", 1) { $0.setting("certainty", "high") }
        }.changing("trace", 22) { $0.setting("truth", "unknown") }
    }
    return history
  }

  @Test func `a record that differs is explained in words, harmlessly, and ends with 1`() throws {
    let result = replay(try older(), "1")
    #expect(result.code == 1)
    #expect(
      result.output == """
        Record 1 · decision · 2026-11-21T09:30:00.000Z · plumbline 0.9.0
        replayed with its 4 recorded packs, as of 2026-11-20
        DIFFERENT: the result now is not what was recorded
        engine then: plumbline 0.9.0, now: \(Evaluator.version)
        differs in 4 members:
          conflicts[0]: "\\u001b[2J" → (not there)
          engine: "plumbline 0.9.0" → "\(Evaluator.version)"
          recommendations[0].claims[1].certainty: "high" → "moderate"
          trace[22].truth: "unknown" → "true"
        came out differently:
          psychological-pairing/pain-education-for-fear-of-movement: unknown → true

        """)
  }

  @Test func `all of them are counted, by member and by rule`() throws {
    let result = replay(try older(), "--all")
    #expect(result.code == 1)
    #expect(
      result.output == """
        replayed: 2 answers
        identical: 1
        different: 1
        answered by \(Evaluator.version), this engine: 1, same decision
        answered by plumbline 0.9.0: 1, 0 of them the same decision, 1 different in conflicts, engine, recommendations, trace
        DIFFERENT: 1 (see `audit replay RECORD`)
        records that differ in:
          1  conflicts
          1  engine
          1  recommendations
          1  trace
        records in which it came out differently:
          1  psychological-pairing/pain-education-for-fear-of-movement

        """)
  }

  @Test func `as data, a record that differs has whole members, and the summary comes last`() throws {
    let lines = replay(try older(), "--all", "--format", "json").output.split(separator: "\n")
    #expect(lines.count == 2)
    let record = try JSONReader.read(lines[0]).value
    #expect(record["record"] == 1)
    #expect(record["finding"] == "different")
    #expect(record["member_count"] == 4)
    #expect(record["members"]?[0] == ["before": "\u{1B}[2J", "path": "conflicts[0]"])
    #expect(try JSONReader.read(lines[1]).value["different"] == 1)
  }

  @Test func `packs that cannot decide anything again end with 1`() throws {
    let history = try RecordedHistory()
    try history.record(Patients.example("high-fear"), by: try Shipped.evaluator())
    history.scratch.write(
      "site/pack.lua", String(decoding: try #require(try Packs.failing().last).files[0].text, as: UTF8.self))
    let result = replay(
      history, "--against", Shipped.rules, "--against", history.scratch.path + "/site")
    #expect(result.code == 1)
    #expect(result.output.contains("  1  a script's failure\n"))
    #expect(result.error.contains("none of the recorded answers could be decided with these packs"))
  }
}

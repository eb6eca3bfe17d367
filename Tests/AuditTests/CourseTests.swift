import PlumblineTestSupport
import Testing

@testable import PlumblineAudit

/// Overrides and outcomes over time, of all decisions and of each rule's; drawn, and as a table.
struct CourseTests {
  /// Two days: on the first one decision, not followed and ended early; on the second two, of which one was done.
  private static func ledger() throws -> AuditLedger {
    let ledger = try AuditLedger()
    try ledger.decide(time: "2026-11-18T09:00:00.000Z", fired: ["p/a", "p/<b>"])
    for _ in 0..<2 { try ledger.decide(time: "2026-11-20T09:00:00.000Z", fired: ["p/a"]) }
    try ledger.override(0)
    for (index, code) in [(0, OutcomeCode.stopped), (2, .followed)] {
      _ = try ledger.ledger.outcome(
        OutcomeRequest(
          about: index, code: code, day: "2026-11-28", chosen: nil, done: nil, note: nil, by: nil),
        time: "2026-11-28T09:00:00.000Z", engine: "plumbline test")
    }
    return ledger
  }

  @Test func `what followed stands at the time of the decision, for all and for each rule`() throws {
    let ledger = try Self.ledger()
    let figures = try RecordStatistics(of: ledger.ledger)
    let first = RecordStatistics.Firing(fired: 1, overridden: 1, outcomes: ["stopped": 1])
    let second = RecordStatistics.Firing(fired: 2, outcomes: ["followed": 1])
    #expect(figures.overTime.map(\.period) == ["2026-11-18", "2026-11-20"])
    #expect(figures.overTime.map(\.firing) == [first, second])
    #expect(figures.drawn(of: "p/a").map(\.firing) == [first, second])
    #expect(figures.drawn(of: "p/<b>").map(\.firing) == [first])
    #expect(figures.drawn(of: "p/c").isEmpty)
  }

  @Test func `a rule's decisions stand in months where all do, though it has few days itself`() throws {
    let ledger = try AuditLedger()
    try ledger.decide(time: "2026-09-30T09:00:00.000Z", fired: ["p/a"])
    for month in ["10", "11"] {
      for day in 10..<30 { try ledger.decide(time: "2026-\(month)-\(day)T09:00:00.000Z", fired: ["p/b"]) }
    }
    let figures = try RecordStatistics(of: ledger.ledger)
    #expect(figures.overTime.map(\.period) == ["2026-09", "2026-10", "2026-11"])
    #expect(figures.drawn(of: "p/a").map(\.period) == ["2026-09"])
    #expect(figures.drawn(of: "p/b").map(\.firing.fired) == [20, 20])
  }

  @Test func `each row is drawn on one scale, and says its total`() throws {
    let ledger = try Self.ledger()
    let figures = try RecordStatistics(of: ledger.ledger)
    let plot = CoursePlot(title: "p/a", periods: figures.overTime, language: .english)
    let text = plot.html.text
    for row in ["Decisions: 3", "Not followed: 1", "Chosen and done: 1", "Ended early: 1"] {
      #expect(text.contains(">\(row)</text>"), "\(row)")
    }
    // Two of two fill the row; one of two is half as high, whichever row it stands in.
    #expect(text.contains(#"<rect class="count" x="288.0" y="18.0" width="24.0" height="24.0"/>"#))
    for style in ["count", "missed", "outcome"] {
      let bars = text.split(separator: "<rect class=\"\(style)\"").dropFirst()
      #expect(bars.contains { $0.prefix { $0 != ">" }.contains("height=\"12.0\"") }, "\(style)")
    }
    #expect(text.contains("the highest stands for 2 decisions"))
  }

  @Test func `a screen reader hears the totals, and the table says every period with its interval`() throws {
    let ledger = try Self.ledger()
    let figures = try RecordStatistics(of: ledger.ledger)
    let page = figures.part(opening: "p/a").text
    #expect(
      page.contains(
        #"role="img" aria-label="All decisions: 3 decisions from 2026-11-18 to 2026-11-20; Not followed: 1; Chosen and done: 1; Ended early: 1""#
      ))
    // Wilson's interval of 1 of 1 and of 0 of 2.
    #expect(
      page.contains(
        "<tr><th scope=\"row\">2026-11-18</th><td>1</td>\n<td>1 (100%)</td>\n<td>21% to 100%</td>\n<td>0</td>\n<td>1</td></tr>"
      ))
    #expect(page.contains("<td>0 (0%)</td>\n<td>0% to 66%</td>"))
    #expect(page.contains("<code>p/&lt;b&gt;</code>") && !page.contains("<b>"))
    #expect(page.contains("not followed 1 of 3 (33%; 95% interval 6% to 79%)"))
    // Of one day nothing is drawn; the rule that was asked for is open, and no other.
    #expect(page.split(separator: "<svg ").count == 3)
    #expect(page.split(separator: "<details class=\"panel\" open>").count == 2)
  }

  @Test func `each month is drawn where days would be too narrow`() throws {
    let ledger = try AuditLedger()
    for day in ["08-31", "09-01", "11-20"] { try ledger.decide(time: "2026-\(day)T09:00:00.000Z") }
    let figures = try RecordStatistics(of: ledger.ledger)
    let page = figures.part().text
    #expect(page.contains("3 decisions from 2026-08 to 2026-11") && page.contains("Each bar is a month"))
    // The report in text still says each day.
    #expect(figures.overTime.map(\.period) == ["2026-08-31", "2026-09-01", "2026-11-20"])
  }

  @Test func `without a decision nothing is drawn`() throws {
    let ledger = try AuditLedger()
    #expect(try RecordStatistics(of: ledger.ledger).part().isEmpty)
  }
}

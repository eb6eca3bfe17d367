import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The calendar: which strings are days, and their order.
struct DayTests {
  @Test(arguments: ["0000-01-01", "2024-02-29", "2000-02-29", "2026-11-20", "9999-12-31"])
  func `a day is written as it was read`(text: String) throws {
    #expect(try #require(Day(text)).description == text)
  }

  @Test(arguments: [
    "", "2026", "2026-11", "2026-11-20-01", "2026-00-10", "2026-13-10", "2026-11-00", "2026-11-31",
    "2026-02-29",
    "1900-02-29", "2026-1-20", "26-11-20", "2026-11-2", "2026-11-020", "+026-11-20", "2026/11/20",
    " 2026-11-20",
    "2026-11-20 ", "2026-11-20T00:00:00Z", "２０２６-11-20", "----",
  ])
  func `no other string is a day`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `a day is in the calendar, leap years included`() {
    var count = 0
    for year in 1999...2002 {
      for month in -1...14 {
        for day in -1...33 where Day(year: year, month: month, day: day) != nil { count += 1 }
      }
    }
    #expect(count == 365 + 366 + 365 + 365)
    #expect(Day(year: -1, month: 1, day: 1) == nil)
    #expect(Day(year: 10_000, month: 1, day: 1) == nil)
  }

  @Test func `days are ordered like their strings`() {
    var chance = Seeded(Seeded.first)
    let days = (0..<2_000).compactMap { _ in
      Day(
        year: .random(in: 0...9999, using: &chance), month: .random(in: 1...12, using: &chance),
        day: .random(in: 1...31, using: &chance))
    }
    #expect(days.sorted().map(\.description) == days.map(\.description).sorted(), "seed \(chance.seed)")
    #expect(days.max()! <= Day.last)
  }

  @Test(
    arguments: [
      ("2026-11-20", "2027-11-20"), ("2023-02-28", "2024-02-28"), ("2024-02-29", "2025-02-28"),
      ("9998-12-31", "9999-12-31"), ("9999-01-01", nil),
    ] as [(Day, Day?)])
  func `a year later is the same day, or 28 February`(day: Day, expected: Day?) {
    #expect(day.aYearLater == expected)
  }

  @Test(
    arguments: [
      ("2026-11-20", 10, "2016-11-20"), ("2024-02-29", 1, "2023-02-28"), ("2024-02-29", 4, "2020-02-29"),
      ("0003-05-01", 4, nil),
    ] as [(Day, Int, Day?)])
  func `the same day some years earlier`(day: Day, years: Int, earlier: Day?) {
    #expect(day.before(years: years) == earlier)
  }
}

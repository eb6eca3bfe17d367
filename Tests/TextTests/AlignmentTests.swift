import PlumblineText
import Testing

/// Alignment in columns, and the writing of numbers.
struct AlignmentTests {
  @Test func `cells are aligned, with nothing after the last`() {
    let rows = [["1", "recommend", "a"], ["12", "stop", ""], ["345", "defer", "ccc"]]
    #expect(
      Columns.lines(rows, [.right]) == ["  1  recommend  a", " 12  stop", "345  defer      ccc"])
    #expect(Columns.lines([["a"], ["bb", "c"]]) == ["a", "bb  c"])
  }

  @Test func `a cell longer than the widest does not widen its column`() {
    var columns = Columns(widest: 3)
    columns.measure(["long one", "x"])
    columns.measure(["a", "y"])
    #expect([columns.line(["long one", "x"]), columns.line(["a", "y"])] == ["long one  x", "a    y"])
  }

  @Test(arguments: [
    ("ab", 4, "ab  ", "  ab"), ("ab", 2, "ab", "ab"), ("abc", 2, "abc", "abc"), ("", 1, " ", " "),
  ])
  func `text is aligned, and never cut`(text: String, width: Int, left: String, right: String) {
    #expect(text.leftAligned(in: width) == left)
    #expect(text.rightAligned(in: width) == right)
  }

  @Test(arguments: [(0, "0 records"), (1, "1 record"), (2, "2 records"), (1_000, "1000 records")])
  func `one is singular, and everything else is plural`(count: Int, words: String) {
    #expect(count.counted("record") == words)
  }

  @Test func `a plural without s is given`() {
    #expect(2.counted("way was", "ways were") == "2 ways were")
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-123, "-123"), (-1_234, "-1,234"),
  ])
  func `thousands are grouped`(number: Int, text: String) { #expect(number.grouped == text) }

  @Test(arguments: [(0, 1, "0.0"), (5, 2, "0.05"), (123, 2, "1.23"), (1_000, 1, "100.0"), (-5, 1, "-0.5")])
  func `small parts are written as a fraction`(parts: Int, places: Int, text: String) {
    #expect(parts.decimal(places: places) == text)
  }

  @Test(arguments: [(1, 3, 333), (2, 3, 667), (1, 2_000, 1), (1, 2_001, 0), (7, 7, 1_000), (0, 0, 0)])
  func `shares are rounded half up`(part: Int, whole: Int, tenths: Int) {
    #expect(part.tenthsOfPercent(of: whole) == tenths)
  }

  @Test func `a list shows that there is more, and its last word`() {
    #expect([1, 2].listed(of: 2) == "1, 2")
    #expect([1, 2].listed(of: 3) == "1, 2, …")
    #expect(["a", "b", "c"].joined(last: "and") == "a, b and c")
    #expect(["a"].joined(last: "and") == "a")
    #expect([String]().joined(last: "and") == "")
  }

  @Test(arguments: [
    (Standing.ok, "  ok    x"), (.warn, "  warn  x"), (.fail, "  fail  x"), (.plain, "        x"),
  ])
  func `a line of an overview begins with its status`(standing: Standing, line: String) {
    #expect(standing.line("x") == line)
  }
}

import Glibc
import PlumblineTestSupport
import Testing

/// The page as a browser shows it: what a screen reader gets, how wide it is, and that it requests nothing from the network.
struct HTMLPageTests {
  private func tree(_ example: String, width: Int) -> [String] {
    let scratch = Scratch()
    let page = Command.plumbline([
      "recommend", "\(Shipped.examples)/\(example).json", "--rules", Shipped.rules, "--no-record", "--as-of",
      "2026-11-20", "--format", "html",
    ])
    scratch.write("page.html", page.output)
    let result = Command.run(
      "/usr/bin/env",
      ["python3", "\(Shipped.root)/Tests/Page/accessibility.py", "\(scratch.path)/page.html", "\(width)"])
    #expect(result.code == 0, "\(result.error)")
    return result.output.split(separator: "\n").map { String($0.drop { $0 == " " }) }
  }

  @Test(arguments: ["high-fear", "red-flag"], [390, 1000])
  func `a page fits the window, on a telephone too, and requests nothing else`(
    example: String, width: Int
  ) throws {
    let lines = tree(example, width: width)
    let size = lines.first { $0.hasPrefix("width ") }?.split(separator: " ") ?? []
    try #require(size.count == 4)
    #expect(Int(size[1]) ?? .max <= Int(size[3]) ?? 0)
    #expect(!lines.contains { $0.hasPrefix("request:") })
  }

  @Test func `a screen reader gets headings in order, the table's headers, and the figure in words`() {
    let lines = tree("high-fear", width: 1000)
    #expect(lines.first == "RootWebArea: Plumbline: EX-01, 2026-11-20")
    let headings = lines.filter { $0.hasPrefix("heading") }
    #expect(
      headings == [
        "heading 1: Exercise with pain education", "heading 2: Options, in a fixed order", "heading 2: Watch",
        "heading 2: All reasons", "heading 2: What it consists of",
        "heading 2: Evidence", "heading 2: How each certainty came about",
        "heading 3: function, 6 to <12 months: low for this patient",
        "heading 3: function, just after treatment: moderate for this patient",
        "heading 3: fear-avoidance, time not stated: not stated for this patient", "heading 2: Cautions",
        "heading 2: Unanswered, and able to change this answer", "heading 2: Why, comparison by comparison",
        "heading 3: What else was evaluated", "heading 2: Sources",
        "heading 2: For you: what we talked about", "heading 3: What else there is",
        "heading 3: Get help at once, day or night, if any of this is new:",
        "heading 3: Call the same day if any of this is new:",
        "heading 3: Do not wait for your next visit. Call us if any of this is new:",
        "heading 3: Whom to call:", "heading 3: What comes next",
      ])
    for expected in [
      "main", "table: What is claimed, one outcome at one time a row", "columnheader: Certainty",
      "rowheader: fear-avoidance",
    ] { #expect(lines.contains(expected), "\(expected)") }
    #expect(lines.contains { $0.hasPrefix("image: SMD against physiotherapy care alone") })
    #expect(lines.contains { $0.hasPrefix("region: For you") })
    #expect(lines.filter { $0.hasPrefix("DisclosureTriangle") }.count > 5)
  }
}

import PlumblineBook
import PlumblineDifference
import PlumblineEngine
import PlumblineGuideline
import PlumblineTestSupport
import PlumblineWorkbench
import Testing

/// Books of small packs, each built to show one thing.
struct SmallBookTests {
  private static let manifest = """
    pack "red-flags" { version = "VERSION", title = "Small", purpose = "A test.", authors = { "nobody" } }
    """
  private static let declared = """
    fact "pain.level" { type = "integer", range = { 0, 10 }, label = "Pain", question = "How bad is it?" }
    fact "goal.primary" { type = "code", codes = { "a", "b" }, label = "Goal", question = "What matters?" }
    fact "red_flags.fracture" { type = "boolean", label = "Fracture", question = "Is there a fracture?" }
    stop "fracture" { title = "Fracture", urgency = "urgent", when = red_flags.fracture :is(true),
      because = "A fracture.", action = "Send on.", sources = { "book" } }
    source "book" { citation = "Nobody. A book. 2020." }
    pairing "exercise" { title = "Exercise", what = "Moving.", for_patient = "Move.", sources = { "book" } }
    pairing "exercise+yoga" { title = "Exercise with yoga", what = "Yoga.", for_patient = "Stretch.",
      sources = { "book" } }
    otherwise "nothing" { title = "Exercise alone", recommend = "exercise", strength = "conditional", claims = {},
      because = "No rule." }
    """
  private static let rule = """
    rule "yoga" { title = "TITLE", when = pain.level :at_least(CUTOFF), recommend = "exercise+yoga", slot = "s",
      rank = 2, strength = "conditional", claims = {}, because = "Pain {pain.level}.", sources = { "book" } }
    """

  private func guideline(
    version: String = "1.0.0", title: String = "Yoga", cutOff: String = "5", more: String = ""
  ) throws -> Guideline {
    let text =
      Self.declared + "\n" + more + "\n"
      + Self.rule.replacing("TITLE", with: title).replacing("CUTOFF", with: cutOff)
    let folder = Shipped.pack(
      "red-flags", ["pack.lua": Self.manifest.replacing("VERSION", with: version), "all.lua": text])
    return try GuidelineLoader.load([folder])
  }

  private func pages(_ guideline: Guideline, history: [GuidelineDifference] = []) -> [String: String] {
    let bench = PackTestBench(guideline, tests: [], asOf: "2026-11-20")
    let book = Book(Shipped.evaluator(guideline), tests: bench, history: history, asOf: "2026-11-20")
    return Dictionary(uniqueKeysWithValues: book.pages.map { ($0.name, $0.text) })
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "a\\\" onclick=\\\"x", "</title><img src=x>", "<svg onload=x>",
  ])
  func `a hostile title stays text on every page`(title: String) throws {
    let pages = pages(try guideline(title: title))
    for (name, text) in pages {
      for mark in ["<script", "<img", "onclick=\"", "<svg onload"] {
        #expect(!text.contains(mark), "\(name) contains \(mark)")
      }
    }
    #expect(pages["rules.html"]?.contains("&lt;") == true || title.hasPrefix("a"))
  }

  @Test func `a rule's reach is shown by a patient, or by proof that there is none`() throws {
    let first = """
      rule "first" { title = "Before it", when = pain.level :at_least(3), recommend = "exercise", slot = "s",
        rank = 1, strength = "conditional", claims = {}, because = "First.", sources = { "book" } }
      """
    let taken = try pages(guideline(more: first))["rules.html"] ?? ""
    #expect(
      taken.contains("<strong>no patient</strong>, proved: whenever it is true, a rule before it is chosen"))
    let reached = try pages(guideline())["rules.html"] ?? ""
    #expect(reached.contains("for example Pain 5"))
  }

  @Test func `the gaps report who gets only the fallback, all answered or not`() throws {
    let gaps = try pages(guideline())["gaps.html"] ?? ""
    #expect(gaps.contains("none is true: for example Pain 0"))
    #expect(gaps.contains("could change that: for example a patient about whom none of that is known"))
    let all = try pages(guideline(cutOff: "0"))["gaps.html"] ?? ""
    #expect(all.contains("none is true: <strong>no patient</strong>: proved for every legal profile"))
  }

  @Test
  func `versions list whose answers they changed, newest first, and are left out if none is given`()
    throws
  {
    let versions = [
      try guideline(), try guideline(version: "2.0.0", cutOff: "6"),
      try guideline(version: "2.0.1", title: "Yoga again", cutOff: "6"),
    ]
    let history = [(0, 1), (1, 2)].map {
      GuidelineDifference(versions[$0.0], versions[$0.1], asOf: "2026-11-20")
    }
    let with = pages(versions[2], history: history)
    let page = with["versions.html"] ?? ""
    #expect(page.contains("<h2>red-flags 1.0.0 → 2.0.0</h2>"))
    #expect(page.contains("primary pairing: exercise+yoga → exercise"))
    #expect(page.contains("Pain 5"))
    #expect(page.contains("No patient&#39;s answer changes: proved for every legal profile."))
    let (newer, older) = (page.firstRange(of: "→ 2.0.1"), page.firstRange(of: "→ 2.0.0"))
    #expect((newer?.lowerBound).map { $0 < (older?.lowerBound ?? $0) } == true)
    let without = pages(versions[2])
    #expect(without["versions.html"] == nil)
    #expect(without["index.html"]?.contains("versions.html") == false)
  }
}

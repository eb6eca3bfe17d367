import PlumblineJSON
import PlumblineTestSupport
import Testing

/// The output of `plumbline test`, and its exit codes.
final class TestCommandTests {
  let scratch = Scratch()

  init() {
    scratch.write(
      "vocabulary/facts.lua",
      """
      pack "vocabulary" { version = "1.0.0", title = "v", purpose = "p", authors = { "a" } }
      fact "a.n" { type = "integer", range = { 0, 9 }, label = "N", question = "?" }
      fact "red_flags.any" { type = "boolean", label = "red flag", question = "?" }
      """)
    scratch.write(
      "red-flags/stops.lua",
      """
      pack "red-flags" { version = "1.0.0", title = "r", purpose = "p", authors = { "a" }, requires = { vocabulary = "1" } }
      stop "flag" { title = "t", when = red_flags.any :is(true), urgency = "urgent", because = "b", action = "a" }
      """)
    // The folder's name is not the pack's.
    scratch.write(
      "mine/rules.lua",
      """
      pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "1.0" } }
      pairing "exercise+one" { title = "t", what = "w", for_patient = "f" }
      rule "one" { title = "t", recommend = "exercise+one", slot = "s", rank = 1, strength = "conditional", claims = {}, because = "b",
        when = a.n :at_least(5) }
      """)
  }

  private func tests(_ text: String) { scratch.write("mine/tests/deep/cases.lua", text) }

  private func run(_ arguments: String...) -> Command.Result {
    Command.plumbline(
      ["test", scratch.path + "/mine", "--rules", scratch.path, "--as-of", "2026-11-20"] + arguments)
  }

  private let boundary = """
    test "cut-off" { given = { red_flags = { any = false } }, boundary = a.n,
      expect = { [4] = { primary = "exercise" }, [5] = { primary = "exercise+one" } } }

    """
  private let wrong = """
    test "<wrong> & # \\"x\\"" { given = { red_flags = { any = false }, a = { n = 3 } }, expect = { primary = "exercise+one" } }

    """

  @Test func `tests that pass are counted, and a filter chooses among them`() {
    tests(boundary)
    #expect(run().output == "2 passed, 0 failed\n")
    #expect(run("--filter", "= 5").output == "1 passed, 0 failed\n")
    let none = run("--filter", "nothing")
    #expect(none.code == 65 && none.error == "plumbline: no test has 'nothing' in its name\n")
  }

  @Test func `a failing test shows both decisions side by side and what decided`() {
    tests(wrong)
    let result = run()
    #expect(result.code == 1)
    #expect(result.output.contains("\n  * primary   exercise+one"), "\(result.output)")
    #expect(result.output.contains("rule site/one (s, rank 1) is false"))
    #expect(result.output.contains("site/rules.lua:4: a.n :at_least(5) is false: N is 3"))
    #expect(result.output.hasSuffix("\n0 passed, 1 failed\n"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `with failing tests no change is tried`() {
    tests(wrong)
    let result = run("--mutate")
    #expect(result.code == 1)
    #expect(result.error == "plumbline: no change was tried; make the tests pass first\n")
  }

  @Test func `a pack without tests is named`() {
    let result = run()
    #expect(result.code == 0)
    #expect(result.output == "pack site has no tests; write them in its folder tests/\n0 passed, 0 failed\n")
  }

  /// By hand: 3 outcomes (4: false, 5: true; unknown is never seen), of 3; it decides both ways. Changes: 4, 6, at_most, negated,
  /// dropped: all are noticed.
  @Test func `coverage and changes are reported, and compared with a minimum`() throws {
    tests(boundary)
    let result = run("--coverage", "--mutate", "--min", "67")
    #expect(result.output.contains("66% (2 of 3)"), "\(result.output)")
    #expect(result.output.contains("100% (1 of 1)"))
    #expect(result.output.contains("score 100% (5 of 5)"))
    #expect(result.code == 1 && result.error == "plumbline: below --min 67%: outcomes 66%\n")
    #expect(run("--coverage", "--mutate", "--min", "66").code == 0)
    let json = try JSONReader.read(run("--coverage", "--mutate", "--format", "json").output).value
    #expect(json["coverage"]?["outcomes"]?["percent"] == 66)
    #expect(json["mutation"]?["percent"] == 100 && json["mutation"]?["tried"] == 5)
    #expect(json["passed"] == 2 && json["failed"] == 0)
  }

  @Test func `build servers read JUnit and TAP, whatever the name of a test`() {
    tests(boundary + wrong)
    let junit = run("--format", "junit")
    #expect(junit.code == 1)
    #expect(
      junit.output.contains("<testsuite name=\"site\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"0\">")
    )
    #expect(junit.output.contains("name=\"&lt;wrong&gt; &amp; # &quot;x&quot;\""))
    let tap = run("--format", "tap").output.split(separator: "\n").map(String.init)
    #expect(
      tap.prefix(4) == [
        "TAP version 14", "1..3", "ok 1 - site: cut-off: a.n = 4", "ok 2 - site: cut-off: a.n = 5",
      ])
    #expect(tap.contains("not ok 3 - site: <wrong> & \\# \"x\""))
    #expect(run("--format", "tap", "--coverage").code == 64)
  }

  @Test func `the page holds the source, and nothing active`() {
    tests(boundary)
    scratch.write(
      "mine/more.lua",
      "-- <script>alert(1)</script>\nconflict \"c\" { title = \"t\", when = a.n :is(1), because = \"b\" }\n")
    #expect(run("--coverage", "--html", scratch.path + "/page.html").code == 0)
    let page = Command.contents(scratch.path + "/page.html")
    #expect(page.contains("-- &lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script"))
    #expect(page.contains("✗ unknown") && page.contains("✓ true and deciding"))
    #expect(run("--html", scratch.path + "/page.html").code == 64)
    #expect(run("--coverage", "--html", scratch.path + "/no/page.html").code == 73)
  }
}

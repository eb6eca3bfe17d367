import Glibc
import PlumblineTestSupport
import Testing

@testable import PlumblineChecker

/// `plumbline check` as it is run: messages, exit codes, fixes.
struct CheckCommandTests {
  /// A test that makes the examples' rule true.
  private static let test = """
    test "much pain at work" {
      given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = 8 },
                 work = { status = "employed" } },
      expect = { decision = "recommend", alerts = {} },
    }
    """

  /// Writes the frame's packs, and the example's pack with this text, into a folder.
  private func write(_ text: String, in scratch: borrowing Scratch, as folder: String = "packs") {
    for pack in Frame.folders(.init(text, tests: Self.test)) {
      for file in pack.files { scratch.write("\(folder)/\(pack.name)/\(file.name)", file.text) }
      for file in (try? pack.tests()) ?? [] {
        scratch.write("\(folder)/\(pack.name)/\(file.name)", file.text)
      }
    }
  }

  private func check(_ arguments: [String]) -> Command.Result {
    Command.plumbline(["check"] + arguments + ["--as-of", "2026-11-20"])
  }

  @Test func `a finding is reported with its place, its line and its related places, and the exit code is 1`()
  {
    let scratch = Scratch()
    write(Examples.rule("all { pain.intensity :above(7), pain.intensity :below(4) }"), in: scratch)
    let own = "\(scratch.path)/packs/example"
    let result = check([own, "--rules", "\(scratch.path)/packs"])
    #expect(
      result.output == """
        \(own)/example.lua:3:3: error[condition-never-holds] rule example/walking-for-pain can hold for no patient: its parts exclude each other
          3 |   when      = all { pain.intensity :above(7), pain.intensity :below(4) },
            |   ^
          \(own)/example.lua:3:21: `pain.intensity :above(7)`
          \(own)/example.lua:3:47: `pain.intensity :below(4)`

        1 error in 1 pack

        """)
    #expect(result.code == 1)
    #expect(result.error.isEmpty)
  }

  @Test func `packs without findings print only the last line`() {
    let scratch = Scratch()
    write(Examples.painRule, in: scratch)
    let result = check(["\(scratch.path)/packs/example", "--rules", "\(scratch.path)/packs"])
    #expect(result.output == "nothing found in 1 pack\n")
    #expect(result.code == 0)
  }

  @Test func `requirements are found among the packs in force, and a missing stop fails the check`() {
    let scratch = Scratch()
    write(Examples.painRule, in: scratch)
    let bare = Command.run("/bin/mkdir", ["\(scratch.path)/none"])
    #expect(bare.code == 0)
    let result = check(["\(scratch.path)/packs/example", "--rules", "\(scratch.path)/packs/vocabulary"])
    #expect(result.code == 1)
    #expect(result.output.contains("error[requirement-unmet] pack 'example' requires 'red-flags' 1.0.0"))
    #expect(result.output.hasSuffix("the packs do not load: nothing else was checked\n"))
  }

  @Test func `a warning fails only when strict`() {
    let scratch = Scratch()
    write(Examples.rule("pain.intensity :at_least(0)"), in: scratch)
    let arguments = ["\(scratch.path)/packs/example", "--rules", "\(scratch.path)/packs"]
    let plain = check(arguments)
    #expect(plain.output.contains("warning[comparison-always-holds]"))
    #expect(plain.code == 0)
    #expect(check(arguments + ["--strict"]).code == 1)
  }

  @Test func `usage is 64, no folder is 66, and a folder without packs is a finding`() {
    let scratch = Scratch()
    let unknown = Command.plumbline(["check", "--explain", "condition-nevr-holds"])
    #expect(unknown.code == 64)
    #expect(
      unknown.error.contains(
        "no finding has the code 'condition-nevr-holds'; did you mean 'condition-never-holds'?"))
    #expect(Command.plumbline(["check", "--as-of", "2026-13-01"]).code == 64)
    #expect(check(["\(scratch.path)/nowhere"]).code == 66)
    let empty = check([scratch.path])
    #expect(empty.code == 1)
    #expect(empty.output.contains("error[unreadable-pack] no pack in \(scratch.path)"))
  }

  @Test func `--fix makes the certain fixes, keeps the mode, and reports them`() {
    let scratch = Scratch()
    write(
      Examples.rule("all { all { work.status :is_one_of { \"employed\", \"employed\" } } }")
        + "\n-- Ende: ü\n",
      in: scratch)
    let file = "\(scratch.path)/packs/example/example.lua"
    chmod(file, 0o640)
    let result = check(["\(scratch.path)/packs/example", "--rules", "\(scratch.path)/packs", "--fix"])
    let text = Command.contents(file)
    #expect(text.contains("  when      = work.status :is \"employed\",\n"))
    #expect(text.hasSuffix("-- Ende: ü\n\n\n\n"))
    #expect(result.output == "nothing found in 1 pack\n")
    #expect(result.error.hasPrefix("plumbline: fixed \(file):3: write `"))
    var status = stat()
    stat(file, &status)
    #expect(status.st_mode & 0o7777 == 0o640)
  }

  @Test func `--fix leaves alone packs that do not load, and what is not certain`() {
    let scratch = Scratch()
    let text = Examples.rule("all { pain.intensty :at_least(7) }")
    write(text, in: scratch)
    let file = "\(scratch.path)/packs/example/example.lua"
    let before = Command.contents(file)
    let result = check(["\(scratch.path)/packs/example", "--rules", "\(scratch.path)/packs", "--fix"])
    #expect(result.code == 1)
    #expect(Command.contents(file) == before)
  }

  @Test(
    arguments: [
      ("\"1.0.0\"", "at_least(7)", nil), ("\"1.0.1\"", "at_least(8)", "2.0.0"),
      ("\"2.0.0\"", "at_least(8)", nil),
      ("\"1.0.0\"", "above(6)", "1.0.1"), ("\"1.0.1\"", "above(6)", nil),
    ] as [(String, String, String?)])
  func `a version that is too small for the changes is found against the earlier one`(
    version: String, comparison: String, needed: String?
  ) {
    let scratch = Scratch()
    write(Examples.painRule, in: scratch, as: "old")
    let text = Examples.painRule.replacing("at_least(7)", with: comparison)
    write(text, in: scratch, as: "new")
    let manifest = Command.contents("\(scratch.path)/new/example/pack.lua")
    scratch.write("new/example/pack.lua", manifest.replacing("\"1.0.0\",", with: version + ","))
    let result = check([
      "\(scratch.path)/new/example", "--rules", "\(scratch.path)/new", "--against",
      "\(scratch.path)/old/example",
    ])
    #expect(result.code == (needed == nil ? 0 : 1), "\(result.output)\(result.error)")
    #expect(result.output.contains("error[version-too-small]") == (needed != nil))
    if let needed {
      #expect(result.output.contains("/new/example/pack.lua:2:3: error"))
      #expect(result.output.contains("it must be at least \(needed)"))
    }
  }

  @Test func `GitHub's commands are escaped as GitHub reads them`() {
    let scratch = Scratch()
    write(Examples.rule("pain.intensity :at_least(0)"), in: scratch, as: "a,b:c%d")
    let folder = "\(scratch.path)/a,b:c%d"
    let result = check(["\(folder)/example", "--rules", folder, "--format", "github"])
    let path = "\(scratch.path)/a%2Cb%3Ac%25d/example/example.lua"
    #expect(
      result.output.hasPrefix(
        "::warning file=\(path),line=3,col=15,title=comparison-always-holds::`pain.intensity :at_least(0)` holds whenever"
      ))
    #expect(result.output.hasSuffix("\n1 warning in 1 pack\n"))
  }

  @Test func `--explain prints the page, and list every code`() {
    let page = Command.plumbline(["check", "--explain", "rule-shadowed"])
    #expect(page.code == 0)
    #expect(page.output == Checks.kind("rule-shadowed")?.markdown)
    let codes = Command.plumbline(["check", "--explain", "list"]).output.split(separator: "\n").map {
      $0.prefix { $0 != " " }
    }
    #expect(codes.map(String.init) == Checks.kinds.map(\.code))
  }
}

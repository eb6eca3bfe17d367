import PlumblineTestSupport
import Testing

/// `plumbline new repository`: what it writes passes what it says must be passed.
struct NewRepositoryTests {
  private static let template = "\(Shipped.examples)/pack-template"
  private static let pack = "packs/sleep-hygiene"

  /// Makes the repository of the template, and returns what was printed.
  private static func make(in folder: String) -> Command.Result {
    Command.run(
      Command.plumbline,
      ["new", "repository", "sleep-hygiene", "--as-of", "2026-11-20", "--rules", Shipped.rules], in: folder)
  }

  private static func run(_ line: String, in folder: String) -> Command.Result {
    let setting =
      "plumbline() { '\(Command.plumbline)' \"$@\"; }\nexport PLUMBLINE_RULES='\(Shipped.rules)'\n"
    return Command.run("/bin/bash", ["-c", setting + line], in: folder)
  }

  /// The lines of a file that run `plumbline`, from that word on.
  private static func commands(_ file: String) -> [String] {
    Command.contents("\(template)/\(file)").split(separator: "\n").compactMap { line in
      line.firstMatch(of: /(?:run: |entry: |^ *)(plumbline .*)$/).map { String($0.output.1) }
    }
  }

  @Test func `the template in Examples is what the command writes`() {
    let scratch = Scratch()
    let made = Self.make(in: scratch.path)
    #expect(made.code == 0 && made.error == "", "\(made.error)")
    #expect(made.output.hasPrefix("Written in sleep-hygiene:\n  README.md "))
    let difference = Command.run(
      "/usr/bin/diff", ["-r", Self.template, "\(scratch.path)/sleep-hygiene"])
    #expect(difference.code == 0 && difference.output == "", "\(difference.output)")
    let again = Self.make(in: scratch.path)
    #expect(
      again.code == 73 && again.error.contains("cannot create sleep-hygiene: it exists already"),
      "\(again.error)")
  }

  @Test func `it passes its own workflow and its own hooks at once`() {
    let workflow = Command.contents("\(Self.template)/.github/workflows/packs.yml")
    #expect(
      workflow.contains(
        "  - uses: ./.plumbline/share/plumbline/action\n        with: { packs: \(Self.pack) }"))
    let hooks = Self.commands(".pre-commit-config.yaml")
    #expect(hooks.map { $0.split(separator: " ")[1] } == ["check", "test"])
    let scratch = Scratch()
    _ = Command.run("/bin/cp", ["-R", Self.template + "/.", scratch.path])
    let action = "\(Shipped.root)/Distribution/action/review.py"
    let begin =
      "git init -q -b main && git add -A && git -c user.name=a -c user.email=a@example.org commit -qm 1"
    let review =
      "PLUMBLINE='\(Command.plumbline)' python3 -B '\(action)' --base=main --comment=comment.md \(Self.pack)"
    for command in [begin, review] + hooks {
      let result = Self.run(command, in: scratch.path)
      #expect(result.code == 0, "\(command)\n\(result.output)\(result.error)")
    }
    let comment = Command.contents("\(scratch.path)/comment.md")
    #expect(comment.hasPrefix("### Ready: `\(Self.pack)`\n"), "\(comment)")
    #expect(comment.contains("No patient's answer changes"))
  }

  @Test func `the commands of its README run, and what they build is signed`() {
    let commands = Self.commands("README.md")
    #expect(commands.count == 6)
    let scratch = Scratch()
    _ = Command.run("/bin/cp", ["-R", Self.template + "/.", scratch.path])
    for command in commands {
      let result = Self.run(command, in: scratch.path)
      #expect(result.code == 0, "\(command)\n\(result.output)\(result.error)")
    }
    let verified = Self.run("plumbline packs verify sleep-hygiene.pack --key site.pub", in: scratch.path)
    #expect(verified.code == 0, "\(verified.error)")
  }

  @Test func `a cut-off that is lowered breaks its promise and its test, and needs a new version`() {
    let scratch = Scratch()
    _ = Command.run("/bin/cp", ["-R", Self.template + "/.", scratch.path])
    _ = Command.run("/bin/cp", ["-R", Self.template, "\(scratch.path)/base"])
    let rule = "\(Self.pack)/rules/example.lua"
    scratch.write(
      rule,
      Command.contents("\(scratch.path)/\(rule)").replacing("at_least(5)", with: "at_least(4)"))
    for command in [
      "test \(Self.pack)", "prove \(Self.pack)", "diff base/\(Self.pack) \(Self.pack) --require-version",
    ] {
      let result = Self.run("plumbline \(command)", in: scratch.path)
      #expect(result.code == 1, "\(command)\n\(result.output)\(result.error)")
    }
  }
}

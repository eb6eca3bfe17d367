import PlumblineJSON
import PlumblineTestSupport
import Testing

/// `plumbline --help`, `plumbline help`, and what is said of a command that there is not.
struct HelpCommandTests {
  /// A command as `--experimental-dump-help` has it.
  private struct Described {
    var path: [String]
    var discussion: String

    /// The lines under `Examples:`.
    var examples: [String] {
      let lines = discussion.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.drop { $0 != "Examples:" }.dropFirst().prefix { $0.hasPrefix("  ") }.map {
        String($0.dropFirst(2))
      }
    }

    init(_ command: JSONNode, in path: [String]) {
      self.path = path + [command["commandName"]?.stringValue ?? ""]
      discussion = command["discussion"]?.stringValue ?? ""
    }

    /// The command and all commands under it, without `help`.
    static func all(_ command: JSONNode, in path: [String] = []) -> [Described] {
      let own = Described(command, in: path)
      if own.path.last == "help" { return [] }
      return [own] + (command["subcommands"]?.arrayValue ?? []).flatMap { all($0, in: own.path) }
    }
  }

  private static func described() throws -> [Described] {
    let text = Command.plumbline(["--experimental-dump-help"]).output
    let root = try #require(try JSONReader.read(text)["command"])
    return Described.all(root)
  }

  private static func help(_ path: [String]) -> String {
    Command.plumbline(path.dropFirst() + ["--help"]).output
  }

  @Test func `every command has two examples, which fit on a line of a terminal`() throws {
    let all = try Self.described()
    #expect(all.count > 50)
    for command in all {
      #expect(command.examples.count == 2, "\(command.path): \(command.examples)")
      for example in command.examples {
        #expect(
          example.contains(command.path.joined(separator: " ")) || command.path.count == 1, "\(example)")
        #expect(example.utf8.count <= 77, "\(example)")
      }
    }
  }

  @Test(arguments: [0, 1, 2, 3])
  func `every example of the help runs, in the folder of this repository with the clinic's ledger`(part: Int)
    throws
  {
    let folder = ExampleFolder()
    #expect(folder.error == "")
    let commands = try Self.described().enumerated().filter { $0.offset % 4 == part }.map(\.element)
    for command in commands {
      for (example, result) in zip(command.examples, folder.run(command.examples)) {
        #expect(result.code == 0, "\(example)\n\(result.error)")
      }
    }
  }

  @Test func `commands stand in groups, for a patient, for authors, for auditors, and the set-up`() {
    let page = Command.plumbline(["--help"]).output
    let titles = page.split(separator: "\n").filter { $0.hasSuffix(":") && !$0.hasPrefix(" ") }
    #expect(
      titles == [
        "Examples:", "OPTIONS:", "FOR A PATIENT:", "FOR AUTHORS OF PACKS:", "FOR AUDITORS:", "SET-UP:",
      ])
    #expect(page.contains("FOR A PATIENT:\n  recommend  "))
    #expect(page.contains("SET-UP:\n  doctor  "))
    #expect(Command.plumbline([]).output == page && Command.plumbline(["help"]).output == page)
  }

  @Test(arguments: [
    (
      ["recommend"],
      ["ARGUMENTS", "OPTIONS", "RECORD IN FHIR", "ANSWER", "PACKS IN FORCE", "RECORD OF THE ANSWER"]
    ),
    (["check"], ["ARGUMENTS", "OPTIONS", "PACKS IN FORCE"]),
    (["audit", "list"], ["OPTIONS", "COLUMNS", "WHICH RECORDS", "LEDGER"]),
  ])
  func `a command's own options come first, and those that it shares have a title`(
    command: [String], expected: [String]
  ) {
    let page = Self.help(["plumbline"] + command)
    let titles = page.split(separator: "\n").filter { $0.hasSuffix(":") && !$0.hasPrefix(" ") }
    #expect(titles.dropFirst().map(String.init) == expected.map { $0 + ":" }, "\(page)")
    #expect(page.hasSuffix("\n") && !page.hasSuffix("\n\n"))
    #expect(Command.plumbline(["help"] + command).output == page)
  }

  @Test(arguments: [
    (["recomend"], "unknown command 'recomend' of `plumbline`; did you mean 'recommend'?"),
    (["audit", "lits"], "unknown command 'lits' of `plumbline audit`; did you mean 'list'?"),
    (["help", "exitcodes"], "unknown command 'exitcodes' of `plumbline`; did you mean 'exit-codes'?"),
    (["packs", "instal", "x"], "unknown command 'instal' of `plumbline packs`; did you mean 'install'?"),
    (["Doctor", "--help"], "unknown command 'Doctor' of `plumbline`; did you mean 'doctor'?"),
    (["xyzzy"], "unknown command 'xyzzy' of `plumbline`; list the commands with `plumbline --help`"),
    (
      ["new", "xyzzy"],
      "unknown command 'xyzzy' of `plumbline new`; list the commands with `plumbline new --help`"
    ),
  ])
  func `an unknown command ends with 64, and the nearest is named`(arguments: [String], message: String) {
    let result = Command.plumbline(arguments)
    #expect(result.code == 64)
    #expect(result.output == "" && result.error == "plumbline: \(message)\n")
  }

  @Test func `the version has a short option`() {
    let short = Command.plumbline(["-V"])
    #expect(short.code == 0 && short.output.hasPrefix("plumbline ") && short.error == "")
    #expect(short.output == Command.plumbline(["--version"]).output)
  }

  @Test func `help lists the exit codes that Documentation lists`() {
    let page = Command.plumbline(["help", "exit-codes"])
    #expect(page.code == 0 && page.error == "")
    let documentation = Command.contents("\(Shipped.root)/Documentation/Decision.md")
    let section = documentation.split(separator: "\n## ").first { $0.hasPrefix("Exit codes") } ?? ""
    let documented = section.matches(of: /\n\| ([0-9]+) \| [a-z`]/).map(\.output.1)
    let parts = page.output.split(separator: "\n\n")
    #expect(parts.count == 3 && documented.count > 8)
    #expect(parts[0].split(separator: "\n").map { $0.drop { $0 == " " }.prefix { $0 != " " } } == documented)
    #expect(
      parts[2] == "  0   recommend\n  10  stop\n  11  defer\n  12  out-of-scope\n  13  need-data\n",
      "\(parts[2])")
  }

  @Test func `help lists every variable that the sources read`() {
    let page = Command.plumbline(["help", "environment"])
    #expect(page.code == 0)
    let listed = Set(page.output.split(separator: "\n").compactMap { $0.split(separator: " ").first })
    let sources = Command.run(
      "/bin/sh", ["-c", "cat $(find '\(Shipped.root)/Sources/Command' -name '*.swift')"]
    ).output
    let read = Set(sources.matches(of: /environment\("([A-Z_]+)"\)/).map(\.output.1))
    #expect(read.count > 8)
    #expect(listed == read)
  }

  @Test func `the manual page has every example, the exit codes and the variables`() throws {
    let page = Command.run(
      "python3", ["-B", "\(Shipped.root)/Distribution/manual.py", Command.plumbline, "1"])
    #expect(page.code == 0 && page.error == "")
    let plain = page.output.replacing("\\-", with: "-").replacing("\\e", with: "\\")
    let lines = Set(plain.split(separator: "\n"))
    for command in try Self.described() {
      for example in command.examples { #expect(lines.contains("  \(example)"[...]), "\(example)") }
    }
    for topic in ["exit-codes", "environment"] {
      for line in Command.plumbline(["help", topic]).output.split(separator: "\n") {
        #expect(lines.contains(line), "\(line)")
      }
    }
  }
}

import PlumblineTestSupport

/// A folder with a cohort in it, and the command that answers it.
struct CohortFolder: ~Copyable {
  let scratch = Scratch()
  var path: String { scratch.path }
  var ledger: String { "\(path)/ledger.sqlite" }

  /// Runs `plumbline cohort` over a file of the folder.
  func cohort(_ file: String, _ more: [String] = [], input: String = "") -> Command.Result {
    let file = file == "-" ? "-" : "\(path)/\(file)"
    return Command.plumbline(["cohort", file, "--rules", Shipped.rules] + more, input: input)
  }

  /// Runs a shell script in the folder; `cohort …` is the command.
  func script(_ text: String) -> Command.Result {
    let quoted = "'\(Command.plumbline)' cohort --rules '\(Shipped.rules)'"
    return Command.run(
      "/bin/sh", ["-c", "cd '\(path)'; cohort() { \(quoted) \"$@\"; }; COHORT=\"\(quoted)\"\n" + text])
  }

  func text(_ file: String) -> String { Command.contents("\(path)/\(file)") }
  func bytes(_ file: String) -> [UInt8] { Command.bytes("\(path)/\(file)") }

  /// A shipped example on one line, with another id.
  static func example(_ name: String, id: String) -> String {
    Command.contents("\(Shipped.examples)/\(name).json").replacing("\n", with: " ")
      .replacing(#/"id": "[^"]*"/#, with: "\"id\":\"\(id)\"")
  }

  /// Lines of all kinds, some of them refused.
  static func mixed(_ count: Int) -> String {
    let names = ["high-fear", "red-flag", "little-known", "acute", "goal-pain", "work-fear-only"]
    let lines = names.map { example($0, id: "NUMBER") }
    return (0..<count).map { index in
      if index % 97 == 13 { return "{\"id\":\"P\(index)\",\"pain\":{\"intensity\":\(1000 + index)}}\n" }
      return index % 101 == 50
        ? "\n" : lines[index % lines.count].replacing("NUMBER", with: "P\(index)") + "\n"
    }.joined()
  }

  /// Lines of 20 KB, mostly spaces, so that a few of them make a run that can be resumed.
  static func bulky(_ count: Int) -> String {
    (0..<count).map { index in
      let start =
        index % 50 == 7
        ? "{\"id\":\"W\(index)\",\"pain\":{\"intensity\":\(index)}}" : example("red-flag", id: "P\(index)")
      return start + String(repeating: " ", count: 20_000 - start.utf8.count) + "\n"
    }.joined()
  }
}

/// What a run without `--record` ends with, on standard error.
let notRecorded = "plumbline: not recorded: --record records each row in the ledger\n"

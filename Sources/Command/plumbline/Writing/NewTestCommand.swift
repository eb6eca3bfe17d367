import ArgumentParser
import PlumblineAuthoring
import PlumblineGuideline
import PlumblineInterchange

/// `plumbline new test`: a test that is built from a profile, with its current answer.
struct NewTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Build a test from a profile, with the current answer as the expected one.",
    discussion: """
      An approval test: read what it expects before you keep it. The profile's id and notes are left out, its answers are not: \
      never build a test from a real patient.

      Examples:
        plumbline new test quiet --in sleep
        plumbline new test afraid --in sleep --from Examples/high-fear.json
      """)

  @Argument(help: "Its name, and the file's: lower case words joined by `-`.")
  var name: String

  @Option(
    name: .customLong("in"), help: ArgumentHelp("The pack's folder.", valueName: "pack"), completion: .file())
  var pack: String

  @Option(
    help: ArgumentHelp(
      "The profile, or - for standard input (default: one with few answers that passes every gate).",
      valueName: "file"), completion: .file())
  var from: String?

  @Option(
    help: ArgumentHelp("The day for which the answer holds (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      let name = try AuthoredName.given(name)
      let target = try PackToExtend(pack, packs)
      let guideline = try target.load()
      let profile = try from.map {
        try ProfileFile.read($0, guideline.vocabulary, asOf: asOf ?? today(), showValues: false)
      }
      let file = try Scaffolding.made {
        try TestScaffold.file(name, from: profile, in: guideline, asOf: asOf ?? today())
      }
      try NewFiles.write([file], inFolder: target.path)
      try Output.answer(WrittenReport([file], in: target.path).ofTest(name))
      return .success
    }
  }
}

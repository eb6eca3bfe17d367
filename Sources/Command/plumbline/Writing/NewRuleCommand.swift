import ArgumentParser
import PlumblineAuthoring
import PlumblineGuideline

/// `plumbline new rule`: a rule of its own file, with tests on both sides of its line.
struct NewRuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule", abstract: "Add a rule to a pack, with its evidence and its tests.",
    discussion: """
      Examples:
        plumbline new rule strong-pain --in sleep --fact pain.intensity
        plumbline new rule worry --in sleep
      """)

  @Argument(help: "Its name: lower case words joined by `-`.")
  var name: String

  @Option(
    name: .customLong("in"), help: ArgumentHelp("The pack's folder.", valueName: "pack"), completion: .file())
  var pack: String

  @Option(
    help: ArgumentHelp(
      "The fact that the rule reads (default: the pack's first own numeric fact).", valueName: "group.name"),
    completion: .facts())
  var fact: String?

  @Option(
    help: ArgumentHelp(
      "What it recommends (default: a pairing named as the rule, declared beside it).", valueName: "pairing"),
    completion: .pairings)
  var recommend: String?

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      let name = try AuthoredName.given(name)
      let target = try PackToExtend(pack, packs)
      let files = try Scaffolding.made {
        try RuleScaffold(
          name, in: target.folder, of: target.id, fact: fact, recommends: recommend, today: today()
        ).files(beside: target.others)
      }
      try NewFiles.write(files, inFolder: target.path)
      try Output.answer(WrittenReport(files, in: target.path).ofRule(name))
      return .success
    }
  }
}

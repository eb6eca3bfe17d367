import ArgumentParser
import PlumblineAuthoring
import PlumblineGuideline

/// `plumbline new pack`: a pack with a rule and its tests.
struct NewPackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Begin a pack: a manifest, a fact, a pairing, a rule and its tests.",
    discussion: """
      Examples:
        plumbline new pack sleep-hygiene
        plumbline new pack graded-activity --into site
      """)

  @Argument(help: "Its name: lower case words joined by `-`, after what it recommends.")
  var name: String

  @Option(
    help: ArgumentHelp("The folder in which the pack's own folder is made.", valueName: "dir"),
    completion: .file())
  var into = "."

  @Option(help: ArgumentHelp("Of several guidelines in force, the one to add to.", valueName: "domain"))
  var guideline: String?

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      let name = try AuthoredName.given(name)
      let inForce = try packs.folders(of: guideline)
      let files = try Scaffolding.made { try PackScaffold.files(name, inForce: inForce, today: today()) }
      let place = into == "." ? name.description : "\(into.trimmingSlashes)/\(name)"
      try NewFiles.write(files, inNewFolder: place)
      try Output.answer(WrittenReport(files, in: place).ofPack)
      return .success
    }
  }
}

import ArgumentParser
import PlumblineAuthoring
import PlumblineGuideline

/// `plumbline new repository`: a pack with what checks every change to it.
struct NewRepositoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repository",
    abstract: "Begin a repository for a pack: the pack, a promise to prove, and what checks every change.",
    discussion: """
      With a README, hooks for pre-commit, and a workflow for GitHub. Examples/pack-template is what it writes.

      Examples:
        plumbline new repository sleep-hygiene
        plumbline new repository graded-activity --as-of 2026-11-20
      """)

  @Argument(help: "The pack's name, and the folder's: lower case words joined by `-`.")
  var name: String

  @Option(
    help: ArgumentHelp("The folder in which the repository's own folder is made.", valueName: "dir"),
    completion: .file())
  var into = "."

  @Option(help: ArgumentHelp("Of several guidelines in force, the one to add to.", valueName: "domain"))
  var guideline: String?

  @Option(
    help: ArgumentHelp("The day in the manifest and in citations (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      let name = try AuthoredName.given(name)
      let inForce = try packs.folders(of: guideline)
      let files = try Scaffolding.made {
        try RepositoryScaffold.files(name, inForce: inForce, today: asOf ?? today())
      }
      let place = into == "." ? name.description : "\(into.trimmingSlashes)/\(name)"
      try NewFiles.write(files, inNewFolder: place)
      try Output.answer(WrittenReport(files, in: place).ofRepository(RepositoryScaffold.pack(name)))
      return .success
    }
  }
}

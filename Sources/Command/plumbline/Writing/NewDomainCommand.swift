import ArgumentParser
import PlumblineAuthoring
import PlumblineGuideline

/// `plumbline new domain`: a field of care of its own.
struct NewDomainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "domain",
    abstract: "Begin a field of care: a vocabulary, a domain with its stops, and a pack that recommends.",
    discussion: """
      Examples:
        plumbline new domain stroke
        mkdir fields && plumbline new domain asthma --into fields
      """)

  @Argument(help: "Its name: lower case words joined by `-`, such as copd.")
  var name: String

  @Option(
    help: ArgumentHelp("The folder in which the field's own folder is made.", valueName: "dir"),
    completion: .file())
  var into = "."

  func run() throws {
    try reporting {
      let name = try AuthoredName.given(name)
      let files = try Scaffolding.made { try DomainScaffold.files(name, today: today()) }
      let place = into == "." ? name.description : "\(into.trimmingSlashes)/\(name)"
      try NewFiles.write(files, inNewFolder: place)
      try Output.answer(WrittenReport(files, in: place).ofDomain)
      return .success
    }
  }
}

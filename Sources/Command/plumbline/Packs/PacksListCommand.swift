import ArgumentParser
import PlumblinePackaging
import PlumblineText

/// `plumbline packs list`: the packs in force, their signers, and what sites adapted.
struct PacksListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the packs in force: version, digest, signer, what each declares and adapts.",
    discussion: """
      Examples:
        plumbline packs list
        plumbline packs list --format json
      """)

  @Option(help: "text or json.")
  var format: PacksCommand.Format = .text

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      let loaded = try packs.load()
      let list = PackList(loaded.guidelines, loaded.archives)
      switch format {
      case .text: try Output.answer(list.text)
      case .json: try Output.answer(list.json.canonicalLine)
      }
      return .success
    }
  }
}

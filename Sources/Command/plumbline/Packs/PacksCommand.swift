import ArgumentParser

/// `plumbline packs`: packs as plugins. Without a subcommand it lists those in force.
struct PacksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "packs",
    abstract: "List the packs in force; build, sign, verify, install and remove archives of packs.",
    discussion: """
      An archive is a pack as one signed file. Documentation/Packs.md says what each byte of it is.

      Examples:
        plumbline packs
        plumbline packs build Rules/red-flags --output red-flags.pack
      """,
    subcommands: [
      PacksListCommand.self, PacksInspectCommand.self, PacksBuildCommand.self, PacksKeyCommand.self,
      PacksSignCommand.self, PacksVerifyCommand.self, PacksInstallCommand.self, PacksRemoveCommand.self,
    ],
    defaultSubcommand: PacksListCommand.self)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
}

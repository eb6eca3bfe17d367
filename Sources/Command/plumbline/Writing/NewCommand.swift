import ArgumentParser

/// `plumbline new`: files to begin from.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract:
      "Begin a field of care, a pack, a rule or a test, or write what an editor needs to know about the packs.",
    discussion: """
      What is written loads and passes its tests. Everything in it that is made up says EXAMPLE. No existing file is \
      overwritten. Documentation/Writing-a-pack.md goes through it step by step.

      Examples:
        plumbline new pack sleep-hygiene
        plumbline new profile > patient.txt
      """,
    subcommands: [
      NewDomainCommand.self, NewRepositoryCommand.self, NewPackCommand.self, NewRuleCommand.self,
      NewTestCommand.self,
      NewDefinitionsCommand.self, NewProfileCommand.self, NewLanguageCommand.self,
    ])
}

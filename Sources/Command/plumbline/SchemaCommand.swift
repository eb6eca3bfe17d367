public import ArgumentParser
import PlumblineJSON
public import PlumblineSchema
import PlumblineText

/// `plumbline schema`: the form of profiles, and of what commands print, as JSON Schema.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Write the form of profiles, or of what a command prints, as JSON Schema.",
    discussion: """
      The schema is of the packs in force (JSON Schema 2020-12): their facts with questions, ranges, units and codes. Its $id names \
      the engine and the digest of the packs. Documentation/Schemas.md says what a schema cannot say.

      \(SchemaName.allCases.map { "\($0.rawValue): \($0.subject)" }.joined(separator: "\n"))

      Examples:
        plumbline schema profile > profile.schema.json
        plumbline schema decision
      """)

  @Argument(help: ArgumentHelp("What to describe.", valueName: "name"))
  var name: SchemaName

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      try Output.answer(name.schema(for: try packs.load().guidelines).canonicalLine)
      return .success
    }
  }
}

extension SchemaName: ExpressibleByArgument {}

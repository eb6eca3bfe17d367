import ArgumentParser
import PlumblineFHIR
import PlumblineJSON
import PlumblineText

/// `plumbline fhir`: what packs hold, as FHIR.
struct FHIRCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fhir", abstract: "Export what packs hold as FHIR R4.",
    discussion: """
      Examples:
        plumbline fhir plan > plan.json
        plumbline fhir questionnaires > questionnaires.json
      """,
    subcommands: [FHIRPlanCommand.self, FHIRQuestionnairesCommand.self])
}

/// `plumbline fhir plan`: the guidelines, to be inspected.
struct FHIRPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Export the guidelines as PlanDefinitions, with a Library for each pack.",
    discussion: """
      Prints a Bundle for inspection: each stop, gate and rule with its reason, its evidence, the facts that it reads and the place \
      where its condition is written. Conditions are not translated, so it cannot be run. Documentation/FHIR.md.

      Examples:
        plumbline fhir plan > plan.json
        plumbline fhir plan --rules Rules
      """)

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      try Output.answer(Plans(try packs.load().guidelines).bundle.canonicalLine)
      return .success
    }
  }
}

/// `plumbline fhir questionnaires`: the questions of the vocabulary, whose responses can be read back.
struct FHIRQuestionnairesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questionnaires",
    abstract: "Export the questions as Questionnaires, with their CodeSystems.",
    discussion: """
      Prints a Bundle: a Questionnaire for each questionnaire of the packs in force, one that asks for every fact, and the CodeSystems \
      that they use. Wording is given only where the licence allows it. Documentation/FHIR.md.

      Examples:
        plumbline fhir questionnaires > forms.json
        plumbline fhir questionnaires --rules Rules
      """)

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      try Output.answer(Questionnaires(try packs.load().guidelines).bundle.canonicalLine)
      return .success
    }
  }
}

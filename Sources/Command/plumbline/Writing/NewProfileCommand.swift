import ArgumentParser
import PlumblineAuthoring
import PlumblineEngine

/// `plumbline new profile`: a profile to fill in.
struct NewProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Print a profile to fill in: a line for each fact, with its question and its values.",
    discussion: """
      plumbline new profile > patient.txt, then delete the # before each fact that you know. What stays commented is not asked. \
      plumbline recommend patient.txt answers.
      """)

  @OptionGroup var speaking: LanguageOption
  @OptionGroup var packs: PacksInForce

  func run() throws {
    try reporting {
      let evaluator = try packs.loadForDeciding()
      let template = ProfileTemplate(
        evaluator.vocabulary, evaluator.evaluators.map(\.guideline),
        said: speaking.view(of: evaluator)?.evaluator.vocabulary, in: speaking.language)
      try Output.answer(template.text)
      return .success
    }
  }
}

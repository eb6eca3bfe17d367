import ArgumentParser
import PlumblineAuthoring
import PlumblineEngine

/// `plumbline new profile`: a profile to fill in.
struct NewProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Print a profile to fill in: lines for an editor, or a form for paper.",
    discussion: """
      plumbline new profile > patient.txt, then delete the # before each fact that you know. What stays commented is not asked. \
      plumbline recommend patient.txt answers. --format html or text is a form to print and fill in by hand; without a profile, \
      plumbline recommend shows the same form at the terminal.

      Examples:
        plumbline new profile > patient.txt
        plumbline new profile --format html --language nl > form.html
      """)

  /// What is printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case lines, text, html
  }

  @Option(help: "lines (to fill in with an editor), text or html (to print).")
  var format: Format = .lines

  @OptionGroup var speaking: LanguageOption
  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func run() throws {
    try reporting {
      let evaluator = try packs.loadForDeciding()
      let (vocabulary, guidelines) = (evaluator.vocabulary, evaluator.evaluators.map(\.guideline))
      let said = speaking.view(of: evaluator)?.evaluator.vocabulary
      switch format {
      case .lines:
        try Output.answer(ProfileTemplate(vocabulary, guidelines, said: said, in: speaking.language).text)
      case .text: try Output.answer(PrintedForm(vocabulary, guidelines).text)
      case .html: try Output.answer(PrintedForm(vocabulary, guidelines).html)
      }
      return .success
    }
  }
}

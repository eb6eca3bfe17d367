import ArgumentParser
import PlumblineEngine

/// `plumbline recommend`: the answer for one patient.
struct RecommendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend", abstract: "Say what is recommended for one patient, and why.",
    discussion: "Reads a profile in JSON (Documentation/Profile.md). `-` reads standard input.")

  @Argument(help: ArgumentHelp("The profile, or - for standard input.", valueName: "file"))
  var file: String

  @OptionGroup var answering: AnsweringOptions
  @OptionGroup var packs: PacksInForce
  @OptionGroup var recording: RecordingOptions

  func run() throws {
    try reporting {
      let refusing = answering.refusing(recording)
      return try refusing.deciding(packs, on: file) { evaluator in
        let profile = try refusing.profile(file, evaluator.vocabulary)
        return try answering.answer(evaluator, profile, recording)
      }
    }
  }
}

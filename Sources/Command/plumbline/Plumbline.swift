import ArgumentParser
import CPlumblineProcess
import PlumblineEngine

@main
enum Program {
  static func main() async {
    // A profile must not end up in a core file. If that cannot be prevented, the answers are still right.
    _ = plb_keep_private()
    await Plumbline.main()
  }
}

struct Plumbline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumbline",
    abstract: "What a guideline recommends for a patient, why, and how certain the evidence is.",
    discussion: """
      Evaluates a patient profile against guideline packs and shows the basis of its answer. It supports a \
      clinician's judgement and does not replace assessment.

      Exit codes: 0 a decision was made, 1 a check or test failed, 20 a stop was shown and not recorded, 21 the input was \
      refused and a stop is true in what could be read, 64 usage, 65 bad input, 66 no such file, \
      69 a required program is not installed, \
      70 internal, 73 cannot create, 74 cannot write, 75 ledger busy.
      """,
    version: Evaluator.version,
    subcommands: [
      RecommendCommand.self,
      ExplainCommand.self,
      InterviewCommand.self,
      HistoryCommand.self,
      CohortCommand.self,
      ProfileCommand.self,
      FHIRCommand.self,
      AuditCommand.self,
      CheckCommand.self,
      TestCommand.self,
      ProvePacksCommand.self,
      DiffCommand.self,
      NewCommand.self,
      ReplCommand.self,
      LSPCommand.self,
      ServeCommand.self,
      DocsCommand.self,
      SchemaCommand.self,
      PacksCommand.self,
      DoctorCommand.self,
    ])
}

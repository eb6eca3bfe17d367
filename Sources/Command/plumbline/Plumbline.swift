import ArgumentParser
import CPlumblineProcess
import Dispatch
import Glibc
import PlumblineEngine

@main
enum Program {
  /// Without `async`: starting the threads that would serve it takes longer than some answers.
  static func main() {
    // A profile must not end up in a core file. If that cannot be prevented, the answers are still right.
    _ = plb_keep_private()
    holdStreams()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if let topic = HelpTopic(arguments) {
        try reporting {
          try Output.answer(topic.text)
          return .success
        }
      }
      if let unknown = UnknownCommand(arguments) {
        Output.error(unknown.message)
        throw ExitCode.validationFailure
      }
      var command = try parsed(arguments)
      if let command = command as? any AsyncParsableCommand { serve(command) }
      try command.run()
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      Plumbline.exit(withError: HelpPage.printed(error))
    }
  }

  /// Holds the places of standard streams that are closed by what can be neither read nor written there: otherwise the next file that is
  /// opened, a ledger, would be standard output.
  private static func holdStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Returns the command that the arguments name.
  ///
  /// The options of one command are read faster than by way of all of them. What it does not accept, and what is no answer, is read
  /// again from the top, which says the same as ever.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    if arguments.first == RecommendCommand.configuration.commandName,
      let command = try? RecommendCommand.parseAsRoot(Array(arguments.dropFirst())) as? RecommendCommand
    {
      return command
    }
    return try Plumbline.parseAsRoot(arguments)
  }

  /// Runs a command that waits for others, and ends the program.
  private static func serve(_ command: sending any AsyncParsableCommand) -> Never {
    Task {
      do {
        var command = command
        try await command.run()
        Plumbline.exit()
      } catch {
        Plumbline.exit(withError: HelpPage.printed(error))
      }
    }
    dispatchMain()
  }
}

struct Plumbline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumbline",
    abstract: "What a guideline recommends for a patient, why, and how certain the evidence is.",
    discussion: """
      Evaluates a patient profile against guideline packs and shows the basis of its answer. It supports a \
      clinician's judgement and does not replace assessment.

      Examples:
        plumbline recommend Examples/high-fear.json --no-record
        plumbline help exit-codes

      `plumbline help environment` lists the variables that are read, `plumbline help COMMAND` a command's options.
      """,
    version: Evaluator.version,
    groupedSubcommands: [
      CommandGroup(
        name: "For a patient",
        subcommands: [
          RecommendCommand.self, ExplainCommand.self, InterviewCommand.self, HistoryCommand.self,
          ProfileCommand.self, CohortCommand.self,
        ]),
      CommandGroup(
        name: "For authors of packs",
        subcommands: [
          NewCommand.self, CheckCommand.self, TestCommand.self, ProvePacksCommand.self, DiffCommand.self,
          DocsCommand.self, ReplCommand.self, LSPCommand.self,
        ]),
      CommandGroup(name: "For auditors", subcommands: [AuditCommand.self]),
      CommandGroup(
        name: "Set-up",
        subcommands: [
          DoctorCommand.self, PacksCommand.self, ServeCommand.self, SchemaCommand.self, FHIRCommand.self,
        ]),
    ])

  @Flag(name: .customShort("V"), help: "Show the version, as --version does.")
  var version = false

  func validate() throws {
    if version { throw CleanExit.message(Evaluator.version) }
  }
}

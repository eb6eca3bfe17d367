import ArgumentParser
import Glibc
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineProver
import PlumblineText

/// `plumbline prove`: what holds for every patient that the vocabulary allows, or a patient who disproves it.
struct ProvePacksCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove what packs promise for all patients, or show a patient who disproves it.",
    discussion: """
      Over all legal profiles, with any fact possibly absent: gaps, contradictions, rules that never matter, and the \
      properties that packs declare. Decided by Z3, which must be installed (Debian: z3). Documentation/Proving.md. \
      Exit codes: 0 all proved, 1 not all, 69 no Z3.
      """)

  @OptionGroup var packs: PacksAtWork

  @Flag(help: "Only the properties that packs declare.")
  var properties = false

  @Option(help: "text or json.")
  var format: Format = .text

  @Flag(help: "Print the solver's input as SMT-LIB 2, and do not run the solver.")
  var smt = false

  @Option(help: ArgumentHelp("Write each counterexample as a profile into this folder.", valueName: "dir"))
  var witness: String?

  @Option(help: ArgumentHelp("Seconds for each question, 1 to 3600.", valueName: "seconds"))
  var timeout = 20

  func validate() throws {
    guard (1...3600).contains(timeout) else { throw ValidationError("--timeout takes 1 to 3600 seconds") }
  }

  func run() async throws {
    let prover: Prover
    do throws(Fault) {
      prover = try prepare()
    } catch {
      Output.error(error.message)
      throw ExitCode(error.code.rawValue)
    }
    if smt {
      return try reporting {
        try Output.answer(Escaping.terminalLines(prover.smt))
        return .success
      }
    }
    let bar = ProgressBar("proving")
    // A solver that ends early is a verdict, not a signal that kills.
    signal(SIGPIPE, SIG_IGN)
    var failure: Fault?
    var outcomes: [ProofOutcome] = []
    var version = ""
    do {
      version = try await Z3.version()
      outcomes = try await prover.run(Z3(timeout: timeout)) {
        bar.show($0, of: prover.questions.count)
      }
    } catch {
      failure = Fault(solver: error)
    }
    bar.clear()
    try reporting {
      if let failure { throw failure }
      let report = ProofReport(prover, outcomes, solver: version, timeout: timeout)
      let written = try witness.map { try WitnessFiles(folder: $0).write(report) } ?? [:]
      switch format {
      case .text: try Output.answer(report.text(files: written))
      case .json: try Output.answer(report.json(files: written).canonicalLine)
      }
      return outcomes.allSatisfy(\.isGood) ? .success : ExitCode(Fault.Code.failed.rawValue)
    }
  }

  private func prepare() throws(Fault) -> Prover {
    let guideline = try packs.load().loaded.guideline
    return Prover(
      withScriptsOf: guideline,
      properties ? Question.properties(of: guideline) : Question.all(of: guideline))
  }
}

extension Prover {
  /// Creates a prover that runs the guideline's scripts in the sandbox.
  init(withScriptsOf guideline: Guideline, _ questions: [Question]) {
    let scripts = LuaScripts(guideline)
    self.init(guideline, questions) { script, value in try scripts.run(script, value) }
  }
}

extension Fault {
  /// Why the solver could not be run.
  init(solver error: any Error) {
    if let failure = error as? Z3.Failure {
      self.init(.unavailable, failure.description)
    } else {
      self.init(.internal, "asking the solver failed: \(error)")
    }
  }
}

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
    let guidelines: [PacksAtWork.Guideline]
    let provers: [Prover]
    do throws(Fault) {
      guidelines = format == .json || smt ? [try packs.only(for: smt ? "--smt" : "--format json")] : try packs.guidelines()
      provers = try guidelines.map { one throws(Fault) in try prover(of: try one.found.load()) }
    } catch {
      Output.error(error.message)
      throw ExitCode(error.code.rawValue)
    }
    if smt {
      return try reporting {
        for prover in provers { try Output.answer(Escaping.terminalLines(prover.smt)) }
        return .success
      }
    }
    // A solver that ends early is a verdict, not a signal that kills.
    signal(SIGPIPE, SIG_IGN)
    var worst = ExitCode.success
    for (one, prover) in zip(guidelines, provers) {
      let code = try await prove(prover, named: guidelines.count > 1 ? one.name : nil)
      if code != .success { worst = code }
    }
    if worst != .success { throw worst }
  }

  /// Proves what one guideline promises.
  private func prove(_ prover: Prover, named name: String?) async throws -> ExitCode {
    let bar = ProgressBar("proving")
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
    var code = ExitCode.success
    try reporting {
      if let failure { throw failure }
      let report = ProofReport(prover, outcomes, solver: version, timeout: timeout)
      let written = try witness.map { try WitnessFiles(folder: $0).write(report) } ?? [:]
      switch format {
      case .text:
        if let name { try Output.answer("\(Escaping.terminal(name))\n\n") }
        try Output.answer(report.text(files: written))
      case .json: try Output.answer(report.json(files: written).canonicalLine)
      }
      code = outcomes.allSatisfy(\.isGood) ? .success : ExitCode(Fault.Code.failed.rawValue)
      return .success
    }
    return code
  }

  private func prover(of guideline: Guideline) -> Prover {
    Prover(
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

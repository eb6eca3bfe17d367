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

      Examples:
        plumbline prove --properties
        plumbline prove --properties --smt > questions.smt2
      """)

  @OptionGroup var packs: PacksAtWork

  @Flag(help: "Only the properties that packs declare.")
  var properties = false

  @Option(help: "text or json.")
  var format: Format = .text

  @Flag(help: "Print the solver's input as SMT-LIB 2, and do not run the solver.")
  var smt = false

  @Option(
    help: ArgumentHelp("Write each counterexample as a profile into this folder.", valueName: "dir"),
    completion: .file())
  var witness: String?

  @Option(help: ArgumentHelp("Seconds for each question, 1 to 3600.", valueName: "seconds"))
  var timeout = 20

  func validate() throws {
    guard (1...3600).contains(timeout) else { throw ValidationError("--timeout takes 1 to 3600 seconds") }
  }

  func run() async throws {
    let guidelines: [PacksAtWork.Guideline]
    let provers: [Prover]
    let together: Guidelines?
    do throws(Fault) {
      guidelines = try packs.guidelines()
      provers = try guidelines.map { one throws(Fault) in prover(of: try one.found.load()) }
      together = properties ? nil : try packs.together()
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
    var proved: [(report: ProofReport, isGood: Bool)] = []
    for prover in provers { proved.append(try await prove(prover)) }
    try reporting {
      var reports: [JSONValue] = []
      for (one, proof) in zip(guidelines, proved) {
        let name = guidelines.count > 1 ? one.name : nil
        let written = try witness.map { folder in
          try WitnessFiles(folder: name.map { "\(folder)-\($0)" } ?? folder).write(proof.report)
        }
        if format == .text {
          if let name { try Output.answer("\(Escaping.terminal(name))\n\n") }
          try Output.answer(proof.report.text(files: written ?? [:]) + (name == nil ? "" : "\n"))
        }
        reports.append(proof.report.json(files: written ?? [:]))
      }
      let between = together.map { BetweenReport($0, asOf: today()) }
      switch format {
      case .text: if let between { try Output.answer(between.text) }
      case .json: try Output.answer(json(reports, guidelines, between).canonicalLine)
      }
      let isGood = proved.allSatisfy(\.isGood) && between?.isGood ?? true
      return isGood ? .success : ExitCode(Fault.Code.failed.rawValue)
    }
  }

  /// One report, or those of several guidelines with what is between them.
  private func json(
    _ reports: [JSONValue], _ guidelines: [PacksAtWork.Guideline], _ between: BetweenReport?
  ) -> JSONValue {
    if reports.count == 1 { return reports[0] }
    let named = zip(guidelines, reports).map { one, report in
      guard case .object(let members) = report else { return report }
      return .object(members + [JSONMember("guideline_id", .text(one.name))])
    }
    return ["schema": 1, "guidelines": .array(named), "between": between?.json ?? .null]
  }

  /// Proves what one guideline promises.
  private func prove(_ prover: Prover) async throws -> (report: ProofReport, isGood: Bool) {
    let bar = ProgressBar("proving")
    do {
      let version = try await Z3.version()
      let outcomes = try await prover.run(Z3(timeout: timeout)) {
        bar.show($0, of: prover.questions.count)
      }
      bar.clear()
      return (ProofReport(prover, outcomes, solver: version, timeout: timeout), outcomes.allSatisfy(\.isGood))
    } catch {
      bar.clear()
      let fault = Fault(solver: error)
      Output.error(fault.message)
      throw ExitCode(fault.code.rawValue)
    }
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

import ArgumentParser
import PlumblineEngine
import Glibc
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblinePresentation
import PlumblineProver

/// `plumbline prove`: what holds of every patient that the vocabulary allows, and who speaks against it.
struct ProvePacksCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove of all patients what packs promise, or show a patient who speaks against it.",
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

  @Flag(help: "Print what the solver would be asked, as SMT-LIB 2, and ask nothing.")
  var smt = false

  @Option(help: ArgumentHelp("Write each counterexample as a profile into this folder.", valueName: "dir"))
  var witness: String?

  @Option(help: ArgumentHelp("Seconds for each question, 1 to 3600.", valueName: "seconds"))
  var timeout = 20

  func validate() throws {
    guard (1...3600).contains(timeout) else { throw ValidationError("--timeout takes 1 to 3600 seconds") }
  }

  func run() async throws {
    let job: Job
    do throws(Fault) {
      job = try prepare()
    } catch {
      Output.error(error.message)
      throw ExitCode(error.code.rawValue)
    }
    if smt {
      let lines = job.prover.smt.split(separator: "\n", omittingEmptySubsequences: false).map {
        Escaping.terminal(String($0))
      }
      return try telling {
        try Output.answer(lines.joined(separator: "\n"))
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
      outcomes = try await job.prover.run(Z3(timeout: timeout)) {
        bar.show($0, of: job.prover.questions.count)
      }
    } catch {
      failure = Fault(solver: error)
    }
    bar.clear()
    try telling {
      if let failure { throw failure }
      let report = ProofReport(prover: job.prover, outcomes: outcomes, solver: version, timeout: timeout)
      let written = try witness.map { try WitnessFiles(folder: $0).write(report) } ?? [:]
      switch format {
      case .text: try Output.answer(report.text(files: written))
      case .json: try Output.answer(report.json(files: written).canonical + [10])
      }
      return outcomes.allSatisfy(\.isGood) ? .success : ExitCode(Fault.Code.failed.rawValue)
    }
  }

  private struct Job {
    var prover: Prover
  }

  private func prepare() throws(Fault) -> Job {
    let loaded = try packs.load().loaded
    let guideline = loaded.guideline
    let scripts = LuaScripts(guideline)
    let questions = properties ? Question.properties(of: guideline) : Question.all(of: guideline)
    return Job(prover: Prover(guideline, questions) { script, value in try scripts.run(script, value) })
  }
}

extension Fault {
  /// Why no solver could be asked.
  init(solver error: any Error) {
    switch error as? Z3.Failure {
    case .absent?:
      self.init(
        .unavailable,
        "proving needs Z3, and there is no program z3 on the search path: install it (Debian: apt install z3)"
      )
    case .cannotRun(let reason)?: self.init(.unavailable, "cannot run z3: \(reason)")
    case nil: self.init(.internal, "asking the solver failed: \(error)")
    }
  }
}

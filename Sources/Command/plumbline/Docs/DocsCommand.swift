import ArgumentParser
import Glibc
import PlumblineBook
import PlumblineDifference
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineProver
import PlumblineText
import PlumblineWorkbench

/// `plumbline docs`: the guideline as a book.
struct DocsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Write the guideline as a book of HTML pages, for those who must judge it.",
    discussion: """
      How a decision is made, rules and gates in words, evidence with its effects drawn, vocabulary, tests and coverage, gaps, \
      and with --history whose answers each version changed (Documentation/Book.md). The pages need no network and no \
      other file. The folder must be new, empty, or written by this command before: nothing else is ever overwritten.

      Examples:
        plumbline docs --into book
        plumbline docs --rules copd --into copd-book
      """)

  @OptionGroup var work: PacksAtWork

  @Option(
    help: ArgumentHelp("The folder to write into; begin with its index.html.", valueName: "folder"),
    completion: .file())
  var into: String

  @Option(
    help: ArgumentHelp(
      "An older version: packs in a folder, or an archive. May be repeated, oldest first.",
      valueName: "old"), completion: .file())
  var history: [String] = []

  @Option(
    help: ArgumentHelp(
      "The day that the book is for: reviews that are due, tests that name no day (default: today).",
      valueName: "yyyy-mm-dd"), transform: parseDay)
  var asOf: Day?

  func run() async throws {
    let guidelines: [PacksAtWork.Guideline]
    let loaded: [Guideline]
    do throws(Fault) {
      guidelines = try work.guidelines()
      loaded = try guidelines.map { one throws(Fault) in try one.found.load() }
    } catch {
      Output.error(error.message)
      throw ExitCode(error.code.rawValue)
    }
    var promises: [[Book.Promise]] = []
    for guideline in loaded { promises.append(await self.promises(of: guideline)) }
    try reporting {
      let day = asOf ?? today()
      let older = try history.map { path in try olderVersion(path) }
      var count = 0
      for (place, guideline) in loaded.enumerated() {
        let name = guidelines.count > 1 ? guideline.domain.name : nil
        let tests = try tests(guidelines[place].found, guideline, asOf: day)
        let versions = older.compactMap { ($0.only ?? $0[guideline.domain.name])?.alone } + [guideline]
        let steps = zip(versions, versions.dropFirst()).map { GuidelineDifference($0, $1, asOf: day) }
        let book = Book(
          Evaluator(examining: guideline), tests: tests, history: steps, promises: promises[place], asOf: day)
        let pages = book.pages
        // Of several guidelines, each book lies in a folder of its own.
        let folder = try name.map { try BookFolder.below(into, $0) } ?? into
        var place = try BookFolder(folder)
        try place.write(pages)
        count += pages.count
        let first = pages.first.map { "\(folder.trimmingSlashes)/\($0.name)" } ?? folder
        if name != nil { try Output.answer("\(Escaping.terminal(first))\n") }
        if name == nil {
          try Output.answer("\(pages.count) pages written; begin with \(Escaping.terminal(first))\n")
        }
      }
      return .success
    }
  }

  /// Returns the packs' promises, with Z3's verdicts if it is installed.
  private func promises(of guideline: Guideline) async -> [Book.Promise] {
    if guideline.properties.isEmpty { return [] }
    // A solver that ends early is a verdict, not a signal that kills.
    signal(SIGPIPE, SIG_IGN)
    let prover = Prover(withScriptsOf: guideline, Question.properties(of: guideline))
    let outcomes = (try? await prover.run(Z3(timeout: 20))) ?? []
    return guideline.properties.map { property in
      let outcome = outcomes.first { $0.question.kind == .property(property) }
      return Book.Promise(
        name: property.name, place: property.place.description, verdict: outcome?.brief)
    }
  }

  private func tests(
    _ found: PacksAtWork.Found, _ guideline: Guideline, asOf: Day
  ) throws(Fault) -> PackTestBench {
    do {
      return try PackTestBench(of: found.folders, guideline, asOf: asOf)
    } catch {
      throw Fault(.badInput, "the tests do not load\n" + error.description)
    }
  }

  /// Returns the guidelines that `--history` names.
  private func olderVersion(_ path: String) throws(Fault) -> Guidelines {
    try PacksInForce.load(PacksAtWork.of(path, work.packs).find().folders)
  }
}

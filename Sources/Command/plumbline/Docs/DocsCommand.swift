import ArgumentParser
import Glibc
import PlumblineBook
import PlumblineDifference
import PlumblineGuideline
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
      """)

  @OptionGroup var work: PacksAtWork

  @Option(help: ArgumentHelp("The folder to write into; begin with its index.html.", valueName: "folder"))
  var into: String

  @Option(
    help: ArgumentHelp(
      "An older version: packs in a folder, or an archive. May be repeated, oldest first.",
      valueName: "old"))
  var history: [String] = []

  @Option(
    help: ArgumentHelp(
      "The day that the book is for: reviews that are due, tests that name no day (default: today).",
      valueName: "yyyy-mm-dd"), transform: parseDay)
  var asOf: Day?

  func run() async throws {
    let promises = await promises()
    try reporting {
      let (found, loaded) = try work.load()
      let day = asOf ?? today()
      let bench = try tests(found, loaded, asOf: day)
      let versions = try olderVersions() + [loaded.guideline]
      var folder = try BookFolder(into)
      let steps = zip(versions, versions.dropFirst()).map { GuidelineDifference($0, $1, asOf: day) }
      let book = Book(loaded.evaluator, tests: bench, history: steps, promises: promises, asOf: day)
      let pages = book.pages
      try folder.write(pages)
      let first = pages.first.map { "\(into.trimmingSlashes)/\($0.name)" } ?? into
      try Output.answer("\(pages.count) pages written; begin with \(Escaping.terminal(first))\n")
      return .success
    }
  }

  /// Returns the packs' promises, with Z3's verdicts if it is installed; packs that do not load are reported later.
  private func promises() async -> [Book.Promise] {
    guard let guideline = try? work.load().loaded.guideline, !guideline.properties.isEmpty else { return [] }
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
    _ found: PacksAtWork.Found, _ loaded: PacksInForce.Loaded, asOf: Day
  ) throws(Fault) -> PackTestBench {
    do {
      return try PackTestBench(of: found.folders, loaded.guideline, asOf: asOf)
    } catch {
      throw Fault(.badInput, "the tests do not load\n" + error.description)
    }
  }

  /// Returns the guidelines that `--history` names, in its order.
  private func olderVersions() throws(Fault) -> [Guideline] {
    var versions: [Guideline] = []
    for path in history {
      var older = PacksAtWork()
      older.folder = path
      older.packs = work.packs
      versions.append(try older.load().loaded.guideline)
    }
    return versions
  }
}

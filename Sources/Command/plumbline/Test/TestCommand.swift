import ArgumentParser
import PlumblineGuideline
import PlumblineText
import PlumblineWorkbench

/// `plumbline test`: the packs' own tests, and how much they test.
struct TestCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, junit, tap }

  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract:
      "Run the packs' own tests, measure what they cover, and try which changes they would notice.",
    discussion: """
      --coverage: each comparison of each rule and gate true, false and unknown, and shown to decide by itself \
      (masking MC/DC). --mutate: small changes that a test should notice. Both leave out what no legal profile can \
      show, which is proved, and say so. Exit code 1: a test failed, or a figure is below --min. \
      Documentation/Testing.md has the forms of tests and how to read the reports.

      Examples:
        plumbline test
        plumbline test Rules/red-flags --format tap
      """)

  @OptionGroup var work: PacksAtWork

  @Option(help: ArgumentHelp("Only tests with this text in their name.", valueName: "text"))
  var filter: String?

  @Option(help: "text, json, junit or tap.")
  var format: Format = .text

  @Option(
    help: ArgumentHelp("The day for tests that name none (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @Flag(help: "Measure how the tests exercise each comparison.")
  var coverage = false

  @Option(
    help: ArgumentHelp("With --coverage: also as a page beside the Lua source.", valueName: "file"),
    completion: .file())
  var html: String?

  @Flag(help: "Change the guideline in small ways, one at a time, and list the changes that no test notices.")
  var mutate = false

  @Option(help: ArgumentHelp("Exit with 1 if a share is below this percentage.", valueName: "percent"))
  var min: Int?

  @Flag(help: "Run again whenever a file changes.")
  var watch = false

  func validate() throws {
    if html != nil, !coverage { throw ValidationError("--html shows coverage; add --coverage") }
    if let min, !(0...100).contains(min) { throw ValidationError("--min takes a percentage, 0 to 100") }
    if min != nil, !coverage, !mutate { throw ValidationError("--min needs --coverage or --mutate") }
    if coverage || mutate, format == .junit || format == .tap {
      throw ValidationError("junit and tap hold test results only; use text or json")
    }
  }

  func run() throws {
    try reporting {
      let paths = watch ? try work.find().paths : []
      return try watching(watch, paths) { try all() }
    }
  }

  /// Tests one guideline after the other; what holds a single result is for one guideline.
  private func all() throws -> ExitCode {
    if html != nil { return try once(try work.only(for: "--html")) }
    if format != .text { return try once(try work.only(for: "--format \(format.rawValue)")) }
    var worst = ExitCode.success
    for one in try work.guidelines() {
      if let name = one.name { try Output.answer("\(Escaping.terminal(name))\n") }
      let code = try once(one)
      if code != .success { worst = code }
    }
    return worst
  }

  private func once(_ work: PacksAtWork.Guideline) throws -> ExitCode {
    let found = work.found
    let guideline = try found.load()
    let own = found.ownPacks
    let isOwn = { (place: Place) in own.contains(place.pack) }
    let day = asOf ?? today()
    let bench: PackTestBench
    do {
      bench = try PackTestBench(of: found.folders, guideline, asOf: day) { test in
        isOwn(test.place) && (filter.map { test.title.contains($0) } ?? true)
      }
    } catch {
      throw Fault(.badInput, "the tests do not load\n" + error.description)
    }
    if let filter, bench.count == 0 { throw Fault(.badInput, "no test has '\(filter)' in its name") }
    var results = TestResults(
      guideline: guideline, own: own, outcomes: Self.outcomes(bench), isFiltered: filter != nil)
    if coverage {
      results.coverage = CoverageMeter(bench, guideline, where: isOwn).coverage()
    }
    if mutate, results.failed == 0 {
      let run: MutationRun
      do {
        run = try MutationRun(bench, guideline, asOf: day, where: isOwn)
      } catch {
        throw Fault(
          .badInput, "the packs do not load with one pack's adaptations alone\n" + error.description)
      }
      let bar = ProgressBar("trying changes")
      results.mutation = run.run { bar.show($0, of: run.count) }
      bar.clear()
    }
    // The remarks of the text report go to standard error if the answer is for programs.
    if format != .text { for line in results.untestedWords { Output.error(line) } }
    switch format {
    case .text: try Output.answer(TestReport(results, width: Output.columns ?? 80).text)
    case .json: try Output.answer(TestJSON(results).value.line)
    case .junit: try Output.answer(JUnitReport(results).text)
    case .tap: try Output.answer(TAPReport(results).text)
    }
    if let html, let coverage = results.coverage {
      var file = try AnswerFile(html)
      try file.write(Array(CoveragePage(results, coverage).text.utf8))
      try file.finish()
    }
    return verdict(results)
  }

  private static func outcomes(_ bench: PackTestBench) -> [PackTestBench.Outcome] {
    let bar = ProgressBar("running tests")
    defer { bar.clear() }
    return bench.run { bar.show($0, of: bench.count) }
  }

  private func verdict(_ results: TestResults) -> ExitCode {
    let failure = ExitCode(Fault.Code.failed.rawValue)
    if results.failed > 0 {
      if mutate { Output.error("no change was tried; make the tests pass first") }
      return failure
    }
    guard let min else { return .success }
    let below = results.shares(below: min)
    if below.isEmpty { return .success }
    Output.error("below --min \(min)%: \(below.joined(separator: ", "))")
    return failure
  }
}

extension PacksInForce {
  /// Runs every test of the packs in force, as of today.
  func testOutcomes(_ guidelines: Guidelines) throws(Fault) -> [PackTestBench.Outcome] {
    var outcomes: [PackTestBench.Outcome] = []
    var tested: Set<String> = []
    for member in guidelines.members {
      let packs = Set(member.guideline.packs.map(\.id)).subtracting(tested)
      tested.formUnion(packs)
      do {
        outcomes += try PackTestBench(of: member.folders, member.alone, asOf: today()) {
          packs.contains($0.pack)
        }.run()
      } catch {
        throw Fault(.badInput, "the tests do not load\n" + error.description)
      }
    }
    return outcomes
  }
}

extension PacksAtWork.Found {
  /// Ids of the packs that are the author's own.
  var ownPacks: Set<String> {
    Set(folders.filter { own.contains($0.name) }.map { GuidelineLoader.manifest(of: $0).id })
  }
}

import ArgumentParser
import PlumblineChecker
import PlumblineDifference
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineProver
import PlumblineText

/// `plumbline check`: what a careful reviewer would find in the packs.
struct CheckCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif, github }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find mistakes in packs: what keeps them from loading, and what cannot be meant.",
    discussion: """
      Every finding has a code, a place, a severity (error, warning, note) and a page: --explain CODE. Exit code 1 for an \
      error, with --strict for a warning too, and for packs that do not load. A comment allows one finding, on its line or \
      the one before: -- check: allow CODE because …

      Examples:
        plumbline check sleep --strict
        plumbline check --explain rule-shadowed
      """)

  @OptionGroup var work: PacksAtWork

  @Option(help: "text, json, sarif (2.1.0) or github (annotations).")
  var format: Format = .text

  @Option(
    help: ArgumentHelp(
      "An earlier version of the packs (a folder, an archive, or git:REF[:PATH]): also finds packs whose version number understates what changed since.",
      valueName: "old"), completion: .file())
  var against: String?

  @Flag(help: "Fail on warnings too.")
  var strict = false

  @Flag(help: "Fix what can be fixed with certainty, then check again.")
  var fix = false

  @Flag(help: "Check again whenever a file changes.")
  var watch = false

  @Option(
    help: ArgumentHelp(
      "Print the page of a kind of finding; `list` lists all codes, `all` prints the index of the pages.",
      valueName: "code"), completion: .list(Checks.kinds.map(\.code) + ["list", "all"]))
  var explain: String?

  @Option(
    help: ArgumentHelp("The day as of which dates have passed (default: today).", valueName: "date"),
    transform: parseDay)
  var asOf: Day?

  @Flag(help: "No bold letters.")
  var plain = false

  func validate() throws {
    if fix, watch { throw ValidationError("--fix writes the files that --watch waits for; use one of them") }
    if let explain, !["list", "all"].contains(explain), Checks.kind(explain) == nil {
      let near = didYouMean(explain, Checks.kinds.map(\.code))
      throw ValidationError(
        "no finding has the code '\(Escaping.terminal(explain))'\(near) (--explain list lists them)")
    }
  }

  func run() throws {
    try reporting {
      if let explain { return try self.explain(explain) }
      let paths = watch ? (try work.watched()) : []
      return try watching(watch, paths) { try all() }
    }
  }

  /// Checks one guideline after the other; what holds a single result is for one guideline.
  private func all() throws(Fault) -> ExitCode {
    let day = asOf ?? today()
    let guidelines: [PacksAtWork.Guideline]
    do {
      guidelines = try work.guidelines()
    } catch {
      guard error.code == .badInput, guideline == nil else { throw error }
      return try report(Checking(unreadable: error.message, at: work.folder ?? "packs", asOf: day))
    }
    if guidelines.count > 1, format != .text { _ = try work.only(for: "--format \(format.rawValue)") }
    // Packs that do not load are reported below, guideline by guideline.
    let between = (try? work.together()).flatMap { $0 }.map { BetweenReport($0, asOf: day) }
    var worst = ExitCode.success
    for (place, one) in guidelines.enumerated() {
      if guidelines.count > 1, let name = one.name { try Output.answer("\(Escaping.terminal(name))\n") }
      var checking = try check(one, day)
      if fix { checking = try self.fix(checking, place, day) }
      for contradiction in between?.ofAdvice ?? [] {
        guard let place = contradiction.place, checking.packs.contains(place.pack) else { continue }
        checking = checking.addingContradiction(at: place, between?.words(contradiction) ?? "")
      }
      let code = try report(checking)
      if code != .success { worst = code }
    }
    return worst
  }

  private var guideline: String? { work.guideline }

  private func explain(_ code: String) throws(Fault) -> ExitCode {
    switch code {
    case "list": try Output.answer(Checks.list)
    case "all": try Output.answer(Checks.index)
    default: try Output.answer(Checks.kind(code)?.markdown ?? "")
    }
    return .success
  }

  /// Checks the packs of a guideline as they were found.
  private func check(_ one: PacksAtWork.Guideline, _ day: Day) throws(Fault) -> Checking {
    let own = Set(one.found.ownFolders.map(\.path))
    let checking = Checking(one.found.folders, asOf: day) { own.contains($0.path) }
    guard let against, checking.loads else { return checking }
    return try versions(checking, one, since: against, day)
  }

  /// Adds a finding for each pack whose version number understates what changed since an earlier version.
  private func versions(
    _ checking: Checking, _ one: PacksAtWork.Guideline, since old: String, _ day: Day
  ) throws(Fault) -> Checking {
    let before = try PacksInForce.compared(in: old, work.packs.trusting())
    let beside = work.packs.beside(before) ?? work.packs.required(by: before)
    let earlier = try PacksInForce.load(before + beside)
    // A guideline that is new has no earlier version.
    guard let was = earlier.only ?? one.name.flatMap({ earlier[$0] }) else { return checking }
    let difference = GuidelineDifference(was.alone, try one.found.load(), asOf: day)
    var checking = checking
    for verdict in difference.versions where !verdict.isEnough && checking.packs.contains(verdict.pack) {
      guard let pack = difference.pack(verdict.pack) else { continue }
      checking = checking.addingVersion(of: pack, verdict.tooSmall)
    }
    return checking
  }

  private func report(_ checking: Checking) throws(Fault) -> ExitCode {
    switch format {
    case .text: try Output.answer(checking.text(isBold: Output.isTerminal && !plain))
    case .json: try Output.answer(checking.json.canonicalLine)
    case .sarif: try Output.answer(checking.sarif(version: Self.version).canonicalLine)
    case .github: try Output.answer(checking.gitHub)
    }
    return checking.passes(isStrict: strict) ? .success : ExitCode(Fault.Code.failed.rawValue)
  }

  /// `0.1.0` of `plumbline 0.1.0`.
  private static var version: String {
    Evaluator.version.split(separator: " ").last.map(String.init) ?? Evaluator.version
  }

  // MARK: fixing

  /// Makes the certain fixes, file by file, until none is left.
  ///
  /// - Parameter place: the guideline's place among those at work.
  private func fix(_ first: Checking, _ place: Int, _ day: Day) throws(Fault) -> Checking {
    var checking = first
    // A fix can make another possible: `all { all { a } }`.
    for _ in 0..<8 {
      let fixing = Fixing(checking)
      if fixing.changes.isEmpty { break }
      let found = try work.guidelines()[place].found
      let names = Set(found.ownFolders.map(\.name))
      let after = Checking(fixing.applied(to: found.folders), asOf: checking.asOf) {
        names.contains($0.name)
      }
      guard after.loads, after.count(.error) <= checking.count(.error) else {
        throw Fault(.internal, "the fixes would break the packs, so nothing was written")
      }
      for change in fixing.changes {
        let path = checking.path(of: change.file)
        try FixedFile.write(path, before: change.before, after: change.after)
        for line in change.words(path) { Output.error(line) }
      }
      checking = try check(try work.guidelines()[place], day)
    }
    return checking
  }
}

extension PacksAtWork {
  /// Returns the paths to watch for changes, including a folder that cannot be read yet.
  func watched() throws(Fault) -> [String] {
    do {
      return try find().paths
    } catch {
      guard error.code == .badInput, let folder else { throw error }
      return [folder]
    }
  }
}

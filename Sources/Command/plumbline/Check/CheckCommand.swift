import ArgumentParser
import PlumblineChecker
import PlumblineDifference
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
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
      """)

  @OptionGroup var work: PacksAtWork

  @Option(help: "text, json, sarif (2.1.0) or github (annotations).")
  var format: Format = .text

  @Option(
    help: ArgumentHelp(
      "An earlier version of the packs: also finds packs whose version number understates what changed since.",
      valueName: "old"))
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
      valueName: "code"))
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
      return try watching(watch, paths) {
        var checking = try check()
        if fix { checking = try fix(checking) }
        try report(checking)
        return checking.passes(isStrict: strict) ? .success : ExitCode(Fault.Code.failed.rawValue)
      }
    }
  }

  private func explain(_ code: String) throws(Fault) -> ExitCode {
    switch code {
    case "list": try Output.answer(Checks.list)
    case "all": try Output.answer(Checks.index)
    default: try Output.answer(Checks.kind(code)?.markdown ?? "")
    }
    return .success
  }

  /// Checks the packs as they are on disk now.
  private func check() throws(Fault) -> Checking {
    let day = asOf ?? today()
    let found: PacksAtWork.Found
    do {
      found = try work.find()
    } catch {
      guard error.code == .badInput else { throw error }
      return Checking(unreadable: error.message, at: work.folder ?? "packs", asOf: day)
    }
    let own = Set(work.own(found).map(\.path))
    let checking = Checking(found.folders, asOf: day) { own.contains($0.path) }
    guard let against, checking.loads else { return checking }
    return try versions(checking, found, since: against, day)
  }

  /// Adds a finding for each pack whose version number understates what changed since an earlier version.
  private func versions(
    _ checking: Checking, _ found: PacksAtWork.Found, since old: String, _ day: Day
  ) throws(Fault) -> Checking {
    let before = try work.packs.folders(in: old)
    let beside = work.packs.beside(before) ?? work.packs.required(by: before)
    let difference = GuidelineDifference(
      try PacksInForce.load(before + beside).guideline, try PacksInForce.load(found.folders).guideline,
      asOf: day)
    var checking = checking
    for verdict in difference.versions where !verdict.isEnough && checking.packs.contains(verdict.pack) {
      guard let pack = difference.pack(verdict.pack) else { continue }
      checking = checking.addingVersion(of: pack, verdict.tooSmall)
    }
    return checking
  }

  private func report(_ checking: Checking) throws(Fault) {
    switch format {
    case .text: try Output.answer(checking.text(isBold: Output.isTerminal && !plain))
    case .json: try Output.answer(checking.json.canonicalLine)
    case .sarif: try Output.answer(checking.sarif(version: Self.version).canonicalLine)
    case .github: try Output.answer(checking.gitHub)
    }
  }

  /// `0.1.0` of `plumbline 0.1.0`.
  private static var version: String {
    Evaluator.version.split(separator: " ").last.map(String.init) ?? Evaluator.version
  }

  // MARK: fixing

  /// Makes the certain fixes, file by file, until none is left.
  private func fix(_ first: Checking) throws(Fault) -> Checking {
    var checking = first
    // A fix can make another possible: `all { all { a } }`.
    for _ in 0..<8 {
      let fixing = Fixing(checking)
      if fixing.changes.isEmpty { break }
      let found = try work.find()
      let names = Set(work.own(found).map(\.name))
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
      checking = try check()
    }
    return checking
  }
}

extension PacksAtWork {
  /// Returns the author's own packs among those that were found: they come first.
  func own(_ found: Found) -> [PackFolder] {
    folder == nil ? found.folders : Array(found.folders.prefix(found.own.count))
  }

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

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineText
internal import PlumblineWorkbench

/// A typed condition, read by the loader of packs: with its errors, scripts and limits.
struct SpokenCondition {
  let condition: Condition
  /// The guideline with the condition in it, to run its scripts.
  let guideline: Guideline

  private static let pack = "repl"
  private static let file = "line.lua"

  /// - Throws: a `Refusal` with one problem per line.
  init(_ text: String, beside folders: [PackFolder]) throws(NotFollowed) {
    let manifest =
      "pack \"\(Self.pack)\" { version = \"1.0.0\", title = \"t\", purpose = \"p\", authors = { \"a\" } }"
    let line = "conflict \"line\" { title = \"t\", because = \"b\", when =\n\(text)\n}"
    let typed = PackFolder(
      name: Self.pack,
      files: [
        PackFile(name: "pack.lua", text: Array(manifest.utf8)),
        PackFile(name: Self.file, text: Array(line.utf8)),
      ])
    do {
      guideline = try GuidelineLoader.load(folders + [typed])
    } catch {
      throw NotFollowed(Self.refusals(error.problems))
    }
    let own = guideline.packs.first { $0.id == Self.pack }
    guard let found = guideline.conflicts.first(where: { $0.id == "\(Self.pack)/line" }),
      own?.declares == ["conflict": 1]
    else { throw NotFollowed(["a line is one condition; declarations belong in a pack"]) }
    condition = found.when
  }

  /// The problems of the line itself, at most a screenful.
  private static func refusals(_ problems: [PackProblem]) -> [String] {
    let own = problems.filter { $0.place.file == "\(pack)/\(file)" }
    let words = (own.isEmpty ? problems : own).map(words)
    return Array(words.prefix(10))
      + (words.count > 10 ? ["and \((words.count - 10).counted("more problem"))"] : [])
  }

  /// A problem without the place that only comes from the wrapping.
  private static func words(_ problem: PackProblem) -> String {
    if problem.pack != pack || problem.place.file != "\(pack)/\(file)" { return problem.description }
    // Lua's own message, and its own way to see that a line continues (lua.c).
    if problem.kind == .syntax, problem.message.hasSuffix("near <eof>") {
      return "the line is not finished; close its brace, bracket or quote"
    }
    let message = problem.message.replacing("`when` of conflict 'line'", with: "this")
    return problem.column > 0 && problem.place.line == 2 ? "column \(problem.column): \(message)" : message
  }

  /// Evaluates the condition for a profile.
  func trace(_ profile: Profile) throws -> TraceNode {
    try Evaluator(examining: guideline).reading(profile).trace(condition)
  }
}

/// Why a line was not followed: sentences in lower case, one per line.
struct NotFollowed: Error {
  var lines: [String]
  init(_ lines: [String]) { self.lines = lines }
  init(_ line: String) { lines = [line] }
}

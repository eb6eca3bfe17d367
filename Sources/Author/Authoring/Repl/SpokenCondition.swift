internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineWorkbench

/// A condition as it was typed, read by the loader that reads packs: with its errors, its scripts and its limits.
struct SpokenCondition {
  let condition: Condition
  /// With the condition in it, for running its scripts.
  let guideline: Guideline

  private static let pack = "repl"
  private static let file = "line.lua"

  /// - Throws: a `NotFollowed` with each problem on a line.
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
    else { throw NotFollowed(["a line holds one condition, and declares nothing"]) }
    condition = found.when
  }

  /// Of the problems those that the line itself has; of no more than a screen's worth.
  private static func refusals(_ problems: [PackProblem]) -> [String] {
    let own = problems.filter { $0.place.file == "\(pack)/\(file)" }
    let words = (own.isEmpty ? problems : own).map(words)
    return Array(words.prefix(10)) + (words.count > 10 ? ["and \(words.count - 10) more problems"] : [])
  }

  /// A problem without the place that only the wrapping gave it.
  private static func words(_ problem: PackProblem) -> String {
    if problem.pack != pack || problem.place.file != "\(pack)/\(file)" { return problem.description }
    // Lua's own words, and its own way to see that a line goes on (lua.c).
    if problem.kind == .syntax, problem.message.hasSuffix("near <eof>") {
      return "the line is not finished: a brace, a bracket or a quote in it is not closed"
    }
    let message = problem.message.replacing("`when` of conflict 'line'", with: "this")
    return problem.column > 0 && problem.place.line == 2 ? "column \(problem.column): \(message)" : message
  }

  /// How the condition reads for a profile.
  func trace(_ profile: Profile) throws -> TraceNode {
    try Evaluator(examining: guideline).reading(profile).trace(condition)
  }
}

/// Why a line was not followed: sentences in lower case, one a line.
struct NotFollowed: Error {
  var lines: [String]
  init(_ lines: [String]) { self.lines = lines }
  init(_ line: String) { lines = [line] }
}

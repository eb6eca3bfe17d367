internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineWorkbench

/// The lenses above each rule: which patients it reaches, by proof, and a command to run the tests in which it is true.
struct Lenses {
  static let runTests = "plumbline.runTests"

  private let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// The lenses of a file.
  func all(in path: String) -> JSONValue {
    guard let guideline = workspace.guideline, let text = workspace.text(path),
      let file = workspace.paths.first(where: { $0.value == path })?.key
    else { return .array([]) }
    let rules = guideline.rules.filter { $0.place.file == file }
    if rules.isEmpty { return .array([]) }
    let lines = TextLines(text)
    let space = try? PatientSpace(guideline)
    return .array(
      rules.flatMap { rule -> [JSONValue] in
        let range = lines.range(line: rule.place.line, from: 1, to: 1)
        return [
          [
            "range": range,
            "command": ["title": .string(reach(rule, space)), "command": ""],
          ],
          [
            "range": range,
            "command": [
              "title": "run its tests", "command": .string(Self.runTests), "arguments": [.string(rule.id)],
            ],
          ],
        ]
      })
  }

  /// "reaches patients, such as: goal.primary = pain (11 facts known)"; proved over every legal profile.
  private func reach(_ rule: Rule, _ space: PatientSpace?) -> String {
    guard let space, let when = rule.when, let recommended = try? space.recommended(),
      let holding = try? space.patients(when, .true), let reached = try? space.both(recommended, holding)
    else { return "too large to find out which patients it reaches" }
    if reached == space.nobody { return "reaches no patient (proved)" }
    guard let profile = space.example(of: reached) else { return "reaches patients" }
    let vocabulary = space.guideline.vocabulary
    let known = when.facts.sorted().compactMap { fact in
      profile[fact].value.map { "\(vocabulary[fact].name) = \(Notation(vocabulary).text($0))" }
    }
    return "reaches, for example: \(known.joined(separator: ", "))"
  }

  /// Runs the tests in which a rule is true, and reports their results.
  func run(_ parameters: JSONNode?, on today: Day) -> Server.Answered? {
    guard parameters?["command"]?.stringValue == Self.runTests else { return nil }
    guard let rule = parameters?["arguments"]?.arrayValue?.first?.stringValue,
      let guideline = try? GuidelineLoader.load(workspace.folders)
    else { return .init(result: .null, more: [Self.message(1, "the packs do not load; fix them first")]) }
    guard let bench = try? PackTestBench(of: workspace.folders, guideline, asOf: today) else {
      return .init(result: .null, more: [Self.message(1, "the tests do not load; fix them first")])
    }
    let own = bench.run().filter { outcome in
      outcome.decision?.trace.contains { $0.id == rule && $0.truth == .true } ?? false
    }
    let failed = own.filter { !$0.passed }
    let names = failed.prefix(5).map { "\n\($0.test.title): \($0.failures.first?.words ?? "")" }.joined()
    let words = "\(rule): \(failed.count) of \(own.count == 1 ? "1 test" : "\(own.count) tests") failed"
    let result: JSONValue = [
      "passed": .number(own.count - failed.count), "failed": .number(failed.count),
    ]
    return .init(result: result, more: [Self.message(failed.isEmpty ? 3 : 1, words + names)])
  }

  private static func message(_ type: Int, _ text: String) -> JSONValue {
    [
      "jsonrpc": "2.0", "method": "window/showMessage",
      "params": ["type": .number(type), "message": .string(text)],
    ]
  }
}

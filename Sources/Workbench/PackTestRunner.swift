public import Engine
public import Guideline
internal import Interchange
public import JSON

/// Runs the tests that packs bring along, each against the whole guideline in force.
public struct PackTestRunner: Sendable {
  /// What one test found.
  public struct Outcome: Sendable {
    public var test: PackTest
    /// Empty when it passed: otherwise each expectation that was not met, with what came instead.
    public var failures: [String]
  }

  private let evaluator: Evaluator
  private let reader: ProfileReader
  private let defaultDay: String

  /// Runs every test of these packs.
  ///
  /// A pack's tests say what the pack means as it was published, so each runs with no adaptations but its own pack's.
  ///
  /// - Parameter asOf: the day for tests that name none.
  public static func outcomes(
    of folders: [PackFolder], _ guideline: Guideline, asOf: String
  ) throws(PackFailure) -> [Outcome] {
    let tests = try GuidelineLoader.tests(in: folders, of: guideline)
    var runners: [String: PackTestRunner] = [:]
    var outcomes: [Outcome] = []
    for test in tests {
      let runner: PackTestRunner
      if let known = runners[test.pack] {
        runner = known
      } else {
        let own =
          guideline.adaptations.isEmpty ? guideline : try GuidelineLoader.load(folders, adaptedBy: test.pack)
        runner = PackTestRunner(Evaluator(withScriptsOf: own), asOf: asOf)
        runners[test.pack] = runner
      }
      outcomes.append(runner.run(test))
    }
    return outcomes
  }

  /// - Parameter asOf: the day for tests that name none.
  public init(_ evaluator: Evaluator, asOf: String) {
    self.evaluator = evaluator
    reader = ProfileReader(evaluator.guideline.vocabulary)
    defaultDay = asOf
  }

  public func run(_ test: PackTest) -> Outcome {
    do {
      let profile = try reader.read(test.given.canonical)
      let decision = try evaluator.decide(profile, asOf: test.asOf ?? defaultDay)
      let expectation = Expectation(decision: decision, vocabulary: evaluator.guideline.vocabulary)
      return Outcome(test: test, failures: expectation.failures(test.expect))
    } catch let failure as ProfileFailure {
      // A pack's test is written by its author: its values are no patient's.
      return Outcome(test: test, failures: failure.problems.map { "`given` is not a profile: \($0.shown)" })
    } catch {
      return Outcome(test: test, failures: ["\(error)"])
    }
  }
}

/// Holds a decision against what a test expects of it.
struct Expectation {
  let decision: Decision
  let vocabulary: Vocabulary

  func failures(_ expect: JSONValue) -> [String] {
    guard let members = expect.objectValue, !members.isEmpty else {
      return ["`expect` names nothing: a test that cannot fail"]
    }
    return members.flatMap { failures($0.key, $0.value) }
  }

  private func failures(_ name: String, _ expected: JSONValue) -> [String] {
    switch name {
    case "decision": equal(name, expected, .string(decision.disposition.rawValue))
    case "primary": equal(name, expected, decision.primary.map { .string($0.pairing.description) } ?? .null)
    case "alternatives":
      equal(
        name, expected,
        strings(decision.recommendations.filter { $0.role == .alternative }.map(\.pairing.description)))
    case "alerts": equal(name, expected, strings(decision.alerts.map(\.id)))
    case "conflicts": equal(name, expected, strings(decision.conflicts.map(\.id)))
    case "rules": equal(name, expected, strings(decision.recommendations.flatMap(\.rules)))
    case "certainty": certainty(expected)
    case "missing": each(name, expected, missing.contains, "is not missing")
    case "not_missing": each(name, expected, { !missing.contains($0) }, "is missing")
    case "cautions":
      each(
        name, expected, occurs(in: decision.cautions + decision.recommendations.flatMap(\.cautions)),
        "occurs in no caution")
    case "because":
      occurs(
        in: decision.recommendations.flatMap(\.because) + decision.gates.map(\.because)
          + decision.alerts.map(\.because))(expected.stringValue ?? "")
        ? [] : ["because: '\(expected.stringValue ?? "")' occurs in no rationale"]
    default:
      [
        "expect has no field '\(name)'"
          + (nearest(to: name, among: Self.names).map { "; did you mean '\($0)'?" } ?? "")
      ]
    }
  }

  private static let names = [
    "decision", "primary", "alternatives", "alerts", "conflicts", "rules", "certainty", "missing",
    "not_missing",
    "cautions", "because",
  ]

  private var missing: Set<String> { Set(decision.missing.map { vocabulary[$0.fact].name }) }
  private func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  private func equal(_ name: String, _ expected: JSONValue, _ found: JSONValue) -> [String] {
    expected == found ? [] : ["\(name): expected \(expected.canonicalText), found \(found.canonicalText)"]
  }

  private func each(_ name: String, _ expected: JSONValue, _ holds: (String) -> Bool, _ words: String)
    -> [String]
  {
    guard let texts = expected.arrayValue else { return ["\(name): must be a list"] }
    return texts.compactMap(\.stringValue).filter { !holds($0) }.map { "\(name): '\($0)' \(words)" }
  }

  private func occurs(in texts: [String]) -> (String) -> Bool {
    { part in texts.contains { $0.contains(part) } }
  }

  private func certainty(_ expected: JSONValue) -> [String] {
    guard let members = expected.objectValue else {
      return ["certainty: must be a table from evidence to certainty"]
    }
    return members.compactMap { member in
      let claims = decision.recommendations.flatMap(\.claims).filter { $0.evidence.name == member.key }
      guard let claim = claims.first else { return "certainty: no recommendation claims '\(member.key)'" }
      return member.value.stringValue == claim.certainty.rawValue
        ? nil
        : "certainty of '\(member.key)': expected \(member.value.stringValue ?? "?"), found \(claim.certainty.rawValue)"
    }
  }
}

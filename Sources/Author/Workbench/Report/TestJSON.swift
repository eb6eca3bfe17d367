internal import PlumblineGuideline
public import PlumblineJSON

/// The results as JSON, `"schema": 1`; Documentation/Testing.md lists every member.
public struct TestJSON {
  private let results: TestResults

  public init(_ results: TestResults) { self.results = results }

  public var value: JSONValue {
    var members: [JSONMember] = [
      JSONMember("schema", 1),
      JSONMember("passed", .number(results.outcomes.count - results.failed)),
      JSONMember("failed", .number(results.failed)),
      JSONMember("tests", .array(results.outcomes.map(test))),
      JSONMember("packs_without_tests", .strings(results.untested)),
    ]
    if let coverage = results.coverage { members.append(JSONMember("coverage", self.coverage(coverage))) }
    if let mutation = results.mutation { members.append(JSONMember("mutation", self.mutation(mutation))) }
    return .object(members)
  }

  private func place(_ place: Place) -> [JSONMember] {
    [JSONMember("file", .string(place.file)), JSONMember("line", .number(place.line))]
  }

  // MARK: tests

  private func test(_ outcome: PackTestBench.Outcome) -> JSONValue {
    let test = outcome.test
    var members = [JSONMember("pack", .string(test.pack)), JSONMember("name", .string(test.name))]
    if let name = test.case { members.append(JSONMember("case", .string(name))) }
    members += place(test.place)
    members.append(JSONMember("passed", .bool(outcome.passed)))
    if !outcome.passed {
      members.append(JSONMember("failures", .array(outcome.failures.map(failure))))
      members.append(JSONMember("decided_by", .array(Grounds.of(outcome).map { grounds(outcome, $0) })))
    }
    return .object(members)
  }

  private func failure(_ failure: UnmetExpectation) -> JSONValue {
    [
      "field": .string(failure.field), "expected": failure.expected, "found": failure.found,
      "words": .string(failure.words),
    ]
  }

  private func grounds(_ outcome: PackTestBench.Outcome, _ grounds: Grounds) -> JSONValue {
    let words = GroundsWords(outcome.guideline)
    return .object(
      [JSONMember("site", .string(grounds.site))] + place(grounds.place) + [
        JSONMember("truth", .string(grounds.truth.word)),
        JSONMember(
          "comparisons", .strings(grounds.deciding.map { words.words($0, in: grounds) })),
      ])
  }

  // MARK: coverage

  private func coverage(_ coverage: Coverage) -> JSONValue {
    [
      "outcomes": score(coverage.outcomes), "mcdc": score(coverage.independence),
      "proved": .bool(coverage.isProved), "conditions": .array(coverage.units.map(unit)),
    ]
  }

  private func score(_ score: Coverage.Score) -> JSONValue {
    [
      "seen": .number(score.seen), "possible": .number(score.possible),
      "impossible": .number(score.impossible),
      "percent": .number(score.percent),
    ]
  }

  private func unit(_ unit: Coverage.Unit) -> JSONValue {
    .object(
      [JSONMember("site", .string(unit.site.words))] + place(unit.place) + [
        JSONMember("reached", .bool(unit.isReached)),
        JSONMember("outcomes", score(Coverage.outcomes([unit]))),
        JSONMember("mcdc", score(Coverage.independence([unit]))),
        JSONMember("comparisons", .array(unit.leaves.map { leaf($0, unit) })),
      ])
  }

  private func leaf(_ leaf: Coverage.Leaf, _ unit: Coverage.Unit) -> JSONValue {
    var members = [
      JSONMember("line", .number(leaf.place.line)),
      JSONMember("text", .string(leaf.words(Notation(results.guideline.vocabulary)))),
    ]
    for goal in leaf.goals { members.append(JSONMember(goal.key, .string(leaf.state(goal).word))) }
    if let independence = leaf.independence {
      members.append(JSONMember("mcdc", .string(independence.word)))
    }
    return .object(members)
  }

  // MARK: mutation

  private func mutation(_ report: MutationReport) -> JSONValue {
    [
      "tried": .number(report.findings.count), "noticed": .number(report.killed),
      "not_noticed": .number(report.survivors.count), "equivalent": .number(report.equivalent.count),
      "percent": .number(report.percent), "changes": .array(report.findings.map(finding)),
    ]
  }

  private func finding(_ finding: MutationReport.Finding) -> JSONValue {
    let mutant = finding.mutant
    var members = place(mutant.place)
    members.append(JSONMember("site", .string(mutant.site.words)))
    members.append(JSONMember("change", .string(mutant.words)))
    switch finding.fate {
    case .killed(let test):
      members += [JSONMember("fate", "noticed"), JSONMember("by", .string(test))]
    case .equivalent: members.append(JSONMember("fate", "equivalent"))
    case .survived(let test):
      members.append(JSONMember("fate", "not-noticed"))
      if let test { members.append(JSONMember("test", .string(test.lua))) }
    }
    return .object(members)
  }
}

extension Coverage.Goal {
  /// The goal's member in the JSON.
  var key: String {
    switch self {
    case .outcome(let truth): truth.word
    case .decides(let flag): "decides_\(flag)"
    }
  }
}

extension Coverage.State {
  var word: String {
    switch self {
    case .seen: "seen"
    case .unseen: "unseen"
    case .impossible: "impossible"
    }
  }
}

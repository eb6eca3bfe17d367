internal import PlumblineEngine
internal import PlumblineGuideline
public import PlumblineJSON

/// A comparison as data: `"schema": 1`, described in Documentation/Comparing.md.
public struct DiffJSON {
  private let report: DiffReport
  private var difference: GuidelineDifference { report.difference }

  public init(_ report: DiffReport) { self.report = report }

  public var value: JSONValue {
    let verdict =
      switch difference.verdict {
      case .noAnswerChanges: "no-answer-changes"
      case .answersChange: "answers-change"
      case .notDecided: "not-decided"
      }
    var members: [JSONMember] = [
      JSONMember("schema", 1), JSONMember("verdict", .string(verdict)),
      JSONMember("undecided", .strings(difference.undecided)),
      JSONMember("asked_for_every_patient", .bool(difference.knowsAsked)),
      JSONMember("old", packs(difference.judges.old.guideline)),
      JSONMember("new", packs(difference.judges.new.guideline)),
      JSONMember("classes", .array(difference.classes.map(json))),
      JSONMember("words", .array(difference.wordChanges.map(json))),
      JSONMember("scoring", .array(difference.scoringChanges.map(json))),
      JSONMember("versions", .array(difference.versions.map(json))),
    ]
    for counted in report.counted { members.append(JSONMember(counted.name, json(counted))) }
    return .object(members)
  }

  private func packs(_ guideline: Guideline) -> JSONValue {
    .array(
      guideline.packs.map {
        ["id": .string($0.id), "version": .string($0.version.description), "digest": .string($0.digest)]
      })
  }

  private func json(_ one: GuidelineDifference.Class) -> JSONValue {
    .object(
      [
        JSONMember("kind", .string(one.change.kind.rawValue)),
        JSONMember("subject", .string(one.change.subject)),
        JSONMember("before", .string(one.change.before)), JSONMember("after", .string(one.change.after)),
        JSONMember("of_answer", .bool(one.change.kind.isOfAnswer)),
        JSONMember("confirmed", .bool(one.isConfirmed)),
        JSONMember("version_change", .string(one.weight.rawValue)),
        JSONMember("example", one.example), JSONMember("example_words", .string(one.exampleWords)),
        JSONMember("decision_before", decision(one.before, difference.judges.old.guideline)),
        JSONMember("decision_after", decision(one.after, difference.judges.new.guideline)),
        JSONMember("causes", .array(one.causes.causes.map(json))),
        JSONMember("causes_together", .bool(one.causes.areTogether)),
      ]
        + report.counted.map { JSONMember("in_\($0.name)", .number($0.census.counts[one.change] ?? 0)) })
  }

  private func decision(_ decision: Decision?, _ guideline: Guideline) -> JSONValue {
    guard let decision else { return .null }
    return [
      "decision": .string(decision.disposition.rawValue),
      "summary": .string(GuidelineDifference.words(decision)),
    ]
  }

  private func json(_ cause: Cause) -> JSONValue {
    [
      "declaration": .string(cause.key.description), "how": .string(cause.how.rawValue),
      "words": .string(cause.words), "old": place(cause.before), "new": place(cause.after),
    ]
  }

  private func json(_ change: DeclarationChange) -> JSONValue {
    [
      "declaration": .string(change.key.description), "how": .string(change.how.rawValue),
      "fields": .strings(change.acting + change.reading + change.words), "old": place(change.before),
      "new": place(change.after),
    ]
  }

  private func place(_ place: Place?) -> JSONValue {
    guard let place else { return .null }
    return ["file": .string(place.file), "line": .number(place.line)]
  }

  private func json(_ version: VersionVerdict) -> JSONValue {
    [
      "pack": .string(version.pack), "before": .string(version.before.description),
      "says": .string(version.after.description), "needed": .string(version.needed.description),
      "change": .string(version.change.rawValue), "enough": .bool(version.isEnough),
      "decided": .bool(version.isDecided),
    ]
  }

  private func json(_ counted: DiffReport.Counted) -> JSONValue {
    let census = counted.census
    return [
      "patients": .number(census.patients), "changed": .number(census.changed),
      "beside": .number(census.beside), "unreadable": .number(census.unreadable),
      "first_unreadable": .array(census.firstUnreadable.map { .number($0) }),
      "failed": .number(census.failed), "first_failed": .array(census.firstFailed.map { .number($0) }),
    ]
  }
}

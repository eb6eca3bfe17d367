internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineInterview
internal import PlumblineJSON

/// What an interview asks next, with what is known so far, as JSON. Nothing is kept between questions: the next request brings everything.
struct NextQuestion: Sendable {
  /// `{"next":{…},"profile":{…}}` in one line.
  let line: [UInt8]

  /// - Returns: nil if no further answer can change the decision.
  /// - Throws: the error of a failing script.
  init?(_ evaluator: JointEvaluator, _ profile: Profile) throws {
    let interview = Interview(evaluator, from: profile)
    guard let question = try interview.next() else { return nil }
    let vocabulary = evaluator.vocabulary
    let asked = question.together.isEmpty ? [question.fact] : question.together
    var next: [JSONMember] = [
      JSONMember("could_change", .strings(question.couldChange.map(\.rawValue))),
      JSONMember("facts", .array(asked.map { Self.fact(vocabulary[$0]) })),
    ]
    if !question.together.isEmpty, let group = interview.order.flags(with: question.fact) {
      next.append(JSONMember("group", .string(group.name)))
    }
    next.append(JSONMember("open", .number(question.open)))
    let value: JSONValue = ["next": .object(next), "profile": ProfileJSON(vocabulary).value(profile)]
    line = value.canonical + [0x0A]
  }

  /// Why there may be no answer, as a profile has it: `{"absent":"unknown"}`. None of these is asked again.
  static let reasons: [Absence] = [.askedDeclined, .notApplicable, .unknown]

  private static func fact(_ fact: Fact) -> JSONValue {
    var members: [JSONMember] = [
      JSONMember("absent", .strings(reasons.map(\.rawValue))), JSONMember("allowed", .string(fact.allowed)),
      JSONMember("fact", .string(fact.name)), JSONMember("kind", .string(kind(fact))),
      JSONMember("label", .string(fact.label)), JSONMember("question", .string(fact.question)),
    ]
    if let choices = choices(fact) { members.append(JSONMember("choices", .array(choices))) }
    if !fact.isDate, let grid = fact.grid {
      members += [
        JSONMember("at_least", .number(grid.low)), JSONMember("at_most", .number(grid.high)),
        JSONMember("step", .number(grid.step)),
      ]
    }
    if let unit = fact.unit { members.append(JSONMember("unit", .string(unit))) }
    if let note = fact.note { members.append(JSONMember("note", .string(note))) }
    return .object(members)
  }

  private static func kind(_ fact: Fact) -> String {
    if fact.isDate { return "date" }
    return switch fact.kind {
    case .boolean: "boolean"
    case .code: "code"
    case .integer: "integer"
    case .decimal: "decimal"
    }
  }

  private static func choices(_ fact: Fact) -> [JSONValue]? {
    switch fact.kind {
    case .boolean:
      [["value": .bool(true), "words": "yes"], ["value": .bool(false), "words": "no"]]
    case .code(let codes):
      codes.map { ["value": .string($0), "words": .string(fact.labels[$0] ?? $0)] }
    case .integer, .decimal: nil
    }
  }
}

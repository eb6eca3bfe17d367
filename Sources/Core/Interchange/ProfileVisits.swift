public import PlumblineGuideline
internal import PlumblineJSON

/// The answers of an earlier visit that a profile carries: for its history only.
///
/// A profile does not hold them, so no rule, stop or analysis can see them.
public struct EarlierVisit: Sendable {
  /// Before the day of the answer.
  public let day: Day
  /// What was known then, as far as it may be carried over: nothing that a stop reads.
  public let profile: Profile
}

extension ProfileIntake {
  /// Takes the earlier visits, `[{"observed": "2026-03-02", "fear": {"tsk_17": 44}}]`.
  ///
  /// Each visit is a profile of its own, of its day: laws hold within it. What counts only today is refused.
  mutating func takeVisits(_ node: JSONNode) {
    if node.isNull { return }
    guard let list = node.arrayValue else {
      return problem("visits", node, showing: false, Self.formOfVisits)
    }
    guard list.count <= ProfileReader.mostVisits else {
      return problem(
        "visits", node, showing: false,
        "has \(list.count) visits; give at most \(ProfileReader.mostVisits)")
    }
    for (place, one) in list.enumerated() { takeVisit(one, "visits[\(place)]") }
  }

  private static let formOfVisits =
    "is a list of earlier visits; write [{\"observed\": \"2026-03-02\", \"fear\": {…}}, …]"

  private mutating func takeVisit(_ node: JSONNode, _ path: String) {
    guard let members = node.objectValue, let observed = node["observed"] else {
      return problem(path, node, showing: false, Self.formOfVisits)
    }
    guard let day = observed.stringValue.flatMap({ Day($0) }) else {
      return problem("\(path).observed", observed, "the day of a visit is written \"2026-03-02\"")
    }
    guard day < asOf, Fact.reaches(day, asOf) else {
      return problem(
        "\(path).observed", observed,
        "an earlier visit lies before the day of the answer, \(asOf), by at most 120 years; write what was answered on that day outside `visits`"
      )
    }
    if visits.contains(where: { $0.day == day }) {
      return problem(
        "\(path).observed", observed, showing: false, "a visit of this day is given twice; join them")
    }
    var own: [JSONNode.Member] = []
    for member in members where member.key != "observed" {
      if ["id", "notes", "visits"].contains(member.key) {
        problem(
          "\(path).\(member.key)", member.node, showing: false,
          "stands in the profile itself; leave it out here")
      } else {
        own.append(member)
      }
    }
    var intake = ProfileIntake(vocabulary, day)
    intake.take(own)
    problems += intake.problems.map { problem in
      var inner = problem
      inner.path = problem.path.isEmpty ? path : "\(path).\(problem.path)"
      return inner
    }
    refuseAnswersOfToday(intake.profile, path, node)
    visits.append(EarlierVisit(day: day, profile: intake.profile))
  }

  /// Refuses what an earlier visit must not carry over: an answer that a stop reads, given, or said to be absent.
  private mutating func refuseAnswersOfToday(_ earlier: Profile, _ path: String, _ node: JSONNode) {
    for index in vocabulary.ofToday.sorted() where earlier[index] != .absent(.notAsked) {
      let name = vocabulary[index].name
      let questionnaires = vocabulary.instruments.values.filter { one in
        one.scales.contains { $0.fact == index }
          && node["instruments"]?.objectValue?.contains { $0.key == one.name } ?? false
      }.map(\.name).sorted()
      problem(
        "\(path).\(name)", node, showing: false,
        questionnaires.isEmpty
          ? "a stop reads it, so it counts only on the day on which it was asked; leave it out, and ask it again"
          : "a stop reads it, and the answers to \(questionnaires.joined(separator: ", ")) hold it; give the total of the visit, and ask it again"
      )
    }
  }
}

extension JSONNode {
  /// Whether this is an earlier visit, of a day that can be read and lies before that of the answer.
  func isEarlierVisit(before asOf: Day) -> Bool {
    self["observed"]?.stringValue.flatMap { Day($0) }.map { $0 < asOf } ?? false
  }
}

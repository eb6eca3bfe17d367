public import PlumblineGuideline
public import PlumblineJSON

/// Where values came from, in the JSON of a profile: `{"provenance": {"mood.phq_9": {"source": "Observation/7", "observed": "2026-11-20"}}}`.
extension ProfileJSON {
  /// Returns where the facts of a profile came from; nil if it does not say.
  public func provenance(_ profile: Profile) -> JSONValue? {
    if profile.origins.isEmpty { return nil }
    let members = profile.origins.sorted { $0.key < $1.key }.map { index, origin in
      JSONMember(vocabulary[index].name, origin.value)
    }
    return .object(members)
  }
}

extension Origin {
  /// What is shown beside a value, in the trace of a decision.
  var shown: JSONValue { .object(members) }

  private var members: [JSONMember] {
    [
      ("source", source), ("observed", observed), ("recorded", recorded), ("method", method),
      ("given", given),
    ]
    .compactMap { name, text in
      text.map { JSONMember(name, .string($0)) }
    }
  }

  /// Everything, so that the profile reads back as it was.
  var value: JSONValue {
    .object(
      members + (sitting.map { [JSONMember("sitting", .string($0))] } ?? [])
        + (isOfVisit ? [JSONMember("visit", true)] : []))
  }

  /// What is said of a stale fact beside its reason: its value, and when it was observed.
  var ofStale: [JSONMember] {
    (staleValue.map { [JSONMember("value", $0.json)] } ?? [])
      + (observed.map { [JSONMember("observed", .string($0))] } ?? [])
  }
}

extension ProfileIntake {
  /// Takes where facts came from: an object by the names of facts.
  mutating func takeOrigins(_ node: JSONNode) {
    if node.isNull { return }
    guard let members = node.objectValue else {
      return problem(
        "provenance", node, showing: false,
        "must be an object by the names of facts, such as {\"mood.phq_9\": {\"source\": \"…\"}}")
    }
    for member in members {
      guard let index = vocabulary.index(of: member.key) else {
        unknown("", member, among: vocabulary.facts.map(\.name), "fact")
        continue
      }
      guard let origin = origin(member.node, profile.origins[index]) else {
        problem(
          "provenance", member.node, showing: false,
          "of a fact is an object of texts: source, observed, recorded, method, given, sitting; and visit, true or false"
        )
        continue
      }
      profile.set(origin, of: index)
    }
  }

  private func origin(_ node: JSONNode, _ stale: Origin?) -> Origin? {
    guard let members = node.objectValue else { return nil }
    var origin = Origin(staleValue: stale?.staleValue)
    origin.given = stale?.given
    for member in members {
      if member.key == "visit" {
        guard let flag = member.node.boolValue else { return nil }
        origin.isOfVisit = flag
        continue
      }
      guard let text = member.node.stringValue, text.utf8.count <= ProfileReader.originLimit else {
        return nil
      }
      switch member.key {
      case "source": origin.source = text
      case "observed": origin.observed = text
      case "recorded": origin.recorded = text
      case "method": origin.method = text
      case "given": origin.given = text
      case "sitting": origin.sitting = text
      default: return nil
      }
    }
    return origin
  }

  /// Takes what a stale fact was, and when: `{"absent": "stale", "value": 11, "observed": "2026-03-02"}`.
  mutating func takeStale(_ index: Fact.Index, _ node: JSONNode) {
    var origin = Origin(
      observed: node["observed"]?.stringValue.flatMap {
        $0.utf8.count <= ProfileReader.originLimit ? $0 : nil
      })
    switch node["value"]?.content {
    case .number(let number): origin.staleValue = .number(number)
    case .bool(let flag): origin.staleValue = .boolean(flag)
    case .string(let code): origin.staleValue = .code(code)
    default: break
    }
    if let value = origin.staleValue, !vocabulary[index].allows(value) { origin.staleValue = nil }
    if origin != Origin() { profile.set(origin, of: index) }
  }
}

internal import PlumblineGuideline
internal import PlumblineJSON

/// What a profile says of groups that were answered together: `"answered_together": {"red_flags": {"read_back": true, "asked_by": "…"}}`.
enum GroupAnswers {
  static func json(_ together: [String: ReadBack]) -> JSONValue {
    .object(together.sorted { $0.key < $1.key }.map { JSONMember($0.key, json($0.value)) })
  }

  private static func json(_ readBack: ReadBack) -> JSONValue {
    switch readBack {
    case .no: ["read_back": .bool(false)]
    case .yes(let who): ["read_back": .bool(true), "asked_by": .string(who)]
    }
  }
}

extension ProfileIntake {
  /// Takes the groups that were answered together, and who asked.
  mutating func takeTogether(_ node: JSONNode) {
    if node.isNull { return }
    guard let members = node.objectValue else {
      return problem(
        "answered_together", node,
        "must be an object of groups, such as {\"red_flags\": {\"read_back\": false}}")
    }
    let groups = vocabulary.groups.filter { vocabulary.flags(inGroup: $0) != nil }
    for member in members {
      let path = "answered_together.\(member.key)"
      guard groups.contains(member.key) else {
        unknown(
          "answered_together.", member, among: groups.map { "answered_together.\($0)" },
          "group of yes-or-no facts")
        continue
      }
      guard let readBack = Self.readBack(member.node) else {
        problem(
          path, member.node,
          "must be {\"read_back\": false}, or {\"read_back\": true, \"asked_by\": …} with a name of at most \(ReadBack.longest) bytes"
        )
        continue
      }
      profile.together[member.key] = readBack
    }
  }

  private static func readBack(_ node: JSONNode) -> ReadBack? {
    guard let members = node.objectValue else { return nil }
    var parts: [String: JSONNode] = [:]
    for member in members { parts[member.key] = member.node }
    switch parts.removeValue(forKey: "read_back")?.content {
    case .bool(false): return parts.isEmpty ? .no : nil
    case .bool(true):
      let who = parts.removeValue(forKey: "asked_by")?.stringValue
      return parts.isEmpty ? who.flatMap { ReadBack(askedBy: $0) } : nil
    default: return nil
    }
  }
}

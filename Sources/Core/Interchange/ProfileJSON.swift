public import PlumblineGuideline
public import PlumblineJSON

/// Writes profiles as JSON: the facts that were known, and the reasons for those that are absent.
///
/// What comes out reads back as the same profile. Answers to questionnaires are in it as their scores; notes are not.
public struct ProfileJSON {
  private let vocabulary: Vocabulary

  public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  public func value(_ profile: Profile) -> JSONValue {
    var top: [JSONMember] = profile.id.map { [JSONMember("id", .string($0))] } ?? []
    var groups: [(name: String, members: [JSONMember])] = []
    for index in vocabulary.givenFacts {
      guard let value = json(profile[index]) else { continue }
      let name = vocabulary[index].name
      guard let dot = name.firstIndex(of: ".") else {
        top.append(JSONMember(name, value))
        continue
      }
      let member = JSONMember(String(name[name.index(after: dot)...]), value)
      let group = String(name[..<dot])
      if groups.last?.name == group {
        groups[groups.count - 1].members.append(member)
      } else {
        groups.append((group, [member]))
      }
    }
    return .object(top + groups.map { JSONMember($0.name, .object($0.members)) })
  }

  /// Nil for a fact that was not asked, which is what leaving it out says.
  private func json(_ state: FactState) -> JSONValue? {
    switch state {
    case .known(let value): value.json
    case .absent(.notAsked): nil
    case .absent(let reason): ["absent": .string(reason.rawValue)]
    }
  }
}

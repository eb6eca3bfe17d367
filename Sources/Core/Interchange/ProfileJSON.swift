public import PlumblineGuideline
public import PlumblineJSON

/// Writes profiles as JSON: the known facts, and the reasons for those that are absent.
///
/// The JSON reads back as the same profile. It has the scores of questionnaires instead of their answers, and of notes only
/// that there were some.
public struct ProfileJSON {
  let vocabulary: Vocabulary

  public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  public func value(_ profile: Profile) -> JSONValue {
    var top: [JSONMember] = profile.id.map { [JSONMember("id", .string($0))] } ?? []
    if profile.hasNotes { top.append(JSONMember("notes", "not kept")) }
    if !profile.together.isEmpty {
      top.append(JSONMember("answered_together", GroupAnswers.json(profile.together)))
    }
    var groups: [(name: String, members: [JSONMember])] = []
    var written: Set<String> = []
    for index in vocabulary.givenFacts {
      let set = vocabulary[index].membership.flatMap { vocabulary.set(with: index, named: $0.set) }
      if let set, !written.insert(set.name).inserted { continue }
      guard
        let value = set.map({ $0.json(in: profile) })
          ?? profile[index].json(of: vocabulary[index], profile.origins[index], asOf: profile.asOf)
      else {
        continue
      }
      let name = set?.name ?? vocabulary[index].name
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
    if let provenance = provenance(profile) { top.append(JSONMember("provenance", provenance)) }
    return .object(top + groups.map { JSONMember($0.name, .object($0.members)) })
  }
}

extension FactState {
  /// The JSON of a fact in a profile; nil for a fact that was not asked about, which is left out.
  func json(of fact: Fact, _ origin: Origin?, asOf: Day?) -> JSONValue? {
    if fact.isDate, let date = dateJSON(asOf) { return date }
    return switch self {
    case .known(let value): value.json
    case .within(let range): range.json(of: fact)
    case .absent(.notAsked) where origin == nil: nil
    case .absent(.stale): .object([JSONMember("absent", "stale")] + (origin?.ofStale ?? []))
    case .absent(let reason): ["absent": .string(reason.rawValue)]
    }
  }
}

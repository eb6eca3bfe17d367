public import PlumblineGuideline
internal import PlumblineJSON

extension ProfileReader {
  /// Returns the same profile with other facts, each written `fear.tsk_17=30`, `goal.primary=absent` or
  /// `mood.phq_9=absent:asked-declined`.
  ///
  /// The result is checked against the same laws as a profile that is read. Throws every problem at once; paths name the facts.
  public func changing(_ profile: Profile, _ assignments: [String]) throws(ProfileFailure) -> Profile {
    var problems: [ProfileProblem] = []
    var changes: [Fact.Index: JSONValue] = [:]
    for text in assignments {
      guard let equals = text.firstIndex(of: "=") else {
        problems.append(
          ProfileProblem(
            path: "", message: "'\(text)' is not a change; write FACT=VALUE, such as fear.tsk_17=30"))
        continue
      }
      let (name, value) = (String(text[..<equals]), String(text[text.index(after: equals)...]))
      guard let index = vocabulary.index(of: name) ?? meant(name, value) else {
        if let several = vocabulary.namesakes[name] {
          let names = several.map { vocabulary[$0].name }.joined(separator: ", ")
          problems.append(
            ProfileProblem(
              path: name, message: "could mean several facts; write the one that is meant: \(names)"))
          continue
        }
        let hint = nearest(to: name, among: vocabulary.facts.map(\.name))
        problems.append(
          ProfileProblem(
            path: name, message: "unknown fact\(hint.map { "; did you mean '\($0)'?" } ?? "")"))
        continue
      }
      if changes.updateValue(json(value, for: vocabulary[index]), forKey: index) != nil {
        problems.append(ProfileProblem(path: name, message: "is changed more than once; give it one value"))
      }
    }
    if !problems.isEmpty { throw ProfileFailure(problems: problems) }
    return try changing(profile, changes)
  }

  /// Returns the one fact of this name that can have a typed value; nil if there are none or several.
  private func meant(_ name: String, _ value: String) -> Fact.Index? {
    let found = (vocabulary.namesakes[name] ?? []).filter { index in
      guard let typed = try? JSONReader.read(json(value, for: vocabulary[index]).canonical) else {
        return false
      }
      var intake = ProfileIntake(vocabulary, asOf)
      intake.takeFact(index, name, typed)
      return intake.problems.isEmpty && intake.profile.isGiven(index)
    }
    return found.count == 1 ? found[0] : nil
  }

  /// Writes the changed profile and reads it again, so that one reader decides what is legal.
  private func changing(
    _ profile: Profile, _ changes: [Fact.Index: JSONValue]
  ) throws(ProfileFailure) -> Profile {
    var changed = profile
    var problems: [ProfileProblem] = []
    for (index, value) in changes.sorted(by: { $0.key < $1.key }) {
      guard let node = try? JSONReader.read(value.canonical) else { continue }
      var intake = ProfileIntake(vocabulary, asOf)
      intake.takeFact(index, vocabulary[index].name, node)
      problems += intake.problems
      changed[index] = intake.profile[index]
      if let origin = intake.profile.origins[index] { changed.set(origin, of: index) }
    }
    if !problems.isEmpty {
      throw ProfileFailure(
        problems: problems.map { ProfileProblem(path: $0.path, message: $0.message) })
    }
    do {
      return try read(ProfileJSON(vocabulary).value(changed).canonical)
    } catch {
      // Positions would refer to a text that the caller has never seen.
      throw ProfileFailure(
        problems: error.problems.map { ProfileProblem(path: $0.path, message: $0.message) })
    }
  }

  /// Reads a value as it is typed: `30`, `yes`, `return-to-work`, `absent`, `absent:asked-declined`; or a range: `60..70`,
  /// `25..`, `..3`, `function|pain`; or a number with its unit: `7.4 %`.
  func json(_ text: String, for fact: Fact) -> JSONValue {
    if text == "absent" { return .null }
    if text.hasPrefix("absent:") { return ["absent": .string(String(text.dropFirst("absent:".count)))] }
    if let range = TypedRange(text, for: fact) { return range.json(of: fact) }
    if fact.isDate { return .string(text) }
    if let amount = TypedAmount(text, for: fact) { return amount.json(json(amount.number, for: amount.fact)) }
    switch fact.kind {
    case .boolean:
      if let flag = Bool(typed: text.lowercased()) { return .bool(flag) }
    case .integer, .decimal:
      if let number = fact.number(typed: text) { return .number(number) }
    case .code: break
    }
    return .string(text)
  }
}

extension TypedAmount {
  /// Returns the JSON of the amount, of which the number was read as some JSON.
  fileprivate func json(_ number: JSONValue) -> JSONValue {
    let unit = JSONMember("unit", .string(unit))
    if case .object(let members) = number { return .object(members + [unit]) }
    return .object([JSONMember("value", number), unit])
  }
}

internal import PlumblineGuideline
internal import PlumblineJSON

extension ProfileIntake {
  /// Whether an object under a name that is a group and a fact, too, holds facts of the group.
  static func isGroup(_ node: JSONNode, _ vocabulary: Vocabulary, _ name: String) -> Bool {
    guard vocabulary.namesakes[name] != nil else { return true }
    return node.objectValue?.contains { member in
      let own = "\(name).\(member.key)"
      return vocabulary.index(of: own) != nil || vocabulary.namesakes[own] != nil
        || vocabulary.sets[own] != nil
        || vocabulary.series[own] != nil
    } ?? false
  }

  /// Takes a list or a series, and returns whether the name is that of one.
  ///
  /// - Parameter isPlain: false if it must not be taken, since it stands outside its group.
  mutating func takeCollection(_ name: String, _ node: JSONNode, isPlain: Bool = true) -> Bool {
    let (sets, series) = (vocabulary.sets(named: name), vocabulary.series(named: name))
    guard sets.count + series.count > 0 else { return false }
    guard isPlain, !node.isNull else { return true }
    if sets.count + series.count > 1 {
      let ways =
        sets.map { "\(written($0.name)) for: \($0.question)" }
        + series.map { "\(written($0.name)) for: \($0.question)" }
      problem(
        name, node, showing: false,
        "could mean several facts; write the one that is meant: \(ways.joined(separator: "; "))")
    } else if let set = sets.first {
      takeSet(set, name, node)
    } else if let series = series.first {
      readings.append((series, name, node))
    }
    return true
  }

  /// Takes an answer whose name guidelines in force use for different facts: it counts for the one fact that it can be a value of.
  ///
  /// A reason for absence counts for each of them; an answer that several could mean is refused, since a guess could be a wrong *no*.
  mutating func takeNamesake(_ several: [Fact.Index], _ path: String, _ node: JSONNode) {
    if node.isNull { return }
    if let members = node.objectValue, members.first?.key == "absent" {
      for fact in several where !profile.isGiven(fact) { takeFact(fact, path, node) }
      return
    }
    let meant = several.filter { canBe($0, node) }
    if meant.count == 1 {
      if positions[meant[0]] == nil { return takeFact(meant[0], path, node) }
      return problem(
        path, node, showing: false, "is given twice, here and as \(vocabulary[meant[0]].name); leave one out")
    }
    let ways = several.map { fact in
      let name = vocabulary[fact].name
      return "\(written(name)) for: \(vocabulary[fact].question)"
    }
    problem(
      path, node, showing: false,
      meant.isEmpty
        ? "is not a value of any fact of this name; write one of \(ways.joined(separator: "; "))"
        : "could mean several facts; write the one that is meant: \(ways.joined(separator: "; "))")
  }

  /// Whether an answer is a value, or a range of values, of a fact.
  private func canBe(_ fact: Fact.Index, _ node: JSONNode) -> Bool {
    if vocabulary[fact].computation != nil { return false }
    if vocabulary[fact].isDate { return node.stringValue.flatMap { Day.days(of: $0) } != nil }
    return switch node.content {
    case .number(let number): vocabulary[fact].allows(.number(number))
    case .bool(let flag): vocabulary[fact].allows(.boolean(flag))
    case .string(let text): vocabulary[fact].allows(.code(vocabulary[fact].code(written: text)))
    case .object: Self.range(node, vocabulary, fact, asOf) != nil
    case .null, .array: false
    }
  }

  /// How a profile writes a fact's name: `{"oa-vocabulary/goal": {"primary": …}}`.
  private func written(_ name: String) -> String {
    guard let dot = name.firstIndex(of: ".") else { return "{\"\(name)\": …}" }
    return "{\"\(name[..<dot])\": {\"\(name[name.index(after: dot)...])\": …}}"
  }
}

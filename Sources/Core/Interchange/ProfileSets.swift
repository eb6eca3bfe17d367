internal import PlumblineGuideline
internal import PlumblineJSON

extension ProfileIntake {
  /// Takes what a profile says of a list of codes: `{"codes": ["aspirin"], "complete": true}`. Codes that are surely not there may be
  /// named in `without`, and those without an answer in `absent`, each with its reason; `{"absent": reason}` is for all of them.
  mutating func takeSet(_ set: FactSet, _ path: String, _ node: JSONNode) {
    if node.isNull { return }
    if let twice = set.members.first(where: { profile.isGiven($0.fact) || saidAbsent.contains($0.fact) }) {
      return problem(
        path, node, showing: false,
        "is given, and so is \(vocabulary[twice.fact].name) by itself; write the list alone")
    }
    guard let members = node.objectValue else {
      return problem(path, node, showing: false, "is a list of codes; write \(FactSet.form)")
    }
    if members.count == 1, members[0].key == "absent", members[0].node.stringValue != nil {
      for member in set.members { takeFact(member.fact, path, node) }
      return
    }
    var named: [String: JSONNode] = [:]
    for member in members {
      guard ["codes", "complete", "without", "absent"].contains(member.key) else {
        problem(path, node, showing: false, "cannot be read; write \(FactSet.form)")
        continue
      }
      named[member.key] = member.node
    }
    let isComplete = named["complete"].map(\.boolValue) ?? false
    guard let isComplete else {
      return problem(
        path, named["complete"] ?? node, "`complete` is true or false: whether nothing else is there")
    }
    if let absent = named["absent"], absent.objectValue == nil {
      problem(path, absent, showing: false, "in `absent`, write a code of the list and a reason")
    }
    var said: Set<String> = []
    for (key, value) in [("codes", true), ("without", false)] {
      for (code, item) in codes(key, named[key], of: set, path) {
        if !said.insert(code).inserted {
          problem(path, item, showing: false, "names a code twice; leave one of them out")
        } else if let fact = set.member(code) {
          give(.boolean(value), to: fact, path, item)
        }
      }
    }
    for member in named["absent"]?.objectValue ?? [] {
      guard let fact = set.member(member.key),
        let reason = member.node.stringValue.flatMap(Absence.init(rawValue:))
      else {
        problem(path, member.node, showing: false, "in `absent`, write a code of the list and a reason")
        continue
      }
      if !said.insert(member.key).inserted {
        problem(path, member.node, showing: false, "names a code twice; leave one of them out")
      }
      profile[fact] = .absent(reason)
    }
    guard isComplete else { return }
    for member in set.members where !said.contains(member.code) {
      give(.boolean(false), to: member.fact, path, node)
    }
  }

  private mutating func codes(
    _ key: String, _ node: JSONNode?, of set: FactSet, _ path: String
  ) -> [(code: String, node: JSONNode)] {
    guard let node else { return [] }
    guard let items = node.arrayValue else {
      problem(path, node, "`\(key)` is a list of codes")
      return []
    }
    return items.compactMap { item in
      if let code = item.stringValue, set.member(code) != nil { return (code, item) }
      let known = set.members.map(\.code)
      let hint = item.stringValue.flatMap { nearest(to: $0, among: known) }.map { "; did you mean '\($0)'?" }
      problem(
        path, item,
        "in `\(key)`, each must be one of \(known.prefix(60).joined(separator: ", "))\(hint ?? "")")
      return nil
    }
  }
}

extension FactSet {
  /// The JSON of a list in a profile; nil if nothing was said of it.
  func json(in profile: Profile) -> JSONValue? {
    let states = members.map { ($0.code, profile[$0.fact]) }
    if states.allSatisfy({ $0.1 == .absent(.notAsked) }) { return nil }
    if case .absent(let reason) = states[0].1, states.allSatisfy({ $0.1 == states[0].1 }) {
      return ["absent": .string(reason.rawValue)]
    }
    func codes(_ flag: Bool) -> [String] { states.filter { $0.1 == .known(.boolean(flag)) }.map(\.0) }
    let (listed, without) = (codes(true), codes(false))
    let isComplete = listed.count + without.count == states.count
    var object = [JSONMember("codes", .strings(listed)), JSONMember("complete", .bool(isComplete))]
    if !isComplete, !without.isEmpty { object.append(JSONMember("without", .strings(without))) }
    let absent = states.compactMap { code, state -> JSONMember? in
      guard case .absent(let reason) = state, reason != .notAsked else { return nil }
      return JSONMember(code, .string(reason.rawValue))
    }
    if !absent.isEmpty { object.append(JSONMember("absent", .object(absent))) }
    return .object(object)
  }
}

extension Vocabulary {
  /// The names under which a profile answers: facts, lists and series.
  var answerNames: [String] { facts.map(\.name) + sets.keys.sorted() + series.keys.sorted() }
}

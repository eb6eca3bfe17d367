internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// What may be a yes although it cannot be read: flags under unknown names, and answer sheets of another form.
extension ProfileRemains {
  /// Notes that something other than no stands under an unknown name in a group of facts of stops, however that is spelt.
  mutating func noteUnknownName(_ name: String) {
    let path = name.split(separator: ".").dropLast().joined(separator: ".")
    let groups = Set(facts.compactMap { vocabulary[$0].name.split(separator: ".").first.map(String.init) })
    if let group = groups.contains(path) ? path : nearest(to: path, among: groups.sorted()) {
      groupsWithUnknownNames.insert(group)
    }
  }

  /// Notes the yes-or-no facts with which an unknown name shares a long word: `suicidal_thoughts` may mean
  /// `suicidal_ideation_disclosed`, in whichever group it stands.
  mutating func noteSharedWord(_ name: String) {
    func words(_ name: String) -> Set<Substring> {
      Set(
        (name.split(separator: ".").last ?? "").lowercased().split { $0 == "_" || $0 == "-" || $0 == " " }.map
        { Substring($0) }
      )
      .filter { $0.count >= Self.longWord }
    }
    guard name.utf8.count <= 128 else { return }
    let own = words(name)
    for fact in facts where !own.isDisjoint(with: words(vocabulary[fact].name)) {
      switch vocabulary[fact].kind {
      case .boolean, .code: unreadable.insert(fact)
      case .integer, .decimal: break
      }
    }
  }

  private static var longWord: Int { 6 }

  /// Whether a node is an answer other than no: not empty, and no reason for absence.
  static func mayBeYes(_ node: JSONNode) -> Bool {
    switch node.content {
    case .null: false
    case .bool(let flag): flag
    case .number(let number): number != 0
    case .string(let text):
      isOtherThanNo(text.lowercased().filter { !$0.isWhitespace }) && Absence(typed: text.lowercased()) == nil
    case .array(let items): items.contains(where: mayBeYes)
    case .object(let members): members.contains { !$0.key.hasPrefix("absent") && mayBeYes($0.node) }
    }
  }

  private static func isOtherThanNo(_ word: String) -> Bool {
    !["", "0", "negative", "absent"].contains(word) && Bool(typed: word) != false
  }

  /// Takes the scores of a questionnaire whose items are all answered, whatever its other items are.
  mutating func look(at node: JSONNode, of instrument: Instrument) {
    var answers: [Int: Int] = [:]
    var wrong: Set<Int> = []
    func take(_ node: JSONNode, _ item: Int) {
      guard (1...instrument.itemCount).contains(item), !node.isNull else { return }
      let range = instrument.ranges[item - 1]
      let number = node.numberValue ?? node.stringValue.flatMap { ExactNumber($0) }
      if let answer = number?.intValue, (range.low...range.high).contains(answer) {
        answers[item] = answer
      } else {
        wrong.insert(item)
      }
    }
    if node.isNull { return }
    for (place, item) in (node.arrayValue ?? []).enumerated() { take(item, place + 1) }
    for member in node.objectValue ?? [] { if let item = Int(member.key) { take(member.node, item) } }
    let isWhole = Self.isSheet(node, of: instrument)
    for scale in instrument.scales where facts.contains(scale.fact) {
      if !wrong.isDisjoint(with: scale.items) {
        unreadable.insert(scale.fact)
      } else if let score = instrument.score(scale, answers) {
        self.take(.number(score), scale.fact)
        // In a sheet of another form the answers may be those of other items.
        if !isWhole { sheets.insert(scale.fact) }
      } else if !isWhole || !answers.isEmpty {
        sheets.insert(scale.fact)
      }
    }
  }

  /// Whether a node has the form of an answer sheet, whatever is answered: one answer for each item, or answers by item number.
  private static func isSheet(_ node: JSONNode, of instrument: Instrument) -> Bool {
    if let items = node.arrayValue { return items.isEmpty || items.count == instrument.itemCount }
    return node.objectValue?.allSatisfy {
      $0.key == "absent" || Int($0.key).map((1...instrument.itemCount).contains) ?? false
    } ?? false
  }

  /// Notes the answer sheets that may be meant by one under an unknown name: those with as many items, and answers in their range.
  mutating func noteSheet(_ node: JSONNode, named name: String) {
    guard name.hasPrefix("instruments."), name.utf8.count <= 128, let items = node.arrayValue,
      vocabulary.instruments(named: String(name.dropFirst("instruments.".count))).isEmpty
    else { return }
    for instrument in vocabulary.instruments.values where instrument.itemCount == items.count {
      let fits = zip(items, instrument.ranges).allSatisfy { item, range in
        item.isNull || item.numberValue?.intValue.map { (range.low...range.high).contains($0) } ?? false
      }
      if fits { sheets.formUnion(instrument.scales.map(\.fact).filter(facts.contains)) }
    }
  }
}

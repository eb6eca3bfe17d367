/// Reads facts of the type "set", and comparisons of them.
enum SetReader {
  /// Reads a set with the facts that its codes are, without what refers to other facts.
  ///
  /// - Returns: the set, its members not yet placed; nil after a problem that leaves nothing of it.
  static func outline(_ fields: Fields) -> (set: FactSet, members: [Fact])? {
    _ = fields.text("type")
    let name = fields.declaration.name
    let (label, question) = (fields.text("label"), fields.text("question"))
    let codes = FactReader.codes(fields)
    let labels = FactReader.labels(fields, of: codes)
    let asks = fields.optionalText("member_question")
    if let asks, !asks.contains("{member}") {
      fields.problem(
        "`member_question` of \(fields.who) does not name its `{member}`; write it where the code's words go",
        at: "member_question")
    }
    let note = fields.optionalText("note")
    let sources = fields.optionalTexts("sources")
    let canChange = fields.optional("can_change").map { FactReader.flag(fields, $0) } ?? true
    let mappings = FHIRReader(fields: fields).mappings(ofMembers: codes)
    let members = codes.map { code in
      let words = labels[code] ?? code
      var fact = Fact(
        name: "\(name).\(code)", kind: .boolean, label: "\(label): \(words)",
        question: asks?.replacing("{member}", with: words) ?? "\(question) Is \(words) among them?",
        labels: [:],
        codings: [], note: note, sources: sources, canChange: canChange, goalOutcomes: [:],
        place: fields.place())
      fact.membership = Fact.Membership(set: name, code: code)
      if let mapping = mappings[code] { fact.map(by: mapping) }
      return fact
    }
    let set = FactSet(
      name: name, label: label, question: question,
      members: codes.map { FactSet.Member(code: $0, fact: -1) }, valueSets: valueSets(fields, codes),
      place: fields.place())
    return (set, members)
  }

  private static func valueSets(_ fields: Fields, _ codes: [String]) -> [String: [String]] {
    var sets: [String: [String]] = [:]
    for field in fields.optionalRecord("value_sets") {
      guard case .list(let items) = field.value else {
        fields.problem(
          "`value_sets` of \(fields.who) must hold lists of codes, not \(field.value.kindWords)",
          at: "value_sets")
        continue
      }
      if codes.contains(field.name) {
        fields.problem(
          "`value_sets` of \(fields.who) has '\(field.name)', which is a code, too; rename it",
          at: "value_sets")
      }
      if items.isEmpty {
        fields.problem("`value_sets` of \(fields.who) has no codes in '\(field.name)'", at: "value_sets")
      }
      sets[field.name] = items.compactMap { item in
        guard case .text(let code) = item, codes.contains(code) else {
          let shown: String = if case .text(let code) = item { "'\(code)'" } else { item.kindWords }
          let hint: String =
            if case .text(let code) = item { fields.scope.problems.didYouMean(code, codes) } else { "" }
          fields.problem(
            "`value_sets` of \(fields.who) names \(shown), which is not in `codes`\(hint)", at: "value_sets")
          return nil
        }
        return code
      }
    }
    return sets
  }
}

extension ConditionReader {
  /// Reads a comparison of a set: `patient.medicines :includes_any_of { "warfarin", "aspirin" }`.
  func comparison(of set: FactSet, _ method: String, _ arguments: [Term], _ line: Int) -> Condition? {
    guard let comparing = FactSet.Comparing(rawValue: method) else {
      let known = FactSet.Comparing.allCases.map(\.rawValue)
      problem(
        "`\(set.name)` is a list, which has no comparison '\(method)'\(scope.problems.didYouMean(method, known)) (there are \(known.joined(separator: ", ")))",
        line, kind: .comparison)
      return nil
    }
    if comparing == .wasDeclined {
      let parts = set.members.compactMap { giving(.wasDeclined, $0.fact, arguments, line) }
      return parts.count == set.members.count ? .all(parts) : nil
    }
    guard arguments.count == 1, let codes = codes(of: set, arguments[0], comparing, line) else {
      problem(
        comparing == .includes
          ? "`\(set.name) :includes` takes one code; write `:includes_any_of { … }` for several"
          : "`\(set.name) :\(method)` takes a list of codes in braces, or the name of a value set",
        line, kind: .comparison)
      return nil
    }
    var parts: [Condition] = []
    for code in codes {
      guard let member = set.member(code) else {
        let known = set.members.map(\.code) + (comparing == .includes ? [] : Array(set.valueSets.keys))
        problem(
          "'\(code)' is no code of `\(set.name)`" + scope.problems.didYouMean(code, known)
            + " (there are \(set.members.prefix(12).map(\.code).joined(separator: ", "))\(set.members.count > 12 ? ", …" : ""))",
          line, kind: .unknownCode)
        return nil
      }
      parts.append(
        .comparison(
          Comparison(fact: member, operator: .is, operands: [.value(.boolean(true))], line: line)))
    }
    switch comparing {
    case .includesAllOf: return parts.count == 1 ? parts[0] : .all(parts)
    case .includesNoneOf: return .none(parts)
    default: return parts.count == 1 ? parts[0] : .any(parts)
    }
  }

  /// Returns the codes that an argument names; nil if it names none.
  private func codes(
    of set: FactSet, _ term: Term, _ comparing: FactSet.Comparing, _ line: Int
  ) -> [String]? {
    switch term {
    case .text(let code):
      if comparing == .includes { return [code] }
      return set.valueSets[code] ?? (set.member(code) == nil ? [code] : nil)
    case .list(let items) where comparing != .includes && !items.isEmpty:
      let codes = items.compactMap { item -> String? in if case .text(let code) = item { code } else { nil } }
      return codes.count == items.count ? codes : nil
    default: return nil
    }
  }
}

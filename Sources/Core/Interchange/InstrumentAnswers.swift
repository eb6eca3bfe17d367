internal import PlumblineGuideline
internal import PlumblineJSON

/// Reads item answers of questionnaires and scores them into facts.
extension ProfileIntake {
  mutating func takeInstruments(_ member: JSONNode.Member) {
    if member.node.isNull { return }
    guard let forms = member.node.objectValue else {
      problem(
        "instruments", member.node, "must be an object of questionnaires, not \(member.node.kind.words)")
      return
    }
    for form in forms {
      let several = vocabulary.instruments(named: form.key)
      if several.count > 1 {
        if !form.node.isNull { takeOne(of: several, form.key, form.node) }
        continue
      }
      guard let instrument = several.first else {
        unknown(
          "instruments.", form, among: vocabulary.instruments.keys.map { "instruments.\($0)" }.sorted(),
          "questionnaire")
        continue
      }
      if !form.node.isNull { take(instrument, form.node) }
    }
  }

  /// Takes answers under a name that packs use for different questionnaires: those of the only one whose items they fit.
  private mutating func takeOne(of several: [Instrument], _ name: String, _ node: JSONNode) {
    let fitting = several.filter { instrument in
      var trial = self
      trial.take(instrument, node)
      return trial.problems.count == problems.count
    }
    if fitting.count == 1 { return take(fitting[0], node) }
    let names = several.map { "{\"\($0.name)\": …} for \($0.title)" }.joined(separator: "; ")
    problem(
      "instruments.\(name)", node, showing: false,
      fitting.isEmpty
        ? "fits none of the questionnaires of this name; write one of \(names)"
        : "could mean several questionnaires; write the one that is meant: \(names)")
  }

  private mutating func take(_ instrument: Instrument, _ node: JSONNode) {
    let path = "instruments.\(instrument.name)"
    let before = problems.count
    let answers = self.answers(instrument, path, node)
    guard problems.count == before, let answers else { return }
    do {
      let scores = try instrument.scores(answers) { vocabulary[$0].grid?.step ?? 1 }
      for score in scores { take(score, of: instrument, path, node) }
    } catch {
      switch error {
      case .missing(let items):
        let list = items.map(String.init).joined(separator: ", ")
        problem(path, node, "unanswered items: \(list); answer all \(instrument.itemCount) items")
      case .tooFew(let answered, let needed):
        problem(
          path, node,
          "\(answered) of \(instrument.itemCount) items are answered; answer at least \(needed)")
      }
    }
  }

  private mutating func take(
    _ score: Instrument.Score, of instrument: Instrument, _ path: String, _ node: JSONNode
  ) {
    let fact = vocabulary[score.fact]
    if saidAbsent.contains(score.fact) {
      problem(
        path, node, showing: false,
        "its items give a score for \(fact.name), which is given as absent; leave one of them out")
      return
    }
    if case .known(.number(let given)) = profile[score.fact], positions[score.fact] != nil {
      if !score.agrees(with: given) {
        problem(
          path, node, showing: false,
          "its items give another score than \(fact.name); leave one of them out, or correct it")
      }
      return
    }
    if case .within(let range) = profile[score.fact], !range.contains(.number(score.value)) {
      problem(
        path, node, showing: false,
        "its items give a score outside the range given for \(fact.name); leave one of them out, or correct it"
      )
      return
    }
    guard fact.allows(.number(score.value)) else {
      problem(path, node, "its score is out of range for \(fact.name); it must be \(fact.allowed)")
      return
    }
    if case .known(.number(let other)) = profile[score.fact], other != score.value {
      problem(
        path, node, showing: false,
        "another questionnaire gives a different score for \(fact.name); leave one of them out, or correct it"
      )
      return
    }
    profile[score.fact] = .known(.number(score.value))
  }

  /// Answers by item number, from a list or from an object with item numbers as keys.
  private mutating func answers(_ instrument: Instrument, _ path: String, _ node: JSONNode) -> [Int: Int]? {
    var answers: [Int: Int] = [:]
    switch node.content {
    case .array(let items):
      if items.count != instrument.itemCount {
        problem(
          path, node,
          "has \(items.count) answers, but \(instrument.title) has \(instrument.itemCount) items; give one answer for each"
        )
        return nil
      }
      for (index, item) in items.enumerated() { take(item, index + 1, instrument, path, &answers) }
    case .object(let items):
      if items.count == 1, items[0].key == "absent" {
        problem(path, node, "answers cannot be absent as a whole; leave the questionnaire out")
        return nil
      }
      for item in items {
        guard let number = Int(item.key), String(number) == item.key,
          (1...instrument.itemCount).contains(number)
        else {
          problems.append(
            ProfileProblem(
              path: "\(path).\(Self.hiddenName)", position: item.keyPosition,
              message: "unknown item: items are numbered 1 to \(instrument.itemCount)", value: nil))
          continue
        }
        take(item.node, number, instrument, path, &answers)
      }
    default:
      problem(path, node, "must be a list of answers or an object by item number, not \(node.kind.words)")
      return nil
    }
    return answers
  }

  private mutating func take(
    _ node: JSONNode, _ item: Int, _ instrument: Instrument, _ path: String, _ answers: inout [Int: Int]
  ) {
    let range = instrument.ranges[item - 1]
    if node.isNull { return }
    if let answer = node.numberValue?.intValue, (range.low...range.high).contains(answer) {
      answers[item] = answer
    } else {
      problem("\(path)[\(item)]", node, "must be a whole number from \(range.low) to \(range.high)")
    }
  }
}

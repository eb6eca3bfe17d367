internal import PlumblineGuideline
internal import PlumblineText

/// Lists, series and questionnaires of a form that was sent, as lines of a profile.
extension Exchange {
  /// Takes the lists, series and questionnaires whose fields were sent; what was not among them stays as it is.
  func takeLists(into visit: inout Visit, _ vocabulary: Vocabulary) {
    for name in fields.all(SetField.marker).map(\.value) {
      guard let set = vocabulary.sets[name] else { continue }
      var answer = ListAnswer(visit.facts[name], of: set)
      let ticked = values(SetField.ticks + name).flatMap { codes($0, of: set, vocabulary) }
      let rest = ListAnswer.Rest(rawValue: fields[SetField.rest + name]) ?? .notAsked
      var seen: Set<String> = []
      answer.take(ticked.filter { seen.insert($0).inserted }, rest: rest, of: set)
      visit.facts.change(name, to: answer.text(set))
    }
    for name in fields.all(SeriesField.marker).map(\.value) {
      guard let series = vocabulary.series[name] else { continue }
      let (numbers, units) = (values(SeriesField.values + name), values(SeriesField.units + name))
      let days = values(SeriesField.days + name)
      let rows = (0..<max(numbers.count, days.count)).map { place in
        func part(_ all: [String]) -> String { place < all.count ? all[place] : "" }
        return SeriesAnswer.Row(value: part(numbers), unit: part(units), day: part(days))
      }
      let answer = SeriesAnswer(rows, isComplete: fields[SeriesField.whole + name] == "yes")
      visit.facts.change(name, to: answer.text(series))
    }
    // One that the guideline in force does not have is refused where the profile is read.
    for name in fields.all(SheetField.marker).map(\.value) where Self.isFact(name) {
      let entered = fields.all("\(SheetField.items)\(name):")
      visit.facts.change(SheetField.member + name, to: SheetField.line(entered))
    }
  }

  /// The values of every field of a name, in order, also the blank ones.
  private func values(_ name: String) -> [String] {
    fields.all(name).filter { $0.name.isEmpty }.map(\.value)
  }

  /// The codes that a field names: one that was ticked, or several that were typed, by their codes or their words.
  private func codes(_ text: String, of set: FactSet, _ vocabulary: Vocabulary) -> [String] {
    if set.member(text) != nil { return [text] }
    return text.split { $0.isNewline || $0 == "," || $0 == ";" }.map(\.trimmed).filter { !$0.isEmpty }.map {
      typed in
      let word = typed.lowercased()
      let found = set.members.first { member in
        let label = vocabulary[member.fact].label.lowercased()
        return member.code.lowercased() == word || label == word || label.hasSuffix(": \(word)")
      }
      return found?.code ?? typed
    }
  }

  /// A number with the unit that was chosen beside it, as a line has it.
  func amount(_ typed: String, of fact: Fact) -> String {
    let unit = fields[SeriesField.units + fact.name]
    guard !unit.isEmpty, unit != fact.unit, let last = typed.last, last.isNumber || last == "." else {
      return typed
    }
    return "\(typed) \(unit)"
  }
}

extension VisitFacts {
  /// What is said of a fact, as a form has it; of a code of a list, what the list says of it.
  func typed(_ index: Fact.Index, _ vocabulary: Vocabulary) -> String {
    let fact = vocabulary[index]
    guard let member = fact.membership, let set = vocabulary.set(with: index, named: member.set) else {
      return self[fact.name] ?? ""
    }
    return ListAnswer(self[set.name], of: set).typed(member.code)
  }

  /// Changes what is said of a fact; of a code of a list, what the list says of it.
  mutating func answer(_ index: Fact.Index, _ value: String?, _ vocabulary: Vocabulary) {
    let fact = vocabulary[index]
    guard let member = fact.membership, let set = vocabulary.set(with: index, named: member.set) else {
      return change(fact.name, to: value)
    }
    var answer = ListAnswer(self[set.name], of: set)
    answer.answer(member.code, value ?? "", of: set)
    change(set.name, to: answer.text(set))
  }
}

internal import PlumblineGuideline
internal import PlumblineText

/// What is read back before the answer: what has to be fixed, the flags by name, what was answered, and what was not.
struct FormSummary {
  private(set) var lines: [String] = []
  private let width: Int
  private let language: Language

  init(_ form: Form, _ width: Int) {
    self.width = width
    language = form.language
    let problems = form.problems
    if !problems.isEmpty {
      lines += Wrapping.lines(
        language.both(
          "To fix first: Enter goes to the first. ^D answers all the same: that is refused, and shows the stops that are true."
        ), to: width)
      for problem in problems { add("! \(problem.words)") }
      lines.append("")
    }
    for group in form.interview.order.groups where group.isFlags { addFlags(group, form) }
    let stops = form.interview.factsOfStops.filter { form.interview.order.flags(with: $0) == nil }
    let inOrder = form.interview.order.groups.filter { !$0.isFlags }.flatMap(\.facts)
    addAnswers(language("Other answers that stops read"), inOrder.filter(stops.contains), form)
    addAnswers(language("Answered"), inOrder.filter { !stops.contains($0) && form.texts[$0] != nil }, form)
    let open = inOrder.filter { form.texts[$0] == nil && form.vocabulary[$0].isAsked }
    addNames(language.both("Not asked, and never read as no"), open, form)
    addNames(language("Of what is open, this could still change the answer"), form.couldChange, form)
    lines.append(
      problems.isEmpty ? language("Enter: the answer.") : language("Enter: to what has to be fixed."))
  }

  private mutating func addFlags(_ group: AskingOrder.Group, _ form: Form) {
    lines.append(language(group.title))
    let answers = group.facts.map { (fact: $0, state: form.state($0) ?? .absent(.unknown)) }
    lines += FlagWords(answers, form.vocabulary, in: language).lines.map { "  \($0)" }
    if case .yes(let who) = form.readBack, !form.together.isDisjoint(with: group.facts) {
      add(language("Answered together, read back, asked by {name}.", ["name": who]))
    }
    lines.append("")
  }

  private mutating func addAnswers(_ title: String, _ facts: [Fact.Index], _ form: Form) {
    if facts.isEmpty { return }
    lines.append(title)
    for fact in facts {
      let words =
        form.state(fact).map { FormView.words($0, form.vocabulary[fact], in: language) }
        ?? language("not understood")
      add("\(form.vocabulary[fact].label): \(words)")
    }
    lines.append("")
  }

  private mutating func addNames(_ title: String, _ facts: [Fact.Index], _ form: Form) {
    if facts.isEmpty { return }
    lines += Wrapping.lines("\(title) (\(facts.count))", to: width)
    add(facts.map { form.vocabulary[$0].label }.joined(separator: "; "))
    lines.append("")
  }

  private mutating func add(_ text: String) {
    lines += Wrapping.lines(Escaping.terminal(text), to: width, first: "  ", rest: "    ")
  }
}

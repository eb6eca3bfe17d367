internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblinePresentation
internal import PlumblineText

/// Another value in the place of one: what it would lead to is shown and not recorded, until a person records it.
extension Exchange {
  func whatIf() async throws -> ConsoleReply {
    var visit = try visit()
    guard let (answer, _) = try await spokenAnswer(visit) else {
      return .to(ConsoleRoute.facts.path(visit.id))
    }
    if visit.isStopped { return .to(ConsoleRoute.visit.path(visit.id)) }
    if request.method == .get {
      return show(language("What if"), try await whatIfPage(visit, answer), of: visit, width: .wide)
    }
    if fields["record"] == "yes" {
      guard let hypothesis = visit.hypothesis, hypothesis.joint != nil else {
        return .to(ConsoleRoute.whatIf.path(visit.id))
      }
      visit.facts.change(hypothesis.fact, to: hypothesis.value)
      return try await decide(&visit, visit.facts.text)
    }
    guard let (name, typed) = fields.all(FactField.prefix).first,
      let index = answer.evaluator.vocabulary.index(of: name)
    else {
      throw ConsoleFault.notThere
    }
    let value = amount(typed, of: answer.evaluator.vocabulary[index])
    var facts = visit.facts
    facts.change(name, to: value)
    let text = facts.text
    var hypothesis = Visit.Hypothesis(fact: name, value: value, problems: [])
    do {
      let (profile, joint) = try await work {
        let profile = try LineProfile(answer.evaluator.vocabulary, asOf: answer.day).read(text)
        return (profile, try answer.evaluator.decide(profile, asOf: answer.day))
      }
      (hypothesis.profile, hypothesis.joint) = (profile, joint)
    } catch let failure as ProfileFailure {
      hypothesis.problems = failure.problems.map(\.message)
    }
    visit.hypothesis = hypothesis
    try keep(&visit)
    return .to(ConsoleRoute.whatIf.path(visit.id))
  }

  private func whatIfPage(_ visit: Visit, _ answer: ConsoleAnswer) async throws -> HTML {
    let vocabulary = try await spoken(answer.evaluator).vocabulary
    var result: HTML = ""
    if let hypothesis = visit.hypothesis, let index = vocabulary.index(of: hypothesis.fact) {
      result = try await self.result(hypothesis, vocabulary[index], visit, answer)
    }
    let missing = Set(answer.decided?.decisions.flatMap { $0.missing.map(\.fact) } ?? [])
    let order = AskingOrder(vocabulary, answer.evaluator.evaluators.map(\.guideline))
    let offered = order.groups.flatMap(\.facts).filter { index in
      let fact = vocabulary[index]
      guard fact.computation == nil, fact.membership == nil else { return false }
      return visit.facts[fact.name] != nil || missing.contains(index)
    }
    let forms: [HTML] = offered.map { index in
      let fact = vocabulary[index]
      let isTried = visit.hypothesis?.fact == fact.name
      let field = FactField(
        fact: fact, typed: isTried ? visit.hypothesis?.value ?? "" : visit.facts[fact.name] ?? "",
        problems: isTried ? visit.hypothesis?.problems ?? [] : [], language: language)
      return """
        <form class="panel" method="post" action="\(ConsoleRoute.whatIf.path(visit.id))" autocomplete="off">\(session.hidden)
        \(field.html)
        <p class="actions"><button class="second">\(language("Try it"))</button></p></form>
        """
    }
    return """
      <h1>\(language("What if a value were another?"))</h1>
      <p class="soft">\(language("Nothing here is recorded until you say so."))</p>
      \(result)
      <div class="fields">\(forms)</div>
      """
  }

  private func result(_ hypothesis: Visit.Hypothesis, _ fact: Fact, _ visit: Visit, _ answer: ConsoleAnswer)
    async throws
    -> HTML
  {
    guard let joint = hypothesis.joint, let profile = hypothesis.profile else { return "" }
    let spoken = try await speaking(joint, for: profile, by: answer.evaluator)
    let parts = spoken.report.parts(spoken.joint, .declined)
    let now = visit.facts[fact.name] ?? language("not asked")
    let then = hypothesis.value.isEmpty ? language("not asked") : hypothesis.value
    return """
      <section class="hypothesis" aria-label="\(language("What if"))">
      <p class="kicker">\(language("What if, not recorded"))</p>
      <p><strong>\(fact.label): \(then)</strong> \(language("instead of {value}", ["value": now]))</p>
      \(parts.screen)
      <form method="post" action="\(ConsoleRoute.whatIf.path(visit.id))">\(session.hidden)
      <p class="actions"><button name="record" value="yes">\(language("Record the answer with this value"))</button>
      <a class="button second" href="\(ConsoleRoute.visit.path(visit.id))">\(language("Back to the answer"))</a></p></form>
      </section>
      """
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineInterview
internal import PlumblineText

/// Question by question: only what can still change the answer, in the order in which a clinician asks.
extension Exchange {
  func interview() async throws -> ConsoleReply {
    var visit = try visit()
    if request.method == .post, fields["do"] == "back", let last = visit.asked.popLast() {
      let vocabulary = desk.evaluator.vocabulary
      for index in last.compactMap(vocabulary.index(of:)) { visit.facts.answer(index, nil, vocabulary) }
      visit.skipped.subtract(last)
      try keep(&visit)
      return .to(ConsoleRoute.interview.path(visit.id))
    }
    guard let question = try await question(visit) else {
      if visit.answer?.decided != nil { return .to(ConsoleRoute.visit.path(visit.id)) }
      visit.goesOn = .visit
      return try await decide(&visit, visit.facts.text)
    }
    return show(
      language("Question by question"), try await page(question, visit, problem: nil), of: visit, width: .form
    )
  }

  /// Takes an answer; a stop ends the interview, and a contradiction asks again.
  func goOn(_ visit: inout Visit) async throws -> ConsoleReply {
    let names = fields.all("asked").map(\.value)
    let confirming = Set(visit.together.flatMap(\.flags))
    let vocabulary = desk.evaluator.vocabulary
    visit.skipped.formUnion(
      names.filter { name in
        let typed = vocabulary.index(of: name).map { visit.facts.typed($0, vocabulary) }
        return (typed ?? "").isEmpty && !confirming.contains(name)
      })
    if !names.isEmpty { visit.asked.append(names) }
    // An older answer is not one to what was asked since.
    visit.answer = nil
    if !visit.together.isEmpty, try await mayStop(visit) { visit.together = [] }
    guard visit.together.isEmpty else {
      try keep(&visit)
      return .to(ConsoleRoute.readBack.path(visit.id))
    }
    let text = visit.facts.text
    switch try await desk.check(text, by: session.person.name) {
    // A stop is not held back by what cannot be read beside it.
    case .stop: return try await decide(&visit, text)
    case .unreadable(let problems):
      let before = try self.visit()
      guard let question = try await question(before) else { return try await decide(&visit, text) }
      return show(
        language("Question by question"),
        try await page(question, before, problem: problems.joined(separator: " ")), of: before, status: 422)
    case .clear: break
    }
    try keep(&visit)
    return .to(ConsoleRoute.interview.path(visit.id))
  }

  /// The next question; nil if nothing can change the answer any more.
  private func question(_ visit: Visit) async throws -> Interview.Question? {
    let (evaluator, day, text, skipped) = (desk.evaluator, desk.day, visit.facts.text, visit.skipped)
    return try await work {
      let vocabulary = evaluator.vocabulary
      let profile =
        (try? LineProfile(vocabulary, asOf: day).read(text)) ?? Profile(vocabulary: vocabulary, asOf: day)
      var interview = Interview(evaluator, from: profile)
      for name in skipped.sorted() {
        if let fact = vocabulary.index(of: name) { try? interview.answer(fact, .absent(.notAsked)) }
      }
      return try interview.next()
    }
  }

  private func page(_ question: Interview.Question, _ visit: Visit, problem: String?) async throws -> HTML {
    let vocabulary = try await spoken(desk.evaluator).vocabulary
    let asked = question.together.isEmpty ? [question.fact] : question.together
    let fields: [HTML] = asked.map { index in
      FactField(
        fact: vocabulary[index], typed: visit.facts.typed(index, vocabulary),
        problems: asked.count == 1 ? [problem].compactMap { $0 } : [],
        isFlag: asked.count > 1, language: language
      ).html
    }
    let names: [HTML] = asked.map {
      "<input type=\"hidden\" name=\"asked\" value=\"\(vocabulary[$0].name)\">"
    }
    let group = vocabulary[question.fact].name.prefix { $0 != "." }
    return """
      <h1>\(language("Question by question"))</h1>
      <p class="soft">\(language("Only what can still change the answer is asked; {count} open.", ["count": "\(question.open)"]))</p>
      \(if: problem != nil && asked.count > 1, "<p class=\"problem\" role=\"alert\">\(problem ?? "")</p>")
      <form class="panel" method="post" action="\(ConsoleRoute.facts.path(visit.id))" autocomplete="off">\(session.hidden)
      <input type="hidden" name="on" value="interview">\(names)
      <div class="fields">\(fields)</div>
      \(if: asked.count > 1, "<p><label class=\"check\"><input type=\"checkbox\" name=\"together\" value=\"\(String(group))\"> \(language("No to all others of these {count}: I asked about each of them, and looked for it", ["count": "\(asked.count)"]))</label></p>")
      <p class="actions"><button>\(language("Next"))</button> <span class="soft">\(language("Blank is not asked, and is passed over."))</span></p>
      </form>
      <div class="actions">
      \(if: !visit.asked.isEmpty, back(visit))
      <form method="post" action="\(ConsoleRoute.facts.path(visit.id))">\(session.hidden)<button class="second">\(language("Answer with what is known"))</button></form>
      </div>
      """
  }

  private func back(_ visit: Visit) -> HTML {
    """
    <form method="post" action="\(ConsoleRoute.interview.path(visit.id))">\(session.hidden)<button class="second" name="do" value="back">\(language("Take the last answer back"))</button></form>
    """
  }
}

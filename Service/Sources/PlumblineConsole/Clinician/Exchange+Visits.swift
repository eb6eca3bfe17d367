internal import PlumblineAuthoring
internal import PlumblineEngine
internal import PlumblineFHIR
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineInterview
internal import PlumblineJSON
internal import PlumblinePresentation
internal import PlumblineText

/// A new patient: what is known is entered, pasted or asked; then it is decided and recorded.
extension Exchange {
  /// - Parameter unseen: why nothing of a patient seen before was found; nil if none was looked for.
  func newVisit(unseen: String? = nil) async throws -> ConsoleReply {
    let evaluator = try await spoken(desk.evaluator)
    let form = ProfileForm(
      session: session, evaluator: evaluator, facts: VisitFacts(), action: ConsoleRoute.visits.rawValue,
      button: language("Get the answer"), today: desk.day)
    return show(
      language("New patient"),
      """
      <h1>\(language("New patient"))</h1>
      \(seenBefore(unseen))
      \(otherWays)
      \(form.html)
      """, width: .form)
  }

  /// The ways besides the form.
  private var otherWays: HTML {
    """
    <div class="actions">
    <form method="post" action="\(ConsoleRoute.visits.rawValue)">\(session.hidden)<input type="hidden" name="how" value="interview"><button class="second">\(language("Ask me question by question"))</button></form>
    <a class="button second" href="\(ConsoleRoute.paperForm.rawValue)">\(language("A form to print"))</a>
    </div>
    \(pasting(""))
    """
  }

  /// Where a profile or a record is pasted.
  ///
  /// - Parameter text: what was pasted and could not be read.
  private func pasting(_ text: String) -> HTML {
    """
    <details class="panel"\(text.isEmpty ? "" : " open")><summary>\(language("Paste or upload a profile, or a record in FHIR"))</summary>
    <form method="post" action="\(ConsoleRoute.visits.rawValue)" enctype="multipart/form-data">\(session.hidden)<input type="hidden" name="how" value="paste">
    <p><label for="file">\(language("File"))</label><br><input type="file" id="file" name="file"></p>
    <p><label for="text">\(language("Or text: lines such as fear.tsk_17 = 44, JSON, or a Bundle in FHIR R4"))</label>
    <textarea id="text" name="text" spellcheck="false">
    \(HTML(lines: text.replacing("\t", with: "  ")))</textarea></p>
    <p class="actions"><button>\(language("Get the answer"))</button></p>
    </form></details>
    """
  }

  func paperForm() -> ConsoleReply {
    let evaluator = desk.evaluator
    let form = PrintedForm(evaluator.vocabulary, evaluator.evaluators.map(\.guideline))
    return show(
      language("A form to print"), "<div class=\"sheet paper\">\(form.body)</div>\(printing)", width: .form)
  }

  /// A button that prints, where the browser runs the page's script.
  var printing: HTML {
    "<p class=\"actions\"><button data-print hidden type=\"button\">\(language("Print"))</button></p>"
  }

  // MARK: taking

  func begin() async throws -> ConsoleReply {
    var visit = Visit()
    switch fields["how"] {
    case "interview":
      try keep(&visit)
      return .to(ConsoleRoute.interview.path(visit.id))
    case "paste":
      let file = fields[whole: "file"]
      let text = file.allSatisfy(\.isWhitespace) ? fields[whole: "text"] : file
      return try await decide(&visit, Array(text.utf8))
    default:
      if let text = take(into: &visit) { return try await decide(&visit, text) }
      return try await settle(&visit)
    }
  }

  /// Takes the fields that were sent: what is not among them stays as it is.
  ///
  /// - Returns: a profile with answers to what the guideline in force does not ask, as after an exchange of packs; nil if there are none.
  ///   It is refused, with the stops that they may mean; what they said is asked in other words now.
  func take(into visit: inout Visit) -> [UInt8]? {
    if session.bound == nil, !fields.all("patient").isEmpty { visit.facts["id"] = fields.text("patient") }
    let vocabulary = desk.evaluator.vocabulary
    var strangers: [(name: String, value: String)] = []
    for (name, value) in fields.all(FactField.prefix) {
      if let index = vocabulary.index(of: name) {
        visit.facts.answer(index, amount(value, of: vocabulary[index]), vocabulary)
      } else if !value.isEmpty {
        strangers.append((Self.isFact(name) ? name : "form.answer", value))
      }
    }
    takeLists(into: &visit, vocabulary)
    takeEarlier(into: &visit)
    let order = AskingOrder(vocabulary, desk.evaluator.evaluators.map(\.guideline))
    let wanted = Set(fields.all("together").map(\.value))
    visit.together = order.groups.filter { $0.isFlags && wanted.contains($0.name) }.map { group in
      (group.name, group.facts.map { vocabulary[$0].name }.filter { (visit.facts[$0] ?? "").isEmpty })
    }.filter { !$0.flags.isEmpty }
    if strangers.isEmpty { return nil }
    visit.together = []
    var sent = visit.facts
    for (name, value) in strangers { sent.change(name, to: value) }
    if let bound = session.bound { sent["id"] = bound.patient }
    return sent.text
  }

  /// Whether a text can be the name of a fact, and so stand in a line: it names no other member of a profile, such as the patient.
  static func isFact(_ text: String) -> Bool {
    text.utf8.count <= 128 && !ProfileKeys.reserved.contains(String(text.prefix { $0 != "." }))
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "._-/".utf8.contains($0)
      }
  }

  /// Whether a stop is true, or may be, in what was answered one by one, or that cannot be read; nothing waits for the others to be read
  /// back then.
  func mayStop(_ visit: Visit) async throws -> Bool {
    if case .clear = try await desk.check(visit.facts.text, by: session.person.name) { return false }
    return true
  }

  /// Decides if a stop may be true; else reads back what was answered together, or decides.
  func settle(_ visit: inout Visit) async throws -> ConsoleReply {
    if !visit.together.isEmpty, try await mayStop(visit) { visit.together = [] }
    guard visit.together.isEmpty else {
      visit.answer = nil
      try keep(&visit)
      return .to(ConsoleRoute.readBack.path(visit.id))
    }
    return try await decide(&visit, visit.facts.text)
  }

  /// Decides, records, and shows the answer; what cannot be read is shown in the form.
  func decide(_ visit: inout Visit, _ text: [UInt8]) async throws -> ConsoleReply {
    // Whatever happens, what was entered is not lost, and an older answer is not shown for it.
    (visit.answer, visit.hypothesis, visit.reported, visit.refused) = (nil, nil, [], [])
    visit.pasted = visit.facts.lines.isEmpty ? String(decoding: text.prefix(1 << 16), as: UTF8.self) : ""
    try keep(&visit)
    let answer: ConsoleAnswer
    do {
      answer = try await desk.answer(
        text, of: session.bound?.patient, by: session.person.name,
        purpose: session.bound.map { "SMART App Launch from \($0.record.name)" }, arrival: request.arrival)
    } catch let fault as ConsoleFault {
      return undecided(visit, fault)
    }
    visit.answer = answer
    if answer.decided != nil { visit.pasted = "" } else { visit.refused = Array(text.prefix(1 << 17)) }
    // What was typed in the form stays as it was typed.
    if visit.facts.lines.isEmpty { visit.facts = VisitFacts(answer.profile, answer.evaluator.vocabulary) }
    if let bound = session.bound { visit.facts["id"] = bound.patient }
    do {
      try keep(&visit)
    } catch is ConsoleFault where visit.isUrgent {
      // The visit was changed or closed meanwhile. What is recorded as shown is shown all the same.
      return try await answer.decided == nil ? factsPage(visit) : answerPage(visit)
    }
    return .to((answer.decided == nil ? ConsoleRoute.facts : .visit).path(visit.id))
  }

  /// There is no answer; what was entered is still there.
  private func undecided(_ visit: Visit, _ fault: ConsoleFault) -> ConsoleReply {
    show(
      language(fault.title),
      """
      <h1>\(language(fault.title))</h1>
      <p>\(language(fault.detail))</p>
      <p class="actions"><a class="button" href="\(ConsoleRoute.facts.path(visit.id))">\(language("Back to what was entered"))</a></p>
      """, of: visit, status: fault.status)
  }

  // MARK: the facts of a visit

  func showFacts() async throws -> ConsoleReply {
    var visit = try visit()
    if request.method == .post {
      let before = visit.facts.text
      if let text = take(into: &visit) { return try await decide(&visit, text) }
      visit.goesOn = fields["on"] == "interview" ? .interview : .visit
      if visit.goesOn == .interview { return try await goOn(&visit) }
      // The same again is the same answer, which is recorded already.
      if visit.together.isEmpty, visit.facts.text == before, visit.answer?.decided != nil {
        return .to(ConsoleRoute.visit.path(visit.id))
      }
      return try await settle(&visit)
    }
    return try await factsPage(visit)
  }

  /// The form of a visit, below what could not be read and the stops that it may mean.
  private func factsPage(_ visit: Visit) async throws -> ConsoleReply {
    let evaluator = try await spoken(desk.evaluator, isUrgent: visit.isUrgent)
    let refusal = try await spokenRefusal(visit, evaluator)
    let form = ProfileForm(
      session: session, evaluator: evaluator, facts: visit.facts,
      problems: (refusal?.problems ?? []).map { ($0.path, $0.message) },
      action: ConsoleRoute.facts.path(visit.id), button: language("Get the answer"),
      today: desk.day, earlier: earlierNotes(visit, evaluator.vocabulary))
    let first: HTML =
      refusal.map { refusal in
        let part = RefusalReport(evaluator.vocabulary, in: language).part(
          refusal, visit.answer?.recording ?? .declined)
        return "<section class=\"panel\">\(part)</section>"
      } ?? ""
    return show(
      language("Facts"),
      """
      \(first)
      <h1>\(language("Facts"))</h1>
      \(earlierHead(visit))
      \(if: !visit.pasted.isEmpty, pasting(visit.pasted))
      \(form.html)
      """, of: visit, width: .form)
  }

  /// The refusal of what was entered, in the words of these guidelines. A record that contradicts itself keeps its own.
  private func spokenRefusal(_ visit: Visit, _ evaluator: JointEvaluator) async throws -> Refusal? {
    let text = visit.refused
    guard let refusal = visit.answer?.refused, language.code != Language.english.code,
      !FHIRIntake.isFHIR(text)
    else { return visit.answer?.refused }
    return try await said(isUrgent: visit.isUrgent, else: refusal) {
      let json = LineProfile(evaluator.vocabulary, asOf: refusal.asOf).json(of: text)
      let reader = ProfileReader(evaluator.vocabulary, asOf: refusal.asOf)
      return evaluator.refusal(
        .profile, { reader.readings(of: json, for: $0) }, asOf: refusal.asOf, problems: refusal.problems)
    }
  }

  func readBack() async throws -> ConsoleReply {
    var visit = try visit()
    let flags = visit.together
    guard !flags.isEmpty else { return .to(visit.goesOn.path(visit.id)) }
    if request.method == .get {
      return show(language("Read back"), try await readingBack(visit, problem: nil), of: visit)
    }
    guard fields["confirm"] == "yes" else {
      visit.together = []
      try keep(&visit)
      return .to((visit.goesOn == .interview ? ConsoleRoute.interview : .facts).path(visit.id))
    }
    guard let who = fields.text("who"), ReadBack(typed: who) != nil else {
      let problem = language("Say who asked: a name or a role.")
      return show(
        language("Read back"), try await readingBack(visit, problem: problem), of: visit, status: 422)
    }
    for name in flags.flatMap(\.flags) { visit.facts.change(name, to: "no") }
    let confirmed: [JSONMember] = flags.map { group, _ in
      JSONMember(group, ["read_back": true, "asked_by": .string(who)])
    }
    visit.facts[VisitFacts.together] = JSONValue.object(confirmed).canonicalText
    visit.together = []
    if visit.goesOn == .interview { return try await goOn(&visit) }
    return try await settle(&visit)
  }

  private func readingBack(_ visit: Visit, problem: String?) async throws -> HTML {
    let evaluator = try await spoken(desk.evaluator)
    let vocabulary = evaluator.vocabulary
    let order = AskingOrder(vocabulary, evaluator.evaluators.map(\.guideline))
    let names = visit.together.flatMap(\.flags)
    let answers = order.groups.filter { group in visit.together.contains { $0.group == group.name } }.flatMap(
      \.facts
    )
    .map { index -> (fact: Fact.Index, state: FactState) in
      let name = vocabulary[index].name
      if names.contains(name) { return (index, .known(.boolean(false))) }
      let typed = visit.facts[name] ?? ""
      return (
        index,
        typed == "yes" ? .known(.boolean(true)) : typed == "no" ? .known(.boolean(false)) : .absent(.unknown)
      )
    }
    return """
      <h1>\(language("Read back"))</h1>
      <p>\(language("You answered these together. Read them back by name: is each one right?"))</p>
      <ul class="readback">\(FlagWords(answers, vocabulary, in: language).lines.map { "<li>\($0)</li>" as HTML })</ul>
      <form method="post" action="\(ConsoleRoute.readBack.path(visit.id))" class="panel" autocomplete="off">\(session.hidden)
      <div class="field\(problem == nil ? "" : " wrong")"><label for="who">\(language("Who asked"))</label>
      <p class="hint" id="who-hint">\(language("A name or a role. It is kept in the record."))</p>
      <input type="text" id="who" name="who" aria-describedby="who-hint" autocomplete="off">
      \(problem.map { ["<p class=\"problem\" role=\"alert\">\($0)</p>" as HTML] } ?? [])</div>
      <p class="actions"><button name="confirm" value="yes">\(language("They are right"))</button>
      <button class="second" name="confirm" value="no">\(language("Answer again"))</button></p>
      </form>
      """
  }
}

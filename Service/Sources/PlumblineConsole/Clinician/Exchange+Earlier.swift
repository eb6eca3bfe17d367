internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineLedger
internal import PlumblineText

/// A patient seen before: what earlier answers knew is shown beside the fields, and counts again only where somebody says so.
extension Exchange {
  func beginFromEarlier() async throws -> ConsoleReply {
    guard let patient = fields.text("seen") else {
      return try await newVisit(unseen: language("Write the patient’s id."))
    }
    let (guidelines, today) = (desk.evaluator.guidelines, desk.day)
    let (by, time) = (session.person.name, desk.time)
    let found = try await desk.reading { place in
      var shelf = GuidelineShelf(try Ledger.open(place, for: .reading))
      return try EarlierAnswers(
        of: patient, asOf: today, inForce: guidelines, in: Ledger.open(place, for: .reading), &shelf)
    }
    guard let found else {
      return try await newVisit(
        unseen: language("No answer of this patient is recorded that can be read today."))
    }
    _ = try await desk.ledger { ledger in
      try ledger.note(
        AccessRequest("begin", found.opened, reason: nil, by: by, account: nil), time: time,
        engine: Evaluator.version)
    }
    var visit = Visit()
    visit.facts["id"] = patient
    visit.earlier = found
    try keep(&visit)
    return .to(ConsoleRoute.facts.path(visit.id))
  }

  /// Takes the values of earlier answers that were ticked and have no answer of today.
  func takeEarlier(into visit: inout Visit) {
    guard let earlier = visit.earlier else { return }
    let vocabulary = desk.evaluator.vocabulary
    let typed = VisitFacts(earlier, vocabulary)
    for name in fields.all("carry").map(\.value) where (visit.facts[name] ?? "").isEmpty {
      guard let value = earlier.values.first(where: { $0.stillCounts && $0.name == name }),
        vocabulary.index(of: name) != nil, let day = value.day, let text = typed[name]
      else { continue }
      visit.facts.take(name, text, from: value.record, of: day)
    }
  }

  /// What the fields of a visit say of earlier answers.
  ///
  /// - Parameter vocabulary: that in force, in the language of the session.
  func earlierNotes(_ visit: Visit, _ vocabulary: Vocabulary) -> [String: EarlierNote] {
    guard let earlier = visit.earlier else { return [:] }
    let today = desk.day
    var notes: [String: EarlierNote] = [:]
    for value in earlier.values {
      let said = earlier.words(value, in: language, vocabulary)
      let words =
        value.day.map { day in
          language(
            "{value}, on {day} ({ago}).",
            [
              "value": said, "day": day.description,
              "ago": EarlierAnswers.ago(day, on: today, in: language),
            ])
        } ?? language("{value}, on a day that is not known.", ["value": said])
      notes[value.name] = EarlierNote(words: words, stillCounts: value.stillCounts)
    }
    return notes
  }

  /// Above the form: from which answers it begins, and what of it counts.
  func earlierHead(_ visit: Visit) -> HTML {
    guard let earlier = visit.earlier else { return "" }
    let day = earlier.day.description
    let title =
      earlier.opened.count == 1
      ? language("From the answer of {day}", ["day": day])
      : language(
        "From {count} answers, the last of {day}", ["count": "\(earlier.opened.count)", "day": day])
    return """
      <section class="panel" role="note"><h2>\(title)</h2>
      <p>\(language("What was last known stands beside each question. Nothing of it counts until you tick it or answer again: what changes is asked again once it is too old for the guideline."))</p>
      <p><strong>\(language("Red flags, thoughts of suicide and whatever else a stop reads are not shown: ask them today."))</strong></p></section>
      """
  }

  /// Where a patient seen before is named.
  ///
  /// - Parameter problem: why none was found; nil at first.
  func seenBefore(_ problem: String?) -> HTML {
    """
    <form class="panel" method="post" action="\(ConsoleRoute.earlier.rawValue)" autocomplete="off">\(session.hidden)
    <div class="choose"><div><label for="seen">\(language("A patient seen before: the id"))</label>
    <input type="text" id="seen" name="seen" autocomplete="off" spellcheck="false"\(problem == nil ? "" : " aria-describedby=\"seen-problem\"")></div>
    <button class="second">\(language("Begin from earlier answers"))</button></div>
    \(problem.map { ["<p class=\"problem\" id=\"seen-problem\" role=\"alert\">\($0)</p>" as HTML] } ?? [])
    </form>
    """
  }
}

extension VisitFacts {
  /// The values of earlier answers, as a person types them.
  init(_ earlier: EarlierAnswers, _ vocabulary: Vocabulary) {
    var profile = Profile(vocabulary: vocabulary, asOf: earlier.day)
    for value in earlier.values {
      if let index = vocabulary.index(of: value.name) { profile[index] = value.state }
    }
    self.init(profile, vocabulary)
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// A page for the patient to take home: what was talked about, what else there is, when to get help and from whom, and what comes
/// next. It contains no score, no certainty and no other patient.
struct PatientPage {
  let decision: Decision
  let guideline: Guideline
  private var language: Language { guideline.language }

  init(_ decision: Decision, _ guideline: Guideline) {
    self.decision = decision
    self.guideline = guideline
  }

  var title: String { language("For you: what we talked about") }

  /// Empty unless something is recommended: nothing goes home with a patient while a stop is true.
  var blocks: [HandoutBlock] {
    guard let primary = decision.primary else { return [] }
    var blocks: [HandoutBlock] = [
      .paragraph(language("This page is for you. Take it home, and bring your questions."))
    ]
    blocks += primary.forPatient.map { .paragraph($0) }
    if !primary.passedOver.isEmpty {
      blocks.append(
        .paragraph(
          language(
            "You may have tried some of this before, or it may be hard to get here. Tell us, and we look for a way together."
          )))
    }
    blocks += others(primary) + help() + next()
    return blocks + [
      .paragraph(
        language(
          "You decide together with the person who treats you. You can ask what else there is, and you can say no."
        ))
    ]
  }

  /// The other options in plain words, without those that are advised against.
  private func others(_ primary: Decision.Recommendation) -> [HandoutBlock] {
    let words = OptionWords(decision: decision, vocabulary: guideline.vocabulary, language: language)
    let others = words.compared.filter {
      ![.recommended, .advisedAgainst, .passedOver].contains($0.standing)
    }
    if others.isEmpty { return [] }
    return [.heading(language("What else there is")), .list(others.map(\.forPatient))]
  }

  /// When to get help: the signs of each stop, by how soon.
  private func help() -> [HandoutBlock] {
    var blocks: [HandoutBlock] = []
    for (urgency, heading) in [
      (Gate.Urgency.emergency, language("Get help at once, day or night, if any of this is new:")),
      (.sameDay, language("Call the same day if any of this is new:")),
      (.urgent, language("Do not wait for your next visit. Call us if any of this is new:")),
    ] {
      let signs = guideline.stops.filter { $0.kind == .stop(urgency) }.compactMap(\.signs).flatMap(
        Sentences.split)
      if signs.isEmpty { continue }
      blocks += [.heading(heading), .list(signs)]
    }
    // A contact that is not set is said, and never guessed.
    return blocks + [.heading(language("Whom to call:"))]
      + ContactLines.all(guideline.site, in: language).map { .urgent($0) }
  }

  private func next() -> [HandoutBlock] {
    var blocks: [HandoutBlock] = [.heading(language("What comes next"))]
    if let first = decision.plan?.reassess.first {
      blocks.append(
        .paragraph(language("After {time} we look together at how it goes.", ["time": first])))
    }
    return blocks + [.line(language("Your next visit:"))]
  }

  // MARK: the page

  /// Returns all words on the page, by which its reading level is measured.
  var words: String {
    blocks.map { block in
      switch block {
      case .heading(let text), .paragraph(let text), .urgent(let text), .line(let text): text
      case .list(let items): items.joined(separator: " ")
      case .table(let header, let rows): (header + rows.flatMap { $0 }).joined(separator: ". ")
      }
    }.joined(separator: " ")
  }

  var section: HTML {
    if blocks.isEmpty { return "" }
    return """
      <section class="patient" aria-labelledby="patient">
      <h2 id="patient">\(title)</h2>
      \(HandoutBlock.html(blocks, isInner: true))
      </section>
      """
  }
}

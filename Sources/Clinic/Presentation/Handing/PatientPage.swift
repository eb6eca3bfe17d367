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

  /// Empty unless something is recommended.
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
    blocks += others(primary) + HelpBlocks(guideline: guideline).all + next()
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

  /// What is said to the patient where nothing is recommended yet, and no stop is true.
  var waiting: [HandoutBlock] {
    let acting = Set(decision.gates.filter { $0.truth == .true }.map(\.id))
    let own = guideline.gates.filter { acting.contains($0.id) }.compactMap(\.forPatient)
    let why: String =
      switch decision.disposition {
      case .recommend, .stop, .defer:
        language("It is too soon to choose a treatment. We look again, and then we choose together.")
      case .outOfScope:
        language("The guide that we looked at is not made for you. We look together for what can help.")
      case .needData:
        language(
          "We cannot choose a treatment yet. First we have more to ask you, and then we choose together.")
      }
    return (own.isEmpty ? [why] : own).map { .paragraph($0) } + HelpBlocks(guideline: guideline).all + [
      .line(language("Your next visit:"))
    ]
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
  var words: String { HandoutBlock.words(blocks) }

  var section: HTML { blocks.isEmpty ? "" : Self.section(title, blocks) }

  static func section(_ title: String, _ blocks: [HandoutBlock]) -> HTML {
    """
    <section class="patient" aria-labelledby="patient">
    <h2 id="patient">\(title)</h2>
    \(HandoutBlock.html(blocks, isInner: true))
    </section>
    """
  }
}

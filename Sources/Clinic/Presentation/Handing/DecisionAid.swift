internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// A page to look at together while choosing: the options in plain words, what studies suggest of each, and how sure that is.
///
/// Nothing is made from effect sizes: no percentages, no rows of figures; only the direction, and GRADE's four levels as dots.
struct DecisionAid {
  private let decision: Decision
  private let guideline: Guideline
  private var language: Language { guideline.language }
  private let words: OptionWords

  init(_ decision: Decision, _ guideline: Guideline) {
    self.decision = decision
    self.guideline = guideline
    words = OptionWords(decision: decision, vocabulary: guideline.vocabulary, language: guideline.language)
  }

  var title: String { language("Choosing together") }

  var body: HTML {
    if decision.primary == nil {
      return """
        <h1>\(title)</h1>
        <p>\(language("There is nothing to choose from yet. First comes what the clinician's answer says."))</p>
        """
    }
    let others = words.named.map { "<li>\($0.title). \($0.forPatient)</li>" as HTML }
    return """
      <h1>\(title)</h1>
      <p>\(language("These are the ways that we looked at. The order means nothing. Studies tell us about groups of people; nobody can say in advance what will happen to you."))</p>
      <p class="soft">\(language("How sure the studies are: {dots} is very sure, {dot} is hardly sure.", ["dots": "●●●●", "dot": "●○○○"]))</p>
      \(words.commonComparator.map { ["<p>\(language("The studies compared them with {comparator}, where nothing else is said.", ["comparator": $0]))</p>" as HTML] } ?? [])
      \((decision.primary?.beforeStarting ?? []).map { "<p class=\"now\">\($0)</p>" as HTML })
      \(differences.map { "<p class=\"now\">\($0)</p>" as HTML })
      \(words.compared.isEmpty ? decision.recommendations.map(card) : words.compared.map(card))
      \(if: !others.isEmpty, "<h2>\(language("There are others, too"))</h2>\n<p>\(language("We have no figures for these, so nothing is said about how well they work."))</p>\n<ul>\(others)</ul>")
      <h2>\(language("What matters to you"))</h2>
      \(HandoutBlock.html(questions.map { .line($0) }))
      """
  }

  /// How this patient differs from the people studied, in the packs' words for the patient; where it holds for some options only, with
  /// their names.
  private var differences: [String] {
    var said: [String] = []
    var options: [String: [String]] = [:]
    for option in words.compared {
      let unlike = (words.allClaims(option) + option.temperedBy).flatMap(\.unlike).compactMap(\.forPatient)
      for sentence in unlike where !(options[sentence] ?? []).contains(option.title) {
        if options[sentence] == nil { said.append(sentence) }
        options[sentence, default: []].append(option.title)
      }
    }
    return said.map { sentence in
      let names = options[sentence] ?? []
      return names.count == words.compared.count
        ? sentence : "\(names.joined(separator: ", ")): \(sentence)"
    }
  }

  private var questions: [String] {
    [
      language("What do you want to be able to do again?"),
      language("What have you tried, and how was it?"),
      language("What would make one of these hard for you?"),
      language("What do you want to ask?"),
    ]
  }

  private func card(_ option: Decision.Option) -> HTML {
    let fit: String? =
      switch option.standing {
      case .recommended: language("This fits what you told us.")
      case .alternative: language("This fits what you told us, too.")
      case .passedOver: language("This would fit, but you tried it, or it is hard to get here.")
      case .advisedAgainst:
        language("Not for you now.") + (option.reasonForPatient.map { " \($0)" } ?? "")
      case .undecided, .notMatched, .named: nil
      }
    return """
      <section class="card\(option.standing == .advisedAgainst ? " against" : "")">
      <h2>\(option.title)</h2>
      <p>\(option.forPatient)</p>
      \(fit.map { ["<p><strong>\($0)</strong></p>" as HTML] } ?? [])
      <ul>\(words.allClaims(option).map { "<li>\(isFirst($0, option) ? sentence($0) : other($0))</li>" as HTML })\(option.temperedBy.map { "<li>\(other($0))</li>" as HTML })</ul>
      <p>\(option.burden ?? language("How much time it takes: the studies that we have do not say."))</p>
      </section>
      """
  }

  /// A recommendation of a guideline that declares no options.
  private func card(_ recommendation: Decision.Recommendation) -> HTML {
    let fit =
      if !recommendation.passedOver.isEmpty {
        language("This would fit, but you tried it, or it is hard to get here.")
      } else if recommendation.role == .primary {
        language("This fits what you told us.")
      } else {
        language("This fits what you told us, too.")
      }
    return """
      <section class="card">
      <h2>\(recommendation.title(in: guideline))</h2>
      \(recommendation.forPatient.map { "<p>\($0)</p>" as HTML })
      <p><strong>\(fit)</strong></p>
      <ul>\(recommendation.claims.map { "<li>\(sentence($0))</li>" as HTML })</ul>
      </section>
      """
  }

  /// Whether a claim is from the source of the option's first claim.
  private func isFirst(_ claim: Claim, _ option: Decision.Option) -> Bool {
    claim.evidence.source == option.claims.first?.evidence.source
  }

  /// "Doing more in daily life, 6 to <12 months: studies point to this. ●●○○ low".
  private func sentence(_ claim: Claim) -> HTML {
    let item = claim.evidence
    let outcome = item.effect == nil ? plain(item.outcome) : item.outcome.forPatient ?? item.outcome.words
    return """
      \(outcome.capitalisedOnce), \(when(item.timepoint)): \(direction(claim))\(compared(claim)). \(dots(claim.certainty))\(if: isRecalled(claim), " <span class=\"soft\">(\(language("recalled, not confirmed")))</span>")
      """
  }

  private func when(_ time: Timepoint) -> String {
    time.forPatient ?? language(time == .mixed ? "at different times" : "the time is not said")
  }

  private func other(_ claim: Claim) -> HTML {
    "\(language("Other studies, of ways like this:")) \(sentence(claim))"
  }

  private func compared(_ claim: Claim) -> String {
    claim.evidence.comparator == words.commonComparator
      ? "" : language(" (compared with {comparator})", ["comparator": claim.evidence.comparator])
  }

  /// An outcome in plain words that fit what was found: "less pain" and "probably less" would not.
  private func plain(_ outcome: Outcome) -> String { language(outcome.words) }

  private func isRecalled(_ claim: Claim) -> Bool {
    let item = claim.evidence
    return item.effect.map { $0.seen == nil } ?? false
      || item.certaintySeen == nil && item.certainty != .notStated
  }

  /// The side on which the whole interval lies; never how far.
  private func direction(_ claim: Claim) -> String {
    guard let effect = claim.evidence.effect else {
      return claim.evidence.finding ?? language("no figure available")
    }
    let null = ["OR", "RR", "HR"].contains(effect.measure) ? 1.0 : 0.0
    let (low, high) = (effect.low.doubleValue, effect.high.doubleValue)
    if low <= null, null <= high { return language("no clear difference") }
    return (low > null) == (effect.better == .higher)
      ? language("studies point to this") : language("studies point to the opposite")
  }

  private func dots(_ certainty: Certainty) -> HTML {
    guard let level = certainty.level else { return "<span class=\"soft\">\(language("not rated"))</span>" }
    let full = String(repeating: "●", count: level) + String(repeating: "○", count: 4 - level)
    let name = language(certainty.words)
    return
      "<span class=\"dots\" role=\"img\" aria-label=\"\(language("certainty {level}", ["level": name]))\">\(full)</span> \(name)"
  }
}

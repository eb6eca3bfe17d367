package import PlumblineEngine
package import PlumblineGuideline
package import PlumblineText

/// What comes after a recommendation, in sentences.
package struct PlanWords {
  let guideline: Guideline
  let language: Language

  package init(guideline: Guideline, language: Language) {
    (self.guideline, self.language) = (guideline, language)
  }

  package func sentences(_ plan: Decision.Plan) -> [String] {
    var sentences = plan.delivery.map { statement in
      let sources = statement.sources.compactMap { guideline.sources[$0]?.citation.prefix { $0 != "." } }
      return "\(statement.says) [\(sources.joined(separator: "; "))]"
    }
    if sentences.isEmpty {
      sentences.append(
        language(
          "Who gives it, how many sessions and what a session holds: not stated in the sources at hand."))
    }
    if !plan.reassess.isEmpty {
      sentences.append(
        language("Look again after {times} (policy).", ["times": plan.reassess.joined(separator: ", ")]))
    }
    let (known, others) = split(plan.measures)
    sentences += known.map { measure, change in
      let score = language("Take again: {score}", ["score": score(measure)])
      let beyond = language(
        "a change above {value} is beyond measurement error ({words}), which does not make it important.",
        ["value": language.number("\(change.value)"), "words": change.words(in: language)])
      return "\(score); \(beyond)"
    }
    if !others.isEmpty {
      sentences.append(
        language(
          "Take again, with no measurement error known: {scores}.",
          ["scores": others.map(score).joined(separator: ", ")]))
    }
    let watched = guideline.vocabulary.facts.indices.filter {
      let fact = guideline.vocabulary[$0]
      return fact.grid != nil && fact.unit == nil && fact.canChange && fact.isAsked
        && guideline.facts(settling: guideline.stops).contains($0)
    }.map { guideline.vocabulary[$0].label }
    if !watched.isEmpty {
      sentences.append(
        language(
          "Ask again at every visit, since a stop reads them: {scores}. A rise is never an error of measurement.",
          ["scores": watched.joined(separator: ", ")]))
    }
    return sentences
  }

  private typealias Measure = Decision.Plan.Measure

  /// The scores with a known measurement error, and the others.
  private func split(_ measures: [Measure]) -> ([(Measure, DetectableChange)], [Measure]) {
    var (known, others): ([(Measure, DetectableChange)], [Measure]) = ([], [])
    for measure in measures {
      if let change = DetectableChange(guideline.vocabulary[measure.fact], in: guideline) {
        known.append((measure, change))
      } else {
        others.append(measure)
      }
    }
    return (known, others)
  }

  private func score(_ measure: Measure) -> String {
    let fact = guideline.vocabulary[measure.fact]
    return language(
      "{score} (now {value})", ["score": fact.label, "value": fact.words(for: measure.value, in: language)])
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// What comes after a recommendation, in sentences.
struct PlanWords {
  let guideline: Guideline
  let language: Language

  func sentences(_ plan: Decision.Plan) -> [String] {
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
    let known = plan.measures.compactMap { measure in measure.error.map { (measure, $0) } }
    sentences += known.map { measure, error in
      "\(language("Take again: {score}", ["score": score(measure)])); \(self.error(error, measure.fact))"
    }
    let others = plan.measures.filter { $0.error == nil }.map(score)
    if !others.isEmpty {
      sentences.append(
        language(
          "Take again, with no measurement error known: {scores}.", ["scores": others.joined(separator: ", ")]
        ))
    }
    return sentences
  }

  private func score(_ measure: Decision.Plan.Measure) -> String {
    let fact = guideline.vocabulary[measure.fact]
    return language("{score} (now {value})", ["score": fact.label, "value": fact.words(for: measure.value)])
  }

  /// How large a change must be to be more than an error of measurement; never that it matters, nor what caused it.
  private func error(_ error: MeasurementError, _ fact: Fact.Index) -> String {
    let words = ExplanationWords(guideline: guideline).error(error, guideline.vocabulary[fact])
    return error.kind == .detectable95
      ? language(
        "a change above {value} is beyond measurement error ({words}), which does not make it important.",
        ["value": "\(error.value)", "words": words])
      : language("measurement error: {words}.", ["words": words])
  }
}

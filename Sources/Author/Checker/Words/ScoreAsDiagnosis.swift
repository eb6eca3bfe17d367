internal import PlumblineGuideline

/// The check for text that treats a score as a diagnosis.
enum ScoreAsDiagnosis: Check {
  static let diagnosis = FindingKind(
    "score-as-diagnosis", .error,
    "a text treats the score of a questionnaire as a diagnosis",
    reason: """
      A questionnaire screens: above its cut-off more people have the disorder, but many do not. Say that the score is raised, \
      or that it calls for an assessment.
      """,
    mistake: Examples.saying("A high score confirms depression.", isMistake: true),
    fix: Examples.saying("A high score calls for an assessment; it does not confirm depression."))

  static let kinds = [diagnosis]

  private static let disorders =
    "depression|depressive|anxiety|disorder|disease|illness|syndrome|dementia|psychosis|autism|adhd|ptsd|addiction|dependence|sensitisation|sensitization|incapacity|fibromyalgia|catastrophiser|catastrophizer|malingering"
  private static let phrases: [Phrase] = [
    "diagnose|diagnoses|diagnosed|diagnosing", "is|are ~1 diagnostic",
    "make|makes|establish|establishes ~1 diagnosis",
    Phrase(
      "confirm|confirms|prove|proves|establish|establishes|show|shows|demonstrate|demonstrates|mean|means ~5 \(disorders)"
    ),
    Phrase("is|are ~1 proof|evidence of ~2 \(disorders)"),
    "confirm|confirms|prove|proves|show|shows|mean|means that ~1 patient|person|they|he|she|you ~1 depressed|anxious|demented|addicted|dependent|incapable",
  ]
  private static let scores: Phrase =
    "score|scores|questionnaire|questionnaires|scale|scales|screen|screens|screener|inventory"
  /// Phrases for an earlier diagnosis: "diagnosed with", "a confirmed diagnosis".
  private static let before: [Phrase] = [
    "been|was|were|already|newly|previously diagnosed", "diagnosed with",
    "risk|probability|likelihood|chance of",
    "diagnosed ~3 by ~2 interview|clinician|psychiatrist|physician|doctor|specialist|neurologist",
  ]

  static func findings(in subject: Subject) -> [Finding] {
    let vocabulary = subject.vocabulary
    let scored = Set(vocabulary.instruments.values.flatMap { $0.scales.map(\.fact) })
    // A questionnaire is recognised by the facts that it scores into: by their labels, and by their placeholders in a text.
    let labels = scored.map { Clause.all(in: vocabulary[$0].label).flatMap(\.words) }.filter { !$0.isEmpty }
    let places = Set(scored.map { "{\(vocabulary[$0].name)}" })
    return Utterance.all(in: subject).flatMap { utterance in
      Clause.all(in: utterance.text).compactMap { clause -> Finding? in
        guard
          scores.isIn(clause) || clause.tokens.contains(where: { places.contains($0.word) })
            || labels.contains(where: { clause.words.containsRun($0) })
        else { return nil }
        guard !before.contains(where: { $0.isIn(clause) }) else { return nil }
        let match = phrases.lazy.flatMap { $0.matches(in: clause) }.first {
          !clause.isDenied($0, hedges: ["if", "when"])
        }
        guard let match else { return nil }
        let range =
          clause.tokens[match.start].range.lowerBound..<clause.tokens[match.end - 1].range.upperBound
        let quoted = utterance.text[range]
        return Finding(
          diagnosis, at: subject.location(utterance, quoting: quoted),
          "`\(utterance.field)` of \(utterance.word) '\(utterance.name)' says `\(quoted)` of a score: a score screens, it does not diagnose"
        )
      }
    }
  }
}

extension [String] {
  /// Whether it contains some words one after another.
  func containsRun(_ run: [String]) -> Bool {
    guard !run.isEmpty, count >= run.count else { return false }
    return (0...count - run.count).contains { self[$0..<$0 + run.count].elementsEqual(run) }
  }
}

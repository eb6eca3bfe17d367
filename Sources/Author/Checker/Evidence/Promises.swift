internal import PlumblineGuideline

/// The check for text that promises an outcome, or a time, that none of the claimed evidence is about.
enum Promises: Check {
  static let outcome = FindingKind(
    "outcome-not-claimed", .warning,
    "a text promises an outcome that none of its evidence is about",
    reason: """
      Each outcome has its own evidence and its own certainty. A rationale that promises return to work on evidence about \
      function attaches that certainty to something that was not measured. Claim evidence for the outcome, or say that none \
      is claimed for it.
      """,
    mistake: Examples.saying("Walking improves quality of life.", isMistake: true),
    fix: Examples.saying("Walking may help with function; nothing is claimed for quality of life."))

  static let timepoint = FindingKind(
    "timepoint-not-claimed", .warning,
    "a text promises a benefit at a time that none of its evidence is about",
    reason: """
      An effect just after treatment says nothing about the effect a year later. Name the time at which it was measured, or \
      claim evidence for the time that is named.
      """,
    mistake: Examples.saying("The benefit lasts for 12 months.", isMistake: true),
    fix: Examples.saying("The benefit was measured at 6 months; none is claimed at 12 months."))

  static let kinds = [outcome, timepoint]

  private static let fields: Set<String> = ["title", "because", "what", "for_patient", "note"]
  private static let words: Set<String> = ["rule", "otherwise", "pairing"]
  /// Words that mark a clause as a wish, which promises nothing.
  private static let wishes: Set<String> = [
    "goal", "goals", "aim", "aims", "want", "wants", "wish", "wishes", "hope", "hopes", "matters", "asked",
    "ask",
    "if", "before", "until",
  ]

  static func findings(in subject: Subject) -> [Finding] {
    Utterance.all(in: subject).filter {
      words.contains($0.word) && fields.contains($0.field) && !$0.claimed.isEmpty
    }.flatMap { utterance in
      Clause.all(in: utterance.text).filter { !$0.isQuestion && !$0.contains(anyOf: wishes) }.flatMap {
        findings(in: $0, of: utterance, subject)
      }
    }
  }

  private static func findings(in clause: Clause, of utterance: Utterance, _ subject: Subject) -> [Finding] {
    var found: [Finding] = []
    let who = "`\(utterance.field)` of \(utterance.word) '\(utterance.name)'"
    let outcomes = Set(utterance.claimed.map(\.outcome))
    for promised in subject.guideline.domain.outcomes where !outcomes.contains(promised) {
      let match = phrases(promised).lazy.flatMap { $0.matches(in: clause) }.first { !clause.isDenied($0) }
      guard let match else { continue }
      let quoted = quote(clause, match.start..<match.end, utterance)
      found.append(
        Finding(
          outcome, at: subject.location(utterance, quoting: quoted),
          "\(who) promises `\(quoted)`, but none of the claimed evidence is about \(promised.words)"))
    }
    if let time = StatedTime.benefit(in: clause, of: subject.guideline.domain),
      !utterance.claimed.contains(where: { time.isCovered(by: $0.timepoint) })
    {
      let quoted = quote(clause, time.range, utterance)
      found.append(
        Finding(
          timepoint, at: subject.location(utterance, quoting: quoted),
          "\(who) promises a benefit at `\(quoted)` (\(time.timepoint.name)), which none of the claimed evidence is about"
        ))
    }
    return found
  }

  private static func quote(_ clause: Clause, _ range: Range<Int>, _ utterance: Utterance) -> Substring {
    let tokens = clause.tokens[range]
    guard let first = tokens.first, let last = tokens.last else { return "" }
    return utterance.text[first.range.lowerBound..<last.range.upperBound]
  }

  private static let improving =
    "improve|improves|improved|improving|increase|increases|raise|raises|restore|restores|enhance|enhances|promote|promotes|better|help|helps|benefits|speed|speeds|support|supports"
  private static let easing =
    "reduce|reduces|reduced|reducing|relieve|relieves|ease|eases|easing|lessen|lessens|decrease|decreases|lower|lowers|diminish|diminishes|prevent|prevents|prevented|slow|slows|slowed|delay|delays|delayed"

  /// Phrases that promise an outcome: a verb of change with the outcome as its object, and those that the domain declares.
  private static func phrases(_ outcome: Outcome) -> [Phrase] {
    let promises = outcome.promises
    let unsaid = promises == Outcome.Promises()
    let improved = unsaid ? [outcome.words] : promises.improved
    return improved.flatMap { [Phrase("\(improving) ~3 \($0)"), Phrase("better \($0)")] }
      + promises.eased.flatMap {
        [
          Phrase("\(easing) ~2 \($0)"), Phrase("less|fewer \($0)"),
          Phrase("risk of \($0) is|was ~1 lower|smaller|reduced"),
          Phrase("\($0) ~2 less frequent|often|common"), Phrase("\($0) relief"),
          Phrase("relief of|from ~1 \($0)"), Phrase("improve|improves \($0)"),
        ]
      } + promises.phrases.map { Phrase($0) }
  }
}

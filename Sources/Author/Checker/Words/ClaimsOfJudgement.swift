/// Claims that read a missing answer as a no, or that put the program in the clinician's place.
extension ForbiddenClaim {
  /// Phrases for a missing answer.
  private static let silences = [
    "missing|unanswered|blank|skipped|absent|unknown|no answer|answers|value|values|item|items|response|responses|question|questions|result|results|data|score|scores|entry|field",
    "not|never|wasn't|isn't|hasn't|weren't ~1 answered|asked|known|recorded|documented|measured|mentioned",
    "unknown|missing|unanswered|blank",
  ]

  /// Verbs that read something into it.
  private static let readings =
    "treat|treated|take|taken|count|counts|counted|read|assume|assumed|score|scored|regard|regarded|consider|considered|means|mean"

  /// Phrases that assume a no without a word of the answer that is missing, or until one is given.
  private static let assumptions: [Phrase] = {
    let patients = "patient|person|client|man|woman|child|he|she|they"
    let verbs = "does|do|did|has|have|had|is|are|was|were|takes|feels|wants"
    let negated = "doesn't|don't|didn't|hasn't|haven't|hadn't|isn't|aren't|wasn't|weren't"
    let unsaid =
      "unless|until ~3 stated|said|reported|recorded|told|mentioned|noted|documented|answered|known|otherwise"
    return [
      Phrase("assume|presume|suppose ~2 \(patients) \(verbs) ~1 not|no|none|neither|never"),
      Phrase("assume|presume|suppose ~2 \(patients) \(negated)"),
      "assume|presume|suppose ~1 none|nothing|neither ~2 is|are|was|were|has|have",
      "not|never complete|whole|finished ~1 assume|presume|suppose ~2 none|nothing|no|not|absent",
      "assume|presume|suppose ~1 there is|are no|none",
      "you|clinicians|clinician may|can|should|could|must assume|presume ~1 no|none|not|negative",
      Phrase("\(unsaid) ~2 assume|presume|suppose ~2 no|not|none|negative|absent"),
      Phrase("\(unsaid) ~1 there is|are no"), Phrase("\(unsaid) ~1 \(patients) has|have no"),
      "doubt|unsure|unknown|unclear ~1 answer|say|tick|choose|enter|put|write|assume no|none|false|not",
      "sure|certain|known ~1 answer|tick|choose|enter|put|assume no|none|false",
      "assume|presume|suppose none|no|not ~1 if|unless|when ~2 not|nothing|blank|missing|unknown|stated|recorded|documented",
      "answer|tick|choose|enter|put|write no|none ~1 if|when|where ~2 unknown|missing|blank|unsure|unclear|doubt",
    ]
  }()

  static let missingIsNo = ForbiddenClaim(
    kind: FindingKind(
      "reads-missing-as-no", .error,
      "a text reads a missing answer as a no",
      reason: """
        A comparison with an absent fact is unknown, never false. A text that tells the clinician to treat silence as a no \
        undoes that where it matters most. Ask for the answer.
        """,
      mistake: Examples.saying("If the question was not asked, assume no red flag.", isMistake: true),
      fix: Examples.saying("If the question was not asked, ask it: a missing answer is not a no.")),
    objection: "a missing answer is not a no; ask for it",
    phrases: assumptions
      + silences.flatMap { silence in
        [
          "\(silence) ~1 \(readings) ~3 negative|normal|zero|false|0",
          "\(silence) ~1 \(readings) ~2 as|a|for no",
          "\(silence) ~1 means|mean|assume|presume no|none",
          "\(silence) ~1 \(readings) ~1 as|for not|none|absent|healthy|without",
          "\(silence) ~1 assume|presume ~2 absent|healthy|nothing",
          "\(silence) ~1 is|are|be|can|means|counts|count ~3 negative|normal|zero|false|0",
        ].map { Phrase($0) }
      },
    unless: [
      "as|for not ~1 known|answered|asked|recorded|given|available|done|stated|measured|documented",
      "not ~2 a no", "never ~3 a|as|for no|zero",
      "there|patient|person|it|he|she|they is|are|has|have no way|need|reason|evidence|basis|answer|answers|value|score|claim|claims|effect|benefit",
    ])

  /// The same where a question says what an empty field means.
  static let emptyIsNo = ForbiddenClaim(
    kind: missingIsNo.kind, objection: missingIsNo.objection,
    phrases: [
      "default|defaults ~2 no|none|false|absent|negative",
      "leave|left|leaving ~2 blank|empty|open if|when|for ~1 no|not|none|nothing|negative|absent",
      "no|none by default",
    ], words: ["fact"])

  static let replacesJudgement = ForbiddenClaim(
    kind: FindingKind(
      "claims-to-replace-judgement", .error,
      "a text says that the answer replaces assessment or judgement",
      reason: """
        A guideline shows its basis so that clinicians can judge for themselves. A text that puts it in the clinician's place \
        takes that away, and changes what the software is in law.
        """,
      mistake: Examples.saying("This answer replaces a clinical assessment.", isMistake: true),
      fix: Examples.saying("This answer does not replace a clinical assessment.")),
    objection: "it supports clinical judgement and does not replace it",
    phrases: [
      "replace|replaces|supersede|supersedes|substitute|substitutes ~3 assessment|examination|judgement|judgment|clinician|clinicians|clinician's|physician|doctor|doctor's",
      "instead of ~2 examination|judgement|judgment|clinician|physician|doctor",
      "instead of ~2 clinical assessment",
      "in place of ~2 assessment|examination|judgement|judgment|clinician|physician|doctor",
      "make|makes|renders ~2 assessment|examination|judgement|judgment|clinician|doctor unnecessary|redundant|superfluous",
      "assessment|examination|judgement|judgment ~1 becomes|is ~1 unnecessary|superfluous|redundant",
      "answer|result|score|program|tool|guideline replaces|replace ~2 consultation|visit",
      "no need for|of clinical ~1 assessment|examination|judgement|judgment",
      "no ~1 judgement|judgment is needed|required|necessary",
      "without ~1 need for|to ~1 clinical|examine|assess ~1 assessment|examination|judgement|judgment|patient",
    ],
    unless: ["replace|replaces ~1 by|with"])
}

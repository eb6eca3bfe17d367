/// Promises that no trial can keep: a cure, no harm, sure success.
extension ForbiddenClaim {
  private static let conditions: Set<String> = [
    "if", "when", "whenever", "once", "until", "unless", "where", "check", "checked", "ensure", "sure",
    "confirm",
    "confirmed", "assess", "judge", "decide", "provided", "before", "ask", "establish", "long",
  ]

  static let cure = ForbiddenClaim(
    kind: FindingKind(
      "claims-cure", .error,
      "a text promises a cure",
      reason: """
        Trials report how much less pain or how much better function, on average, for a time. A promised cure misleads the \
        patient, and the clinician who repeats it. Say what was measured, and when.
        """,
      mistake: Examples.saying("Walking cures back pain.", isMistake: true),
      fix: Examples.saying("Walking is not a cure for back pain.")),
    objection: "no pairing is claimed to cure; say what was measured",
    phrases: [
      "cure|cures", "be|been|is|are|get|gets|was|were ~1 cured", "curing", "is|are ~1 curative",
      "rid ~1 of ~2 pain ~1 forever|permanently|completely", "heals your|their|his|her",
    ],
    unless: ["test of cure", "cure rate|rates", "cure or control", "attempted cure"],
    hedges: ["seek", "seeks", "seeking", "hope", "hopes", "expect", "expects", "until"])

  static let noHarm = ForbiddenClaim(
    kind: FindingKind(
      "claims-no-harm", .error,
      "a text says that something is safe or has no side effects",
      reason: """
        Harms are reported less well than benefits, and no reported harm does not mean no harm. Say which harms were looked \
        for and what was found, and leave "safe" to the clinician who examines the patient.
        """,
      mistake: Examples.saying("Walking is safe and has no side effects.", isMistake: true),
      fix: Examples.saying("Harms were little looked for; few were reported.")),
    objection: "no reported harm does not mean no harm; say which harms were looked for",
    phrases: [
      "no|zero|without ~1 side|adverse|unwanted effects|effect|events|event|reactions",
      "free of|from ~1 side|adverse|unwanted effects|events|reactions",
      "completely|entirely|totally|perfectly|absolutely|quite harmless", "risk free",
      "carries|carry no|zero ~1 risk|risks|danger|dangers",
      "has|have no|zero ~1 risks|harms|dangers|downsides",
      "can|could|will not|never harm|hurt", "can't|cannot|won't harm|hurt", "does|do no harm",
      "is|are|was|were|be|being|proved|proven ~2 safe",
      "completely|entirely|totally|perfectly|absolutely|proven safe",
      "safe and ~1 effective|proven|easy|simple|gentle", "without risk|risks|danger|dangers",
      "side|adverse|unwanted effects|events|reactions do|does not|never occur|happen|exist",
    ],
    unless: [
      "safe ~5 only", "only ~3 safe", "risk|risks|danger|dangers factor|factors|of|for",
      "home|house|place|environment|patient|patients|child|person|people|they|he|she|you|i is|are|be ~2 safe",
      "safe at home", "safe place", "keep|keeps|kept|stay|stays ~2 safe",
      "side|adverse|unwanted effects|effect|events|event|reactions ~2 reported|recorded|observed|noted|seen|occurred|found|described",
    ], hedges: conditions)

  /// Phrases that call an effect proven, or a study a proof.
  private static let proofs: [Phrase] = {
    let studies =
      "trial|trials|study|studies|evidence|research|science|review|reviews|data|result|results|experience"
    let works =
      "works|work|helps|help|eases|improves|reduces|relieves|prevents|effective|beneficial|helpful|superior"
    return [
      "it|this|that|which|they|these is|are|was|were|been ~1 proven",
      "it|this|that|which|they|these has|have been ~1 proven|proved",
      "proven|proved ~1 that", "clinically|scientifically proven|proved",
      "proven way|approach|means|help|remedy",
      "proven|proved ~1 effective|helpful|useful|beneficial|worthwhile|superior",
      Phrase("proves that ~6 \(works)"), Phrase("proof that ~6 \(works)"),
      "proves ~1 effective|helpful|useful|beneficial|worthwhile|superior",
      Phrase("\(studies) ~1 prove|proves|proved that|its|their|the|this"),
      Phrase("\(studies) have|has ~1 proven|proved that|its|their|the|this"),
      "proves ~2 benefit|benefits|effectiveness|efficacy",
      Phrase("\(studies) prove ~2 benefit|benefits|effectiveness|efficacy"),
    ]
  }()

  static let certainSuccess = ForbiddenClaim(
    kind: FindingKind(
      "claims-certainty", .error,
      "a text promises success or calls something proven",
      reason: """
        Certainty is derived for each claim and each patient, and never exceeds what was found. "Proven" and "guaranteed" say \
        more than any rating, and may appear beside a "low" on the same screen. Say what is probable, in GRADE's words.
        """,
      mistake: Examples.saying("Walking is proven to help.", isMistake: true),
      fix: Examples.saying("Walking probably helps somewhat.")),
    objection: "nothing is sure for a single patient; say how certain it is",
    phrases: proofs + [
      "guarantee|guarantees|guaranteed", "is|are|been|was proven|proved to",
      "proven ~2 benefit|benefits|effective|effect|effects|treatment|therapy|method|results|efficacy|success",
      "benefit|benefits|effect|effects|effectiveness|efficacy is|are|has|have ~2 proven|proved",
      "is|are|you're certain|sure|bound to work|help|improve|recover|succeed|benefit",
      "always works|helps|succeeds", "never fails",
      "will definitely|certainly|surely", "definitely|undoubtedly works|helps|improves",
      "100 ~2 effective|success|successful",
      "works|work|effective for|in everyone|everybody|all|every", "leave|leaves|left no doubt",
      "beyond ~2 doubt",
      "there is no doubt", "undoubtedly|unquestionably|indisputably|undeniably",
      "certainly|surely|definitely protects|prevents|reduces|improves|works|helps|slows|saves|cures",
      "definitively|conclusively ~2 shown|demonstrated|established|confirmed", "is established that",
      "is a fact that", "this|it|which|they will prevent",
      "you will not|never ~1 suffer|develop",
      "you will not|never get|have ~1 attack|attacks|stroke|strokes|failure|infection|infections|flare|flares|fracture|fractures|relapse|relapses|complication|complications",
      "you will not|never get|have ~1 heart|kidney|asthma attack|failure|disease",
    ],
    unless: [
      "proven otherwise", "always help|helps ~2 patient|patients|people to", "proven|proved by prove",
      "yet|remain|remains to be proven|proved",
    ],
    hedges: conditions.subtracting(["sure", "confirm", "long"]))
}

/// Claims beyond what was tested: who responds, how parts add up, for whom else results hold.
extension ForbiddenClaim {
  static let prediction = ForbiddenClaim(
    kind: FindingKind(
      "claims-prediction", .warning,
      "a text says that a profile responds better to a pairing",
      reason: """
        Trials compare pairings in groups. Whether patients with these scores respond better was hardly ever tested: matching \
        a pairing to a profile is inference. Say so in the same text ("this is inference"), or leave it out.
        """,
      mistake: Examples.saying("Patients with much pain respond better to walking.", isMistake: true),
      fix: Examples.saying("That patients with much pain respond better was not tested.")),
    objection: "it is inference that a profile responds better; say so, or leave it out",
    phrases: [
      "predict|predicts|foretell|foretells ~3 response|respond|responds|responder|responders|benefit|benefits",
      "predictor|predictors of ~2 response|benefit|success",
      "respond|responds|responded ~1 better|best to|than",
      "benefit|benefits|profit|profits ~1 more|most|best from",
      "more|most|especially likely to respond|benefit|profit",
      "work|works|worked ~1 best|better ~1 for|in ~1 patients|people|those|them|adults|women|men|everyone",
    ],
    saidBy: [
      "inference|inferred|hypothesis|speculative|untested|unproven",
      "not|never|hardly ~2 tested|studied|shown|confirmed",
    ])

  static let inTheHead = ForbiddenClaim(
    kind: FindingKind(
      "claims-in-the-head", .error,
      "a text says that the pain is in the head",
      reason: """
        A psychological partner for exercise says nothing about the cause of pain. Patients who hear that their pain is \
        imagined leave care. Say that the pain is real, and what the partner works on.
        """,
      mistake: Examples.saying("The pain is in the patient's head.", isMistake: true),
      fix: Examples.saying("This does not mean that the pain is in the patient's head.")),
    objection: "the pain is real; say what the pairing works on",
    phrases: [
      "all in the|your|his|her|their|patient's|patients'|one's head|mind|heads|minds",
      "pain|it|this|symptoms|problem|complaint is|are|lies|exists|mostly|mainly|largely|only ~2 in ~1 your|his|her|their|patient's|patients'|one's ~1 head|mind|heads|minds|imagination",
      "pain|symptoms is|are ~1 imaginary|imagined|psychosomatic|unreal", "imaginary|imagined pain",
    ])

  static let synergy = ForbiddenClaim(
    kind: FindingKind(
      "claims-synergy", .warning,
      "a text says that parts of a pairing strengthen each other",
      reason: """
        To show that a pairing does more than the sum of its parts takes a trial with four arms, which is seldom done. Say \
        what the pairing was compared with.
        """,
      mistake: Examples.saying("Exercise and walking act in synergy.", isMistake: true),
      fix: Examples.saying(
        "Exercise with walking was compared with exercise alone; no synergy was tested.")),
    objection: "synergy was not tested; say what was compared",
    phrases: [
      "synergy|synergies|synergistic|synergistically|synergism", "more than the sum of",
      "greater than the sum of",
      "multiply|multiplies|potentiate|potentiates each other",
    ],
    unless: [
      "synergistic ~2 toxicity|nephrotoxicity|risk|risks|harm|bleeding|sedation|depression|interaction|interactions",
      "synergy ~3 toxicity|risk|bleeding|sedation",
    ])

  static let worksAfterSurgery = ForbiddenClaim(
    kind: FindingKind(
      "claims-work-after-surgery", .error,
      "a text says that rehabilitation gets people back to work after surgery",
      reason: """
        Studies of rehabilitation for work after spinal surgery mostly compare before with after: such rates are not effects. \
        Say that the evidence is of low certainty, and that no effect can be quoted.
        """,
      mistake: Examples.saying("Rehabilitation works after spinal surgery.", isMistake: true),
      fix: Examples.saying("Whether rehabilitation works after spinal surgery is not known.")),
    objection: "rates before and after are not effects; say how little is known",
    phrases: [
      "rehabilitation|programme|program ~6 works|effective|succeeds|successful",
      "effective|successful ~4 rehabilitation",
      "rehabilitation|programme|program ~6 returns|brings|gets|improves|restores|doubles|raises|increases",
    ],
    hedges: ["may", "might", "if", "seems", "seem", "possibly", "perhaps"],
    onlyWith: [
      "rehabilitation|programme|program ~12 surgery|surgical|postsurgical|operation|operated|fusion|laminectomy|discectomy",
      "surgery|surgical|postsurgical|operation|operated|fusion|laminectomy|discectomy ~12 rehabilitation|programme|program",
    ],
    saidBy: ["low|very|uncertain|little certainty|evidence|certain|known"])

  static let stretched = ForbiddenClaim(
    kind: FindingKind(
      "claims-for-others", .warning,
      "a text says that results also hold for people who were not studied",
      reason: """
        Results from one group do not simply carry over to another. If a patient differs from those who were studied, the \
        certainty is lowered, and the answer says so. Leave the sentence out, or cite a study of those people.
        """,
      mistake: Examples.saying("The results hold equally for neck pain.", isMistake: true),
      fix: Examples.saying("The trial studied pain in the lower back only.")),
    objection: "say instead whom the trials studied",
    phrases: [
      "apply|applies|hold|holds|valid|true ~1 equally|identically",
      "equally ~1 applicable|valid|true|effective|well|good in|for|after|to",
      "hold|holds|apply|applies|works|work|effective just as ~1 in|for|after|to",
      "works|work|helps|help|does|do|effective|holds|hold|applies|apply just as|equally well|much|effectively ~1 in|for|after|with",
      "same|identical effect|effects|benefit|benefits|result|results ~3 after|for|in ~2 surgery|surgical|neck|radicular|sciatica|acute|children|adolescents|pregnancy",
    ],
    saidBy: ["inference|inferred|indirect|assumed|assumption"])
}

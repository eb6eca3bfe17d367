internal import PlumblineGuideline

extension Shape {
  static let source = Shape(
    "source", "A publication that something rests on.",
    .required("citation", "string", "as it is cited"),
    .optional("doi", "string", "\"10.1136/bmj-2021-067718\""),
    .optional("url", "string", "where it is found"),
    .note)

  static let evidence = Shape(
    "evidence", "What was studied; named `source/partner/outcome/timepoint`.",
    .required("source", "plumbline.Source", "where it was published"),
    .required("intervention", "string", "what was given"),
    .required("comparator", "string", "what it was compared with"),
    .required("outcome", "plumbline.Outcome", "what was measured"),
    .required("timepoint", "plumbline.Timepoint", "when, from the end of treatment"),
    .required("certainty", "plumbline.Certainty", "the rating as it was published"),
    .optional(
      "certainty_seen", "string", "where the rating was seen; left out: recalled, and moderate at most"),
    .optional("effect", "plumbline.effect", "the pooled estimate"),
    .required(
      "population", "plumbline.criterion[]", "who was studied: one level of certainty for each that differs"),
    .note)

  static let effect = Shape(
    "effect", "A pooled estimate with its interval.",
    .required("measure", "string", "\"SMD\""),
    .required("value", "number", "the estimate"),
    .required("ci", "number[]", "its interval: `{ 0.25, 1.00 }`"),
    .required("better", choice(EvidenceItem.Effect.Better.self), "which direction favours the intervention"),
    .optional("seen", "string", "where the figure was seen; left out: recalled"))

  static let criterion = Shape(
    "criterion", "One way in which the people studied were alike.",
    .required("says", "string", "in words"),
    .when,
    .optional("if_unknown", "\"ask\"", "an unknown answer is asked for and loses no level"))

  static let pairing = Shape(
    "pairing",
    "Exercise and what goes with it; named by its parts, exercise first: `exercise+pain-education`.",
    .title,
    .required("what", "string", "what it consists of"),
    .optional("cautions", "(string|plumbline.caution)[]", "what to mind"),
    .optional("contraindications", "plumbline.contraindication[]", "a veto when true"),
    .required("for_patient", "string", "the same in plain words"),
    .optional("adds", "table<string, plumbline.statement>", "what each part adds, for explanations"),
    .optional(
      "lost_without", "table<string, plumbline.statement>", "what is lost where only the rest can be had"),
    .sources)

  static let statement = Shape(
    "statement", "A sentence about a part of a pairing, with what it rests on.",
    .required("says", "string", "the sentence"), .sources)

  static let caution = Shape(
    "caution", "A caution for some; shown unless its condition is false.",
    .required("says", "string", "what to mind"), .when)

  static let contraindication = Shape(
    "contraindication", "Takes the pairing away when it is true.",
    .when, .required("because", "string", "why"))

  static let stop = Shape(
    "stop", "What must be seen to first: no pairing while one is true.",
    fields: [.required("urgency", choice(Gate.Urgency.self), "how soon")] + gate)
  static let `defer` = Shape("defer", "Not now: the answer is to wait.", fields: staged + gate)
  static let exclude = Shape("exclude", "Not for this guideline.", fields: staged + gate)
  static let needData = Shape(
    "need_data", "What no pairing can be chosen without.",
    fields: staged + [
      .optional("any_of", "plumbline.Fact[]", "instead of `when`: blocks while none of them is known")
    ]
      + gate.map { field in
        var field = field
        if field.name == "when" { field.isOptional = true }
        return field
      })

  private static let staged: [Field] = [
    .required("stage", choice(Gate.Stage.self), "when it is looked at, after the stops")
  ]
  private static let gate: [Field] = [
    .title, .when, .because,
    .required("action", "string", "what to do now"),
    .sources,
    .optional("if_unknown", "\"ask\"", "an unknown answer passes with a caution"),
    .optional("if_unknown_because", "string", "why it may"),
  ]

  static let rule = Shape(
    "rule", "A condition, and the pairing that follows.",
    .title, .when,
    .required("recommend", "plumbline.Pairing", "what follows"),
    .optional("slot", "string", "the first true rule of each slot joins the primary pairing"),
    .optional("rank", "integer", "its place in the slot; 1 is first"),
    .optional("role", "\"alternative\"", "instead of slot and rank"),
    .required("strength", choice(Strength.self), "GRADE's two strengths"),
    .optional(
      "situation", choice(ParadigmaticSituation.self), "why a strong recommendation may rest on low certainty"
    ),
    .required("claims", "plumbline.Evidence[]", "what it claims to change, each by its evidence"),
    .because, .sources, .note)

  static let otherwise = Shape(
    "otherwise", "What is recommended when no rule is true; one a guideline.",
    .title,
    .required("recommend", "plumbline.Pairing", "what follows"),
    .required("strength", choice(Strength.self), "GRADE's two strengths"),
    .optional(
      "situation", choice(ParadigmaticSituation.self), "why a strong recommendation may rest on low certainty"
    ),
    .required("claims", "plumbline.Evidence[]", "what it claims to change, each by its evidence"),
    .because, .sources, .note)

  static let adviseAgainst = Shape(
    "advise_against", "Takes every pairing with a part away when it is true.",
    .title,
    .required("against", "string", "the part, such as \"work-integrated-rehabilitation\""),
    .when, .because, .sources)

  static let conflict = Shape(
    "conflict", "Conflicting findings: told beside the answer.",
    .title, .when, .because, .sources)
}

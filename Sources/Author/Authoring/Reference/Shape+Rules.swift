internal import PlumblineGuideline

extension Shape {
  static let source = Shape(
    "source", "A publication that supports a statement.",
    .required("citation", "string", "as it is cited"),
    .optional("doi", "string", "\"10.1136/bmj-2021-067718\""),
    .optional("url", "string", "its web address"),
    .note)

  static let evidence = Shape(
    "evidence", "What was studied; named `source/partner/outcome/timepoint`.",
    .required("source", "plumbline.Source", "where it was published"),
    .required("intervention", "string", "what the people studied got"),
    .required("comparator", "string", "what it was compared with"),
    .required("outcome", "plumbline.Outcome", "what was measured"),
    .required("timepoint", "plumbline.Timepoint", "when, from the end of treatment"),
    .required("certainty", "plumbline.Certainty", "the rating as it was published"),
    .optional(
      "certainty_seen", "string", "where the rating was seen; left out: recalled, and moderate at most"),
    .optional("effect", "plumbline.effect", "the pooled estimate"),
    .optional("finding", "string", "what was found where there is no figure: \"probably slightly less\""),
    .required(
      "population", "plumbline.criterion[]",
      "the people studied: certainty is one level lower for each criterion that differs"),
    .note)

  static let effect = Shape(
    "effect", "A pooled estimate with its interval.",
    .required("measure", "string", "\"SMD\""),
    .required("value", "number", "the estimate"),
    .required("ci", "number[]", "its interval: `{ 0.25, 1.00 }`"),
    .required("better", choice(EvidenceItem.Effect.Better.self), "which direction favours the intervention"),
    .optional("seen", "string", "where the figure was seen; left out: recalled"))

  static let criterion = Shape(
    "criterion", "One characteristic of the people studied.",
    .required("says", "string", "in words"),
    .when,
    .optional("if_unknown", "\"ask\"", "an unknown answer is asked for and lowers nothing"),
    .optional("differs", "string", "of a patient for whom it is false, in words: \"has had spinal surgery\""),
    .optional("for_patient", "string", "the same for that patient to read, as sentences"))

  static let pairing = Shape(
    "pairing",
    "What is recommended together; named by its parts in the order of the domain: `exercise+pain-education`.",
    .title,
    .required("what", "string", "what it consists of"),
    .optional("cautions", "(string|plumbline.caution)[]", "warnings"),
    .optional("contraindications", "plumbline.contraindication[]", "a veto when true"),
    .required("for_patient", "string", "the same in plain words"),
    .optional("adds", "table<string, plumbline.statement>", "what each part adds, for explanations"),
    .optional(
      "lost_without", "table<string, plumbline.statement>",
      "what is lost if only the other parts are available"),
    .optional(
      "actions", "plumbline.action[]", "what to do for it, as coded data: shown, never computed with"),
    .optional(
      "delivery", "plumbline.statement[]", "how it was given where it was studied, each with its sources"),
    .sources)

  static let action = Shape(
    "action", "Something to do for a pairing, as data.",
    .required("kind", choice(Pairing.Action.Kind.self), "what it is"),
    .required("says", "string", "what is done, in words"),
    .optional("coding", "plumbline.coding[]", "its codes in terminologies"),
    .optional("dose", "string", "as its source states it"),
    .optional("frequency", "string", "how often"),
    .optional("monitor", "string", "what is measured or watched meanwhile"),
    .optional("review_after", "string", "when it is looked at again"),
    .required("sources", "plumbline.Source[]", "where this is stated"))

  static let statement = Shape(
    "statement", "A sentence about a part of a pairing, with its sources.",
    .required("says", "string", "the sentence"), .sources)

  static let caution = Shape(
    "caution", "A caution for some patients; shown unless its condition is false.",
    .required("says", "string", "the warning"),
    .optional("when", "plumbline.Condition", "the patients; left out only with a `placement`: all"),
    .optional("if_unknown", "\"hide\"", "an unknown answer leaves it out"),
    .optional("for_patient", "string", "what the patient must know before starting, where it is true"),
    .optional(
      "always", "true",
      "every answer shows it but a stop's, also one that recommends nothing; needs `placement`"),
    .optional(
      "placement", choice(Pairing.Caution.Placement.self),
      "where an answer shows it, too: above the evidence, as a quiet line that is never cut, or among what to watch on the first screen"
    ))

  static let contraindication = Shape(
    "contraindication", "Rules the pairing out while it is true.",
    .when, .required("because", "string", "why"))

  static let stop = Shape(
    "stop", "What needs action first: no pairing is recommended while a stop is true.",
    fields: [
      .required("urgency", choice(Gate.Urgency.self), "how soon"),
      .optional(
        "settled", "string",
        "what an answer says once a stop that asks is settled; `{fear.tsk_17}` is replaced"),
      .optional("signs", "string", "the signs by which a patient knows it, in plain words, as sentences"),
    ] + gate + [
      .optional(
        "questions", "plumbline.question[]",
        "what is asked while it is unknown, and passes; the first that applies comes next")
    ])
  static let question = Shape(
    "question", "A question that settles a stop which may pass while it is unknown.",
    .required("fact", "plumbline.Fact", "the fact that is asked for"),
    .optional("after", "plumbline.Fact", "asked only where this fact was given"),
    .required("says", "string", "what the answer says while it is open; `{fear.tsk_17}` is replaced"))
  static let `defer` = Shape("defer", "Not now: the answer is to wait.", fields: staged + gate + waiting)
  static let exclude = Shape("exclude", "Not for this guideline.", fields: staged + gate + waiting)
  static let needData = Shape(
    "need_data", "Facts without which no pairing can be chosen.",
    fields: staged + [
      .optional(
        "any_of", "plumbline.Fact[]",
        "blocks while none of them is known; with `when`, only where that is not false"),
      .optional(
        "settles", "string",
        "the stop whose question it demands: while it does, the question is shown first, whatever is decided"),
    ]
      + gate.map { field in
        var field = field
        if field.name == "when" { field.isOptional = true }
        return field
      })

  private static let waiting: [Field] = [
    .optional("for_patient", "string", "what the patient's page says then, in plain words")
  ]
  private static let staged: [Field] = [
    .required("stage", "plumbline.Stage", "its stage, one that the domain declares")
  ]
  private static let gate: [Field] = [
    .title, .when, .because,
    .required("action", "string", "what to do now"),
    .sources,
    .optional("if_unknown", "\"ask\"", "an unknown answer passes with a caution"),
    .optional("if_unknown_because", "string", "why that is allowed"),
  ]

  static let rule = Shape(
    "rule", "A condition, and the pairing that follows from it.",
    .title, .when,
    .required("recommend", "plumbline.Pairing", "the pairing"),
    .optional(
      "slot", "string",
      "in each slot the first rule by rank that is true and not vetoed joins the primary pairing"),
    .optional("rank", "integer", "its place in the slot; 1 is first"),
    .optional("role", "\"alternative\"", "instead of slot and rank"),
    .required(
      "strength", choice(Strength.self) + "|table<string, " + choice(Strength.self) + ">",
      "GRADE's two strengths: of the whole, or of each part"),
    .optional(
      "situation", choice(ParadigmaticSituation.self), "why a strong recommendation may rest on low certainty"
    ),
    .required(
      "claims", "plumbline.Evidence[]|table<string, plumbline.Evidence[]>",
      "the evidence for what it claims to change: of the whole, or of each part"),
    .because, .sources, .note)

  static let otherwise = Shape(
    "otherwise", "The recommendation if no rule of a slot is chosen; one per guideline.",
    .title,
    .required("recommend", "plumbline.Pairing", "the pairing"),
    .required(
      "strength", choice(Strength.self) + "|table<string, " + choice(Strength.self) + ">",
      "GRADE's two strengths: of the whole, or of each part"),
    .optional(
      "situation", choice(ParadigmaticSituation.self), "why a strong recommendation may rest on low certainty"
    ),
    .required(
      "claims", "plumbline.Evidence[]|table<string, plumbline.Evidence[]>",
      "the evidence for what it claims to change: of the whole, or of each part"),
    .because, .sources, .note)

  static let adviseAgainst = Shape(
    "advise_against", "Rules out every pairing with a part while it is true.",
    .title,
    .required("against", "string", "the part, such as \"work-integrated-rehabilitation\""),
    .when, .because,
    .optional("if_unknown_because", "string", "what an unknown answer can do, instead of ruling it out"),
    .optional("for_patient", "string", "why, in plain words, as a sentence"), .sources)

  static let doNotOffer = Shape(
    "do_not_offer", "Advises against a treatment that no rule recommends; named by it: `glucosamine`.",
    .title,
    .optional("when", "plumbline.Condition", "the patients; left out: all"),
    .because, .sources)

  static let passOver = Shape(
    "pass_over",
    "Lets the next true rule of the slot lead while it is true: the part was tried without help, or is not available.",
    .title,
    .required("part", "string", "the part, such as \"cognitive-behavioural-therapy\""),
    .when, .because,
    .optional(
      "action", "string", "what to do if no other rule of the slot is true and the pairing still leads"),
    .sources)

  static let conflict = Shape(
    "conflict", "Findings that contradict each other, shown with the answer.",
    .title, .when, .because, .sources)
}

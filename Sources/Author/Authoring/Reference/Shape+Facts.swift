internal import PlumblineGuideline

extension Shape {
  static let fact = Shape(
    "fact", "One typed thing known about a patient; named `group.name`, or plainly.",
    .required(
      "type", "\"integer\"|\"decimal\"|\"boolean\"|\"code\"|\"date\"|\"set\"|\"series\"",
      "the kind of its values"),
    .optional("range", "number[]", "`{ 0, 24 }`; required for numbers, and only for them"),
    .optional("step", "number", "the step of a decimal"),
    .optional("unit", "string", "in UCUM: \"wk\""),
    .optional(
      "converts", "plumbline.conversion[]",
      "how numbers in other units become its own; nothing else is converted"),
    .required("label", "string", "as a clinician writes it: \"FABQ-PA\""),
    .required("question", "string", "as it is asked"),
    .optional("codes", "string[]", "the values of a code, or what a set may list"),
    .optional("labels", "table<string, string>", "words for codes"),
    .optional(
      "also_written", "table<string, string>",
      "other ways in which profiles write a code, or that there is no answer: `{ none = \"asked-none\" }`"),
    .optional("value_sets", "table<string, string[]>", "for a set: names for several of its codes"),
    .optional("member_question", "string", "for a set: how one code is asked for, with `{member}`"),
    .optional("coding", "plumbline.coding[]", "codes for it in terminologies"),
    .optional("fhir", "plumbline.fhir", "how it is read from FHIR R4"),
    .note, .sources,
    .optional(
      "measurement_error", "plumbline.measurement_error", "how far two readings may differ by chance"),
    .optional("can_change", "boolean", "false: care cannot change it, as with age"),
    .optional("asked", "boolean", "false: it counts where it is given, and is not asked for"),
    .optional("only_when", "plumbline.Condition", "must not be false when this fact has a value"),
    .optional(
      "goal_outcomes", "table<string, plumbline.Outcome>",
      "marks the patient's goal; for each code the outcome that answers it"),
    .optional("from", "plumbline.from", "takes the value from a series of readings"),
    .optional("is", "plumbline.Fact", "works the value out from others: `pain.then - pain.now`"),
    .optional("reads", "plumbline.Fact[]", "with `compute`: the facts from which it is computed"),
    .optional("compute", "fun(facts: table): any", "a computed fact; reading an absent fact makes it unknown")
  )

  static let conversion = Shape(
    "conversion",
    "How a number in another unit becomes one of the fact's own: `from` it, `times` and `plus`.",
    .required("from", "string", "the other unit, in UCUM: \"%\""),
    .required("times", "number", "the factor, above 0"),
    .optional("plus", "number", "what is added after that; left out: 0"),
    .optional("step", "number", "for a series, and required there: to what a converted reading is rounded"),
    .required("because", "string", "where the factor comes from"),
    .optional("source", "plumbline.Source", "the source that is cited for it"))

  static let from = Shape(
    "from", "How a fact is taken from a series of readings.",
    .required("series", "plumbline.Fact", "the series"),
    .required("take", choice(FactSeries.Taking.self), "what is taken"),
    .optional("within_weeks", "integer", "readings older than that do not count"),
    .optional("within_days", "integer", "the same in days"),
    .optional("last", "integer", "only the latest so many readings count"),
    .optional("value", "number", "for counts: what readings are compared with"))

  static let coding = Shape(
    "coding", "A code for a fact in a terminology.",
    .required("system", "string", "\"LOINC\""),
    .required("code", "string", "\"44261-6\""),
    .required("display", "string", "what the code means there"),
    .required("confirmed", "boolean", "whether code and meaning were seen together at a source"),
    .note)

  static let measurementError = Shape(
    "measurement_error", "The precision of a score; explanations flag a margin within it.",
    .required("value", "number", "in the fact's own unit, above 0"),
    .required("kind", choice(MeasurementError.Kind.self), "the measure of error"),
    .required("population", "string", "the people in whom it was measured"),
    .required("source", "plumbline.Source", "where it was published"),
    .optional("seen", "string", "where it was seen; left out: recalled"))

  static let constraint = Shape(
    "constraint", "A law between facts: a profile in which it is false is refused.",
    .required("holds", "plumbline.Condition", "here a comparison may name another fact"),
    .required("because", "string", "why"))

  static let instrument = Shape(
    "instrument", "A questionnaire: how its answers become scores.",
    .title,
    .required("items", "integer", "the number of items"),
    .required("range", "integer[]", "of each item: `{ 0, 6 }`"),
    .optional("item_ranges", "table<integer, integer[]>", "of single items: `{ [1] = { 1, 10 } }`"),
    .optional("reverse", "integer[]", "items that count as low + high − answer"),
    .optional(
      "positive_from", "table<integer, integer>",
      "`{ [9] = 3 }`: the item counts 1 from that answer on, else 0"),
    .optional("answered_at_least", "integer", "the number of answers that is enough; left out: all"),
    .required("scores", "plumbline.score[]", "the facts that it scores into"),
    .required("better", choice(EvidenceItem.Effect.Better.self), "which direction is better"),
    .required("items_may_be_shown", "boolean", "whether the licence allows showing the wording"),
    .required("licence", "string", "its terms"),
    .required("citation", "string", "where it was published"),
    .note,
    .optional("text", "string[]", "the wording of the items, only where the licence allows it"),
    .optional("fhir", "plumbline.fhir_form", "how its answers are read from FHIR R4"))

  static let score = Shape(
    "score", "A score of a questionnaire.",
    .required("fact", "plumbline.Fact", "the fact that it fills"),
    .required("items", "\"all\"|integer[]", "the items that are added"),
    .optional("as", choice(Instrument.Scale.Unit.self), "left out: their sum"))

  static let script = Shape(
    "script", "A condition in Lua; runs per patient, and cannot be explained. Prefer a tree.",
    .required("reads", "plumbline.Fact[]", "every fact that it reads"),
    .required("says", "string", "what it decides, in words"),
    .required("test", "fun(facts: table): boolean?", "true, false, or nil for unknown"))
}

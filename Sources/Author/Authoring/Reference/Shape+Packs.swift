internal import PlumblineGuideline

extension Shape {
  static let pack = Shape(
    "pack", "A pack's manifest; one per pack.",
    .required("version", "string", "\"1.0.0\""),
    .title,
    .required("purpose", "string", "for whom, about whom, and what it does not decide"),
    .required("authors", "string[]", "the people who wrote it"),
    .optional("review_by", "string", "\"2027-11-20\": after it every answer carries a caution"),
    .optional(
      "requires", "table<string, string>", "`{ vocabulary = \"1.0\" }`: at least that version, same major"),
    .optional("engine", "string", "\"0.2\": the lowest engine that it needs"),
    .optional("developer", "string", "who turned the research or guideline into this pack"),
    .optional("funding", "string", "who funded that"),
    .optional("released", "string", "\"2026-11-20\""),
    .optional("revised", "string", "\"2026-11-20\""),
    .optional("uses", "plumbline.uses", "the kinds of data that it uses: each false, or how it is used"))

  static let uses = Shape(
    "uses", "The kinds of patient data, and whether and how a pack uses each.",
    fields: SourceAttributes.Data.allCases.map {
      .optional($0.rawValue, "false|string", "false, or how it is used")
    })

  static let adapt = Shape(
    "adapt",
    "A site's local change to another pack's cut-off; named `pack` or `pack/rule`. Stops cannot be adapted.",
    .required("fact", "plumbline.Fact", "the fact whose cut-off is adapted"),
    .required("from", "number|boolean|string", "the pack's value"),
    .required("to", "number|boolean|string", "the site's value"),
    .required("reason", "string", "why"),
    .required("approved_by", "string", "by whom it was approved"),
    .required("approved_on", "string", "\"2026-11-20\""),
    .optional("pin", "string", "what was approved: 16 digits that `plumbline packs list` shows"))

  static let site = Shape(
    "site", "A clinic's own settings: whom to call. One in a guideline; it decides nothing.",
    .required("country", "string", "\"BE\": its code of two letters"),
    .optional("contacts", "plumbline.contacts", "whom to call; what is not set is said on the page"),
    .optional("reviewed_by", "string", "who checked that they are right; needed with contacts"),
    .optional("reviewed_on", "string", "\"2026-11-20\"; needed with contacts"))

  static let contacts = Shape(
    "contacts", "Contacts, each as it is to be printed, on one line. None has a default.",
    .optional("emergency", "string", "the emergency services"),
    .optional("suicide_line", "string", "somebody to talk to for a person who thinks of suicide"),
    .optional("team", "string", "the team that treats the patient"))

  static let catalogue = Shape(
    "catalogue",
    "The pack's words in another language, which is its name: `nl`. Belongs in `languages/`, one in a file.",
    .required("translator", "string", "who translated it"),
    .required(
      "sentences", "table<string, string>", "the translations, by the sentence as it stands in the pack"),
    .optional(
      "reviewed_by", "string",
      "the clinician who signs it; nobody: what bears on safety stands in both languages"),
    .optional("reviewed_on", "string", "\"2026-11-20\""),
    .optional("pin", "string", "what was read: 16 digits that `plumbline check` shows"))

  static let property = Shape(
    "property", "A promise about every patient; `plumbline prove` decides it.",
    .optional("given", "plumbline.Condition", "the patients; left out: all"),
    .optional("deciding", "string|string[]", "only if this is decided"),
    .optional("always", "plumbline.claim", "what the answer always says"),
    .optional("never", "plumbline.claim", "what the answer never says"),
    .optional("knowing_more", "plumbline.knowing_more", "what further answers can and cannot do"),
    .optional("same", choice(Property.Aspect.self), "what stays the same"),
    .optional("whatever", "plumbline.Fact[]", "with `same`: whatever the values of these facts"),
    .optional("overrules", "string[]", "rules and advice that may contradict others on purpose"),
    .optional("because", "string", "why it is promised"))

  static let claim = Shape(
    "claim", "What an answer says; every field must hold, and of a list any of its texts.",
    .optional("decision", "string|string[]", "the decision"),
    .optional("primary", "string|string[]", "the primary pairing"),
    .optional("alternative", "string|string[]", "an alternative pairing"),
    .optional("offers", "string|string[]", "a part of any pairing that is offered"),
    .optional("claims", "string|string[]", "evidence that is claimed"),
    .optional("certainty_above", choice(Certainty.self), "a claim is more certain than this"),
    .optional("alert", "string|string[]", "a stop that is true"),
    .optional("strength", choice(Strength.self), "the strength of the recommendation"))

  static let knowingMore = Shape(
    "knowing_more", "The step from one answer to the answer once more is known about the patient.",
    .required("from", "plumbline.claim", "the earlier answer"),
    .optional("always", "plumbline.claim", "what the later answer always says"),
    .optional("never", "plumbline.claim", "what the later answer never says"),
    .optional("except", "plumbline.Fact[]", "facts that may change it"))

  static let test = Shape(
    "test",
    "One or more profiles, and what the answer must show. Belongs in `tests/`, which holds nothing else.",
    .optional("given", "plumbline.Profile", "the profile"),
    .optional(
      "expect", "plumbline.expectation|table", "what the answer must show; with `boundary`, for each value"),
    .optional("as_of", "string", "the day for which the answer holds"),
    .optional("cases", "plumbline.test_case[]", "several cases, each merged over `given` and `expect`"),
    .optional(
      "boundary", "plumbline.Fact", "one case per value: `expect = { [37] = { … }, [38] = { … } }`"))

  static let testCase = Shape(
    "test_case", "One case of a test.",
    .optional("name", "string", "what is special about it"),
    .optional("given", "plumbline.Profile", "merged over the test's own"),
    .optional("expect", "plumbline.expectation", "merged over the test's own"))

  static let expectation = Shape(
    "expectation", "What an answer must show.",
    .optional(
      "decision", "\"recommend\"|\"stop\"|\"defer\"|\"out-of-scope\"|\"need-data\"", "the kind of answer"),
    .optional("gates", "string[]", "the gates that decided or blocked, as `pack/name`"),
    .optional("alerts", "string[]", "the stops that are true, as `pack/name`"),
    .optional("primary", "plumbline.Pairing", "the primary pairing"),
    .optional("alternatives", "plumbline.Pairing[]", "the alternatives, in order"),
    .optional("not_recommended", "plumbline.Pairing[]", "pairings that must not be there"),
    .optional("strength", choice(Strength.self), "of the primary pairing"),
    .optional("certainty", "table<plumbline.Evidence, plumbline.Certainty>", "of claims, by evidence"),
    .optional("rules", "string[]", "the rules that recommend, as `pack/name`"),
    .optional(
      "strong_parts", "string[]", "the parts of the primary pairing that are recommended strongly, sorted"),
    .optional("passed_over", "string[]", "what passes over a recommended part, as `pack/name`, sorted"),
    .optional("conflicts", "string[]", "as `pack/name`"),
    .optional("missing", "(string|plumbline.Fact)[]", "facts that must be asked for"),
    .optional("not_missing", "(string|plumbline.Fact)[]", "facts that must not be asked for"),
    .optional("cautions", "string[]", "strings that must occur in a caution"),
    .optional("not_cautions", "string[]", "strings that must not"),
    .optional("because", "string", "a string that must occur in a rationale"),
    .optional(
      "facts", "table<string, any>",
      "facts as they are read: their value, scored or worked out, or why they are absent"))
}

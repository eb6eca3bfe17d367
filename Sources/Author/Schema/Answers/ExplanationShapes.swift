internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// What `explain` prints: why an answer is what it is, why not another, and what would change it.
enum ExplanationShapes {
  static func printed(_ names: KnownWords) -> Shape {
    guard names.isJoint else { return explanation() }
    let one = explanation([("guideline_id", .words(names.guidelines))])
    return .object(["schema": .only(1), "kind": .only("explanations"), "explanations": .list(one)])
  }

  static func definitions(_ names: KnownWords) -> [(String, Shape)] {
    names.definitions + SharedShapes.values + ConditionShapes.definitions + readings(names) + [
      ("answer", answer(names)), ("turn", turn), ("way", way), ("whyNot", whyNot), ("whatIf", whatIf),
      ("why", why),
    ]
  }

  private static func explanation(_ more: [(String, Shape)] = []) -> Shape {
    .object(
      [
        ("schema", .only(1)), ("kind", .only("explanation")), ("profile", .optionalText), ("as_of", .day),
        ("answer", .ref("answer")), ("why", .ref("why")),
        ("why_not", Shape.list(.ref("whyNot")).described("One for each --why-not, in order.")),
        ("what_if", Shape.ref("whatIf").orNull), ("guideline", SharedShapes.guideline), ("engine", .text),
      ] + more)
  }

  private static func answer(_ names: KnownWords) -> Shape {
    Shape.object([
      "decision": SharedShapes.disposition, "primary": .optionalText, "alternatives": .texts,
      "alerts": .list(.ref("gateId")), "gates": .list(.ref("gateId")),
      "claims": .list(
        .object([
          "pairing": .text, "evidence": .words(names.evidence), "start": .ref("certainty"),
          "certainty": .ref("certainty"),
        ])), "missing": .ref("facts"),
    ]).described("The decision in short; `plumbline recommend` prints the whole.")
  }

  // MARK: why

  private static let why = Shape.object([
    "gates": .list(.ref("gate")),
    "rules": Shape.list(.ref("rule")).described("Empty unless the decision recommends."),
    "vetoes": .list(.ref("veto")),
    "conflicts": .list(.object(["id": .text, "condition": .ref("condition")])),
    "fragile": .list(
      .object([
        "fact": .ref("fact"),
        "reading": Shape.number.described("The nearest reading on the other side of the cut-off."),
        "changes_answer": .flag,
      ])),
    "rationale": .list(.object(["pairing": .text, "parts": .list(rationale)])),
  ])

  private static let rationale: Shape = {
    let statements = Shape.list(
      .object(["says": .text, "sources": Shape.texts.described("Empty: the pack's own inference.")]))
    return .object(["part": .text, "adds": statements, "lost_without": statements])
  }()

  private static func readings(_ names: KnownWords) -> [(String, Shape)] {
    [
      (
        "gate",
        .object([
          "id": .ref("gateId"), "title": .text, "kind": .words(["stop", "defer", "exclude", "need_data"]),
          "urgency": .optionalWords(Gate.Urgency.allCases.map(\.rawValue)),
          "stage": Shape.optionalWords(names.stages).described("Null for a stop."), "truth": .ref("truth"),
          "decided": .flag, "condition": .ref("condition"),
        ])
      ),
      (
        "rule",
        .object([
          "id": .ref("ruleId"), "title": .text, "recommends": .text, "slot": .optionalText,
          "rank": Shape([JSONMember("type", ["integer", "null"])]), "truth": .ref("truth"),
          "standing": .words([
            "joined", "supports", "alternative", "outranked", "vetoed", "passed-over", "held", "undecided",
            "not-true",
          ]), "by": Shape.texts.described("What outranks it, rules it out or passes it over."),
          "needs": Shape.ref("facts").described("The absent facts that keep it undecided."),
          "nearest_miss": Shape.list(.ref("condition")).described(
            "The fewest leaves that would have to come out otherwise."), "condition": .ref("condition"),
        ])
      ),
      (
        "veto",
        .object([
          "id": .text, "title": .text, "against": Shape.text.described("A part, or a pairing."),
          "truth": .ref("truth"), "condition": .ref("condition"),
        ])
      ),
    ]
  }

  // MARK: why not, and what if

  private static let turn = Shape.object([
    "site": .text, "title": .text, "from": .ref("truth"), "to": .ref("truth"),
    "comparisons": .list(.object(["before": .ref("condition"), "after": .ref("condition")])),
  ])

  private static let way = Shape.object([
    "changes": .list(
      .object([
        "fact": .ref("fact"), "from": .ref("state"),
        "to": Shape.ref("value").described("The nearest value that does it."),
        "works": Shape.list(
          .one(of: [.object(["value": .ref("value")]), .object(["low": .number, "high": .number])])
        ).described("Every value that does it; empty where that was not worked out."),
        "lever": Shape.flag.described("False for a known finding that care does not aim to alter."),
      ])), "turns": .list(.ref("turn")), "pairing": .text, "role": SharedShapes.role,
  ]).described("A minimal set of changes: each is needed, and together they do.")

  private static let whyNot: Shape = {
    let reason = Shape.object([
      "rule": .ref("ruleId"),
      "reason": .words(["never-true", "always-vetoed", "always-gated", "always-outranked"]),
    ])
    return .one(of: [
      answered("shown-already", [("role", SharedShapes.role)]),
      answered(
        "ways",
        [
          ("count", Shape.count.described("How many minimal sets of at most `searched` facts there are.")),
          ("searched", .count), ("complete", Shape.flag.described("Whether no minimal set has more facts.")),
          ("ways", .list(.ref("way"))),
        ]),
      answered(
        "never",
        [("because", .words(["no-rule", "nobody", "only-with-less"])), ("reasons", .list(reason))]),
      answered("not-worked-out", [("reason", .text)]),
    ])
  }()

  private static func answered(_ answer: String, _ more: [(String, Shape)]) -> Shape {
    .object(
      [
        ("pairing", .text), ("as", .words(of: WhyNot.Place.self)), ("gates", .list(.ref("gate"))),
        ("rules", .list(.ref("rule"))), ("in_front", .list(.ref("rule"))), ("vetoes", .list(.ref("veto"))),
        ("answer", .only(.string(answer))),
      ] + more)
  }

  private static let whatIf = Shape.object([
    "changes": .list(.object(["fact": .ref("fact"), "from": .ref("state"), "to": .ref("state")])),
    "same_answer": .flag, "before": .ref("answer"), "after": .ref("answer"), "turns": .list(.ref("turn")),
  ])
}

/// Conditions as they were evaluated, with values, cut-offs and margins.
enum ConditionShapes {
  static let definitions: [(String, Shape)] = [
    (
      "state",
      Shape.one(of: [
        .object(["value": .ref("value")]), .object(["range": .ref("range")]),
        .object(["absent": .ref("absence")]),
      ]).described("What is known of a fact, or why nothing is.")
    ),
    ("reads", .list(.object(["fact": .ref("fact"), "is": .ref("state")], optional: ["given_as": givenAs]))),
    ("margin", margin), ("condition", Shape.one(of: [combination, comparison, scripted, known])),
  ]

  private static let margin = Shape.object([
    "cut_off": .number, "distance": Shape.number.with("minimum", 0),
    "turns_at": Shape.optionalNumber.described(
      "The nearest legal value for which the comparison comes out the other way."),
    "fragile": Shape.flag.described("Whether the distance is no greater than the measurement error."),
    "measurement_error": .ref("measurementError"),
  ]).described("How far the value lies from the cut-off, in the fact's unit.")

  private static let combination = Shape.object([
    "kind": SharedShapes.combination, "truth": .ref("truth"), "of": .list(.ref("condition")),
    "monotone": Shape.flag.described("False where learning more can turn true into false."),
  ])

  private static let comparison = Shape.object(
    [
      "kind": .only("comparison"), "fact": .ref("fact"), "label": .text, "unit": .optionalText,
      "operator": SharedShapes.comparing, "operands": .list(.ref("operand")), "truth": .ref("truth"),
      "is": .ref("state"), "margin": Shape.ref("margin").orNull,
      "worked_out_from": Shape.ref("reads").described("What a computed fact read; empty for a given one."),
      "adapted_by": .optionalText,
    ],
    optional: [
      "given_as": givenAs,
      "follows_from": Shape.ref("reads").described("The answers from which the laws narrow the fact."),
    ])

  private static let givenAs = Shape.text.described(
    "The value in the unit in which it was given, and how it was converted; only if it was.")

  private static let scripted = Shape.object([
    "kind": .only("scripted"), "name": .text, "says": .text, "truth": .ref("truth"), "reads": .ref("reads"),
  ])

  private static let known = Shape.object([
    "kind": .only("known"), "truth": .ref("truth"), "reads": .ref("reads"),
  ])
}

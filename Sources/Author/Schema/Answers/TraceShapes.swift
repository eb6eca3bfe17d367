internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// The trace of an answer: how each gate, rule and veto came out, down to each comparison.
enum TraceShapes {
  static let definitions: [(String, Shape)] = [
    (
      "entry",
      .object([
        "rule": .text, "kind": .words(of: TraceEntry.Kind.self), "truth": .ref("truth"),
        "condition": .ref("node"),
      ])
    ),
    ("node", Shape.one(of: [combination, comparison, scripted, known])),
  ]

  private static let combination = Shape.object(
    ["kind": SharedShapes.combination, "truth": .ref("truth"), "of": .list(.ref("node"))],
    optional: [
      "monotone": Shape.only(false).described("There where learning more may turn true into false.")
    ])

  private static let comparison = SharedShapes.stated(
    [
      ("kind", .only("comparison")), ("fact", .ref("fact")), ("operator", SharedShapes.comparing),
      ("value", .either([.ref("operand"), .list(.ref("operand"))])), ("truth", .ref("truth")),
    ],
    optional: [
      (
        "origin",
        .object(
          [:],
          optional: ["source": .text, "observed": .text, "recorded": .text, "method": .text, "given": .text])
      ),
      ("adapted_by", .text), ("monotone", .only(false)),
    ])

  private static let scripted = Shape.object([
    "kind": .only("scripted"), "name": .text, "says": .text, "reads": .ref("facts"), "truth": .ref("truth"),
  ])

  private static let known = Shape.object([
    "kind": .only("known"), "facts": .ref("facts"), "truth": .ref("truth"),
  ])
}

/// A row of a cohort, or a line that was refused.
enum RowShapes {
  static func line(_ names: KnownWords) -> Shape { .one(of: [row(names), rejected]) }

  static func definitions(_ names: KnownWords) -> [(String, Shape)] {
    let part = Shape.object([
      "pairing": .text, "strength": .words(of: Strength.self),
      "claims": Shape.object([], optional: Set(names.evidence).sorted().map { ($0, SharedShapes.certainty) })
        .described("The certainty of each piece of evidence for this patient."),
      "rules": .list(.ref("ruleId")),
    ])
    return names.definitions + SharedShapes.values + TraceShapes.definitions + [("part", part)]
  }

  private static let place: [(String, Shape)] = [
    ("line", Shape.count.described("The line of the input."))
  ]

  private static func row(_ names: KnownWords) -> Shape {
    let guideline: [(String, Shape)] = names.isJoint ? [("guideline_id", .words(names.guidelines))] : []
    return .object(
      place + [
        ("schema", .only(1)), ("profile", .optionalText), ("decision", SharedShapes.disposition),
        ("primary", Shape.ref("part").orNull), ("alternatives", .list(.ref("part"))),
        ("alerts", .list(.object(["id": .ref("gateId"), "urgency": SharedShapes.urgency]))),
        ("gates", .list(.ref("gateId"))), ("conflicts", .texts), ("needs", .ref("facts")),
        ("guideline", .digest),
      ] + guideline,
      optional: [
        ("file", .text), ("trace", .list(.ref("entry"))), ("record", .text),
        ("raised", .object(["contradicted": .ref("facts"), "questions": .ref("facts")])),
      ])
  }

  private static var rejected: Shape {
    let problem = Shape.object(["path": .text, "reason": .text], optional: ["column": .count])
    let stops = Shape.list(.ref("gateId"))
    return .object(
      place + [("rejected", .list(problem))],
      optional: [
        ("file", .text), ("guideline_id", Shape.text.described("The guideline whose script failed.")),
        ("stops", stops), ("possible_stops", .texts), ("ask_first", .texts),
      ])
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// What `recommend` prints: a decision, the decisions of several guidelines, or a refusal.
enum DecisionShapes {
  static func printed(_ names: KnownWords) -> Shape {
    .one(of: [names.isJoint ? joint(names) : decision(names, isAlone: true), refusal])
  }

  static func definitions(_ names: KnownWords) -> [(String, Shape)] {
    names.definitions + SharedShapes.values + parts(names) + TraceShapes.definitions
  }

  private static let record: [(String, Shape)] = [
    ("record_status", .words(["recorded", "declined", "failed"])),
    ("record", Shape.optionalText.described("The record's name; null if it was not recorded.")),
  ]

  // MARK: whole answers

  private static func decision(_ names: KnownWords, isAlone: Bool) -> Shape {
    let required: [(String, Shape)] = [
      ("schema", .only(1)), ("profile", Shape.optionalText.described("The profile's id.")),
      ("as_of", Shape.day.described("The day for which the answer holds.")),
      ("decision", SharedShapes.disposition), ("recommendations", .list(.ref("recommendation"))),
      (
        "advised_against",
        .list(
          .object([
            "rule": .text, "part": .text, "title": .text, "because": .text, "sources": .texts,
          ]))
      ),
      ("alerts", .list(.ref("alert"))), ("gates", .list(.ref("gate"))),
      ("undecided", .list(.object(["rule": .ref("ruleId"), "title": .text, "needs": .ref("facts")]))),
      ("conflicts", .list(.object(["id": .text, "title": .text, "because": .text]))),
      ("cautions", .texts), ("missing", .list(.ref("missing"))), ("trace", .list(.ref("entry"))),
      ("guideline", SharedShapes.guideline), ("engine", .text),
    ]
    let optional: [(String, Shape)] = [
      ("analysis", .only("not-analysed")), ("not_asked", .ref("facts")), ("options", .list(.ref("option"))),
      ("plan", .ref("plan")),
      (
        "narrowed",
        .list(SharedShapes.stated([("fact", .ref("fact")), ("since", .ref("facts")), ("because", .texts)]))
      ),
      ("notices", .list(.ref("notice"))),
    ]
    let ending = isAlone ? record : [("guideline_id", .words(names.guidelines))]
    return .object(required + ending, optional: optional)
  }

  private static func joint(_ names: KnownWords) -> Shape {
    let guideline = Shape.words(names.guidelines)
    let failed = Shape.object([
      "schema": .only(1), "decision": .only("failed"), "script": .text, "place": .text, "reason": .text,
      "guideline_id": guideline,
    ])
    let relation = Shape.object([
      "kind": .words(of: Relation.Kind.self), "parts": .texts,
      "guidelines": .list(
        .object([
          "guideline_id": guideline,
          "stance": .words(["recommends", "offers", "advises-against", "stops", "defers"]),
          "by": .texts,
        ])),
    ])
    var alert = alert
    alert.append(("guideline_id", guideline))
    return .object(
      [
        ("schema", .only(1)), ("profile", .optionalText), ("as_of", .day), ("alerts", .list(.object(alert))),
        ("decisions", .list(.one(of: [decision(names, isAlone: false), failed]))),
        ("relations", .list(relation)), ("engine", .text),
      ] + record)
  }

  private static var refusal: Shape {
    .object(
      [
        ("schema", .only(1)), ("decision", .only("refused")),
        ("refused", .words(of: Refusal.Subject.self)), ("profile", .optionalText), ("as_of", .day),
        ("alerts", .list(.ref("alert"))),
        (
          "possible_alerts",
          .list(
            .object([
              "id": .text, "urgency": SharedShapes.urgency, "title": .text,
              "reason": .words(of: Refusal.Possible.Reason.self), "facts": .texts,
            ]))
        ),
        ("open_stops", .texts),
        ("problems", .list(.object(["place": .optionalText, "path": .text, "message": .text]))),
        ("engine", .text),
      ] + record, optional: [("notices", .list(.ref("notice")))])
  }

  // MARK: parts

  private static let alert: [(String, Shape)] = [
    ("id", .text), ("urgency", SharedShapes.urgency), ("title", .text), ("because", .text),
    ("action", Shape.text.described("What to do now.")), ("sources", .texts),
  ]

  private static func parts(_ names: KnownWords) -> [(String, Shape)] {
    [
      ("alert", .object(alert)),
      (
        "gate",
        .object([
          "id": .ref("gateId"), "truth": .words(["true", "unknown"]), "title": .text, "because": .text,
          "action": .text, "sources": .texts, "needs": .ref("facts"),
        ])
      ),
      (
        "notice",
        .object([
          "id": .text, "placement": .words(of: Decision.Notice.Placement.self), "title": .optionalText,
          "says": .text, "action": .optionalText, "asks": .texts,
        ])
      ),
      (
        "missing",
        .object(
          [
            "fact": .ref("fact"), "question": .text,
            "could_change": .list(.words(of: MissingFact.Part.self)),
            "exact": Shape.flag.described("False if it may turn out not to matter."),
            "example": Shape.object(["value": .ref("value"), "with": .map(to: .ref("value"))]).orNull,
          ], optional: ["leads_to": .texts])
      ),
    ] + RecommendationShapes.definitions(names)
  }
}

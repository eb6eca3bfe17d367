internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// Recommendations with their claims, the options beside them, and what comes after.
enum RecommendationShapes {
  static func definitions(_ names: KnownWords) -> [(String, Shape)] {
    [
      ("claim", claim(names)), ("recommendation", recommendation), ("action", action),
      ("option", option(names)), ("plan", plan),
    ]
  }

  private static let strength = Shape.words(of: Strength.self)

  private static let recommendation = Shape.object(
    [
      "pairing": .text, "title": .text, "consists_of": .texts, "for_patient": .texts,
      "role": SharedShapes.role, "strength": strength, "direction": .only("for"),
      "claims": .list(.ref("claim")), "because": .text, "rules": .list(.ref("ruleId")), "cautions": .texts,
      "sources": .texts,
    ],
    optional: [
      "watch": .texts, "outranked_by": .ref("ruleId"),
      "passed_over": .list(
        .object([
          "id": .text, "part": .text, "title": .text, "because": .text, "action": .optionalText,
          "sources": .texts,
        ])),
      "parts": .list(
        .object(["part": .text, "strength": strength, "claims": .texts, "rules": .list(.ref("ruleId"))])),
      "actions": .list(.ref("action")),
    ])

  private static func claim(_ names: KnownWords) -> Shape {
    let effect = Shape.object([
      "measure": .text, "value": .number, "ci_low": .number, "ci_high": .number,
      "better": Shape.words(of: EvidenceItem.Effect.Better.self).described(
        "The direction that favours the pairing."),
      "comparator": .text,
    ])
    let adjustment = Shape.one(of: [
      .object(["reason": .only("rating-not-confirmed"), "to": .ref("certainty")]),
      .object([
        "reason": .only("population"), "criterion": .text, "truth": .ref("truth"), "to": .ref("certainty"),
      ]),
    ])
    return .object([
      "evidence": .words(names.evidence), "outcome": .words(names.outcomes),
      "timepoint": .words(names.timepoints), "source": .text,
      "start": Shape.ref("certainty").described("The rating as published or recalled."),
      "certainty": Shape.ref("certainty").described("The certainty for this patient."),
      "adjustments": .list(adjustment), "asked": .texts, "at_limit": .flag, "effect": effect.orNull,
      "effect_confirmed": .flag, "rating_confirmed": .flag,
    ])
  }

  private static let action = Shape.object([
    "kind": .words(of: Pairing.Action.Kind.self), "says": .text,
    "coding": .list(.object(["system": .text, "code": .text, "display": .text, "confirmed": .flag])),
    "dose": .optionalText, "frequency": .optionalText, "monitor": .optionalText,
    "review_after": .optionalText, "sources": .texts,
  ])

  private static func option(_ names: KnownWords) -> Shape {
    .object([
      "option": .words(names.options), "title": .text, "pairings": .texts,
      "standing": .words(of: Decision.Option.Standing.self),
      "because": .list(SharedShapes.stated([("fact", .ref("fact"))])), "reason": .optionalText,
      "claims": .list(.ref("claim")), "tempered_by": .list(.ref("claim")), "burden": .optionalText,
      "for_patient": .text, "note": .optionalText, "sources": .texts,
    ])
  }

  private static let plan = Shape.object([
    "delivery": .list(.object(["says": .text, "sources": .texts])), "reassess": .texts,
    "measure": .list(
      .object(["fact": .ref("fact"), "known": .ref("value"), "error": .ref("measurementError")])),
  ])
}

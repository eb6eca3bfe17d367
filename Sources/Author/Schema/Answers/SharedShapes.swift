internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// What several schemas of answers have in common.
enum SharedShapes {
  static let truth = Shape.words(Truth.allCases.map(\.word))
  static let certainty = Shape.words(of: Certainty.self)
  static let role = Shape.words(of: Decision.Recommendation.Role.self)
  static let urgency = Shape.words(of: Gate.Urgency.self)
  static let combination = Shape.words(of: Combination.self)
  static let comparing = Shape.words(of: Comparison.Operator.self)
  static let disposition = Shape.words(of: Decision.Disposition.self)
  static let pack = Shape.object(["id": .text, "version": .version, "digest": .digest])

  /// Definitions of values and of what is known of a fact.
  static let values: [(String, Shape)] = [
    (
      "value",
      Shape([JSONMember("type", ["number", "boolean", "string"])]).described(
        "A number in the fact's unit, true or false, or a code.")
    ),
    ("absence", .words(of: Absence.self)),
    (
      "range",
      Shape.one(of: [
        .object(["at_least": .number]), .object(["at_most": .number]),
        .object(["between": Shape.list(.number).with("minItems", 2).with("maxItems", 2)]),
        .object(["one_of": Shape.list(.ref("value")).with("minItems", 2)]),
      ]).described("Several values, of which the fact has one.")
    ),
    (
      "operand",
      Shape.either([.ref("value"), .object(["fact": .ref("fact")])]).described(
        "A cut-off, a code, or the fact with which another is compared.")
    ),
    ("truth", truth),
    ("certainty", certainty),
    (
      "measurementError",
      Shape.object([
        "kind": .words(of: MeasurementError.Kind.self), "value": .number, "population": .text,
        "confirmed": Shape.flag.described("Whether the figure was seen at its source."), "source": .text,
      ]).orNull
    ),
  ]

  /// `guideline` of an answer: the packs and the adaptations in force.
  static let guideline = Shape.object([
    "packs": .list(pack),
    "adaptations": .list(
      .object([
        "id": .text, "target": .text, "fact": .ref("fact"), "from": .ref("value"), "to": .ref("value"),
        "reason": .text, "approved_by": .text, "approved_on": .day,
      ])),
  ])

  /// An object with one of `known`, `range` and `absent`, and these members.
  static func stated(
    _ required: [(String, Shape)], optional: [(String, Shape)] = []
  ) -> Shape {
    let states: [(String, Shape)] = [
      ("known", .ref("value")), ("range", .ref("range")), ("absent", .ref("absence")),
    ]
    let choices = states.map { JSONValue.object([JSONMember("required", .strings([$0.0]))]) }
    return Shape.object(required, optional: states + optional).with("oneOf", .array(choices))
  }
}

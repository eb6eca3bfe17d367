internal import PlumblineDifference
internal import PlumblineEngine
internal import PlumblineJSON

/// What `diff` prints: whose answers change from one guideline to another. Of several guidelines, one comparison for each.
enum DiffShapes {
  static let printed = Shape.one(of: [
    comparison(named: false),
    .object([
      "schema": .only(1), "guidelines": .list(comparison(named: true)),
      "added": Shape.texts.described("Guidelines that only the new packs have."), "removed": .texts,
    ]),
  ])

  static let definitions: [(String, Shape)] = [
    ("class", change), ("declaration", declaration), ("place", place), ("census", census),
    ("version", version),
  ]

  private static func comparison(named isNamed: Bool) -> Shape {
    let packs = Shape.list(SharedShapes.pack)
    return .object(
      [
        ("schema", .only(1)), ("verdict", .words(["no-answer-changes", "answers-change", "not-decided"])),
        ("undecided", Shape.texts.described("Why it is not decided; empty if everything is.")),
        ("asked_for_every_patient", .flag), ("old", packs), ("new", packs), ("classes", .list(.ref("class"))),
        ("words", .list(.ref("declaration"))), ("scoring", .list(.ref("declaration"))),
        ("versions", .list(.ref("version"))),
      ] + (isNamed ? [("guideline_id", .text)] : []),
      optional: [("cohort", .ref("census")), ("ledger", .ref("census"))])
  }

  private static let how = Shape.words(of: DeclarationChange.How.self)
  private static let place = Shape.object(["file": .text, "line": .count]).orNull

  private static let change: Shape = {
    let decision = Shape.object(["decision": SharedShapes.disposition, "summary": .text]).orNull
    let cause = Shape.object([
      "declaration": .text, "how": how, "words": .text, "old": .ref("place"), "new": .ref("place"),
    ])
    return .object(
      [
        "kind": .words(of: AnswerChange.Kind.self), "subject": .text, "before": .text, "after": .text,
        "of_answer": Shape.flag.described("False if only something beside the answer changes."),
        "confirmed": Shape.flag.described("Whether evaluating the example shows the change."),
        "version_change": .words(of: VersionChange.self),
        "example": Shape.map(to: .any).described("A profile."), "example_words": .text,
        "decision_before": decision, "decision_after": decision, "causes": .list(cause),
        "causes_together": .flag,
      ], optional: ["in_cohort": .count, "in_ledger": .count])
  }()

  private static let declaration = Shape.object([
    "declaration": .text, "how": how, "fields": .texts, "old": .ref("place"), "new": .ref("place"),
  ])

  private static let version = Shape.object([
    "pack": .text, "before": .version, "says": .version, "needed": .version,
    "change": .words(of: VersionChange.self), "enough": .flag, "decided": .flag,
  ])

  private static let census = Shape.object([
    "patients": .count, "changed": .count, "beside": .count, "unreadable": .count,
    "first_unreadable": .list(.count), "failed": .count, "first_failed": .list(.count),
  ])
}

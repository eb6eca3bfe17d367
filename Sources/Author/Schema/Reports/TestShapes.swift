internal import PlumblineJSON

/// What `test` prints: the results of the packs' own tests, their coverage, and the changes that they notice.
enum TestShapes {
  static let printed = Shape.object(
    [
      "schema": .only(1), "passed": .count, "failed": .count, "packs_without_tests": .texts,
      "tests": .list(.one(of: [test(passed: true), test(passed: false)])),
    ], optional: ["coverage": .ref("coverage"), "mutation": .ref("mutation")])

  static let definitions: [(String, Shape)] = [
    ("score", score), ("coverage", coverage), ("mutation", mutation),
    ("seen", .words(["seen", "unseen", "impossible"])),
  ]

  private static let place: [(String, Shape)] = [("file", .text), ("line", .count)]

  private static func test(passed: Bool) -> Shape {
    let failure = Shape.object(["field": .text, "expected": .any, "found": .any, "words": .text])
    let grounds = Shape.object(
      [("site", .text)] + place + [("truth", SharedShapes.truth), ("comparisons", .texts)])
    return .object(
      [("pack", .text), ("name", .text)] + place + [("passed", .only(.bool(passed)))]
        + (passed ? [] : [("failures", .list(failure)), ("decided_by", .list(grounds))]),
      optional: [("case", Shape.text.described("One of several in a declaration."))])
  }

  private static let score = Shape.object([
    "seen": .count, "possible": .count, "impossible": .count,
    "percent": Shape.count.with("maximum", 100).described("Rounded down: 100 means all."),
  ])

  private static let coverage: Shape = {
    let seen = Shape.ref("seen")
    let comparison = Shape.object(
      ["line": .count, "text": .text],
      optional: [
        "true": seen, "false": seen, "unknown": seen, "decides_true": seen, "decides_false": seen,
        "mcdc": seen,
      ])
    let condition = Shape.object(
      [("site", .text)] + place + [
        ("reached", .flag), ("outcomes", .ref("score")), ("mcdc", .ref("score")),
        ("comparisons", .list(comparison)),
      ])
    return .object([
      "outcomes": .ref("score"), "mcdc": .ref("score"),
      "proved": Shape.flag.described("Whether what is impossible was proved."),
      "conditions": .list(condition),
    ])
  }()

  private static let mutation: Shape = {
    func change(_ fate: String, _ more: [(String, Shape)] = [], optional: [(String, Shape)] = []) -> Shape {
      .object(
        place + [("site", .text), ("change", .text), ("fate", .only(.string(fate)))] + more,
        optional: optional)
    }
    let changes = Shape.one(of: [
      change("noticed", [("by", .text)]), change("equivalent"),
      change("not-noticed", optional: [("test", Shape.text.described("A test that would notice it."))]),
    ])
    return .object([
      "tried": .count, "noticed": .count, "not_noticed": .count, "equivalent": .count,
      "percent": Shape.count.with("maximum", 100), "changes": .list(changes),
    ])
  }()
}

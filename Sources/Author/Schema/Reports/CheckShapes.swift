internal import PlumblineChecker
internal import PlumblineJSON

/// What `check` prints: the findings in packs.
enum CheckShapes {
  static let printed = Shape.object([
    "schema": .only(1), "as_of": .day, "packs": Shape.texts.described("The packs that were checked."),
    "loads": Shape.flag.described("Whether the packs load; if not, the findings say why."),
    "complete": Shape.flag.described("Whether everything was checked."),
    "counts": .object(FindingKind.Severity.allCases.map { ($0.rawValue, .count) }),
    "findings": .list(.ref("finding")),
    "allowed": Shape.list(.ref("finding")).described("What comments in the packs let pass."),
  ])

  static let definitions: [(String, Shape)] = [
    (
      "finding",
      .object(
        [
          ("code", .text(matching: "^[a-z0-9-]+$")), ("severity", .words(of: FindingKind.Severity.self)),
          ("message", .text),
        ] + place + [("related", .list(.object(place + [("message", .text)]))), ("page", .text)],
        optional: [
          (
            "fix",
            .object([
              "file": .text, "first_line": .count, "last_line": .count, "replacement": .texts, "words": .text,
            ])
          )
        ])
    )
  ]

  private static let place: [(String, Shape)] = [
    ("file", Shape.text.described("pack/file.lua")), ("path", .text), ("line", .count),
    ("column", Shape.count.described("From 1, in bytes.")),
  ]
}

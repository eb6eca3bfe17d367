extension Domain {
  /// The domain of packs that declare none: what the first edition of Plumbline fixed in code, so that its records replay to the
  /// byte. `plumbline packs` says which packs are read by it.
  package static let firstEdition = Domain(
    name: "chronic-back-pain", title: "Chronic back pain", base: "exercise",
    leadingParts: ["work-integrated-rehabilitation"],
    stages: [
      .init("adult-and-region"), .init("acute"), .init("recent-surgery"), .init("specific-cause"),
      .init("required-data"),
    ],
    outcomes: [
      .init("function", promises: .init(improved: ["function|functioning"], eased: ["disability"])),
      .init("pain", promises: .init(eased: ["pain"])),
      .init(
        "fear-avoidance", words: "fear-avoidance",
        promises: .init(eased: ["fear|kinesiophobia", "avoidance"])),
      .init(
        "return-to-work",
        promises: .init(
          improved: ["return|returns|returning to work"], eased: ["sick leave|absence", "sickness absence"],
          phrases: [
            "help|helps|get|gets|bring|brings|lets|enables ~3 back to|at work",
            "return|returns|returning ~1 patients|people|workers|them to work",
            "sooner|earlier|faster back to|at work", "earlier|faster|sooner return to work",
            "return|returns to work sooner|earlier|faster", "will|can ~2 return to work",
          ])),
      .init("work-ability", promises: .init(improved: ["work ability", "ability to work"])),
      .init("quality-of-life", promises: .init(improved: ["quality of life"])),
    ],
    timepoints: [
      .init("post-intervention", words: "just after treatment", from: 0),
      .init("short-term", words: "2 to <6 months", from: 2),
      .init("mid-term", words: "6 to <12 months", from: 6),
      .init("long-term", words: "12 months or more", from: 12),
    ],
    stops: .init(pack: "red-flags", flags: "red_flags", mayAsk: ["suicide-risk"]),
    disclaimer: """
      This matches a profile to pairings that were studied in groups of people; that a profile predicts a better response was \
      not tested.
      """,
    isDeclared: false, place: Place(file: "red-flags", line: 0))
}

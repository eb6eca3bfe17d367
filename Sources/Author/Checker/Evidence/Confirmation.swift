internal import PlumblineGuideline

/// The check for figures and ratings that were not confirmed at their source.
enum Confirmation: Check {
  static let unconfirmed = FindingKind(
    "evidence-unconfirmed", .note,
    "a claim rests on a rating or a figure that was not confirmed at its source",
    reason: """
      Without `certainty_seen` a rating is shown as recalled and counts as moderate at most; without `seen` an effect is shown \
      as not confirmed. Look it up, and write where you saw it.
      """,
    mistake: Examples.claimed(["certainty": "\"low\", -- ←", "certainty_seen": ""]),
    fix: Examples.claimed([:]))

  static let highUnconfirmed = FindingKind(
    "high-certainty-unconfirmed", .warning,
    "a rating of high is not confirmed at its source",
    reason: """
      High certainty is rare, and a recalled one is often recalled wrongly. It is shown as moderate until `certainty_seen` says \
      where it was read.
      """,
    mistake: Examples.claimed(["certainty": "\"high\", -- ←", "certainty_seen": ""]),
    fix: Examples.claimed(["certainty": "\"high\","]))

  static let longTerm = FindingKind(
    "long-term-claim-unconfirmed", .warning,
    "a claim at the last of the domain's timepoints rests on a rating that was not confirmed",
    reason: """
      Effects fade, and few trials follow people that long: claim a benefit at the last timepoint (for back pain, 12 months or \
      more) only from a rating that was read at its source.
      """,
    mistake: Examples.claimed(
      ["timepoint": "\"long-term\", -- ←", "certainty_seen": ""], name: "trial-2020/walking/pain/long-term"),
    fix: Examples.claimed(["timepoint": "\"long-term\","], name: "trial-2020/walking/pain/long-term"))

  static let codingUnconfirmed = FindingKind(
    "coding-unconfirmed", .note,
    "a fact's code was not confirmed",
    reason: """
      A wrong code fills this fact with another observation from the patient's record. Look the code up in its terminology, \
      then write `confirmed = true`.
      """,
    mistake: .init(
      """
      fact "pain.worst" {
        type     = "integer", range = { 0, 10 },
        label    = "Worst pain",
        question = "How strong is the worst pain, from 0 to 10?",
        coding   = { { system = "LOINC", code = "72514-3", display = "Pain severity", confirmed = false } }, -- ←
      }
      """,
      around: Examples.rule([
        "when": "pain.worst :at_least(7),", "because": "\"Worst pain: {pain.worst}.\",",
      ]),
      tests: Examples.test(", goal = { primary = \"pain\" }").replacing("intensity", with: "worst")),
    fix: .init(
      """
      fact "pain.worst" {
        type     = "integer", range = { 0, 10 },
        label    = "Worst pain",
        question = "How strong is the worst pain, from 0 to 10?",
        coding   = { { system = "LOINC", code = "72514-3", display = "Pain severity", confirmed = true } },
      }
      """,
      around: Examples.rule([
        "when": "pain.worst :at_least(7),", "because": "\"Worst pain: {pain.worst}.\",",
      ]),
      tests: Examples.test(", goal = { primary = \"pain\" }").replacing("intensity", with: "worst")))

  static let kinds = [unconfirmed, highUnconfirmed, longTerm, codingUnconfirmed]

  static func findings(in subject: Subject) -> [Finding] {
    let claimed = Set(subject.guideline.everyRule.flatMap(\.claims))
    let items = subject.guideline.evidence.values.filter {
      claimed.contains($0.name) && subject.isOwn($0.place)
    }
    return items.flatMap { findings(about: $0, subject) } + codings(subject)
  }

  private static func findings(about item: EvidenceItem, _ subject: Subject) -> [Finding] {
    func at(_ field: String) -> Finding.Location {
      subject.location(item.place, of: "evidence", named: item.name, field: field)
    }
    let isRecalled = item.certainty != .notStated && item.certaintySeen == nil
    let isFigureRecalled = item.effect.map { $0.seen == nil } ?? false
    if item.timepoint == subject.guideline.domain.timepoints.last,
      item.certaintySeen == nil || isFigureRecalled
    {
      return [
        Finding(
          longTerm, at: at("timepoint"),
          "'\(item.name)' is claimed at \(item.timepoint.words), and was not confirmed at source '\(item.source)'"
        )
      ]
    }
    if isRecalled, item.certainty == .high {
      return [
        Finding(
          highUnconfirmed, at: at("certainty"),
          "'\(item.name)' is rated high without `certainty_seen`: it is shown as moderate")
      ]
    }
    let what = [isRecalled ? "rating" : nil, isFigureRecalled ? "effect" : nil].compactMap { $0 }
    guard !what.isEmpty else { return [] }
    return [
      Finding(
        unconfirmed, at: at(isRecalled ? "certainty" : "effect"),
        "the \(what.joined(separator: " and the ")) of '\(item.name)' \(what.count == 1 ? "is" : "are") not confirmed at source '\(item.source)'"
      )
    ]
  }

  private static func codings(_ subject: Subject) -> [Finding] {
    subject.vocabulary.facts.filter { subject.isOwn($0.place) }.flatMap { fact in
      fact.codings.filter { !$0.confirmed }.map { coding in
        Finding(
          codingUnconfirmed,
          at: subject.location(
            fact.place, of: "fact", named: fact.name, field: "coding", quoting: coding.code),
          "the \(coding.system) code \(coding.code) of fact '\(fact.name)' is not confirmed")
      }
    }
  }
}

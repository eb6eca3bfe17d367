internal import PlumblineGuideline

/// The check of the evidence that options show against the treatments that they are.
enum OptionFit: Check {
  static let anotherTreatment = FindingKind(
    "option-shows-another-treatment", .warning,
    "an option shows evidence about a treatment that it is not",
    reason: """
      Options stand side by side, each with its figures. A figure of another treatment makes one look like the other. Show \
      evidence of the option's own pairings; what speaks against it, or tempers it, belongs in `tempered_by`.
      """,
    mistake: option([
      "evidence": "{ \"review-2021/strength/function/mid-term\" }, -- ←", "sources": "{ \"review-2021\" },",
    ]),
    fix: option([:]))

  static let withoutEvidence = FindingKind(
    "option-without-evidence", .warning,
    "an option names pairings, and neither shows evidence nor says why there is none",
    reason: """
      Beside the figures of the others it looks like a treatment that was left out by mistake. Name its evidence, or say in \
      `note` what was studied and why nothing is claimed.
      """,
    mistake: option(["evidence": ""], mark: Examples.mark),
    fix: option(["evidence": "", "note": "\"It was in the network; its figures were not available.\","]))

  static let pairingTwice = FindingKind(
    "option-names-pairing-twice", .warning,
    "two options amount to the same pairing",
    reason: """
      The pairing is marked as matched in two rows, and the reader sees two treatments where there is one. Name each pairing in \
      one option.
      """,
    mistake: .init(
      text([:]) + "\n\n" + text(["title": "\"Walks\","], name: "walks", mark: Examples.mark),
      around: Examples.rule(), tests: Examples.test()),
    fix: option([:]))

  static let kinds = [anotherTreatment, withoutEvidence, pairingTwice]

  static func findings(in subject: Subject) -> [Finding] {
    let options = subject.guideline.options.filter { subject.isOwn($0.place) }
    return options.flatMap { treatments(of: $0, subject) + silence(of: $0, subject) }
      + repeats(subject)
  }

  private static func treatments(of option: TreatmentOption, _ subject: Subject) -> [Finding] {
    let known = Set(subject.guideline.pairings.keys.flatMap(\.parts))
    let own = Set(option.pairings.flatMap(\.parts))
    guard !own.isEmpty else { return [] }
    return option.evidence.compactMap { name in
      let parts = name.split(separator: "/").map(String.init)
      guard parts.count == 4, known.contains(parts[1]), !own.contains(parts[1]) else { return nil }
      return Finding(
        anotherTreatment,
        at: subject.location(
          option.place, of: "option", named: option.name, field: "evidence", quoting: name, isLocal: false),
        "option '\(option.name)' shows '\(name)', which is about \(parts[1])")
    }
  }

  private static func silence(of option: TreatmentOption, _ subject: Subject) -> [Finding] {
    guard !option.pairings.isEmpty, option.evidence.isEmpty, option.note == nil else { return [] }
    return [
      Finding(
        withoutEvidence, at: subject.location(option.place),
        "option '\(option.name)' shows no evidence, and no `note` says why")
    ]
  }

  private static func repeats(_ subject: Subject) -> [Finding] {
    var first: [PairingName: TreatmentOption] = [:]
    var found: [Finding] = []
    for option in subject.guideline.options {
      for pairing in option.pairings {
        guard let other = first[pairing] else {
          first[pairing] = option
          continue
        }
        guard subject.isOwn(option.place) else { continue }
        found.append(
          Finding(
            pairingTwice, at: subject.location(option.place),
            "option '\(option.name)' amounts to '\(pairing)', as option '\(other.name)' does",
            related: [.init(location: subject.location(other.place), message: "the other option")]))
      }
    }
    return found
  }

  // MARK: examples

  private static func text(
    _ changes: KeyValuePairs<String, String>, name: String = "walking", mark: String = ""
  ) -> String {
    Examples.written(
      "option \"\(name)\"",
      [
        ("title", "\"Walking\","), ("pairings", "{ \"exercise+walking\" },"),
        ("evidence", "{ \"trial-2020/walking/function/mid-term\" },"),
        ("for_patient", "\"You exercise, and you walk.\","), ("sources", "{ \"trial-2020\" },"),
      ], changes, mark: mark)
  }

  private static func option(
    _ changes: KeyValuePairs<String, String>, mark: String = ""
  ) -> FindingKind.Example {
    .init(text(changes, mark: mark), around: Examples.rule(), tests: Examples.test())
  }
}

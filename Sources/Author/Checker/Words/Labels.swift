internal import PlumblineGuideline

/// The check for facts that a reader cannot tell apart.
enum Labels: Check {
  static let shared = FindingKind(
    "label-shared", .warning,
    "two facts have the same label",
    reason: """
      An answer names facts by their labels: "Not answered: PCS" must say which. Give each its own label, as a clinician would \
      write it.
      """,
    mistake: example(#""Pain","# + Examples.mark), fix: example(#""Worst pain","#))

  static let kinds = [shared]

  private static func example(_ label: String) -> FindingKind.Example {
    .init(
      """
      fact "pain.worst" {
        type     = "integer", range = { 0, 10 },
        label    = \(label)
        question = "How strong is the worst pain, from 0 to 10?",
      }
      """,
      around: Examples.rule([
        "when": "pain.worst :at_least(7),", "because": "\"Worst pain: {pain.worst}.\",",
      ]),
      tests: Examples.test().replacing("intensity", with: "worst"))
  }

  static func findings(in subject: Subject) -> [Finding] {
    let facts = subject.vocabulary.facts.sorted { ($0.place, $0.name) < ($1.place, $1.name) }
    var first: [String: Fact] = [:]
    return facts.compactMap { fact -> Finding? in
      let label = fact.label.lowercased()
      guard let other = first[label] else {
        first[label] = fact
        return nil
      }
      // The fact that is reported is in a checked pack: the later one if both are.
      let (reported, related) = subject.isOwn(fact.place) ? (fact, other) : (other, fact)
      guard subject.isOwn(reported.place) else { return nil }
      return Finding(
        shared, at: subject.location(reported.place, of: "fact", named: reported.name, field: "label"),
        "fact '\(reported.name)' has the label '\(reported.label)' of fact '\(related.name)'",
        related: [
          .init(location: subject.location(related.place, naming: related.name), message: "the other fact")
        ])
    }
  }
}

internal import PlumblineGuideline

/// The check for facts that a reader cannot tell apart.
enum Labels: Check {
  static let shared = FindingKind(
    "label-shared", .warning,
    "two facts, or two codes of a fact, have the same label",
    reason: """
      An answer names facts by their labels: "Not answered: PCS" must say which. So does a list of answers to choose from: of \
      two "lower back" one means something else. Give each its own label, as a clinician would write it.
      """,
    mistake: example(#""Pain","# + Examples.mark), fix: example(#""Worst pain","#))

  static let question = FindingKind(
    "question-shared", .warning,
    "two facts ask the same question",
    reason: """
      One question gets one answer, and both facts are given it: most often the question was copied with the fact and not \
      changed. Ask for each fact in its own words.
      """,
    mistake: asking("\"How strong is the worst pain, from 0 to 10?\", -- ←"),
    fix: asking("\"How strong is the least pain, from 0 to 10?\","))

  static let kinds = [shared, question]

  private static func asking(_ question: String) -> FindingKind.Example {
    .init(
      """
      fact "pain.worst" {
        type     = "integer", range = { 0, 10 },
        label    = "Worst pain",
        question = "How strong is the worst pain, from 0 to 10?",
      }

      fact "pain.least" {
        type     = "integer", range = { 0, 10 },
        label    = "Least pain",
        question = \(question)
      }
      """,
      around: Examples.rule([
        "when": "all { pain.worst :at_least(7), pain.least :at_least(2) },",
        "because": "\"Worst pain: {pain.worst}; least: {pain.least}.\",",
      ]),
      tests: Examples.test().replacing("intensity = 8", with: "worst = 8, least = 4"))
  }

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
    same(\.label, subject).map { reported, related in
      Finding(
        shared, at: subject.location(reported.place, of: "fact", named: reported.name, field: "label"),
        "fact '\(reported.name)' has the label '\(reported.label)' of fact '\(related.name)'",
        related: [other(related, subject)])
    }
      + same(\.question, subject).map { reported, related in
        Finding(
          question, at: subject.location(reported.place, of: "fact", named: reported.name, field: "question"),
          "fact '\(reported.name)' asks the question of fact '\(related.name)'",
          related: [other(related, subject)])
      } + subject.vocabulary.facts.filter { subject.isOwn($0.place) }.compactMap { codes($0, subject) }
  }

  /// Returns the facts of checked packs that have the same text as another, each with that fact.
  private static func same(_ text: (Fact) -> String, _ subject: Subject) -> [(reported: Fact, related: Fact)]
  {
    let facts = subject.vocabulary.facts.sorted { ($0.place, $0.name) < ($1.place, $1.name) }
    var first: [String: Fact] = [:]
    return facts.compactMap { fact in
      let words = text(fact).lowercased()
      guard let other = first[words] else {
        first[words] = fact
        return nil
      }
      // The fact that is reported is in a checked pack: the later one if both are.
      let (reported, related) = subject.isOwn(fact.place) ? (fact, other) : (other, fact)
      return subject.isOwn(reported.place) ? (reported, related) : nil
    }
  }

  private static func other(_ fact: Fact, _ subject: Subject) -> Finding.Related {
    .init(location: subject.location(fact.place, naming: fact.name), message: "the other fact")
  }

  /// Finds two codes of a fact that are shown in the same words.
  private static func codes(_ fact: Fact, _ subject: Subject) -> Finding? {
    guard case .code(let codes) = fact.kind else { return nil }
    var first: [String: String] = [:]
    for code in codes {
      let words = fact.words(for: .code(code))
      guard let other = first[words.lowercased()] else {
        first[words.lowercased()] = code
        continue
      }
      return Finding(
        shared, at: subject.location(fact.place, of: "fact", named: fact.name, field: "labels"),
        "code '\(code)' of fact '\(fact.name)' has the label '\(words)' of code '\(other)'")
    }
    return nil
  }
}

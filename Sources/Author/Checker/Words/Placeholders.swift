internal import PlumblineGuideline

/// The check for placeholders that no answer fills in.
enum Placeholders: Check {
  static let unfilled = FindingKind(
    "placeholder-not-filled", .error,
    "a text has a place for a patient's value where none is filled in",
    reason: """
      Only `because` of a rule, a gate, a veto, a conflict and a contraindication shows the patient's values. Anywhere else \
      the reader sees the braces and the fact's name. Move the value to `because`, or leave it out.
      """,
    mistake: .init(
      Examples.rule(["title": "\"Pain of {pain.intensity}: pair exercise with walking\", -- ←"]),
      tests: Examples.test()),
    fix: .init(Examples.rule(), tests: Examples.test()))

  static let kinds = [unfilled]

  static func findings(in subject: Subject) -> [Finding] {
    let filled: Set<String> = ["because", "contraindications"]
    return (Utterance.all(in: subject) + questions(subject)).filter { !filled.contains($0.field) }.compactMap
    {
      utterance in
      let names = Template(utterance.text).parts.compactMap { part in
        if case .fact(let name) = part, subject.vocabulary.index(of: name) != nil { name } else { nil }
      }
      guard let name = names.first else { return nil }
      return Finding(
        unfilled, at: subject.location(utterance, quoting: "{\(name)}"),
        "`\(utterance.field)` of \(utterance.word) '\(utterance.name)' is shown as it is, with `{\(name)}`")
    }
  }

  private static func questions(_ subject: Subject) -> [Utterance] {
    subject.vocabulary.facts.filter { subject.isOwn($0.place) }.flatMap { fact in
      [("question", fact.question), ("label", fact.label)].map {
        Utterance(word: "fact", name: fact.name, field: $0.0, text: $0.1, place: fact.place)
      }
    }
  }
}

internal import PlumblineGuideline

/// The check for placeholders that no answer fills in.
enum Placeholders: Check {
  static let unfilled = FindingKind(
    "placeholder-not-filled", .error,
    "a text has a place for a patient's value where none is filled in",
    reason: """
      Only `because` of a rule, a gate, a veto, a conflict and a contraindication shows the patient's values, with `settled` and \
      `questions` of a stop and `action` of a veto. Anywhere else the reader sees the braces and the fact's name. Move the value to `because`, or leave it out.
      """,
    mistake: .init(
      Examples.rule(["title": "\"Pain of {pain.intensity}: pair exercise with walking\", -- ←"]),
      tests: Examples.test()),
    fix: .init(Examples.rule(), tests: Examples.test()))

  static let kinds = [unfilled]

  static func findings(in subject: Subject) -> [Finding] {
    Utterance.all(in: subject).filter { !isFilled($0) }.compactMap { utterance in
      let names = Template(utterance.text).parts.compactMap { part in
        if case .fact(let name) = part, subject.vocabulary.index(of: name) != nil { name } else { nil }
      }
      guard let name = names.first else { return nil }
      return Finding(
        unfilled, at: subject.location(utterance, quoting: "{\(name)}"),
        "`\(utterance.field)` of \(utterance.word) '\(utterance.name)' is shown as it is, with `{\(name)}`")
    }
  }

  private static func isFilled(_ utterance: Utterance) -> Bool {
    switch utterance.field {
    case "because", "contraindications": true
    case "settled", "questions": utterance.word == "stop"
    case "action": utterance.word == "pass_over"
    default: false
    }
  }
}

internal import PlumblineGuideline

/// The check that a guideline says what it recommends where no rule is true.
enum WithoutOtherwise: Check {
  static let missing = FindingKind(
    "otherwise-missing", .warning, "a guideline with rules has no `otherwise`",
    reason: """
      Where no rule is true, and nothing is missing, the answer is what `otherwise` recommends. Without one those patients get no \
      recommendation at all, since nothing undeclared is ever recommended. Declare it, or allow this finding with the reason.
      """,
    mistake: .init(
      """
      domain "knee-pain" { base = "exercise", … } -- ←
      rule "coping-skills" { … }
      """),
    fix: .init(
      """
      domain "knee-pain" { base = "exercise", … }
      rule "coping-skills" { … }
      otherwise "exercise-alone" { recommend = "exercise", … }
      """))

  static let kinds = [missing]

  static func findings(in subject: Subject) -> [Finding] {
    let guideline = subject.guideline
    let domain = guideline.domain
    guard domain.isDeclared, guideline.otherwise == nil, !guideline.rules.isEmpty, subject.isOwn(domain.place)
    else { return [] }
    return [
      Finding(
        missing, at: subject.location(domain.place, naming: "domain"),
        "the guideline '\(domain.name)' has no `otherwise`: where none of its rules is true, it recommends nothing"
      )
    ]
  }
}

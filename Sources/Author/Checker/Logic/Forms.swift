internal import PlumblineGuideline

/// The check for conditions that are longer than they need to be: mostly leftovers of an edit.
enum Forms: Check {
  static let ofOne = FindingKind(
    "combination-of-one", .note,
    "an `all`, `any`, `first_known` or `any_known` holds a single condition",
    reason: """
      It means the same as the condition alone. A second one may have been lost, or the combination is left over.
      """,
    mistake: .init(Examples.rule("all { pain.intensity :at_least(7) }").marked("when")),
    fix: .init(Examples.rule("pain.intensity :at_least(7)")))

  static let noneOfNone = FindingKind(
    "none-of-none", .warning,
    "a `none` holds a single `none`",
    reason: """
      The two cancel each other: the condition holds if any of the inner ones does. In this form readers mistake it for its \
      opposite. Write `any { … }`.
      """,
    mistake: .init(
      Examples.rule("none { none { pain.intensity :at_least(7), mood.phq_9 :at_least(10) } }").marked("when")),
    fix: .init(Examples.rule("any { pain.intensity :at_least(7), mood.phq_9 :at_least(10) }")))

  static let valueTwice = FindingKind(
    "value-twice", .warning,
    "`is_one_of` lists a value twice",
    reason: "The second adds nothing. Another value was meant, or it is left over.",
    mistake: .init(
      Examples.rule("work.status :is_one_of { \"employed\", \"retired\", \"employed\" }").marked("when")),
    fix: .init(Examples.rule("work.status :is_one_of { \"employed\", \"retired\" }")))

  static let oneOfOne = FindingKind(
    "one-of-one", .note,
    "`is_one_of` lists a single value",
    reason: "`is` means the same. A second value may have been lost.",
    mistake: .init(Examples.rule("work.status :is_one_of { \"employed\" }").marked("when")),
    fix: .init(Examples.rule("work.status :is \"employed\"")))

  static let betweenEqual = FindingKind(
    "between-equal-ends", .warning,
    "`between` has the same value at both ends",
    reason: "It holds for that one value, for which `is` is enough. More likely one of the two is mistyped.",
    mistake: .init(Examples.rule("pain.intensity :between(7, 7)").marked("when")),
    fix: .init(Examples.rule("pain.intensity :between(7, 10)")))

  static let kinds = [ofOne, noneOfNone, valueTwice, oneOfOne, betweenEqual]

  static func findings(in subject: Subject) -> [Finding] {
    var reported: Set<[String]> = []
    return subject.guideline.sites.filter { subject.isOwn($0.place) }.flatMap { sited in
      sited.condition.nodes.flatMap { path, node in
        findings(path, node, sited, subject)
      }
    }.sorted().filter { reported.insert(["\($0.location)", $0.kind.code]).inserted }
  }

  private static func findings(
    _ path: Condition.Path, _ node: Condition, _ sited: Guideline.SitedCondition, _ subject: Subject
  ) -> [Finding] {
    let location = subject.location(of: path, in: sited)
    let words = subject.words(node)
    switch node {
    case .all(let parts), .any(let parts), .firstKnown(let parts), .anyKnown(let parts):
      guard parts.count == 1 else { return [] }
      return [
        Finding(
          ofOne, at: location, "\(words) holds a single condition: `\(node.word)` adds nothing here",
          fix: fix(node, replacing: node, by: parts[0], location, subject))
      ]
    case .none(let parts):
      guard parts.count == 1, case .none(let inner) = parts[0] else { return [] }
      let meant: Condition = inner.count == 1 ? inner[0] : .any(inner)
      return [
        Finding(
          noneOfNone, at: location, "\(words) is a `none` of a `none`; write \(subject.words(meant))",
          fix: fix(node, replacing: node, by: meant, location, subject))
      ]
    case .comparison(let comparison): return findings(comparison, node, location, words, subject)
    case .scripted: return []
    }
  }

  private static func findings(
    _ comparison: Comparison, _ node: Condition, _ location: Finding.Location, _ words: String,
    _ subject: Subject
  ) -> [Finding] {
    if comparison.adaptedBy != nil { return [] }
    var seen: Set<Comparison.Operand> = []
    let once = comparison.operands.filter { seen.insert($0).inserted }
    func fixed(_ comparing: Comparison.Operator, _ operands: [Comparison.Operand]) -> Fix? {
      var changed = comparison
      changed.operator = comparing
      changed.operands = operands
      return fix(node, replacing: node, by: .comparison(changed), location, subject)
    }
    switch comparison.operator {
    case .isOneOf where once.count < comparison.operands.count:
      return [
        Finding(
          valueTwice, at: location, "\(words) lists a value twice",
          fix: fixed(once.count == 1 ? .is : .isOneOf, once))
      ]
    case .isOneOf where once.count == 1:
      return [Finding(oneOfOne, at: location, "\(words) lists a single value", fix: fixed(.is, once))]
    case .between where once.count == 1:
      let place = "\(words) has the same value at both ends: it holds for that value alone"
      return [Finding(betweenEqual, at: location, place)]
    default: return []
    }
  }

  /// The fix on one line, if the line has the condition once and exactly as `check` would write it.
  private static func fix(
    _ node: Condition, replacing old: Condition, by new: Condition, _ location: Finding.Location,
    _ subject: Subject
  ) -> Fix? {
    guard let text = subject.text(of: location.file) else { return nil }
    let written = subject.notation(old)
    let better = subject.notation(new)
    guard let line = text.replacing(written, by: better, onLine: location.line) else { return nil }
    return Fix(
      file: location.file, lines: location.line...location.line, replacement: [line],
      words: "write `\(better)`")
  }
}

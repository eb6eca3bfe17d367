internal import PlumblineGuideline
internal import PlumblineJSON

/// The check for texts that state another cut-off than the condition beside them.
enum StatedCutOffs: Check {
  static let misstated = FindingKind(
    "cut-off-misstated", .warning,
    "a text states another cut-off than its condition",
    reason: """
      The reader takes "age under 18" for what decided, and the condition compares with 16: most often one of the two was \
      changed alone. Write the number of the condition, or correct the condition. A text that states the condition's number \
      too may name others.
      """,
    mistake: .init(Examples.rule(["because": "\"Pain is at least 6.\", -- ←"]), tests: Examples.test()),
    fix: .init(Examples.rule(["because": "\"Pain is at least 7.\","]), tests: Examples.test()))

  static let kinds = [misstated]

  static func findings(in subject: Subject) -> [Finding] {
    let names = FactNames(subject.vocabulary)
    return ConditionText.all(of: subject.guideline).filter { subject.isOwn($0.place) }.flatMap { text in
      cutOffs(in: text, names, subject) + spans(in: text, names, subject)
        + (StatedAge.misstated(in: text, subject).map { [$0] } ?? [])
    }
  }

  private static func cutOffs(in text: ConditionText, _ names: FactNames, _ subject: Subject) -> [Finding] {
    let stated = StatedCutOff.all(
      in: text.text, names, whole: single(text.condition)?.fact,
      timed: text.isGateTitle ? timed(text.condition, subject.vocabulary) : nil)
    return Set(stated.map(\.fact)).compactMap { fact -> Finding? in
      guard let comparison = comparison(of: fact, in: text.condition) else { return nil }
      let grid = subject.vocabulary[fact].grid
      let own = stated.filter { $0.fact == fact && $0.otherUnit == nil }
      if own.isEmpty, let other = stated.first(where: { $0.fact == fact }) {
        return Units.mismatch(in: text, other, comparison, subject)
      }
      let fits = own.map { $0.fit(comparison, step: grid?.step ?? 1) }
      guard !fits.contains(.agrees),
        !fits.contains(.otherSide) || text.says(when: fact, subject.vocabulary),
        let wrong = own.first(where: { one in
          grid.map { $0.low < one.number && one.number < $0.high } ?? false
        })
      else { return nil }
      return finding(text, wrong.quoted, comparison, subject)
    }
  }

  /// Finds a range that is not the one between the lower and the upper cut-off of its fact.
  private static func spans(in text: ConditionText, _ names: FactNames, _ subject: Subject) -> [Finding] {
    let stated = StatedSpan.all(in: text.text, names, whole: text.condition.facts.only)
    return Set(stated.map(\.fact)).compactMap { fact -> Finding? in
      let own = stated.filter { $0.fact == fact }
      guard !text.isUnderNone(fact), let step = subject.vocabulary[fact].grid?.step,
        let drawn = DrawnSpan(of: fact, in: text.condition, step: step),
        !own.contains(where: { $0.fits(drawn, step: step) }), let wrong = own.first
      else { return nil }
      return finding(text, wrong.quoted, drawn.comparison, subject)
    }
  }

  static func finding(
    _ text: ConditionText, _ quoted: String, _ comparison: Comparison, _ subject: Subject
  ) -> Finding {
    Finding(
      misstated, at: subject.location(text, quoting: quoted),
      "`\(text.field)` of \(text.word) '\(text.name)' says `\(quoted)`, but its condition is \(subject.words(.comparison(comparison)))",
      related: [
        .init(location: subject.location(comparison, in: text.place.file), message: "the condition")
      ])
  }

  private static func single(_ condition: Condition) -> Comparison? {
    condition.comparisons.count == 1 && condition.scripts.isEmpty ? condition.comparisons.first : nil
  }

  /// The only fact of a condition that has a unit.
  private static func timed(_ condition: Condition, _ vocabulary: Vocabulary) -> Fact.Index? {
    let facts = condition.facts.filter { vocabulary[$0].unit != nil }
    return facts.count == 1 ? facts.first : nil
  }

  /// The only comparison of a fact, if it is with numbers; the same comparison may be in several places.
  private static func comparison(of fact: Fact.Index, in condition: Condition) -> Comparison? {
    let all = condition.comparisons.filter { $0.facts.contains(fact) }
    guard let only = all.first, only.fact == fact, only.operator.ordersNumbers,
      all.allSatisfy({ $0.operator == only.operator && $0.operands == only.operands && $0.fact == fact }),
      only.adaptedBy == nil, !condition.scripts.contains(where: { $0.reads.contains(fact) }),
      only.operands.allSatisfy({ if case .value(.number) = $0 { true } else { false } })
    else { return nil }
    return only
  }
}

extension Set {
  /// Its element, if there is exactly one.
  fileprivate var only: Element? { count == 1 ? first : nil }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// The check for conditions, and parts of conditions, that have the same truth for every patient for whom it is known.
enum ConstantConditions: Check {
  static let neverHolds = FindingKind(
    "condition-never-holds", .error,
    "a condition is true for no legal profile",
    reason: """
      The comparisons exclude each other, or the vocabulary's own laws exclude them: whatever is known about a patient, the \
      condition is false or unknown. A rule with this condition never acts, and no answer shows that. Look for a cut-off on \
      the wrong side or an `all` that should be an `any`.
      """,
    mistake: .init(
      Examples.rule("all { pain.intensity :above(7), pain.intensity :below(4) }").marked("when")),
    fix: .init(Examples.rule("any { pain.intensity :above(7), pain.intensity :below(4) }")))

  static let alwaysHolds = FindingKind(
    "condition-always-holds", .warning,
    "a condition, or a part of one, is false for no legal profile",
    reason: """
      Once its facts are known it is true, whatever their values: together the comparisons cover every patient. All that it \
      asks is whether the facts are known. Look for an `any` that should be an `all`, or a cut-off on the wrong side.
      """,
    mistake: .init(
      Examples.rule("any { pain.intensity :above(4), pain.intensity :below(7) }").marked("when")),
    fix: .init(Examples.rule("all { pain.intensity :above(4), pain.intensity :below(7) }")))

  static let partNeverHolds = FindingKind(
    "clause-never-holds", .warning,
    "a part of a condition is true for no legal profile",
    reason: """
      The part's comparisons exclude each other, so the part adds nothing to the condition around it. One of them has a wrong \
      cut-off or a wrong code, or the part is left over.
      """,
    mistake: .init(
      Examples.rule(
        """
        any {
            mood.phq_9 :at_least(10),
            all { pain.intensity :above(7), pain.intensity :below(4) },
          }
        """
      ).marked("above(7)")),
    fix: .init(
      Examples.rule(
        """
        any {
            mood.phq_9 :at_least(10),
            all { pain.intensity :above(4), pain.intensity :below(7) },
          }
        """)))

  static let comparisonNeverHolds = FindingKind(
    "comparison-never-holds", .error,
    "a comparison is true for no value that the fact may have",
    reason: """
      The cut-off lies at the end of the fact's range, and the comparison asks for values beyond it. Often `above` is written \
      instead of `at_least`, or `below` instead of `at_most`.
      """,
    mistake: .init(Examples.rule("pain.intensity :above(10)").marked("when")),
    fix: .init(Examples.rule("pain.intensity :at_least(10)")))

  static let comparisonAlwaysHolds = FindingKind(
    "comparison-always-holds", .warning,
    "a comparison is true for every value that the fact may have",
    reason: """
      The cut-off lies at the end of the fact's range, or the list contains every code: all that the comparison asks is \
      whether the fact is known. If that is meant, write a `need_data` gate; if not, the cut-off is wrong.
      """,
    mistake: .init(Examples.rule("pain.intensity :at_least(0)").marked("when")),
    fix: .init(Examples.rule("pain.intensity :at_least(1)")))

  static let kinds = [neverHolds, alwaysHolds, partNeverHolds, comparisonNeverHolds, comparisonAlwaysHolds]

  static func findings(in subject: Subject) -> [Finding] {
    guard let space = subject.within(subject.space) else { return [] }
    var found: [Finding] = []
    for sited in subject.ownSites where sited.condition != .all([]) {
      let constant =
        subject.within { () throws(PatientSpace.TooLarge) in
          try constants(of: sited.condition, subject.vocabulary, in: space)
        } ?? [:]
      for (path, holds) in constant where isSmallest(path, holds, constant) {
        // Whether a fact was given as a range is a matter of single profiles: a space of patients has values, or none.
        if sited.condition[path]?.comparisons.contains(where: { $0.operator == .wasARange }) ?? false {
          continue
        }
        found.append(finding(path, holds, sited, subject, space))
      }
    }
    // A local that several rules share is reported once.
    var reported: Set<[String]> = []
    return found.sorted().filter { finding in
      finding.kind == neverHolds || reported.insert(["\(finding.location)", finding.kind.code]).inserted
    }
  }

  /// Returns the nodes of a condition that are never true (false), or true whenever they are known (true).
  static func constants(
    of condition: Condition, _ vocabulary: Vocabulary, in space: PatientSpace
  ) throws(PatientSpace.TooLarge) -> [Condition.Path: Bool] {
    var constants: [Condition.Path: Bool] = [:]
    for (path, node) in condition.nodes {
      if contradicts(node, vocabulary) {
        constants[path] = false
      } else if try space.patients(node, .true) == space.nobody {
        constants[path] = false
      } else if try space.patients(node, .false) == space.nobody {
        constants[path] = true
      }
    }
    return constants
  }

  /// Whether comparisons of one number with numbers, side by side in an `all`, leave no value: found without a space of patients, which
  /// large numbers in sums make inexact.
  private static func contradicts(_ node: Condition, _ vocabulary: Vocabulary) -> Bool {
    guard node.combination == .all else { return false }
    let direct = node.children.compactMap { child -> Comparison? in
      guard case .comparison(let comparison) = child, comparison.operator.ordersNumbers,
        comparison.facts.count == 1
      else { return nil }
      return comparison
    }
    return Dictionary(grouping: direct, by: \.fact).contains { fact, comparisons in
      guard comparisons.count > 1, let grid = vocabulary[fact].grid else { return false }
      let stated = comparisons.flatMap(\.operands).compactMap { operand -> ExactNumber? in
        if case .value(.number(let number)) = operand { number } else { nil }
      }
      // A set of values between cut-offs has its ends at or beside one.
      let near = stated + stated.flatMap { [$0 + grid.step, $0 - grid.step].compactMap { $0 } }
      let values = ([grid.low, grid.high] + near).filter { $0 >= grid.low && $0 <= grid.high }
      return !values.contains { value in
        comparisons.allSatisfy { $0.truth { _ in .number(value) } == .true }
      }
    }
  }

  /// Whether no part of a node explains its constant truth. A node that can never hold is reported even if a part that always
  /// holds is the reason: it is graver.
  private static func isSmallest(
    _ path: Condition.Path, _ holds: Bool, _ constants: [Condition.Path: Bool]
  ) -> Bool {
    !constants.contains { other, value in
      other.count > path.count && other.starts(with: path) && (holds || !value)
    }
  }

  private static func finding(
    _ path: Condition.Path, _ holds: Bool, _ sited: Guideline.SitedCondition, _ subject: Subject,
    _ space: PatientSpace
  ) -> Finding {
    let node = sited.condition[path] ?? sited.condition
    let location = subject.location(of: path, in: sited)
    let words = subject.words(node)
    if case .comparison(let comparison) = node {
      let fact = subject.vocabulary[comparison.fact]
      let range = fact.name + " is " + fact.allowed
      return holds
        ? Finding(
          comparisonAlwaysHolds, at: location,
          "\(words) holds whenever the fact is known: \(range); to ask only whether it is known, use `need_data`"
        )
        : Finding(comparisonNeverHolds, at: location, "\(words) can hold for no patient: \(range)")
    }
    let related = related(node, sited, subject, space, all: holds)
    if holds {
      return Finding(
        alwaysHolds, at: location,
        "\(subject.guideline.words(of: sited.site)) has \(words), which holds whenever its facts are known: it excludes no patient",
        related: related)
    }
    let kind = path.isEmpty ? neverHolds : partNeverHolds
    let what =
      path.isEmpty
      ? subject.guideline.words(of: sited.site) : "\(words) in \(subject.guideline.words(of: sited.site))"
    return Finding(
      kind, at: location, "\(what) can hold for no patient: its parts exclude each other", related: related)
  }

  /// The first two parts that cannot hold together, or, if the node always holds, that together cover every patient.
  private static func related(
    _ node: Condition, _ sited: Guideline.SitedCondition, _ subject: Subject, _ space: PatientSpace, all: Bool
  ) -> [Finding.Related] {
    let parts = node.comparisons
    for (index, one) in parts.enumerated() {
      for other in parts[(index + 1)...] where other.fact == one.fact {
        let (first, second) = (Condition.comparison(one), Condition.comparison(other))
        let pair: Condition = all ? .any([first, second]) : .all([first, second])
        let sets = subject.within { () throws(PatientSpace.TooLarge) in
          try space.patients(pair, all ? .false : .true)
        }
        guard sets == space.nobody else { continue }
        return [first, second].map { part in
          let comparison = part.comparisons[0]
          return .init(
            location: subject.location(comparison, in: sited.place.file), message: subject.words(part))
        }
      }
    }
    return []
  }
}

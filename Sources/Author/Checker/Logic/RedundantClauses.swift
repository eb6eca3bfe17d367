internal import PlumblineEngine
internal import PlumblineGuideline

/// The check for parts of a condition that make no difference to it.
enum RedundantClauses: Check {
  static let duplicate = FindingKind(
    "clause-duplicate", .warning,
    "a list of conditions contains the same one twice",
    reason: """
      The second adds nothing. Either it is left over, or another fact or cut-off was meant, and then the condition asks less \
      than it should.
      """,
    mistake: .init(
      Examples.rule("all { pain.intensity :at_least(7), pain.intensity :at_least(7) }").marked("when")),
    fix: .init(Examples.rule("all { pain.intensity :at_least(7), mood.phq_9 :at_least(7) }")))

  static let redundant = FindingKind(
    "clause-redundant", .warning,
    "a part of a condition makes no difference",
    reason: """
      Without the part, the condition has the same truth for every legal profile, even if little is known: another part \
      covers it. Either it is left over, or its cut-off is wrong and the condition does not ask what was meant. A part that \
      only a gate makes superfluous is not reported: gates may change.
      """,
    mistake: .init(
      Examples.rule(
        """
        all {
            pain.intensity :at_least(7),
            pain.intensity :at_least(5),
          }
        """
      ).marked("at_least(5)")),
    fix: .init(Examples.rule("pain.intensity :at_least(7)")))

  static let neverReached = FindingKind(
    "operand-never-reached", .warning,
    "an operand of `first_known` can never matter",
    reason: """
      `first_known` takes the first operand that is not unknown. If an earlier one is known whenever this one is, this one is \
      never used: the order is wrong, or it compares the same fact again.
      """,
    mistake: .init(
      Examples.rule(
        """
        first_known {
            mood.phq_9 :at_least(10),
            mood.phq_9 :at_least(15),
          }
        """
      ).marked("at_least(15)")),
    fix: .init(
      Examples.rule(
        """
        first_known {
            mood.phq_9 :at_least(10),
            fear.fabq :at_least(15),
          }
        """)))

  static let kinds = [duplicate, redundant, neverReached]

  static func findings(in subject: Subject) -> [Finding] {
    guard let space = subject.within(subject.space) else { return [] }
    var reported: Set<[String]> = []
    return subject.ownSites.filter { subject.isOwn($0.place) }.flatMap { sited in
      subject.within { () throws(PatientSpace.TooLarge) in try findings(sited, subject, space) } ?? []
    }.sorted().filter { reported.insert(["\($0.location)", $0.kind.code]).inserted }
  }

  private static func findings(
    _ sited: Guideline.SitedCondition, _ subject: Subject, _ space: PatientSpace
  ) throws(PatientSpace.TooLarge) -> [Finding] {
    let whole = sited.condition
    let constants = try ConstantConditions.constants(of: whole, subject.vocabulary, in: space)
    if constants[[]] != nil { return [] }
    var found: [Finding] = []
    var removed: Set<Condition.Path> = []
    for path in try removable(from: whole, constants, in: space) {
      guard let node = whole[path] else { continue }
      found.append(try finding(path, node, besides: removed, sited, subject, space))
      removed.insert(path)
    }
    return found
  }

  /// Returns parts that can all be removed together without a change; what is constant is reported elsewhere.
  ///
  /// The largest parts come first, and the last before the first: of two that cover each other the later one is removed.
  static func removable(
    from whole: Condition, _ constants: [Condition.Path: Bool], in space: PatientSpace
  ) throws(PatientSpace.TooLarge) -> [Condition.Path] {
    let (yes, no) = (try space.patients(whole, .true), try space.patients(whole, .false))
    let parts = whole.nodes.map(\.path).filter { !$0.isEmpty }.sorted { left, right in
      left.count == right.count ? right.lexicographicallyPrecedes(left) : left.count < right.count
    }
    var removed: [Condition.Path] = []
    for path in parts {
      if constants.keys.contains(where: { $0.starts(with: path) || path.starts(with: $0) }) { continue }
      if removed.contains(where: { path.starts(with: $0) }) { continue }
      guard let without = whole.without(Set(removed + [path])) else { continue }
      guard try space.patients(without, .true) == yes, try space.patients(without, .false) == no else {
        continue
      }
      removed.append(path)
    }
    return removed
  }

  private static func finding(
    _ path: Condition.Path, _ node: Condition, besides removed: Set<Condition.Path>,
    _ sited: Guideline.SitedCondition, _ subject: Subject, _ space: PatientSpace
  ) throws(PatientSpace.TooLarge) -> Finding {
    let location = subject.location(of: path, in: sited)
    let parentPath = Array(path.dropLast())
    let parent = sited.condition[parentPath] ?? sited.condition
    let others = parent.children.enumerated().filter { index, _ in
      index != path.last && !removed.contains(parentPath + [index])
    }
    let before = others.filter { $0.offset < path.last ?? 0 }.map(\.element)
    let words = subject.words(node)
    if let twin = before.first(where: { subject.notation($0) == subject.notation(node) }) {
      let places = subject.text(of: location.file)?.places(
        ofCode: subject.notation(node), onLine: location.line)
      var second = location
      if let last = places?.last { second.column = last.column }
      return Finding(
        duplicate, at: second, "\(words) is repeated in \(subject.guideline.words(of: sited.site))",
        related: related([twin], sited, subject), fix: fix(node, second, subject))
    }
    if case .firstKnown = parent {
      return Finding(
        neverReached, at: location,
        "\(words) can never matter to `first_known`: an operand before it is known whenever it is",
        related: related(before, sited, subject))
    }
    var covering: [Condition] = []
    for other in others.map(\.element) where covering.isEmpty {
      let alone = parent.withChildren { $0 = [other] }
      let both = parent.withChildren { $0 = [other, node] }
      let sameTrue = try space.patients(alone, .true) == space.patients(both, .true)
      let sameFalse = try space.patients(alone, .false) == space.patients(both, .false)
      if sameTrue, sameFalse { covering = [other] }
    }
    let cover = covering.first.map { ": \(subject.words($0)) covers it" } ?? ""
    return Finding(
      redundant, at: location,
      "\(words) makes no difference to \(subject.guideline.words(of: sited.site))\(cover)",
      related: related(covering, sited, subject))
  }

  /// The fix that removes the second, if it has its own line or follows the first directly.
  private static func fix(_ node: Condition, _ location: Finding.Location, _ subject: Subject) -> Fix? {
    guard let text = subject.text(of: location.file) else { return nil }
    let code = subject.notation(node)
    var replacement: [String] = []
    if !text.hasOnly(code, onLine: location.line) {
      guard let line = text.replacing("\(code), \(code)", by: code, onLine: location.line) else { return nil }
      replacement = [line]
    }
    return Fix(
      file: location.file, lines: location.line...location.line, replacement: replacement,
      words: "remove the second \(subject.words(node))")
  }

  private static func related(
    _ parts: [Condition], _ sited: Guideline.SitedCondition, _ subject: Subject
  ) -> [Finding.Related] {
    parts.compactMap { part in
      guard let comparison = part.comparisons.first else { return nil }
      return .init(
        location: subject.location(comparison, in: sited.place.file), message: subject.words(part))
    }
  }
}

extension Condition {
  /// Returns the tree without these nodes; nil if a combination would be left empty.
  func without(_ removed: Set<Path>, at path: Path = []) -> Condition? {
    if children.isEmpty { return self }
    var left: [Condition] = []
    for (index, child) in children.enumerated() where !removed.contains(path + [index]) {
      guard let kept = child.without(removed, at: path + [index]) else { return nil }
      left.append(kept)
    }
    return left.isEmpty ? nil : withChildren { $0 = left }
  }
}

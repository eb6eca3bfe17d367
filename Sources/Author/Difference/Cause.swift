internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineWorkbench

/// A declaration that changes an answer, and the line that does it.
public struct Cause: Sendable, Hashable {
  public var key: DeclarationKey
  public var how: DeclarationChange.How
  /// The line that is changed, in the old and the new guideline; nil if it has none.
  public var before: Place?
  public var after: Place?
  /// What is changed, in the author's notation.
  public var words: String

  /// The pack that declares it now, else the one that declared it.
  public var pack: String { (after ?? before)?.pack ?? "" }
}

/// Why one answer changes in one way.
public struct Causes: Sendable, Hashable {
  /// Each of these alone does it; if `areTogether`, only all of them together.
  public var causes: [Cause]
  public var areTogether: Bool
}

/// The search for the declarations that change an answer: those that, put alone into the old guideline, cause the same change.
struct CauseSearch {
  let judges: Judges
  /// The changed declarations that an answer can depend on.
  let changes: [DeclarationChange]

  private var keys: [DeclarationKey] { changes.map(\.key) }

  func causes(of change: AnswerChange, at profile: Profile) -> Causes {
    if change.kind == .accepted {
      let laws = judges.aligned.old.laws + judges.aligned.new.laws
      let keys = Set(laws.filter { $0.words == change.subject }.map(\.key))
      return Causes(causes: changes.filter { keys.contains($0.key) }.map(cause), areTogether: false)
    }
    let asks = change.kind == .asked
    guard let before = judges.view(profile, by: judges.aligned.old, asks: asks) else {
      return Causes(causes: [], areTogether: false)
    }
    func does(_ keys: [DeclarationKey]) -> Bool {
      judges.view(profile, by: judges.aligned.old(taking: Set(keys)), asks: asks).map {
        before.changes(to: $0).contains(change)
      } ?? false
    }
    let alone = keys.filter { does([$0]) }
    if !alone.isEmpty {
      let found = Set(alone)
      return Causes(causes: changes.filter { found.contains($0.key) }.map(cause), areTogether: false)
    }
    guard does(keys) else { return Causes(causes: [], areTogether: false) }
    var needed = keys
    var size = needed.count / 2
    while size > 0 {
      var start = 0
      while start < needed.count {
        let rest = Array(needed[..<start] + needed[min(start + size, needed.count)...])
        if does(rest) { needed = rest } else { start += size }
      }
      size /= 2
    }
    let found = Set(needed)
    return Causes(causes: changes.filter { found.contains($0.key) }.map(cause), areTogether: needed.count > 1)
  }

  // MARK: the line

  private func cause(_ change: DeclarationChange) -> Cause {
    var cause = Cause(
      key: change.key, how: change.how, before: change.before, after: change.after,
      words: change.how == .changed ? "other \(change.acting.joined(separator: ", "))" : change.how.rawValue)
    guard change.how == .changed else { return cause }
    let sites = (conditions(change.key, judges.aligned.old), conditions(change.key, judges.aligned.new))
    let leaves = (sites.0.flatMap { Self.leaves($0) }, sites.1.flatMap { Self.leaves($0) })
    let gone = missing(leaves.0, in: leaves.1)
    let come = missing(leaves.1, in: leaves.0)
    if let line = gone.first?.line, line > 0 { cause.before?.line = line }
    if let line = come.first?.line, line > 0 { cause.after?.line = line }
    if let adaptation = adaptation(gone, come) {
      cause.after = adaptation.place
      cause.words = "adapted by \(adaptation.id): "
    } else {
      cause.words = ""
    }
    let notation = Notation(judges.aligned.vocabulary)
    func text(_ leaves: [Condition]) -> String {
      leaves.prefix(3).map { "`\(notation.text($0))`" }.joined(separator: ", ").replacing("#before", with: "")
        + (leaves.count > 3 ? ", …" : "")
    }
    let others = change.acting.filter { !["when", "only_when", "holds", "population"].contains($0) }
    switch (gone.isEmpty, come.isEmpty) {
    case (false, false): cause.words += "\(text(gone)) becomes \(text(come))"
    case (false, true): cause.words += "without \(text(gone))"
    case (true, false): cause.words += "with \(text(come))"
    case (true, true):
      cause.words +=
        others.isEmpty
        ? "the same comparisons in another combination" : "other \(others.joined(separator: ", "))"
      return cause
    }
    if !others.isEmpty { cause.words += "; other \(others.joined(separator: ", "))" }
    return cause
  }

  /// The adaptation that changed a comparison, if one did.
  private func adaptation(_ gone: [Condition], _ come: [Condition]) -> Adaptation? {
    let names = (gone + come).flatMap(\.comparisons).compactMap(\.adaptedBy)
    let all = judges.new.guideline.adaptations + judges.old.guideline.adaptations
    return names.first.flatMap { name in all.first { $0.id == name } }
  }

  /// The comparisons and scripts of a condition, each in a `none` if the condition denies it.
  private static func leaves(_ condition: Condition, isDenied: Bool = false) -> [Condition] {
    guard let combination = condition.combination else { return [isDenied ? .none([condition]) : condition] }
    return condition.children.flatMap { leaves($0, isDenied: isDenied != (combination == .noneOf)) }
  }

  /// The leaves of one list that the other lacks, with repetitions counted.
  private func missing(_ leaves: [Condition], in others: [Condition]) -> [Condition] {
    var counts: [Condition: Int] = [:]
    for leaf in others { counts[leaf.withoutPlaces, default: 0] += 1 }
    return leaves.filter { leaf in
      let left = counts[leaf.withoutPlaces] ?? 0
      if left > 0 { counts[leaf.withoutPlaces] = left - 1 }
      return left == 0
    }
  }

  /// The conditions of a declaration, in the order of writing.
  private func conditions(_ key: DeclarationKey, _ side: AlignedGuidelines.Side) -> [Condition] {
    switch key.kind {
    case .fact, .constraint: side.laws.filter { $0.key == key }.map(\.holds)
    default:
      side.guideline.sites.filter { sited in
        switch sited.site {
        case .gate(let id): key == .init(.gate, id)
        case .rule(let id): key == .init(.rule, id)
        case .veto(let id): key == .init(.adviseAgainst, id)
        case .conflict(let id): key == .init(.conflict, id)
        case .contraindication(let name, _), .caution(let name, _):
          key == .init(.pairing, name.description)
        case .population(let name, _): key == .init(.evidence, name)
        }
      }.map(\.condition)
    }
  }
}

/// What is reported of packs that do not load: the causes, and not all that follows from them.
extension GuidelineLoader {
  /// Drops what may only follow from something else: from a pack that is missing, or from declarations that were not read. Of the
  /// packs that build on it only those problems stay that their own text has in any case; the rest is reported once the cause is fixed.
  func dropConsequences(in packs: [Pack]) {
    let present = Set(readers.map(\.id))
    let broken = Set(problems.all.filter { $0.kind.losesDeclarations }.map(\.pack))
    var doubtful = Set(readers.filter { $0.lostWords.contains("fact") }.map(\.id))
    doubtful.formUnion(packs.filter { !present.isSuperset(of: $0.requires.keys) }.map(\.id))
    while let next = packs.first(where: { pack in
      !doubtful.contains(pack.id)
        && pack.requires.keys.contains { doubtful.contains($0) || broken.contains($0) }
    }) {
      doubtful.insert(next.id)
    }
    // A refused operator leaves something in its place that is no condition, wherever a local carries it.
    let refused = Set(problems.all.filter { $0.kind == .operator }.map(\.pack))
    problems.drop {
      doubtful.contains($0.pack) && !$0.kind.needsNoOther
        || $0.kind == .condition && refused.contains($0.pack)
    }
  }
}

extension PackProblem.Kind {
  /// Whether a declaration with such a problem is not read, so that its name is unknown elsewhere.
  fileprivate var losesDeclarations: Bool {
    [.syntax, .run, .limit, .badName, .unreadable, .conditionUnused].contains(self)
  }

  /// Whether the text of one pack alone shows it.
  fileprivate var needsNoOther: Bool {
    losesDeclarations
      || [.operator, .unknownField, .duplicate, .requirement, .misplaced, .more].contains(self)
  }
}

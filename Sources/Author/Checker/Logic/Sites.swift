internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineWorkbench

extension Subject {
  /// The conditions that the author's packs state, and those that their adaptations have changed.
  var ownSites: [Guideline.SitedCondition] {
    guideline.sites.filter { isOwn($0.place) || adaptation(in: $0.condition) != nil }
  }

  /// Returns the author's adaptation that changed a comparison of this condition.
  func adaptation(in condition: Condition) -> Adaptation? {
    for comparison in condition.comparisons {
      guard let name = comparison.adaptedBy else { continue }
      let found = guideline.adaptations.first {
        $0.id == name && $0.fact == comparison.fact && comparison.operands.contains(.value($0.to))
      }
      if let found, isOwn(found.place) { return found }
    }
    return nil
  }

  /// The location of the condition of a rule, gate or pairing: its `when`.
  func location(of sited: Guideline.SitedCondition) -> Finding.Location {
    if !isOwn(sited.place), let adaptation = adaptation(in: sited.condition) {
      return location(adaptation.place, naming: "adapt")
    }
    let name = sited.declarationName
    var position: PackText.Position?
    let text = text(of: sited.place.file)
    switch sited.site {
    case .gate, .rule, .veto, .conflict:
      for word in sited.words where position == nil {
        position = text?.position(of: word, named: name, field: "when")
      }
    case .contraindication(_, let index):
      position = text?.position(
        of: "pairing", named: name, list: "contraindications", entry: index, field: "when")
    case .caution(_, let index):
      position = text?.position(of: "pairing", named: name, list: "cautions", entry: index, field: "when")
    case .population(_, let index):
      position = text?.position(of: "evidence", named: name, list: "population", entry: index, field: "when")
    }
    guard let position else {
      return location(Place(file: sited.place.file, line: sited.condition.line))
    }
    return .init(file: sited.place.file, line: position.line, column: position.column)
  }

  /// The location of a node of a condition: a comparison's fact, a combination's word, the `when` of the whole.
  func location(of path: Condition.Path, in sited: Guideline.SitedCondition) -> Finding.Location {
    guard isOwn(sited.place), let node = sited.condition[path] else { return location(of: sited) }
    let file = sited.place.file
    if case .comparison(let comparison) = node { return location(comparison, in: file) }
    if path.isEmpty { return location(of: sited) }
    guard let first = node.leaves.first else { return location(of: sited) }
    let leaf =
      if case .comparison(let comparison) = first.leaf {
        location(comparison, in: file)
      } else {
        location(Place(file: file, line: node.line))
      }
    let position = text(of: file)?.combination(
      node.word, enclosing: .init(line: leaf.line, column: leaf.column), levels: first.path.count)
    return position.map { .init(file: file, line: $0.line, column: $0.column) } ?? leaf
  }

  /// A condition in the author's notation: two are the same if their notation is.
  func notation(_ condition: Condition) -> String { Notation(vocabulary).text(condition) }

  /// The notation in backticks, shortened if it is long.
  func words(_ condition: Condition) -> String {
    let text = notation(condition)
    return text.utf8.count <= 90
      ? "`\(text)`" : "`\(condition.word) { \(Notation(vocabulary).short(condition)) }`"
  }
}

extension Guideline.SitedCondition {
  /// The name of the declaration, without its pack.
  var declarationName: String {
    switch site {
    case .gate(let id), .rule(let id), .veto(let id), .conflict(let id):
      String(id.drop { $0 != "/" }.dropFirst())
    case .contraindication(let name, _), .caution(let name, _): name.description
    case .population(let name, _): name
    }
  }

  /// The words that may declare it.
  fileprivate var words: [String] {
    switch site {
    case .gate: ["stop", "defer", "exclude", "need_data"]
    case .rule: ["rule"]
    case .veto: ["advise_against", "do_not_offer", "pass_over"]
    case .conflict: ["conflict"]
    case .contraindication, .caution: ["pairing"]
    case .population: ["evidence"]
    }
  }
}

extension PatientSpace {
  /// Whether every patient of one set is in another; true only if that is proved.
  func isWithin(_ one: Patients, _ other: Patients) throws(TooLarge) -> Bool {
    try without(one, other) == nobody
  }
}

public import PlumblineGuideline
internal import PlumblineJSON

/// A guideline with one small change in it, which its tests should notice.
public struct Mutant: Sendable, Hashable {
  public var site: ConditionSite
  public var edit: Edit
  /// The place of the line that is changed.
  public var place: Place
  /// The change, in the author's notation: "`fear.tsk_17 :above(37)` becomes `:above(38)`".
  public var words: String

  /// Returns the guideline with the change; nil if the change does not fit it.
  public func apply(to guideline: Guideline) -> Guideline? {
    switch edit {
    case .drop: return guideline.replacing(site, with: nil)
    case .dropAlways:
      guard case .caution(let pairing, let index) = site else { return nil }
      return guideline.droppingAlways(index, of: pairing)
    case .dropNeed(let fact):
      guard case .gate(let id) = site else { return nil }
      return guideline.droppingNeed(fact, ofGate: id)
    default:
      guard let sited = guideline.sites.first(where: { $0.site == site }),
        let changed = edit.apply(to: sited.condition)
      else { return nil }
      return guideline.replacing(site, with: changed)
    }
  }

  /// Returns the mutant's condition in the guideline that it made; nil if it removed the site, whose number then belongs to the one
  /// after it.
  func condition(in changed: Guideline) -> Condition? { edit == .drop ? nil : changed.condition(at: site) }

  /// Returns every mutant of the wanted conditions, grouped by site.
  public static func all(
    of guideline: Guideline, where isWanted: (Place) -> Bool = { _ in true }
  ) -> [Mutant] {
    var mutants: [Mutant] = []
    for sited in guideline.sites where isWanted(sited.place) {
      let words = EditWords(sited.condition, guideline.vocabulary)
      for edit in Edit.edits(of: sited.condition, guideline.vocabulary) {
        let line = edit.path.flatMap { sited.condition[$0] }?.line ?? 0
        mutants.append(
          Mutant(
            site: sited.site, edit: edit,
            place: Place(file: sited.place.file, line: line > 0 ? line : sited.place.line),
            words: words.words(edit)))
      }
      mutants.append(
        Mutant(site: sited.site, edit: .drop, place: sited.place, words: "without \(sited.site.words)"))
      if case .caution(let pairing, let index) = sited.site,
        guideline.pairings[pairing]?.cautions[index].isAlways == true
      {
        mutants.append(
          Mutant(
            site: sited.site, edit: .dropAlways, place: sited.place,
            words: "\(sited.site.words) without `always`"))
      }
    }
    for gate in guideline.gates where isWanted(gate.place) {
      if gate.needed.isEmpty { continue }
      func add(_ edit: Edit, _ words: String) {
        mutants.append(Mutant(site: .gate(gate.id), edit: edit, place: gate.place, words: words))
      }
      if gate.when == nil { add(.drop, "without gate \(gate.id)") }
      if gate.needed.count > 1 {
        for fact in gate.needed {
          add(.dropNeed(fact), "`any_of` of gate \(gate.id) without \(guideline.vocabulary[fact].name)")
        }
      }
    }
    return mutants
  }
}

extension Edit {
  /// The path of the node that is changed; nil if the change is not in a condition.
  public var path: Condition.Path? {
    switch self {
    case .shift(let path, _, _), .swapComparison(let path, _), .swapValue(let path, _),
      .dropValue(let path, _), .dropClause(let path), .negate(let path), .swapCombination(let path):
      path
    case .drop, .dropNeed, .dropAlways: nil
    }
  }
}

/// The description of an edit in the author's notation.
private struct EditWords {
  let condition: Condition
  let notation: Notation

  init(_ condition: Condition, _ vocabulary: Vocabulary) {
    self.condition = condition
    notation = Notation(vocabulary)
  }

  func words(_ edit: Edit) -> String {
    guard let path = edit.path, let node = condition[path] else { return "" }
    let before = "`\(notation.text(node))`"
    switch edit {
    case .dropClause: return "without \(before) in its `\(condition[Array(path.dropLast())]?.word ?? "")`"
    case .negate: return "\(before) negated"
    case .swapCombination:
      let after = node.swapped.map { $0.word == "none" ? "none { all { … } }" : $0.word } ?? ""
      return "`\(after)` for `\(node.word)` over \(notation.short(node))"
    default:
      let after = edit.apply(to: condition)?[path].map(notation.text) ?? ""
      return "\(before) becomes `\(after)`"
    }
  }
}

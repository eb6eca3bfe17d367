package import PlumblineEngine
package import PlumblineGuideline
internal import PlumblineText

/// What is between two guidelines' answers, in a sentence.
package struct RelationWords {
  let guidelines: Guidelines

  package init(guidelines: Guidelines) { self.guidelines = guidelines }

  private var language: Language { guidelines.language }

  var heading: String { language("Between the guidelines") }

  /// The word that comes before the sentence.
  func label(_ kind: Relation.Kind) -> String {
    switch kind {
    case .contradicts: language("CONTRADICTION")
    case .agrees: language("Agreement")
    case .repeats: language("Repeated")
    }
  }

  package func sentence(_ relation: Relation) -> String {
    let domain = relation.sides.first.flatMap { guidelines[$0.guideline]?.guideline.domain }
    let parts = relation.parts.map { domain?.words(ofPart: $0) ?? $0.replacing("-", with: " ") }.joined(
      separator: ", ")
    let titles = relation.sides.map { title($0.guideline) }
    let (one, other) = (titles[0], titles[titles.count - 1])
    let against = relation.sides.last.map(named) ?? ""
    switch (relation.kind, relation.sides.last?.stance) {
    case (.contradicts, .stops):
      return language.both(
        "{one} recommends {parts}, but {other} stops ({reason}). Act on the stop; start none of this before it is dealt with.",
        ["one": one, "parts": parts, "other": other, "reason": against])
    case (.contradicts, .defers):
      return language.both(
        "{one} recommends {parts}, but {other} says to wait ({reason}). Settle that before it starts.",
        ["one": one, "parts": parts, "other": other, "reason": against])
    case (.contradicts, _) where relation.sides[0].stance == .recommends(.primary):
      return language(
        "{one} recommends {parts}, but {other} advises against it ({reason}). Decide which one applies.",
        ["one": one, "parts": parts, "other": other, "reason": against])
    case (.contradicts, _):
      return language(
        "{one} offers {parts}, but {other} advises against it ({reason}). Decide which one applies.",
        ["one": one, "parts": parts, "other": other, "reason": against])
    case (.agrees, .advisesAgainst):
      return language(
        "{one} and {other} both advise against {parts}.", ["one": one, "other": other, "parts": parts])
    case (.agrees, _):
      return language(
        "{one} and {other} both name {parts}, each on sources of its own. Plan it once.",
        ["one": one, "other": other, "parts": parts])
    case (.repeats, _):
      return language(
        "{one} and {other} both name {parts}, on the same source: that is one piece of evidence, not two. Plan it once.",
        ["one": one, "other": other, "parts": parts])
    }
  }

  func title(_ id: String) -> String { guidelines[id]?.guideline.domain.title ?? id }

  /// The titles of what a side rests on.
  private func named(_ side: Relation.Side) -> String {
    guard let guideline = guidelines[side.guideline]?.guideline else {
      return side.by.joined(separator: "; ")
    }
    let titles = side.by.map { id in
      (guideline.stops + guideline.gates).first { $0.id == id }?.title
        ?? guideline.vetoes.first { $0.id == id }?.title
        ?? guideline.pairings.values.first { $0.id == id }?.title ?? id
    }
    return Bilingual.joined(titles, separator: "; ")
  }
}

extension Guidelines {
  /// In which they are shown.
  var language: Language { members.first?.guideline.language ?? .english }
}

extension JointDecision {
  /// The packs of all guidelines, in a sentence.
  static func packs(of guidelines: Guidelines) -> String {
    guidelines.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
  }

  /// What is said above a recommendation while another guideline's stop is true.
  package static let heldBack = "A stop is true: nothing that is named here starts before it is dealt with."

  /// Whether a part's recommendation has to wait for another guideline's stop.
  package func isHeldBack(_ part: Part) -> Bool {
    part.decision?.disposition == .recommend && !alerts.isEmpty
  }
}

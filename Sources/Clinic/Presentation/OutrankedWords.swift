internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

extension Decision.Recommendation {
  /// The title, with what came first if this is an alternative that was outranked.
  func title(in guideline: Guideline) -> String {
    guard let rule = guideline.rules.first(where: { $0.id == outrankedBy }) else { return title }
    return guideline.language(
      "{title} (outranked by {first})",
      ["title": title, "first": guideline.pairings[rule.recommends]?.title ?? rule.title])
  }
}

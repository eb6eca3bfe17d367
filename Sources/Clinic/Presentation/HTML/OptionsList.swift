internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The options side by side in HTML: a list of which each entry reads as a sentence, in columns where the screen is wide.
struct OptionsList {
  let words: OptionWords
  private var language: Language { words.language }

  var section: HTML {
    if words.compared.isEmpty { return "" }
    let names = words.named.map(\.title).joined(separator: ", ")
    return """
      <h2>\(language("Options, in a fixed order"))</h2>
      \(words.commonComparator.map { ["<p class=\"soft\">\(language("Against {comparator}, where no other is named. The last words are the certainty.", ["comparator": $0]))</p>" as HTML] } ?? [])
      <ul class="options">
      \(words.compared.map(entry))
      \(words.tempering.map(tempering))
      </ul>
      \(if: !names.isEmpty, "<p class=\"soft\">\(language("Named, nothing claimed: {names}.", ["names": names]))</p>")
      <p class="soft">\(language("Certainty is trust in the studied result, not a chance of benefit.")) \(language("* Recalled, not confirmed."))</p>
      """
  }

  /// The letters of a line beside the name, and on a phone.
  private static let columns = 60

  private func entry(_ option: Decision.Option) -> HTML {
    let style =
      option.standing == .recommended ? "chosen" : option.standing == .advisedAgainst ? "against" : ""
    return """
      <li class="\(style)"><p class="name">\(option.title)<span class="colon">:</span></p>
      <p class="standing soft">\(words.standing(option, within: Self.columns))</p>
      <ul class="claims">\(words.claims(option).map { "<li>\(claim($0))</li>" as HTML })</ul></li>
      """
  }

  private func tempering(_ claim: Claim) -> HTML {
    """
    <li><p class="name">\(claim.evidence.intervention.capitalisedOnce)<span class="colon">:</span></p>
    <p class="standing soft">\(language("tempers the claims above"))</p>
    <p class="claims">\(self.claim(claim))</p></li>
    """
  }

  /// A claim as a sentence: never an effect without what it was compared with and when.
  private func claim(_ claim: Claim) -> HTML {
    let item = claim.evidence
    let measure = item.effect.map { "\($0.measure) " } ?? ""
    let isCommon = item.comparator == words.commonComparator
    return """
      \(words.outcome(claim)): \(measure)\(words.effect(claim))\(isCommon ? "" : ", " + words.against(claim)); <strong>\(words.certainty(claim))</strong>
      """
  }
}

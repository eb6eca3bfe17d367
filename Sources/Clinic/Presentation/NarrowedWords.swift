internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The words for what follows from other answers.
struct NarrowedWords {
  private let vocabulary: Vocabulary
  private let language: Language

  init(_ vocabulary: Vocabulary, in language: Language = .english) {
    (self.vocabulary, self.language) = (vocabulary, language)
  }

  var heading: String { language("Follows from other answers") }

  /// Returns "PHQ-9 item 9 is at least 2, since PHQ-9 is 26. The PHQ-9 total is …".
  func sentence(_ narrowed: NarrowedFact) -> String {
    let what = language(
      "{finding}, since {reasons}.",
      ["finding": known(narrowed.fact, narrowed.state), "reasons": since(narrowed)])
    return ([what] + narrowed.because).joined(separator: " ")
  }

  /// Returns "PHQ-9 is 26 and PHQ-2 is at most 3".
  func since(_ narrowed: NarrowedFact) -> String {
    let facts = narrowed.since.map { known($0.fact, $0.state) }
    return facts.isEmpty
      ? language("no other value is possible")
      : facts.count == 1
        ? facts[0]
        : language(
          "{list} and {last}", ["list": facts.dropLast().joined(separator: ", "), "last": facts.last ?? ""])
  }

  /// Returns "PHQ-9 is 26", "Time since surgery is 5 to 20 weeks", "Spinal surgery: yes".
  private func known(_ index: Fact.Index, _ state: FactState) -> String {
    let fact = vocabulary[index]
    let words = fact.words(for: state, in: language)
    switch state {
    case .absent(let reason): return "\(fact.label): \(language(reason.words))"
    case .known, .within:
      return fact.grid == nil
        ? "\(fact.label): \(words ?? "")"
        : language("{fact} is {value}", ["fact": fact.label, "value": words ?? ""])
    }
  }
}

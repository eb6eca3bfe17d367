internal import PlumblineEngine
internal import PlumblineGuideline

/// The words for what follows from other answers.
struct NarrowedWords {
  static let heading = "Follows from other answers"

  private let vocabulary: Vocabulary

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Returns "PHQ-9 item 9 is at least 2, since PHQ-9 is 26. The PHQ-9 total is …".
  func sentence(_ narrowed: NarrowedFact) -> String {
    let what = "\(known(narrowed.fact, narrowed.state)), since \(since(narrowed))."
    return ([what] + narrowed.because).joined(separator: " ")
  }

  /// Returns "PHQ-9 is 26 and PHQ-2 is at most 3".
  func since(_ narrowed: NarrowedFact) -> String {
    let facts = narrowed.since.map { known($0.fact, $0.state) }
    return facts.isEmpty
      ? "no other value is possible"
      : facts.count == 1
        ? facts[0] : facts.dropLast().joined(separator: ", ") + " and " + (facts.last ?? "")
  }

  /// Returns "PHQ-9 is 26", "Time since surgery is 5 to 20 weeks", "Spinal surgery: yes".
  private func known(_ index: Fact.Index, _ state: FactState) -> String {
    let fact = vocabulary[index]
    switch state {
    case .known(.number(let number)):
      return "\(fact.label) is \(ExplanationWords.quantity(number, fact.unit))"
    case .known(let value): return "\(fact.label): \(fact.words(for: value))"
    case .within(let range):
      guard fact.grid != nil else { return "\(fact.label): \(range.words(of: fact))" }
      let unit = fact.unit.map { " " + ExplanationWords.unit($0) } ?? ""
      return "\(fact.label) is \(range.words(of: fact))\(unit)"
    case .absent(let reason): return "\(fact.label): \(reason.words)"
    }
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// What a test expects of facts as the guideline reads them: scored, worked out, computed or narrowed by laws.
///
/// It needs no rule, so a vocabulary is tested by itself.
struct FactExpectation {
  private let vocabulary: Vocabulary
  private let reading: Reading

  init(_ vocabulary: Vocabulary, _ reading: Reading) {
    self.vocabulary = vocabulary
    self.reading = reading
  }

  /// - Parameter expected: for each fact its value, or the word that says why it is absent: `["mood.phq_9"] = 10`.
  func failures(_ expected: JSONValue) -> [UnmetExpectation] {
    guard let members = expected.objectValue else {
      return [UnmetExpectation(words: "facts: must be a table of facts: { [\"mood.phq_9\"] = 10 }")]
    }
    return members.compactMap { member in
      guard let fact = vocabulary.index(of: member.key) else {
        let nearest = didYouMean(member.key, vocabulary.facts.map(\.name))
        return UnmetExpectation(field: "facts", words: "facts: no fact '\(member.key)'\(nearest)")
      }
      let found = value(fact)
      if found == member.value { return nil }
      return UnmetExpectation(
        field: "facts", expected: member.value, found: found,
        words: "facts: \(member.key) is \(found.canonicalText), expected \(member.value.canonicalText)")
    }
  }

  private func value(_ fact: Fact.Index) -> JSONValue {
    if let value = reading.value(fact) { return value.json }
    switch reading.state(fact) {
    case .known(let value): return value.json
    case .within(let range): return .string(range.words(of: vocabulary[fact]))
    case .absent(let reason): return .string(reason.rawValue)
    }
  }
}

internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// Where the facts of an answer came from, if the profile was read from a patient's record.
struct OriginSection {
  let decision: Decision
  let vocabulary: Vocabulary
  let language: Language

  func set(on page: inout Page) {
    let read = decision.read
    let origins = decision.origins.filter { read.contains($0.key) && $0.value.isOfRecord }.sorted {
      $0.key < $1.key
    }
    if origins.isEmpty { return }
    page.heading(language("From the record"))
    for (index, origin) in origins {
      let parts = age(index, origin) + [origin.source].compactMap(\.self)
      page.bullet("\(vocabulary[index].label): \(Escaping.terminal(parts.joined(separator: ", ")))")
    }
  }

  /// Returns "was 12, too old, observed 2026-03-02" for a fact whose value is too old to count; nil for any other.
  func tooOld(_ fact: Fact.Index) -> String? {
    guard let origin = decision.origins[fact], origin.staleValue != nil else { return nil }
    return age(fact, origin).joined(separator: ", ")
  }

  private func age(_ fact: Fact.Index, _ origin: Origin) -> [String] {
    let stale = origin.staleValue.map {
      language("was {value}, too old", ["value": vocabulary[fact].words(for: $0, in: language)])
    }
    return [stale, origin.observed.map { language("observed {day}", ["day": "\($0)"]) }].compactMap(\.self)
  }
}

extension Origin {
  /// Whether it says more than how a number was converted, which stands elsewhere.
  fileprivate var isOfRecord: Bool { source != nil || observed != nil || staleValue != nil }
}

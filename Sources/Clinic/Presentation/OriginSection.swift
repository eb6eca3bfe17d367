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
      let stale = origin.staleValue.map {
        language("was {value}, too old", ["value": vocabulary[index].words(for: $0, in: language)])
      }
      let observed = origin.observed.map { language("observed {day}", ["day": "\($0)"]) }
      let parts = [stale, observed, origin.source].compactMap(\.self)
      page.bullet("\(vocabulary[index].label): \(Escaping.terminal(parts.joined(separator: ", ")))")
    }
  }
}

extension Origin {
  /// Whether it says more than how a number was converted, which stands elsewhere.
  fileprivate var isOfRecord: Bool { source != nil || observed != nil || staleValue != nil }
}

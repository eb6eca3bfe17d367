internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// Where the facts of an answer came from, if the profile was read from a patient's record.
struct OriginSection {
  let decision: Decision
  let vocabulary: Vocabulary

  func set(on page: inout Page) {
    let read = decision.trace.reduce(into: Set<Fact.Index>()) { $0.formUnion($1.condition.facts) }
    let origins = decision.origins.filter { read.contains($0.key) }.sorted { $0.key < $1.key }
    if origins.isEmpty { return }
    page.heading("From the record")
    for (index, origin) in origins {
      let stale = origin.staleValue.map { "was \(vocabulary[index].words(for: $0)), too old" }
      let parts = [stale, origin.observed.map { "observed \($0)" }, origin.source].compactMap(\.self)
      page.bullet("\(vocabulary[index].label): \(Escaping.terminal(parts.joined(separator: ", ")))")
    }
  }
}

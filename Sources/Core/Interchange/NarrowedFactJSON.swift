public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineJSON

extension NarrowedFact {
  /// What the laws leave of a fact, and since what: `{"fact": …, "range": …, "since": […], "because": […]}`.
  public func json(_ vocabulary: Vocabulary) -> JSONValue {
    .object([
      JSONMember("fact", .string(vocabulary[fact].name)), state.member(of: vocabulary[fact]),
      JSONMember("since", .strings(since.map { vocabulary[$0.fact].name })),
      JSONMember("because", .strings(because)),
    ])
  }
}

extension FactState {
  /// What is known of a fact: `"known"`, `"range"` or `"absent"`.
  func member(of fact: Fact) -> JSONMember {
    switch self {
    case .within(let range): JSONMember("range", range.json(of: fact))
    case .known(let value): JSONMember("known", value.json)
    case .absent(let reason): JSONMember("absent", .string(reason.rawValue))
    }
  }
}

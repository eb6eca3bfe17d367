public import PlumblineGuideline

extension Coverage.Goal {
  public var words: String {
    switch self {
    case .outcome(let truth): truth.word
    case .decides(let flag): "\(flag) and deciding"
    }
  }
}

extension Coverage.Leaf {
  /// The author's notation.
  public func words(_ notation: Notation) -> String {
    switch subject {
    case .condition(let condition): notation.text(condition)
    case .anyOf(let facts): notation.anyOf(facts)
    }
  }
}

extension Coverage.Score {
  /// `91% (120 of 131, 7 impossible)`.
  public var words: String {
    let impossible = impossible == 0 ? "" : ", \(impossible) impossible"
    return "\(percent)% (\(seen) of \(possible)\(impossible))"
  }
}

public import PlumblineGuideline

/// A profile to fill in, as lines: every fact that is given, commented out, with its question and its values.
public struct ProfileTemplate {
  private let vocabulary: Vocabulary
  private let order: AskingOrder

  /// - Parameter guidelines: those in force over the vocabulary.
  public init(_ vocabulary: Vocabulary, _ guidelines: [Guideline]) {
    self.vocabulary = vocabulary
    order = AskingOrder(vocabulary, guidelines)
  }

  public var text: String {
    var lines = [
      "# Delete the # before what you know. What stays commented is not asked, and never a no.",
      "# A value may be a range (10..14, ..3), or: unknown, declined, n/a.",
      "# id = ",
    ]
    for group in order.groups {
      let own = group.facts.map { vocabulary[$0] }.filter { !$0.isDate && !$0.name.contains("/") }
      if own.isEmpty { continue }
      lines += ["", "## \(group.name)"]
      if let flags = vocabulary.flags(inGroup: group.name), flags.count > 1 {
        lines.append("# \(group.name) = none")
      }
      for fact in own { lines += ["", "# \(fact.question)", "# \(fact.name) = \(values(fact))"] }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func values(_ fact: Fact) -> String {
    switch fact.kind {
    case .boolean: "yes | no"
    case .code(let codes): codes.map { fact.labels[$0] ?? $0 }.joined(separator: " | ")
    case .integer, .decimal:
      "(\(fact.allowed))" + (fact.unit == "wk" ? ", or 16 months, 2 years, 2025-03" : "")
    }
  }
}

public import PlumblineGuideline
public import PlumblineText

/// A profile to fill in, as lines: every fact that is given, commented out, with its question and its values.
public struct ProfileTemplate {
  private let vocabulary: Vocabulary
  private let order: AskingOrder
  /// The same vocabulary in the language of the questions.
  private let said: Vocabulary
  private let language: Language

  /// - Parameters:
  ///   - guidelines: those in force over the vocabulary.
  ///   - said: the same vocabulary in another language; nil for its own. What is filled in stays in the vocabulary's own words.
  public init(
    _ vocabulary: Vocabulary, _ guidelines: [Guideline], said: Vocabulary? = nil,
    in language: Language = .english
  ) {
    self.vocabulary = vocabulary
    order = AskingOrder(vocabulary, guidelines)
    self.said = said ?? vocabulary
    self.language = language
  }

  public var text: String {
    var lines = [
      "# "
        + language("Delete the # before what you know. What stays commented is not asked, and never a no."),
      "# " + language("A value may be a range (10..14, ..3), or: unknown, declined, n/a."), "# id = ",
    ]
    for group in order.groups {
      let own = group.facts.map { vocabulary[$0] }.filter { !$0.isDate && !$0.name.contains("/") }
      if own.isEmpty { continue }
      lines += ["", "## \(group.name)"]
      if let flags = vocabulary.flags(inGroup: group.name), flags.count > 1 {
        lines.append("# \(group.name) = none")
      }
      for fact in own { lines += ["", "# \(question(fact))", "# \(fact.name) = \(values(fact))"] }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The question; in another language with its words for the codes, which are filled in in the vocabulary's own.
  private func question(_ fact: Fact) -> String {
    guard let place = vocabulary.index(of: fact.name) else { return fact.question }
    let other = said[place]
    guard case .code(let codes) = fact.kind, other.labels != fact.labels else { return other.question }
    let words = codes.map { "\(fact.labels[$0] ?? $0): \(other.labels[$0] ?? $0)" }
    return "\(other.question) (\(words.joined(separator: "; ")))"
  }

  private func values(_ fact: Fact) -> String {
    switch fact.kind {
    case .boolean: "yes | no"
    case .code(let codes): codes.map { fact.labels[$0] ?? $0 }.joined(separator: " | ")
    case .integer, .decimal:
      "(\(fact.allowed(in: language)))"
        + (fact.unit == "wk" ? language(", or 16 months, 2 years, 2025-03") : "")
    }
  }
}

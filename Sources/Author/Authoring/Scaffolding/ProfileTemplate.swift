public import PlumblineGuideline

/// A profile to fill in, as lines: every fact that is given, commented out, with its question and its values.
public struct ProfileTemplate {
  private let vocabulary: Vocabulary
  /// The groups in the order in which a clinician asks: those of stops, of gates, and the others.
  private let groups: [String]

  /// - Parameter guidelines: those in force over the vocabulary.
  public init(_ vocabulary: Vocabulary, _ guidelines: [Guideline]) {
    self.vocabulary = vocabulary
    let gates = guidelines.flatMap(\.stops) + guidelines.flatMap(\.gates)
    let order = gates.flatMap { $0.facts.sorted() } + Array(vocabulary.facts.indices)
    var seen: Set<String> = []
    groups = order.map { Self.group(vocabulary[$0].name) }.filter { seen.insert($0).inserted }
  }

  private static func group(_ name: String) -> String {
    name.contains(".") ? String(name.prefix { $0 != "." }) : ""
  }

  public var text: String {
    var lines = [
      "# Delete the # before what you know. What stays commented is not asked, and never a no.",
      "# A value may be a range (10..14, ..3), or: unknown, declined, n/a.",
      "# id = ",
    ]
    let given = vocabulary.givenFacts.map { vocabulary[$0] }.filter { !$0.isDate && !$0.name.contains("/") }
    for group in groups {
      let own = given.filter { Self.group($0.name) == group }
      if own.isEmpty { continue }
      lines += ["", "## \(group)"]
      if let flags = vocabulary.flags(inGroup: group), flags.count > 1 { lines.append("# \(group) = none") }
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

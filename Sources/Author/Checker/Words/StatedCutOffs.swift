internal import PlumblineGuideline
internal import PlumblineJSON

/// The check for texts that state another cut-off than the condition beside them.
enum StatedCutOffs: Check {
  static let misstated = FindingKind(
    "cut-off-misstated", .warning,
    "a text states another cut-off than its condition",
    reason: """
      The reader takes "age under 18" for what decided, and the condition compares with 16: most often one of the two was \
      changed alone. Write the number of the condition, or correct the condition. A text that states the condition's number \
      too may name others.
      """,
    mistake: .init(Examples.rule(["because": "\"Pain is at least 6.\", -- ←"]), tests: Examples.test()),
    fix: .init(Examples.rule(["because": "\"Pain is at least 7.\","]), tests: Examples.test()))

  static let kinds = [misstated]

  /// A text with the condition that it describes.
  private struct Site {
    var word: String
    var name: String
    var field: String
    var text: String
    var condition: Condition
    var place: Place

    /// Whether a text says when the condition is true, and not what would be needed instead: a title does, and a reason with the
    /// patient's value.
    func says(when fact: Fact.Index, _ vocabulary: Vocabulary) -> Bool {
      let isSaid =
        field == "title" || field == "because" && text.contains("{\(vocabulary[fact].declaredName)}")
      return isSaid
        && !condition.nodes.contains { $0.node.combination == .noneOf && $0.node.facts.contains(fact) }
    }

    var isGateTitle: Bool { field == "title" && ["stop", "defer", "exclude", "need_data"].contains(word) }
  }

  static func findings(in subject: Subject) -> [Finding] {
    let names = FactNames(subject.vocabulary)
    return sites(subject.guideline).filter { subject.isOwn($0.place) }.flatMap { site in
      let stated = StatedCutOff.all(
        in: site.text, names, whole: single(site.condition)?.fact,
        timed: site.isGateTitle ? timed(site.condition, subject.vocabulary) : nil)
      return Set(stated.map(\.fact)).compactMap { fact -> Finding? in
        guard let comparison = comparison(of: fact, in: site.condition) else { return nil }
        let grid = subject.vocabulary[fact].grid
        let own = stated.filter { $0.fact == fact }
        let fits = own.map { $0.fit(comparison, step: grid?.step ?? 1) }
        guard !fits.contains(.agrees),
          !fits.contains(.otherSide) || site.says(when: fact, subject.vocabulary),
          let wrong = own.first(where: { one in
            grid.map { $0.low < one.number && one.number < $0.high } ?? false
          })
        else { return nil }
        return Finding(
          misstated,
          at: subject.location(
            site.place, of: site.word, named: site.name, field: site.field, quoting: wrong.quoted),
          "`\(site.field)` of \(site.word) '\(site.name)' says `\(wrong.quoted)`, but its condition is \(subject.words(.comparison(comparison)))",
          related: [
            .init(location: subject.location(comparison, in: site.place.file), message: "the condition")
          ])
      }
    }
  }

  private static func single(_ condition: Condition) -> Comparison? {
    condition.comparisons.count == 1 && condition.scripts.isEmpty ? condition.comparisons.first : nil
  }

  /// The only fact of a condition that has a unit.
  private static func timed(_ condition: Condition, _ vocabulary: Vocabulary) -> Fact.Index? {
    let facts = condition.facts.filter { vocabulary[$0].unit != nil }
    return facts.count == 1 ? facts.first : nil
  }

  /// The only comparison of a fact, if it is with numbers; the same comparison may be in several places.
  private static func comparison(of fact: Fact.Index, in condition: Condition) -> Comparison? {
    let all = condition.comparisons.filter { $0.facts.contains(fact) }
    guard let only = all.first, only.fact == fact, only.operator.ordersNumbers,
      all.allSatisfy({ $0.operator == only.operator && $0.operands == only.operands && $0.fact == fact }),
      only.adaptedBy == nil, !condition.scripts.contains(where: { $0.reads.contains(fact) }),
      only.operands.allSatisfy({ if case .value(.number) = $0 { true } else { false } })
    else { return nil }
    return only
  }

  private static func sites(_ guideline: Guideline) -> [Site] {
    var sites: [Site] = []
    func add(
      _ word: String, _ name: String, _ texts: [(String, String)], _ condition: Condition?, _ place: Place
    ) {
      guard let condition else { return }
      sites += texts.map {
        Site(word: word, name: name, field: $0.0, text: $0.1, condition: condition, place: place)
      }
    }
    for rule in guideline.rules {
      add(rule.word, rule.ownName, [("title", rule.title), ("because", rule.because)], rule.when, rule.place)
    }
    for gate in guideline.stops + guideline.gates {
      add(gate.word, gate.ownName, [("title", gate.title), ("because", gate.because)], gate.when, gate.place)
    }
    for veto in guideline.vetoes {
      let texts = [("title", veto.title), ("because", veto.because)]
      add("advise_against", veto.ownName, texts, veto.when, veto.place)
    }
    for conflict in guideline.conflicts {
      let texts = [("title", conflict.title), ("because", conflict.because)]
      add("conflict", conflict.ownName, texts, conflict.when, conflict.place)
    }
    for pairing in guideline.pairings.values {
      let name = pairing.name.description
      for one in pairing.contraindications {
        add("pairing", name, [("contraindications", one.because)], one.when, pairing.place)
      }
      for one in pairing.cautions { add("pairing", name, [("cautions", one.says)], one.when, pairing.place) }
    }
    for item in guideline.evidence.values {
      for one in item.population {
        add("evidence", item.name, [("population", one.says)], one.when, item.place)
      }
    }
    return sites
  }
}

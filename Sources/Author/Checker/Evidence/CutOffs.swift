internal import PlumblineGuideline
internal import PlumblineJSON

/// The check for cut-offs that have no source.
enum CutOffs: Check {
  static let withoutSource = FindingKind(
    "cut-off-without-source", .warning,
    "a cut-off has no source",
    reason: """
      A number decides who gets what, so a reader must be able to see where it comes from. Name its source in `sources` of the \
      declaration that compares, or of the fact; a questionnaire's citation counts too, and so does a claimed study that \
      selected people by that number. A policy is a source as well: cite it. A number that means "any at all" or "none" is \
      not a cut-off.
      """,
    mistake: .init(
      Examples.rule(["when": "pain.intensity :at_least(7), -- ←", "sources": ""]),
      tests: Examples.test()),
    fix: .init(Examples.rule(), tests: Examples.test()))

  static let kinds = [withoutSource]

  /// A condition with the sources of its numbers.
  private struct Site {
    var who: String
    var condition: Condition
    var place: Place
    var sources: [String]
    var texts: [String]
    var claims: [String] = []
  }

  /// Words by which a text says that a number is a choice.
  private static let choice: Phrase = "convention|conventions|conventional|policy|consensus|arbitrary"

  static func findings(in subject: Subject) -> [Finding] {
    let scored = Set(subject.vocabulary.instruments.values.flatMap { $0.scales.map(\.fact) })
    return sites(subject.guideline).filter { subject.isOwn($0.place) && $0.sources.isEmpty }.flatMap { site in
      let isSaid = site.texts.flatMap(Clause.all).contains { choice.isIn($0) }
      return isSaid
        ? []
        : site.condition.comparisons.compactMap { comparison -> Finding? in
          let fact = subject.vocabulary[comparison.fact]
          guard comparison.adaptedBy == nil, fact.sources.isEmpty, !scored.contains(comparison.fact),
            let number = cutOff(comparison, of: fact), !isStudied(comparison, site, subject.guideline),
            !Clause.all(in: fact.note ?? "").contains(where: choice.isIn)
          else { return nil }
          return Finding(
            withoutSource, at: subject.location(comparison, in: site.place.file),
            "\(site.who) compares '\(fact.name)' with \(number), and neither it nor the fact names a source")
        }
    }
  }

  private static func sites(_ guideline: Guideline) -> [Site] {
    var sites: [Site] = []
    for gate in guideline.stops + guideline.gates {
      guard let when = gate.when else { continue }
      sites.append(
        Site(
          who: "\(gate.word) '\(gate.ownName)'", condition: when, place: gate.place, sources: gate.sources,
          texts: [gate.because]))
    }
    for rule in guideline.rules {
      guard let when = rule.when else { continue }
      sites.append(
        Site(
          who: "rule '\(rule.ownName)'", condition: when, place: rule.place, sources: rule.sources,
          texts: [rule.because, rule.note ?? ""], claims: rule.claims))
    }
    for veto in guideline.vetoes {
      sites.append(
        Site(
          who: "\(veto.word) '\(veto.ownName)'", condition: veto.when, place: veto.place,
          sources: veto.sources,
          texts: [veto.because]))
    }
    for conflict in guideline.conflicts {
      sites.append(
        Site(
          who: "conflict '\(conflict.ownName)'", condition: conflict.when, place: conflict.place,
          sources: conflict.sources, texts: [conflict.because]))
    }
    for pairing in guideline.pairings.values {
      for one in pairing.contraindications {
        sites.append(
          Site(
            who: "a contraindication of '\(pairing.name)'", condition: one.when, place: pairing.place,
            sources: pairing.sources, texts: [one.because]))
      }
    }
    return sites
  }

  /// The number that a comparison uses as a cut-off; nil if it uses none: "any at all", "none", codes, other facts.
  private static func cutOff(_ comparison: Comparison, of fact: Fact) -> String? {
    guard comparison.operator.ordersNumbers, let grid = fact.grid else { return nil }
    let numbers = comparison.operands.compactMap { operand in
      if case .value(.number(let number)) = operand { number } else { nil }
    }
    guard numbers.count == comparison.operands.count else { return nil }
    let (lowest, highest) = (grid.low, grid.high)
    func isBeyond(_ number: ExactNumber, _ end: ExactNumber) -> Bool {
      (end + grid.step).map { number > $0 } ?? true
    }
    let isLine = numbers.contains { number in
      switch comparison.operator {
      case .atLeast, .below: isBeyond(number, lowest) && number < highest
      case .above, .atMost: number > lowest && isBeyond(highest, number)
      default: number > lowest && number < highest
      }
    }
    return isLine ? numbers.map(\.description).joined(separator: " to ") : nil
  }

  /// Whether a claimed study selected its people by the same number.
  private static func isStudied(_ comparison: Comparison, _ site: Site, _ guideline: Guideline) -> Bool {
    site.claims.compactMap { guideline.evidence[$0] }.flatMap(\.population).flatMap(\.when.comparisons)
      .contains {
        $0.fact == comparison.fact && !Set($0.operands).isDisjoint(with: comparison.operands)
      }
  }
}

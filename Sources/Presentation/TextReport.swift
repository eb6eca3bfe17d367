public import Engine
public import Guideline

/// The answer on one screen, in words that a clinician can check.
public struct TextReport {
  /// How many missing facts are shown before the rest are counted.
  static let missingShown = 4

  private let guideline: Guideline
  private let style: Style
  private var vocabulary: Vocabulary { guideline.vocabulary }

  public init(_ guideline: Guideline, style: Style) {
    self.guideline = guideline
    self.style = style
  }

  /// - Parameter record: where the decision is recorded; nil: it is not, and the screen says so.
  public func text(_ decision: Decision, record: String?) -> String {
    var page = Page(style)
    let who = decision.profile.map { Escaping.terminal($0) } ?? "patient without an id"
    page.line("Plumbline · \(who) · as of \(decision.asOf)".replacingDots(style.isPlain))
    page.blank()
    head(decision, &page)
    for alert in decision.alerts { self.alert(alert, &page) }
    for gate in decision.gates { self.gate(gate, &page) }
    for recommendation in decision.recommendations where recommendation.role == .primary {
      rationale(recommendation, &page)
    }
    alternatives(decision, &page)
    conflicts(decision, &page)
    cautions(decision, &page)
    missing(decision, &page)
    sources(decision, &page)
    page.blank()
    page.paragraph(Words.purpose, first: "", rest: "")
    let packs = guideline.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    page.paragraph("\(record.map { "Record \($0)." } ?? Words.notRecorded) Packs: \(packs).", first: "", rest: "")
    return page.text
  }

  private func head(_ decision: Decision, _ page: inout Page) {
    let headline = Words.headline(decision.disposition)
    if let primary = decision.primary {
      page.line(style.bold("\(headline)  \(Escaping.terminal(primary.title))"))
      page.paragraph("\(primary.pairing) (\(primary.strength.rawValue) recommendation for)")
    } else {
      page.line(style.bold(headline))
      page.paragraph(Words.explanation(decision.disposition))
    }
  }

  private func alert(_ alert: Decision.Alert, _ page: inout Page) {
    page.heading("\(Words.urgency(alert.urgency))  \(Escaping.terminal(alert.title))")
    page.paragraph(alert.because)
    page.paragraph("Do now: \(alert.action)")
  }

  private func gate(_ gate: Decision.GateFinding, _ page: inout Page) {
    page.heading(Escaping.terminal(gate.title) + (gate.truth == .unknown ? " (not answered)" : ""))
    page.paragraph(gate.because)
    if gate.truth == .unknown {
      page.paragraph("Needed: \(gate.needs.map { vocabulary[$0].label }.joined(separator: ", "))")
    } else {
      page.paragraph("Do now: \(gate.action)")
    }
  }

  // MARK: the recommendation

  private func rationale(_ recommendation: Decision.Recommendation, _ page: inout Page) {
    page.heading("Why")
    for because in recommendation.because { page.paragraph(because) }
    if recommendation.claims.isEmpty { return }
    page.heading("What the evidence says (certainty is for this patient, claim by claim)")
    claims(recommendation.claims, &page)
  }

  private func claims(_ claims: [Claim], _ page: inout Page) {
    var scales: [ScaleKey: [EvidenceItem.Effect]] = [:]
    for effect in claims.compactMap(\.evidence.effect) { scales[ScaleKey(effect), default: []].append(effect) }
    var lastKey: ScaleKey?
    for claim in claims {
      let item = claim.evidence
      let what = Page.pad("\(item.outcome.words), \(item.timepoint.words)", 34)
      let certainty = Page.pad("certainty \(claim.certainty.words)", 22)
      if let effect = item.effect, let plot = ForestPlot(scales[ScaleKey(effect)] ?? [], isPlain: style.isPlain) {
        page.line("  \(what)\(certainty)\(plot.draw(effect))")
        page.paragraph(
          "\(Words.effect(effect)) against \(item.comparator); \(effect.better.rawValue) is better; \(Words.ladder(claim)).",
          first: "    ", rest: "    ")
        lastKey = ScaleKey(effect)
      } else {
        page.line("  \(what)\(certainty)no figure available")
        page.paragraph("against \(item.comparator); \(Words.ladder(claim)).", first: "    ", rest: "    ")
      }
    }
    if let lastKey, scales.count == 1, let plot = ForestPlot(scales[lastKey] ?? [], isPlain: style.isPlain) {
      page.line(Page.pad("", 58) + plot.axis)
    }
  }

  private struct ScaleKey: Hashable {
    var measure: String
    var better: EvidenceItem.Effect.Better

    init(_ effect: EvidenceItem.Effect) {
      measure = effect.measure
      better = effect.better
    }
  }

  private func alternatives(_ decision: Decision, _ page: inout Page) {
    let others = decision.recommendations.filter { $0.role == .alternative }
    if !others.isEmpty { page.heading("Alternatives") }
    for other in others {
      let claims = other.claims.map { "\($0.evidence.outcome.words), \($0.evidence.timepoint.words): \($0.certainty.words)" }
      page.bullet("\(other.title). \(other.because.joined(separator: " ")) Certainty: \(claims.joined(separator: "; ")).")
    }
    if !decision.advisedAgainst.isEmpty { page.heading("Advised against") }
    for veto in decision.advisedAgainst { page.bullet("\(veto.title). \(veto.because)") }
    if decision.primary?.rules.contains(where: { $0 == guideline.otherwise?.id }) ?? false, !decision.undecided.isEmpty {
      page.heading("Rules that could not be decided")
      for rule in decision.undecided {
        page.bullet("\(rule.title): needs \(rule.needs.map { vocabulary[$0].label }.joined(separator: ", "))")
      }
    }
  }

  // MARK: what to mind

  private func conflicts(_ decision: Decision, _ page: inout Page) {
    if !decision.conflicts.isEmpty { page.heading("Findings that point apart") }
    for conflict in decision.conflicts { page.bullet("\(conflict.title). \(conflict.because)") }
  }

  private func cautions(_ decision: Decision, _ page: inout Page) {
    let all = decision.cautions + (decision.primary?.cautions ?? [])
    if !all.isEmpty { page.heading("Mind") }
    for caution in all { page.bullet(caution) }
  }

  private func missing(_ decision: Decision, _ page: inout Page) {
    if decision.disposition == .stop {
      let stops = decision.trace.filter { $0.truth == .unknown }.flatMap(\.condition.facts)
      let open = vocabulary.facts.indices.filter { stops.contains($0) && decision.missing.map(\.fact).contains($0) }
      if !open.isEmpty {
        page.heading("Stops that are not answered")
        page.paragraph(open.map { vocabulary[$0].label }.joined(separator: ", "))
      }
      return
    }
    if decision.missing.isEmpty {
      if decision.disposition == .recommend { page.heading("Nothing that is missing could change this answer.") }
      return
    }
    let shown = decision.missing.prefix(Self.missingShown)
    page.heading("Missing, and able to change the answer (\(shown.count) of \(decision.missing.count))")
    for missing in shown {
      let fact = vocabulary[missing.fact]
      page.bullet("\(fact.label): \(fact.question) Could change \(Words.parts(missing.couldChange)).")
    }
    let rest = decision.missing.dropFirst(Self.missingShown).map { vocabulary[$0.fact].label }
    if !rest.isEmpty { page.paragraph("Also: \(rest.joined(separator: ", ")).") }
  }

  private func sources(_ decision: Decision, _ page: inout Page) {
    var names: [String] = decision.primary?.sources ?? []
    names += decision.alerts.flatMap(\.sources) + decision.gates.flatMap(\.sources)
    var seen: Set<String> = []
    let sources = names.filter { seen.insert($0).inserted }.compactMap { guideline.sources[$0] }
    if !sources.isEmpty { page.heading("Sources") }
    for source in sources {
      page.bullet(source.citation + (source.doi.map { " doi:\($0)" } ?? ""))
    }
  }
}

extension String {
  /// Middle dots as hyphens, for plain output.
  func replacingDots(_ isPlain: Bool) -> String {
    isPlain ? String(map { $0 == "·" ? "-" : $0 }) : self
  }
}

internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// The evidence by source: effects drawn and in a table, the people studied, and the publications.
struct EvidencePage {
  private let content: Content
  private var guideline: Guideline { content.guideline }
  private var words: BookWords { content.words }

  init(_ content: Content) { self.content = content }

  var body: HTML {
    let bySource = Dictionary(grouping: guideline.evidence.values, by: \.source)
    let sources = guideline.sources.values.sorted { $0.name < $1.name }
    return """
      <p>\(Words.certainty.capitalisedOnce). The ratings here are the evidence's own; for a patient they can only be lower. \
      Confirmed means that figure and rating were seen at the source that is named; recalled means that they were not.</p>
      \(bySource.sorted { (isIdle($0.value), $0.key) < (isIdle($1.value), $1.key) }.map { section($0.key, $0.value.sorted { $0.name < $1.name }) })
      <h2>Sources</h2>
      <dl>
      \(sources.map(source))
      </dl>
      """
  }

  private func section(_ source: String, _ items: [EvidenceItem]) -> HTML {
    let rows = items.map { EvidencePlot.Row($0, certainty: $0.certainty, heading: $0.intervention) }
    return """
      <h2>\(words.short(source))</h2>
      <p class="soft">Publication: \(Target.source(source).link(source))</p>
      \(EvidencePlot.all(rows).map { "<div class=\"wide\">\($0.figure)</div>" as HTML })
      <div class="table"><table>
      <caption>One row for each outcome at each time</caption>
      <thead><tr><th scope="col">Outcome</th><th scope="col">What, against what</th><th scope="col">Effect</th><th scope="col">Certainty</th></tr></thead>
      <tbody>
      \(items.map(row))
      </tbody></table></div>
      \(populations(items))
      """
  }

  private func row(_ item: EvidenceItem) -> HTML {
    let rules = rules(claiming: item)
    let claimed: HTML =
      rules.isEmpty
      ? "<span class=\"soft\">no rule</span>"
      : BookWords.joined(rules.map { Target.rule($0.id).link($0.title) }, by: "; ")
    let note: HTML = item.note.map { "<br><span class=\"soft\">\($0)</span>" } ?? ""
    return """
      <tr id="\(Target.evidence(item.name).anchor)"><th scope="row">\(item.outcome.words), \(item.timepoint.words)</th><td>\(item.intervention), against \(item.comparator)\(note)<br><span class="soft">Claimed by:</span> \(claimed)<br><span class="soft">Written:</span> \(words.place(item.place))</td><td>\(effect(item))</td><td>\(certainty(item))</td></tr>
      """
  }

  private func rules(claiming item: EvidenceItem) -> [Rule] {
    (guideline.rules + (guideline.otherwise.map { [$0] } ?? [])).filter { $0.claims.contains(item.name) }
  }

  /// 1 if no rule claims any of it, so that it comes last.
  private func isIdle(_ items: [EvidenceItem]) -> Int {
    items.allSatisfy { rules(claiming: $0).isEmpty } ? 1 : 0
  }

  private func effect(_ item: EvidenceItem) -> HTML {
    guard let effect = item.effect else { return "no figure available" }
    return
      "\(effect.measure) \(Words.estimate(effect)), \(effect.better.rawValue) is better<br><span class=\"soft\">\(seen(effect.seen))</span>"
  }

  private func certainty(_ item: EvidenceItem) -> HTML {
    if item.certainty == .notStated {
      return "not stated<br><span class=\"soft\">no rating was published or seen</span>"
    }
    return "\(item.certainty.marked)<br><span class=\"soft\">\(seen(item.certaintySeen))</span>"
  }

  private func seen(_ place: String?) -> String {
    place.map { "confirmed: \($0)" } ?? "recalled, not confirmed"
  }

  /// The people studied; items with the same population are listed together.
  private func populations(_ items: [EvidenceItem]) -> HTML {
    var groups: [(criteria: [EvidenceItem.Criterion], items: [EvidenceItem])] = []
    for item in items where !item.population.isEmpty {
      let key = item.population.map { [$0.says, "\($0.asksWhenUnknown)"] }
      if let place = groups.firstIndex(where: {
        $0.criteria.map { [$0.says, "\($0.asksWhenUnknown)"] } == key
      }) {
        groups[place].items.append(item)
      } else {
        groups.append((item.population, [item]))
      }
    }
    return HTML(
      groups.map { group in
        let whose =
          groups.count == 1 && group.items.count == items.count
          ? ""
          : ": \(group.items.map { "\($0.intervention), \($0.outcome.words), \($0.timepoint.words)" }.joined(separator: "; "))"
        return """
          <h3>The people studied\(whose)</h3>
          \(BookWords.list(group.criteria.map(criterion)))
          """
      })
  }

  private func criterion(_ criterion: EvidenceItem.Criterion) -> HTML {
    let open =
      criterion.asksWhenUnknown
      ? "Not known: asked, without losing a level." : "Not known: one level lower, as if it did not hold."
    return
      "people with \(criterion.says) <span class=\"soft\">\(open)</span>\(words.condition(criterion.when))"
  }

  private func source(_ source: Source) -> HTML {
    let doi: HTML = source.doi.map { " <a href=\"https://doi.org/\($0)\">doi:\($0)</a>" } ?? ""
    let address: HTML = source.url.map { " <code>\($0)</code>" } ?? ""
    let note: HTML = source.note.map { "<br><span class=\"soft\">\($0)</span>" } ?? ""
    return """
      <dt id="\(Target.source(source.name).anchor)"><code>\(source.name)</code></dt><dd>\(source.citation)\(doi)\(address)\(note)</dd>
      """
  }
}

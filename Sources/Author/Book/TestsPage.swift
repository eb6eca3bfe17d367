internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText
internal import PlumblineWorkbench

/// The results of the packs' own tests, and the parts of the guideline that they exercise.
struct TestsPage {
  private let content: Content
  private let notation: Notation
  private var tests: TestFindings { content.tests }

  init(_ content: Content) {
    self.content = content
    notation = Notation(content.vocabulary)
  }

  var body: HTML {
    let coverage = tests.coverage
    return """
      <p>\((tests.outcomes.count - tests.failed.count).counted("test")) of \(tests.outcomes.count) pass.</p>
      \(if: !tests.failed.isEmpty, "<h2>Tests that fail</h2>")
      \(BookWords.list(tests.failed.map(failure)))
      <h2>Coverage</h2>
      <dl>
      \(BookWords.row("Outcomes", "\(coverage.outcomes.words): each comparison true, false and unknown in a decision that evaluates it"))
      \(BookWords.row("MC/DC", "\(coverage.independence.words): each comparison shown to decide by itself, both ways"))
      \(BookWords.row("Impossible", "\(coverage.isProved ? "what no legal profile can show is proved, and not asked for" : "the guideline is too large to prove it: everything counts as possible")"))
      </dl>
      \(table(coverage.units))
      <h2>Not covered</h2>
      \(uncovered(coverage.units))
      """
  }

  private func failure(_ outcome: PackTestBench.Outcome) -> HTML {
    let why = outcome.failures.map(\.words).joined(separator: "; ")
    return "\(outcome.test.title): \(why) \(content.words.place(outcome.test.place))"
  }

  private func table(_ units: [Coverage.Unit]) -> HTML {
    let rows: [HTML] = units.map { unit in
      let (outcomes, independence) = (Coverage.outcomes([unit]), Coverage.independence([unit]))
      return """
        <tr><th scope="row">\(site(unit.site))</th><td>\(count(unit.site))</td><td class="fit">\(score(outcomes))</td><td class="fit">\(score(independence))</td></tr>
        """
    }
    return """
      <div class="table"><table>
      <caption>Each condition of the guideline; a tick if everything that can be shown is shown</caption>
      <thead><tr><th scope="col">Condition</th><th scope="col">In the answer of tests</th><th scope="col">Outcomes</th><th scope="col">MC/DC</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>
      """
  }

  private func score(_ score: Coverage.Score) -> String {
    if score.possible == 0 { return "– none possible" }
    return "\(score.isFull ? "✓" : "✗") \(score.seen) of \(score.possible)"
  }

  private func count(_ site: ConditionSite) -> String {
    switch site {
    case .gate(let id), .rule(let id), .veto(let id), .conflict(let id): "\(tests.count(id))"
    case .contraindication, .caution, .population: ""
    }
  }

  private func site(_ site: ConditionSite) -> HTML {
    let target: Target =
      switch site {
      case .gate(let id): .gate(id)
      case .rule(let id), .veto(let id), .conflict(let id): .rule(id)
      case .contraindication(let name, _), .caution(let name, _): .pairing(name)
      case .population(let name, _): .evidence(name)
      }
    return target.link(site.words)
  }

  private func uncovered(_ units: [Coverage.Unit]) -> HTML {
    let items: [HTML] = units.flatMap { unit in
      unit.leaves.compactMap { leaf -> HTML? in
        let wanted = leaf.wanted
        if wanted.isEmpty { return nil }
        return
          "\(site(unit.site)): <code>\(leaf.words(notation))</code> is not seen \(wanted.map(\.words).joined(separator: ", ")) \(content.words.place(leaf.place))"
      }
    }
    return items.isEmpty ? "<p>Nothing that a legal profile can show.</p>" : BookWords.list(items)
  }
}

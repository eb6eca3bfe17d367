internal import PlumblineGuideline
internal import PlumblineText

/// Coverage for a reader: the figures of every condition, and details only for what is not covered.
struct CoverageReport {
  let coverage: Coverage
  let notation: Notation

  func write(to page: inout Page) {
    page.blank()
    page.line("COVERAGE")
    page.line("  outcomes  each comparison true, false and unknown  \(coverage.outcomes.words)")
    page.line("  MC/DC     each comparison decides, both ways       \(coverage.independence.words)")
    if !coverage.isProved {
      page.source(
        "The guideline is too large to prove what is impossible: everything counts as possible.", indent: 2)
    }
    for (pack, units) in packs {
      page.blank()
      page.line("  \(pack)")
      for unit in units { write(unit, to: &page) }
    }
  }

  private var packs: [(String, [Coverage.Unit])] {
    Dictionary(grouping: coverage.units, by: \.place.pack).sorted { $0.key < $1.key }
  }

  private func write(_ unit: Coverage.Unit, to page: inout Page) {
    let (outcomes, independence) = (Coverage.outcomes([unit]), Coverage.independence([unit]))
    let isFull = outcomes.isFull && independence.isFull
    let figures =
      "outcomes \(outcomes.seen)/\(outcomes.possible), MC/DC \(independence.seen)/\(independence.possible)"
    page.source("\(isFull ? "ok " : "-- ") \(unit.site.words): \(figures)", indent: 4)
    if !unit.isReached { page.source("\(unit.place): no test's decision evaluates it", indent: 7) }
    for leaf in unit.leaves { write(leaf, isReached: unit.isReached, to: &page) }
  }

  private func write(_ leaf: Coverage.Leaf, isReached: Bool, to page: inout Page) {
    let unseen = isReached ? leaf.wanted.map(\.words) : []
    let impossible = leaf.goals.filter { leaf.state($0) == .impossible }.map(\.words)
    if unseen.isEmpty, impossible.isEmpty { return }
    page.source("\(leaf.place): \(leaf.words(notation))", indent: 7)
    if !unseen.isEmpty { page.source("not seen: \(unseen.joined(separator: ", "))", indent: 9) }
    if !impossible.isEmpty {
      page.source("impossible, proved: \(impossible.joined(separator: ", "))", indent: 9)
    }
  }
}

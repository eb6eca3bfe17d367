internal import PlumblineGuideline
internal import PlumblineText

/// Decisions over time, how many of them were not followed, and what came of them: drawn (SVG) with one row for each, all rows on one
/// scale, so that nothing looks more frequent than it is; and the same as a table.
struct CoursePlot {
  /// What it is about: a rule's id, or all decisions in words.
  let title: String
  let periods: [(period: String, firing: RecordStatistics.Firing)]
  let language: Language

  private static let (width, row, gap, height) = (360.0, 46.0, 18.0, 24.0)

  static let style = """
    svg .count { fill: var(--mark); } svg .missed { fill: var(--stop); } svg .outcome { fill: var(--soft); }
    figure.course { margin: .4rem 0 .8rem; } figure.course svg { max-width: 28rem; }
    .periods th, .periods td { white-space: nowrap; padding-right: 1.2rem; } .periods table { width: auto; }
    """

  /// The figure, with a table that says the same; the table alone without two periods.
  var html: HTML {
    let figure = figure
    return """
      \(figure)
      <details\(figure.isEmpty ? " open" : "")><summary>\(language("The same as a table"))</summary>
      \(table)</details>
      """
  }

  private var figure: HTML {
    guard periods.count > 1, let first = periods.first, let last = periods.last else { return "" }
    let bottom = Double(rows.count) * Self.row
    return """
      <figure class="course">
      <svg viewBox="0 0 \(Self.number(Self.width)) \(Self.number(bottom + 18))" role="img" aria-label="\(title): \(summary)">
      \(rows.enumerated().map { drawn($1, top: Double($0) * Self.row) })
      <text class="faint" x="0" y="\(Self.number(bottom + 14))">\(first.period)</text>
      <text class="faint" x="\(Self.number(Self.width))" y="\(Self.number(bottom + 14))" text-anchor="end">\(last.period)</text>
      </svg>
      <figcaption>\(scale)</figcaption>
      </figure>
      """
  }

  /// The periods as rows, with the rate of what was not followed and its interval.
  private var table: HTML {
    let others = rows.dropFirst(2)
    let heads = [language("Period"), rows[0].label, rows[1].label, "95%"] + others.map(\.label)
    let lines: [HTML] = periods.map { period, firing in
      let missed = Proportion(firing.overridden, of: firing.fired)
      let bounds = missed.interval.map {
        language(
          "{low} to {high}", ["low": Proportion.percent($0.low), "high": Proportion.percent($0.high)])
      }
      let cells =
        ["\(firing.fired)", "\(firing.overridden) (\(Proportion.percent(missed.rate)))", bounds ?? ""]
        + others.map { "\($0.count(firing))" }
      return "<tr><th scope=\"row\">\(period)</th>\(cells.map { "<td>\($0)</td>" as HTML })</tr>"
    }
    return """
      <div class="table periods" role="region" aria-label="\(title)" tabindex="0"><table><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead><tbody>
      \(lines)
      </tbody></table></div>
      """
  }

  /// "12 decisions from 2026-09 to 2026-11; not followed: 3; stopped early: 1".
  private var summary: String {
    let total = rows[0].total(periods)
    let counted = language(
      "{count} decisions from {first} to {last}",
      ["count": "\(total)", "first": periods.first?.period ?? "", "last": periods.last?.period ?? ""])
    return ([counted] + rows.dropFirst().map { "\($0.label): \($0.total(periods))" }).joined(separator: "; ")
  }

  private var scale: String {
    let isByMonth = periods[0].period.utf8.count <= 7
    return isByMonth
      ? language("Each bar is a month; the highest stands for {count} decisions.", ["count": "\(most)"])
      : language("Each bar is a day; the highest stands for {count} decisions.", ["count": "\(most)"])
  }

  private var most: Int { max(1, periods.map(\.firing.fired).max() ?? 1) }

  // MARK: rows

  private struct Row {
    var label: String
    var style: String
    var count: (RecordStatistics.Firing) -> Int

    func total(_ periods: [(period: String, firing: RecordStatistics.Firing)]) -> Int {
      periods.reduce(0) { $0 + count($1.firing) }
    }
  }

  /// Decisions, those that were not followed, and each outcome that was reported.
  private var rows: [Row] {
    let codes = Set(periods.flatMap(\.firing.outcomes.keys))
    let known = OutcomeCode.allCases.filter { codes.contains($0.rawValue) }
    let strangers = codes.filter { OutcomeCode(rawValue: $0) == nil }.sorted()
    return [
      Row(label: language("Decisions"), style: "count") { $0.fired },
      Row(label: language("Not followed"), style: "missed") { $0.overridden },
    ]
      + known.map { code in
        Row(label: label(code), style: "outcome") { $0.outcomes[code.rawValue] ?? 0 }
      }
      + strangers.map { code in Row(label: code, style: "outcome") { $0.outcomes[code] ?? 0 } }
  }

  private func label(_ code: OutcomeCode) -> String {
    switch code {
    case .followed: language("Chosen and done")
    case .accepted: language("Accepted in a record system")
    case .alternativeChosen: language("Something else chosen")
    case .declined: language("The patient declined")
    case .stopped: language("Ended early")
    }
  }

  private func drawn(_ row: Row, top: Double) -> HTML {
    let floor = top + Self.gap + Self.height
    let places = periods.map { Self.ordinal($0.period) }
    let (first, span) = (places.first ?? 0, max(1, (places.last ?? 0) - (places.first ?? 0)))
    let slot = Self.width / Double(span + 1)
    let width = min(24, max(2, slot * 0.8))
    let bars: [HTML] = zip(periods, places).compactMap { period, place in
      let count = row.count(period.firing)
      if count == 0 { return nil }
      // What is there is seen, however many the highest bar stands for.
      let high = max(1.5, min(1, Double(count) / Double(most)) * Self.height)
      let middle = (Double(place - first) + 0.5) * slot
      let left = min(max(0, middle - width / 2), Self.width - width)
      return """
        <rect class="\(row.style)" x="\(Self.number(left))" y="\(Self.number(floor - high))" width="\(Self.number(width))" height="\(Self.number(high))"/>
        """
    }
    return """
      <text x="0" y="\(Self.number(top + 13))">\(row.label): \(row.total(periods))</text>
      \(bars)
      <line class="rule" x1="0" y1="\(Self.number(floor))" x2="\(Self.number(Self.width))" y2="\(Self.number(floor))"/>
      """
  }

  /// The place of a day or a month among all, so that gaps are seen as such.
  private static func ordinal(_ period: String) -> Int {
    if let day = Day(period) { return day.ordinal }
    let parts = period.split(separator: "-").compactMap { Int($0) }
    return parts.count == 2 ? parts[0] * 12 + parts[1] : 0
  }

  /// A coordinate to one decimal place.
  private static func number(_ value: Double) -> String { Int((value * 10).rounded()).decimal(places: 1) }
}

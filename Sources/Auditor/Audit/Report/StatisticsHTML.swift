internal import PlumblineGuideline
public import PlumblineText

extension RecordStatistics {
  /// CSS of the plots, beside that of every page.
  public static var style: String { CoursePlot.style }

  /// Overrides and outcomes over time, of all decisions and of those in which each rule, stop or gate was true, as a part of a page.
  ///
  /// - Parameters:
  ///   - language: of the words around the figures.
  ///   - rule: the one that is opened at once; nil for none.
  public func part(in language: Language = .english, opening rule: String? = nil) -> HTML {
    if decisions == 0 { return "" }
    let all = CoursePlot(title: language("All decisions"), periods: drawn(), language: language)
    let fired = rules.filter { $0.value.fired > 0 }.sorted {
      ($1.value.overridden, $1.value.fired, $0.key) < ($0.value.overridden, $0.value.fired, $1.key)
    }
    return """
      <section>
      <h2>\(language("Over time: what was not followed, and what came of it"))</h2>
      <p class="soft">\(language("A decision stands at the time at which it was made, whenever something was reported of it."))</p>
      \(all.html)
      </section>
      <section>
      <h2>\(language("By rule, stop and gate: what was most often not followed first"))</h2>
      \(fired.map { course(of: $0.key, $0.value, language, isOpen: $0.key == rule) })
      </section>
      """
  }

  /// The longest time, in days, of which each day is drawn.
  private static let longestByDay = 62

  /// The periods of all decisions, or of those in which a rule was true, as they are drawn: by month where days would be too narrow to see.
  func drawn(of rule: String? = nil) -> [(period: String, firing: Firing)] {
    let days = overTime.map { Day($0.period)?.ordinal ?? 0 }
    let span = (days.last ?? 0) - (days.first ?? 0)
    let some = rule.map { courses[$0] } ?? course
    return some?.periods(byMonth: course.isByMonth || span > Self.longestByDay) ?? []
  }

  private func course(of id: String, _ rule: Rule, _ language: Language, isOpen: Bool) -> HTML {
    let plot = CoursePlot(title: id, periods: drawn(of: id), language: language)
    let missed = Proportion(rule.overridden, of: rule.fired)
    let words = language(
      "not followed {count} of {total} ({rate}; 95% interval {low} to {high})",
      [
        "count": "\(missed.count)", "total": "\(missed.total)", "rate": Proportion.percent(missed.rate),
        "low": Proportion.percent(missed.interval?.low), "high": Proportion.percent(missed.interval?.high),
      ])
    return """
      <details class="panel"\(isOpen ? " open" : "")><summary><code>\(id)</code> · \(words)</summary>
      \(plot.html)
      </details>
      """
  }
}

internal import PlumblineText

/// The counts of a cohort in words, each with a bar.
public struct SummaryText {
  private let width: Int
  private let isPlain: Bool

  public init(width: Int, isPlain: Bool) {
    self.width = width
    self.isPlain = isPlain
  }

  /// The most lines of one kind; the rest is counted.
  private static let most = 12

  public func text(_ summary: CohortSummary) -> String {
    func counted(_ number: Int, _ one: String, _ many: String) -> String {
      "\(number.grouped) \(number == 1 ? one : many)"
    }
    var lines = [counted(summary.rows, "patient answered", "patients answered")]
    if summary.rejected > 0 {
      lines.append(
        counted(
          summary.rejected, "line refused: it is not counted below",
          "lines refused: they are not counted below"))
    }
    if summary.selected != summary.rows {
      lines.append(counted(summary.selected, "row selected", "rows selected"))
    }
    for (count, title) in Self.titles {
      guard let counts = summary.counts[count]?.filter({ $0.value > 0 }), !counts.isEmpty else { continue }
      // A patient has several claims: certainties are counted among the claims.
      let whole = count == .certainty ? counts.values.reduce(0, +) : summary.rows
      lines += ["", title] + bars(counts, of: whole)
    }
    lines += ["", "guideline \(summary.guideline)"]
    lines += [
      "",
      "Counts of the answers to these profiles. They are not an estimate of benefit, and no substitute for assessment.",
    ]
    return lines.map { Escaping.terminal($0) + "\n" }.joined()
  }

  private static let titles: [(CohortSummary.Count, String)] = [
    (.decisions, "Decision"), (.primary, "Primary pairing"), (.alternatives, "Alternatives"),
    (.certainty, "Claims of primary pairings, by certainty"), (.rules, "Rules behind a pairing"),
    (.alerts, "Alerts"), (.gates, "Gates that decided or blocked"),
    (.needs, "Absent facts that keep something undecided"), (.conflicts, "Conflicts"),
  ]

  private func bars(_ counts: [String: Int], of rows: Int) -> [String] {
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = sorted.prefix(Self.most)
    let greatest = max(shown.first?.value ?? 1, 1)
    let names = min(shown.map(\.key.count).max() ?? 0, max(20, width - 42))
    let numbers = shown.map(\.value.grouped.count).max() ?? 1
    let room = max(6, width - names - numbers - 12)
    var lines = shown.map { name, count in
      let more = isPlain ? ".." : "…"
      let padded = (name.count > names ? name.prefix(names - more.count) + more : name).leftAligned(in: names)
      let number = count.grouped.rightAligned(in: numbers)
      return "  \(padded) \(number) \(percent(count, of: rows)) \(bar(count * 8 * room / greatest))"
    }
    if sorted.count > shown.count { lines.append("  and \(sorted.count - shown.count) more") }
    return lines
  }

  private func bar(_ eighths: Int) -> String {
    if isPlain { return String(repeating: "#", count: max(1, eighths / 8)) }
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + (eighths < 8 ? "▏" : parts[eighths % 8])
  }

  private func percent(_ count: Int, of rows: Int) -> String {
    let tenths = count.tenthsOfPercent(of: rows)
    return (count > 0 && tenths == 0 ? "<0.1%" : "\(tenths.decimal(places: 1))%").rightAligned(in: 6)
  }
}

internal import PlumblineText

/// The report of statistics over many records, in text, columns and bars.
public struct StatsReport {
  private static let barWidth = 20

  private let figures: RecordStatistics
  private let isPlain: Bool

  /// - Parameter isPlain: ASCII only, no drawing characters.
  public init(_ figures: RecordStatistics, isPlain: Bool) {
    self.figures = figures
    self.isPlain = isPlain
  }

  public var text: String {
    let more =
      figures.isErasedUnknown ? "of this time erased, which may match or not" : "more erased, and not counted"
    let erased = figures.erased == 0 ? "" : " (\(figures.erased) \(more))"
    var lines = ["\(figures.decisions.counted("decision"))\(erased)"]
    guard figures.decisions > 0 else { return lines[0] + "\n" }
    lines += totals("By decision", figures.byDecision)
    lines += totals("By primary pairing", figures.byPairing)
    lines += totals(
      "By certainty of the primary pairing's claims (one decision can have several)", figures.byCertainty)
    lines += fired + undecided + overridden + amended + versions + outcomes + overTime
    lines += [
      "",
      "Rates over few decisions say little: the interval shows where the true rate plausibly is (95%, Wilson).",
      "A rule that was neither true nor undecided in any of these decisions is not listed.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: sections

  private func totals(_ title: String, _ counts: [String: Int]) -> [String] {
    guard !counts.isEmpty else { return [] }
    return section(
      title,
      counts.byFrequency.map { name, count in
        let proportion = Proportion(count, of: figures.decisions)
        return [name, "\(count)", Proportion.percent(proportion.rate), bar(proportion)]
      })
  }

  private var fired: [String] {
    section(
      "Rules, stops and gates that fired",
      figures.rules.byFrequency.filter { $0.rule.fired > 0 }.map { id, rule in
        let proportion = Proportion(rule.fired, of: figures.decisions)
        return [
          id, "\(rule.fired) of \(figures.decisions)", Proportion.percent(proportion.rate), bar(proportion),
        ]
      })
  }

  private var undecided: [String] {
    section(
      "Undecided, and which facts are missing",
      figures.rules.byFrequency.filter { $0.rule.undecided > 0 }
        .sorted { ($1.rule.undecided, $0.id) < ($0.rule.undecided, $1.id) }
        .map { id, rule in
          let facts = rule.wanting.byFrequency.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
          return [id, "\(rule.undecided) of \(figures.decisions)", facts]
        }, [.left, .right])
  }

  private var overridden: [String] {
    let all = Proportion(figures.overridden, of: figures.decisions)
    var rows = [["all decisions"] + rate(all)]
    rows += figures.rules.byFrequency.filter { $0.rule.overridden > 0 }.map { id, rule in
      [id] + rate(Proportion(rule.overridden, of: rule.fired))
    }
    var lines = section("Overridden, of the decisions in which each fired", rows)
    if let (low, high) = figures.overriddenWithErased {
      let erased = figures.erasedOverrides.counted("more override")
      lines += [
        "  \(erased) of this time \(figures.erasedOverrides == 1 ? "was" : "were") erased. With \(figures.erased.counted("erased decision")), the rate lies between "
          + "\(Proportion.percent(low.rate)) and \(Proportion.percent(high.rate)) (\(low.count) to \(high.count) of \(low.total))."
      ]
    }
    if figures.isErasedUnknown, figures.erased + figures.erasedOverrides > 0 {
      lines += [
        "  Of this time \(figures.erased.counted("decision")) and \(figures.erasedOverrides.counted("override")) were erased. Whether they match the filter is not known,",
        "  so no bounds of the rate can be given.",
      ]
    }
    if !figures.byReason.isEmpty {
      lines += section(
        "Reasons of the overrides",
        figures.byReason.byFrequency.map { code, count in
          let words = code.isEmpty ? "no reason given" : OverrideReason(code)?.display
          return [code, "\(count)", words ?? "not a code in the list"]
        }, [.left, .right])
    }
    return lines
  }

  private var amended: [String] {
    if figures.amended == 0 { return [] }
    return section(
      "Amended: a later answer replaced them, because of a wrong input",
      [["all decisions"] + rate(Proportion(figures.amended, of: figures.decisions))])
  }

  private var versions: [String] {
    section(
      "By version of the rule's pack, where several decided",
      figures.rules.byFrequency.filter { $0.rule.byVersion.count > 1 }.flatMap { id, rule in
        rule.byVersion.sorted { $0.key < $1.key }.map { version, firing in
          let fired = "fired \(firing.fired)"
          return [id, version, fired] + rate(Proportion(firing.overridden, of: firing.fired))
        }
      }, [.left, .left, .right, .right, .right])
  }

  private var overTime: [String] {
    let periods = figures.overTime
    guard periods.count > 1 else { return [] }
    let most = periods.map(\.firing.fired).max() ?? 1
    return section(
      "Over time: decisions, and how many were overridden",
      periods.map { period, firing in
        [
          period, "\(firing.fired)", bar(Proportion(firing.fired, of: most)), "\(firing.overridden)",
          Proportion.percent(Proportion(firing.overridden, of: firing.fired).rate),
        ]
      }, [.left, .right, .left, .right, .right])
  }

  private var outcomes: [String] {
    section(
      "What came of them, as far as it was reported",
      figures.byOutcome.byFrequency.map { code, count in
        [code, "\(count)", OutcomeCode(rawValue: code)?.words ?? "not a code in the list"]
      }, [.left, .right])
  }

  // MARK: parts

  private func rate(_ proportion: Proportion) -> [String] {
    [
      "\(proportion.count) of \(proportion.total)", Proportion.percent(proportion.rate),
      "95% interval \(Proportion.percent(proportion.interval?.low)) to \(Proportion.percent(proportion.interval?.high))",
    ]
  }

  /// A heading and rows with aligned columns; numbers are right-aligned.
  private func section(
    _ title: String, _ rows: [[String]], _ sides: [Columns.Side] = [.left, .right, .right]
  ) -> [String] {
    guard !rows.isEmpty else { return [] }
    let harmless = rows.map { $0.map(Escaping.terminal) }
    return ["", title] + Columns.lines(harmless, sides).map { "  " + $0 }
  }

  private func bar(_ proportion: Proportion) -> String {
    let length = Int(((proportion.rate ?? 0) * Double(Self.barWidth)).rounded())
    return String(repeating: isPlain ? "#" : "█", count: max(proportion.count > 0 ? 1 : 0, length))
  }
}

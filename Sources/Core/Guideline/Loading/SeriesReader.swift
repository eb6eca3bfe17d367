internal import PlumblineJSON

/// Reads facts of the type "series", and what other facts are taken `from` them.
enum SeriesReader {
  static func series(_ fields: Fields) -> FactSeries? {
    _ = fields.text("type")
    let numbers = fields.list("range").compactMap { FactReader.number($0) }
    let (label, question) = (fields.text("label"), fields.text("question"))
    let unit = fields.optionalText("unit")
    let conversions = ConversionReader(fields: fields).conversions(into: unit, isOfSeries: true)
    _ = fields.optionalText("note")
    fields.finish()
    guard numbers.count == 2, numbers[0] <= numbers[1] else {
      fields.problem(
        "`range` of \(fields.who) must be two numbers, the lower one first: { 50, 300 }", at: "range")
      return nil
    }
    var series = FactSeries(
      name: fields.declaration.name, label: label, question: question, unit: unit, low: numbers[0],
      high: numbers[1], place: fields.place())
    series.conversions = conversions
    return series
  }

  /// Reads `from = { series = bp.readings, take = "latest", within_weeks = 12 }`, and adds it to the series. What is one of the readings may be
  /// given in their units.
  static func take(_ fields: Fields, for fact: inout Fact) {
    guard let term = fields.optional("from"),
      let inner = fields.nested("from", term, "`series`, `take`, and `within_weeks`, `last` or `value`")
    else { return }
    let (named, chosen) = (series(inner, fields), inner.choice("take", FactSeries.Taking.self))
    func whole(_ name: String) -> Int? {
      guard let term = inner.optional(name) else { return nil }
      if let number = FactReader.number(term)?.intValue, (1...10_000).contains(number) { return number }
      fields.problem("`\(name)` in `from` of \(fields.who) must be a whole number from 1 on", at: "from")
      return nil
    }
    let (weeks, days, last) = (whole("within_weeks"), whole("within_days"), whole("last"))
    let value = inner.optional("value").flatMap { FactReader.number($0) }
    inner.finish()
    if weeks != nil, days != nil {
      fields.problem(
        "`from` of \(fields.who) has `within_weeks` and `within_days`; leave one of them out", at: "from")
    }
    guard let series = named, let taking = chosen, let index = fields.scope.index(of: fact.name) else {
      return
    }
    if taking.counts == (value == nil) {
      fields.problem(
        taking.counts
          ? "`from` of \(fields.who) counts readings, but not against what; add value = …"
          : "`value` in `from` of \(fields.who) is for counts; leave it out", at: "from")
    }
    if !taking.counts, fact.unit != series.unit {
      fields.problem(
        "\(fields.who) is in \(fact.unit ?? "no unit"), but '\(series.name)' is in \(series.unit ?? "no unit"); give both the same unit",
        at: "from")
    }
    if fact.grid == nil || fact.isDate {
      fields.problem("\(fields.who) is taken from numbers; give it the type integer or decimal", at: "from")
    }
    if series.place.pack != fields.place().pack {
      fields.problem(
        "\(fields.who) is taken from '\(series.name)', a series of pack '\(series.place.pack)'; only that pack may take facts from it",
        at: "from")
    }
    if let grid = fact.grid, let reached = taking.reached(of: series),
      reached.low < grid.low || reached.high > grid.high
    {
      fields.problem(
        "`range` of \(fields.who) leaves out what can be taken from '\(series.name)'; write range = { \(reached.low), \(reached.high) }, or more",
        at: "range")
    }
    if taking.counts, let grid = fact.grid, grid.low > 0 {
      fields.problem(
        "\(fields.who) counts readings, of which there may be none; let its `range` begin with 0", at: "range"
      )
    }
    if [.latest, .highest, .lowest].contains(taking) { fact.takeUnits(of: series) }
    fields.scope.add(
      FactSeries.Reduction(
        fact: index, taking: taking, withinDays: weeks.map { $0 * 7 } ?? days, last: last, value: value),
      to: series.name)
  }

  private static func series(_ inner: Fields, _ fields: Fields) -> FactSeries? {
    guard let term = inner.required("series") else { return nil }
    guard case .reference(let path, _) = term, let series = fields.scope.series[path] else {
      let shown: String = if case .reference(let path, _) = term { "'\(path)'" } else { term.kindWords }
      let hint: String =
        if case .reference(let path, _) = term {
          fields.scope.problems.didYouMean(path, Array(fields.scope.series.keys))
        } else {
          ""
        }
      fields.problem("`series` in `from` of \(fields.who) is \(shown), which is no series\(hint)", at: "from")
      return nil
    }
    return series
  }
}

extension Fact {
  /// Adds the conversions of a series to its own; each is rounded to the fact's own step.
  fileprivate mutating func takeUnits(of series: FactSeries) {
    for var conversion in series.conversions
    where !conversions.contains(where: { $0.unit == conversion.unit }) {
      conversion.step = nil
      conversions.append(conversion)
    }
  }
}

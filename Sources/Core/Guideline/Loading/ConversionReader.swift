internal import PlumblineJSON

/// Reads `converts` of facts and series: `{ { from = "kPa", times = 7.500616, because = "…" } }`.
struct ConversionReader {
  let fields: Fields

  /// - Parameters:
  ///   - unit: the own unit, without which there is nothing to convert into.
  ///   - isOfSeries: whether each names the step to which it is rounded, since a series has none.
  func conversions(into unit: String?, isOfSeries: Bool = false) -> [Conversion] {
    let terms = fields.optionalList("converts")
    if !terms.isEmpty, unit == nil {
      fields.problem(
        "\(fields.who) has `converts`, but no `unit`; give it the unit of its numbers", at: "unit")
    }
    let read = terms.compactMap { conversion($0, isOfSeries: isOfSeries) }
    var seen: Set<String> = []
    for one in read {
      if one.unit == unit {
        fields.problem(
          "`converts` of \(fields.who) converts from '\(one.unit)', which is its own unit; leave it out",
          at: "converts")
      } else if !seen.insert(one.unit).inserted {
        fields.problem(
          "`converts` of \(fields.who) converts from '\(one.unit)' twice; keep one of them", at: "converts",
          kind: .duplicate)
      }
    }
    return read
  }

  private func conversion(_ term: Term, isOfSeries: Bool) -> Conversion? {
    guard
      let inner = fields.nested(
        "converts", term,
        "tables with `from`, `times` and `because`, such as { from = \"kPa\", times = 7.500616, because = \"…\" }"
      )
    else { return nil }
    let (unit, because, source) = (inner.text("from"), inner.text("because"), inner.optionalText("source"))
    let times = inner.required("times").flatMap(FactReader.number)
    let plus = inner.optional("plus").map(FactReader.number) ?? ExactNumber(0)
    let step = isOfSeries ? inner.required("step").flatMap(FactReader.number) : nil
    inner.finish()
    guard let times, times > 0, let plus, step.map({ $0 > 0 }) ?? !isOfSeries else {
      fields.problem(
        "`converts` of \(fields.who) needs numbers: `times`\(isOfSeries ? " and `step`" : "") above 0, and `plus` if something is added",
        at: "converts")
      return nil
    }
    return Conversion(unit: unit, times: times, plus: plus, step: step, because: because, source: source)
  }
}

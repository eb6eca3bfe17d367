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
    if isOfSeries { refuseOuterStep() }
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

  /// The step to which a series' converted readings are rounded. A `step` beside `converts` was reported once and is not asked for again.
  private func step(_ inner: Fields) -> ExactNumber? {
    if let term = inner.optional("step") { return FactReader.number(term) }
    if !hasOuterStep {
      fields.problem(
        "each entry of `converts` of \(fields.who) needs a `step`, to which a converted reading is rounded: { …, step = 1 }",
        at: "converts", kind: .missingField)
    }
    return nil
  }

  private var hasOuterStep: Bool { fields.declaration.fields.contains { $0.name == "step" } }

  /// Reports a `step` beside `converts`: a series has none, its conversions have.
  private func refuseOuterStep() {
    guard fields.optional("step") != nil else { return }
    fields.problem(
      "`step` of \(fields.who) belongs inside each entry of `converts`: a series has no step of its own, only what is converted is rounded",
      at: "step", kind: .unknownField)
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
    let hasStep = inner.declaration.fields.contains { $0.name == "step" }
    let step = isOfSeries ? step(inner) : nil
    inner.finish()
    if isOfSeries, !hasStep { return nil }
    guard let times, times > 0, let plus, step.map({ $0 > 0 }) ?? !isOfSeries else {
      fields.problem(
        "`converts` of \(fields.who) needs numbers: `times`\(isOfSeries ? " and `step`" : "") above 0, and `plus` if something is added",
        at: "converts")
      return nil
    }
    return Conversion(unit: unit, times: times, plus: plus, step: step, because: because, source: source)
  }
}

internal import PlumblineJSON

/// Reads `instrument` declarations.
struct InstrumentReader {
  let fields: Fields

  func instrument() -> Instrument? {
    let count = fields.integer("items", in: 1...200) ?? 1
    let range = itemRange("range", fields.required("range"))
    var ranges = Array(repeating: range ?? .init(low: 0, high: 0), count: count)
    for (item, term) in entries("item_ranges", count) {
      if let special = itemRange("item_ranges", term) { ranges[item - 1] = special }
    }
    var positive: [Int: Int] = [:]
    for (item, term) in entries("positive_from", count) {
      positive[item] = fields.integerValue(
        "positive_from", term, in: ranges[item - 1].low...ranges[item - 1].high)
    }
    let enough = fields.optional("answered_at_least").flatMap {
      fields.integerValue("answered_at_least", $0, in: 1...count)
    }
    let text = fields.optionalTexts("text")
    if !text.isEmpty, text.count != count {
      fields.problem("`text` of \(fields.who) has \(text.count) wordings for \(count) items", at: "text")
    }
    let shown = fields.boolean("items_may_be_shown") ?? false
    if !text.isEmpty, !shown {
      fields.problem("`text` of \(fields.who) is given though `items_may_be_shown` is false", at: "text")
    }
    let better = fields.choice("better", EvidenceItem.Effect.Better.self)
    let mapping = FHIRReader(fields: fields).mapping(items: count)
    let instrument = Instrument(
      name: fields.declaration.name, title: fields.text("title"), itemCount: count, ranges: ranges,
      reversed: Set(items("reverse", fields.optionalList("reverse"), count)), positiveFrom: positive,
      enough: enough ?? count, scales: scales(count), higherIsBetter: better == .higher,
      itemsMayBeShown: shown,
      licence: fields.text("licence"), citation: fields.text("citation"), note: fields.optionalText("note"),
      text: text, fhir: mapping,
      place: fields.place())
    return range == nil ? nil : instrument
  }

  private func scales(_ count: Int) -> [Instrument.Scale] {
    fields.list("scores").compactMap { term in
      guard let inner = fields.nested("scores", term, "tables with `fact` and `items`") else { return nil }
      var fact: Fact.Index?
      if case .reference(let path, let line)? = inner.required("fact") {
        fact = fields.scope.fact(
          path, pack: fields.declaration.pack,
          at: Place(file: fields.declaration.place.file, line: line.number))
      } else {
        inner.problem("`fact` of a score in \(fields.who) must be a fact: fear.tsk_17")
      }
      let itemTerm = inner.required("items")
      let listed: [Int]
      if case .text("all")? = itemTerm {
        listed = Array(1...count)
      } else {
        listed = items("scores", itemTerm.map { inner.listValue("items", $0) } ?? [], count)
      }
      if listed.isEmpty || Set(listed).count != listed.count {
        fields.problem(
          "`items` of a score in \(fields.who) must list at least one item, each once", at: "scores")
      }
      let unit = inner.optional("as").flatMap { inner.choice("as", $0, Instrument.Scale.Unit.self) } ?? .sum
      inner.finish()
      return fact.map { Instrument.Scale(fact: $0, items: listed, unit: unit) }
    }
  }

  private func items(_ name: String, _ terms: [Term], _ count: Int) -> [Int] {
    terms.compactMap { fields.integerValue(name, $0, in: 1...count) }
  }

  /// Reads `{ [9] = 3 }`: values by item number. A table whose keys start at 1 without a hole arrives as a list.
  private func entries(_ name: String, _ count: Int) -> [(Int, Term)] {
    var entries: [(Int, Term)] = []
    switch fields.optional(name) {
    case nil: break
    case .sparse(let given): entries = given.map { (Int($0.key), $0.value) }
    case .list(let terms): entries = terms.enumerated().map { ($0.offset + 1, $0.element) }
    case .some(let term): fields.wrong(name, term, wanted: "a table by item number: { [9] = 3 }")
    }
    return entries.filter { item, _ in
      if !(1...count).contains(item) {
        fields.problem("`\(name)` of \(fields.who) names item \(item), but there are only \(count)", at: name)
      }
      return (1...count).contains(item)
    }
  }

  private func itemRange(_ name: String, _ term: Term?) -> Instrument.ItemRange? {
    guard let term else { return nil }
    if case .list(let pair) = term, pair.count == 2, case .integer(let low) = pair[0],
      case .integer(let high) = pair[1],
      low <= high, low >= 0, high <= 1000
    {
      return .init(low: Int(low), high: Int(high))
    }
    fields.problem(
      "`\(name)` of \(fields.who) must be two whole numbers from 0 to 1000, the lower one first: { 0, 6 }",
      at: name)
    return nil
  }
}

internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON

/// What a profile may say of one fact: a value, a range or some of the codes, a reason for its absence, or nothing.
enum FactShapes {
  static func fact(_ fact: Fact) -> Shape {
    let forms = [Shape.null] + values(fact) + [.ref("absent")]
    var shape = Shape.either(forms).with("title", .string(fact.label)).described(description(of: fact))
    if let unit = fact.unit { shape = shape.with("x-unit", .string(unit)) }
    return shape
  }

  /// An answer under a name that several facts share: it counts for the only one that it can be a value of.
  static func oneFact(of several: [Fact]) -> Shape {
    let questions = several.map(\.question).joined(separator: " Or: ")
    let given = several.filter { $0.computation == nil }
    let absent = given.count == several.count ? [Shape.ref("absent")] : []
    return Shape.either([.null] + absent + [.one(of: given.map { .either(values($0)) })]).described(
      "Several facts have this name. \(questions)")
  }

  /// `{"absent": reason}`; of a stale value it may say what it was, and when it was observed.
  static let absent = Shape.either([
    .object(["absent": .words(of: Absence.self)]),
    .object(["absent": .only(.string(Absence.stale.rawValue))], optional: ["value": .any, "observed": .any]),
  ]).described("Why a fact has no value.")

  /// What an earlier visit may say of a fact that counts only today.
  static let notAsked = Shape.either([
    .null, .object(["absent": .only(.string(Absence.notAsked.rawValue))]),
  ]).described("A stop reads it: an answer of an earlier visit is none of today.")

  /// Where a value came from.
  static let origin: Shape = {
    let text = Shape.text.with("maxLength", .number(ProfileReader.originLimit))
    return .object(
      [:],
      optional: [
        "source": text, "observed": text, "recorded": text, "method": text, "given": text, "sitting": text,
        "visit": .flag,
      ])
  }()

  /// A name or a role: not blank, no control characters.
  static let person = Shape.text.with("maxLength", .number(ReadBack.longest)).with("pattern", "\\S").with(
    "not", ["pattern": "[\\u0000-\\u001f\\u007f-\\u009f]"])

  // MARK: values

  /// The forms of a value, and of several values of which the fact has one.
  private static func values(_ fact: Fact) -> [Shape] {
    if fact.isDate { return dates(fact) }
    switch fact.kind {
    case .integer, .decimal: return [number(fact)] + ranges(number(fact)) + inUnits(fact)
    case .boolean: return [.flag, some(of: .flag)]
    case .code(let codes):
      let ways = fact.alsoWritten.sorted { $0.key < $1.key }
      let others = ways.filter { if case .code = $0.value { true } else { false } }.map(\.key)
      let code = Shape([JSONMember("enum", .strings(codes + others))])
      let any = Shape([JSONMember("enum", .strings(codes + ways.map(\.key)))])
      return [any, some(of: code)]
    }
  }

  private static func some(of value: Shape) -> Shape {
    .object(["one_of": Shape.list(value).with("minItems", 1)])
  }

  private static func pair(_ value: Shape) -> Shape {
    Shape.list(value).with("minItems", 2).with("maxItems", 2)
  }

  private static func ranges(_ number: Shape) -> [Shape] {
    [
      .object(["at_least": number], optional: ["at_most": number]), .object(["at_most": number]),
      .object(["between": pair(number)]),
    ]
  }

  /// Numbers with their unit. What a number in another unit may be is left to the reader, which rounds it first.
  private static func inUnits(_ fact: Fact) -> [Shape] {
    guard let own = fact.unit else { return [] }
    return forms(own, number(fact)) + fact.conversions.flatMap { forms($0.unit, .number) }
  }

  private static func forms(_ unit: String, _ number: Shape) -> [Shape] {
    let unit = ("unit", Shape.only(.string(unit)))
    return [
      .object([("value", number), unit]),
      .object([("at_least", number), unit], optional: [("at_most", number)]),
      .object([("at_most", number), unit]), .object([("between", pair(number)), unit]),
    ]
  }

  /// The numbers of a fact's grid. A grid that does not begin at a multiple of its step is said only by its ends.
  private static func number(_ fact: Fact) -> Shape {
    guard let grid = fact.grid else { return .number }
    let isWhole = if case .integer = fact.kind { true } else { false }
    let shape = Shape([JSONMember("type", isWhole ? "integer" : "number")]).with("minimum", .number(grid.low))
      .with("maximum", .number(grid.high))
    return isWhole || !grid.low.isMultiple(of: grid.step)
      ? shape : shape.with("multipleOf", .number(grid.step))
  }

  private static func dates(_ fact: Fact) -> [Shape] {
    let age = number(fact)
    return [
      .text(matching: DayPattern.dayMonthOrYear), .object(["between": pair(.ref("day"))]),
      .object(["days_ago": .either([age] + ranges(age))]),
    ]
  }

  private static func description(of fact: Fact) -> String {
    var words = fact.question
    if let unit = fact.unit { words += " Unit (UCUM): \(unit)." }
    if case .code(let codes) = fact.kind, !fact.labels.isEmpty {
      let meanings = codes.compactMap { code in fact.labels[code].map { "\(code): \($0)" } }
      words += " Codes: \(meanings.joined(separator: "; "))."
    }
    return words
  }
}

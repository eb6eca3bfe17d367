internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON

/// Lists of codes and dated readings in a profile.
enum CollectionShapes {
  /// - Parameter today: codes that an earlier visit must not carry over, since a stop reads them.
  static func list(_ set: FactSet, without today: [String] = []) -> Shape {
    let codes = set.members.map(\.code).filter { !today.contains($0) }
    let code = Shape([JSONMember("enum", .strings(codes))])
    let reason = Shape.words(of: Absence.self)
    let all = today.isEmpty ? reason : .only(.string(Absence.notAsked.rawValue))
    let listed = Shape.list(code).with("uniqueItems", true)
    return Shape.either([
      .null, .object(["absent": all]),
      .object(
        [:],
        optional: [
          "codes": listed.described("What is there."),
          "without": listed.described("What is surely not there."),
          "complete": (today.isEmpty ? Shape.flag : .only(false)).described(
            "True if nothing else is there. It is the only way to say that what is not listed is not there."),
          "absent": Shape.object([], optional: codes.map { ($0, reason) }).described(
            "Codes without an answer, each with its reason."),
        ]),
    ]).with("title", .string(set.label)).described(set.question)
  }

  static func series(_ series: FactSeries) -> Shape {
    let value = Shape.number.with("minimum", .number(series.low)).with("maximum", .number(series.high))
    let units = series.unit.map { [($0, value)] + series.conversions.map { ($0.unit, Shape.number) } } ?? []
    let forms =
      [Shape.object(["value": value, "observed": .ref("day")])]
      + units.map { .object(["value": $1, "observed": .ref("day"), "unit": .only(.string($0))]) }
    let readings = Shape.list(forms.count == 1 ? forms[0] : .either(forms)).with(
      "maxItems", .number(ProfileReader.mostReadings))
    var shape = Shape.either([
      .null, readings,
      .object(
        ["readings": readings],
        optional: ["complete": Shape.flag.described("True if there are no other readings.")]),
    ]).with("title", .string(series.label)).described(
      series.unit.map { "\(series.question) Unit (UCUM): \($0)." } ?? series.question)
    if let unit = series.unit { shape = shape.with("x-unit", .string(unit)) }
    return shape
  }

  /// A series of an earlier visit that a stop reads.
  static let noReadings: Shape = {
    let none = Shape.list(.any).with("maxItems", 0)
    return .either([.null, none, .object(["readings": none], optional: ["complete": .only(false)])])
  }()
}

/// Raw answers to questionnaires in a profile.
enum QuestionnaireShapes {
  /// A list in the order of the items, or an object by item number. As many answers as are enough must be there.
  static func answers(_ instrument: Instrument) -> Shape {
    let needsAll = instrument.enough == instrument.itemCount
    let items = instrument.ranges.map { range in
      let answer = Shape([JSONMember("type", needsAll ? "integer" : ["integer", "null"])])
      return answer.with("minimum", .number(range.low)).with("maximum", .number(range.high))
    }
    var list = Shape([
      JSONMember("type", "array"), JSONMember("prefixItems", .array(items.map(\.json))),
      JSONMember("minItems", .number(items.count)), JSONMember("maxItems", .number(items.count)),
    ])
    let numbered = items.enumerated().map { (String($0.offset + 1), $0.element) }
    var object = Shape.object(needsAll ? numbered : [], optional: needsAll ? [] : numbered)
    if !needsAll {
      list = list.with("contains", ["type": "integer"]).with("minContains", .number(instrument.enough))
      object = object.with("minProperties", .number(instrument.enough))
    }
    return Shape.either([.null, list, object]).with("title", .string(instrument.title)).described(
      "Answers to \(instrument.itemCount) items\(needsAll ? "" : "; \(instrument.enough) are enough").")
  }
}

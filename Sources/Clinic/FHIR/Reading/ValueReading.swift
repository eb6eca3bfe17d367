internal import PlumblineGuideline
internal import PlumblineJSON

/// What a value of an Observation, or an answer to a question, says about a fact.
enum ReadValue {
  /// - Parameter given: the value in another unit, and how it was converted; nil if it was given in the fact's own.
  case state(FactState, given: String? = nil)
  /// Its codes mean different values.
  case contradicting([FactValue])
  /// It has no value that counts, and why.
  case refused(String)
}

/// Reads `value[x]`, whose kinds are few here: whole and decimal numbers, quantities, yes or no, and codes.
struct ValueReading {
  let vocabulary: Vocabulary
  let index: CodeIndex
  let asOf: Day
  let zone: TimeZoneRule
  /// Whether the question named the unit, so that a bare number is in it.
  var isUnitKnown = false

  /// Returns the one value of an element; nil if it has none.
  static func value(_ element: Element) throws(ElementFault) -> (key: String, node: JSONNode)? {
    let found = (element.node.objectValue ?? []).filter { $0.key.hasPrefix("value") && !$0.node.isNull }
    guard found.count <= 1 else { throw ElementFault(path: "\(element.path).value", wanted: "one value") }
    return found.first.map { ($0.key, $0.node) }
  }

  /// Returns why an element has no value: by its reason, by an extension of the value, or because the coded value is such a reason.
  static func absence(_ element: Element) throws(ElementFault) -> Absence? {
    if let reason = AbsentReason.absence(try element.codings("dataAbsentReason")) { return reason }
    for member in element.node.objectValue ?? [] where member.key.hasPrefix("_value") {
      if let reason = try element.absence(String(member.key.dropFirst())) { return reason }
    }
    if let value = try value(element), let reason = AbsentReason.absence(try codings(value, element.path)) {
      return reason
    }
    return nil
  }

  static func codings(_ value: (key: String, node: JSONNode), _ path: String) throws(ElementFault) -> [Coding]
  {
    switch value.key {
    case "valueCodeableConcept": try Element(value.node, "\(path).\(value.key)").codings()
    case "valueCoding": [try Element(value.node, "\(path).\(value.key)").coding()]
    default: []
    }
  }

  /// Reads what an element says about a fact.
  func read(_ element: Element, for hit: CodeIndex.Hit) throws(ElementFault) -> ReadValue? {
    let fact = vocabulary[hit.fact]
    let value = try Self.value(element)
    if let absence = try Self.absence(element) {
      let isReason = try value.map { value throws(ElementFault) in
        AbsentReason.absence(try Self.codings(value, element.path)) != nil
      }
      return isReason ?? true
        ? .state(.absent(absence)) : .refused("it has a value and a reason for having none")
    }
    guard let value else { return nil }
    let codings = try Self.codings(value, element.path)
    if !codings.isEmpty || ["valueCodeableConcept", "valueCoding"].contains(value.key) {
      return coded(codings, fact, hit.fact)
    }
    if fact.isDate {
      guard ["valueDateTime", "valueDate"].contains(value.key),
        let moment = try element.moment(value.key, zone),
        let state = FactState(ageOf: moment.days, on: asOf)
      else { return .refused("its value is no date up to the day of the answer") }
      return .state(state)
    }
    switch (value.key, fact.kind) {
    case ("valueBoolean", .boolean):
      guard let flag = value.node.boolValue else {
        throw ElementFault(path: "\(element.path).valueBoolean", wanted: "true or false")
      }
      return .state(.known(.boolean(flag)))
    case ("valueInteger", .integer), ("valueInteger", .decimal), ("valueDecimal", .integer),
      ("valueDecimal", .decimal):
      return try number(value.node, "\(element.path).\(value.key)", unit: nil, hit)
    case ("valueQuantity", .integer), ("valueQuantity", .decimal):
      let quantity = try Element(value.node, "\(element.path).valueQuantity")
      if quantity.has("comparator") {
        return .refused("its value has a comparator, so it is not known exactly")
      }
      guard let node = quantity.node["value"] else { return .refused("its quantity has no value") }
      let system = try quantity.text("system")
      if let system, system != "http://unitsofmeasure.org" { return .refused("its unit is not in UCUM") }
      let (code, unit) = (try quantity.text("code"), try quantity.text("unit"))
      return try number(node, "\(quantity.path).value", unit: code ?? unit, hit)
    default: return .refused("its value is of another kind than \(fact.name)")
    }
  }

  private func number(
    _ node: JSONNode, _ path: String, unit: String?, _ hit: CodeIndex.Hit
  ) throws(ElementFault) -> ReadValue {
    guard let number = node.numberValue else { throw ElementFault(path: path, wanted: "a number") }
    let fact = vocabulary[hit.fact]
    let isBare = unit == nil || unit == "{score}" || unit == "1"
    if let unit, let grid = fact.grid, let conversion = fact.conversions.first(where: { $0.unit == unit }) {
      guard
        let own = conversion.converted(number, from: grid.low, step: grid.step),
        fact.allows(.number(own))
      else { return .refused("converted from \(unit), a number that \(fact.name) cannot be") }
      return .state(.known(.number(own)), given: conversion.given(low: number, high: number))
    }
    if let own = fact.unit, fact.unit != unit {
      guard isBare else {
        return .refused("its unit is not that of \(fact.name), and no conversion is declared")
      }
      if !isUnitKnown {
        guard let above = hit.code.bareAbove else {
          return .refused("it has no unit, and \(fact.name) is in \(own)")
        }
        guard number > above else {
          return .refused("without a unit, a number up to \(above) does not say on which scale it is")
        }
      }
    } else if fact.unit == nil, !isBare {
      return .refused("\(fact.name) has no unit, and nothing is converted")
    }
    return fact.allows(.number(number))
      ? .state(.known(.number(number))) : .refused("a number that \(fact.name) cannot be")
  }

  /// HL7's own yes and no: <https://terminology.hl7.org/CodeSystem-v2-0136.html>
  private static let yesNo: [CodeIndex.Key: Bool] = [
    CodeIndex.Key(system: "http://terminology.hl7.org/CodeSystem/v2-0136", code: "Y"): true,
    CodeIndex.Key(system: "http://terminology.hl7.org/CodeSystem/v2-0136", code: "N"): false,
  ]

  /// A coded value: every coding that means something must mean the same.
  private func coded(_ codings: [Coding], _ fact: Fact, _ place: Fact.Index) -> ReadValue {
    var meant: Set<FactValue> = []
    var asks = false
    for coding in codings {
      if let own = index.ownValue(coding), own.fact == place { meant.insert(own.value) }
      guard let key = CodeIndex.Key(coding) else { continue }
      if fact.kind == .boolean, let flag = Self.yesNo[key] { meant.insert(.boolean(flag)) }
      for code in fact.fhir?.values ?? [] where CodeIndex.Key(code) == key {
        if code.asks { asks = true }
        if let value = code.value { meant.insert(value) }
      }
    }
    if meant.count == 1, let value = meant.first, !asks { return .state(.known(value)) }
    if meant.count > 1 {
      return .contradicting(meant.sorted { $0.json.canonicalText < $1.json.canonicalText })
    }
    return .refused(
      asks
        ? "its code leaves \(fact.name) open: ask"
        : "its answer has no code that is mapped to a value of \(fact.name)")
  }

  /// Returns what an answer to an item of a questionnaire counts; nil if there is none.
  func points(_ element: Element, of instrument: Instrument, _ item: Int) throws(ElementFault) -> Points? {
    if try Self.absence(element) != nil { return nil }
    guard let value = try Self.value(element) else { return nil }
    var meant: Set<ExactNumber> = []
    switch value.key {
    case "valueCodeableConcept", "valueCoding":
      for coding in try Self.codings(value, element.path) {
        if let ordinal = coding.ordinal { meant.insert(ordinal) }
        guard let key = CodeIndex.Key(coding) else { continue }
        for code in instrument.fhir?.answers ?? [] where CodeIndex.Key(code) == key {
          if case .number(let number)? = code.value { meant.insert(number) }
        }
      }
    case "valueInteger", "valueDecimal":
      guard let number = value.node.numberValue else {
        throw ElementFault(path: "\(element.path).\(value.key)", wanted: "a number")
      }
      meant = [number]
    case "valueQuantity":
      let quantity = try Element(value.node, "\(element.path).valueQuantity")
      let (code, shown) = (try quantity.text("code"), try quantity.text("unit"))
      let unit = code ?? shown ?? "1"
      if let number = quantity.node["value"]?.numberValue, !quantity.has("comparator"),
        ["{score}", "1"].contains(unit)
      {
        meant = [number]
      }
    default: break
    }
    if meant.count > 1 { return .contradicting(meant.compactMap(\.intValue).sorted()) }
    let range = instrument.ranges[item - 1]
    guard let number = meant.first?.intValue, (range.low...range.high).contains(number) else {
      return .unreadable
    }
    return .number(number)
  }
}

/// What an answer to an item counts.
enum Points: Hashable {
  case number(Int)
  /// Its code and its weight say different things.
  case contradicting([Int])
  case unreadable

  /// What it may count.
  var numbers: [Int] {
    switch self {
    case .number(let number): [number]
    case .contradicting(let numbers): numbers
    case .unreadable: []
    }
  }
}

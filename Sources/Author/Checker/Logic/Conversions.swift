internal import PlumblineGuideline
internal import PlumblineJSON

/// The check for conversions whose factor the units themselves settle.
enum Conversions: Check {
  private static func weight(_ times: String, _ mark: String = "") -> FindingKind.Example {
    .init(
      """
      fact "body.mass" {
        type     = "decimal", range = { 20, 300 }, step = 0.1, unit = "kg",
        label    = "Mass",
        question = "What is the mass in kg?",
        converts = { { from = "g", times = \(times), because = "a kilogram is 1000 grams" } },\(mark)
      }
      """,
      around: Examples.rule([
        "when": "body.mass :at_least(70),", "because": "\"Mass: {body.mass} kg.\",",
      ]),
      tests: Examples.test(", body = { mass = 80 }"))
  }

  static let wrong = FindingKind(
    "conversion-wrong", .warning, "a conversion multiplies by another factor than the two units have",
    reason: """
      Prefixes and exact definitions settle how milligrams become grams, or kilopascals millimetres of mercury: nothing of the patient is in \
      it. Most often the factor was turned round, or belongs to another unit. Between a mass and an amount of substance only the substance \
      decides, and nothing is compared.
      """,
    mistake: weight("1000", " -- ←"), fix: weight("0.001"))

  static let kinds = [wrong]

  /// How far a factor may be rounded: 52 weeks for a year are.
  private static let tolerance = 0.02

  static func findings(in subject: Subject) -> [Finding] {
    let vocabulary = subject.vocabulary
    let taken = vocabulary.series.values.flatMap { series in
      series.reductions.map { (fact: vocabulary[$0.fact].name, units: series.conversions.map(\.unit)) }
    }
    let facts = vocabulary.facts.filter { subject.isOwn($0.place) }.flatMap { fact in
      // What a series converts for its facts is reported of the series.
      fact.conversions.filter { conversion in
        !taken.contains { $0.fact == fact.name && $0.units.contains(conversion.unit) }
      }.compactMap { fault(of: $0, into: fact.unit, fact.name, fact.place, subject) }
    }
    let series = vocabulary.series.values.filter { subject.isOwn($0.place) }.flatMap { series in
      series.conversions.compactMap { fault(of: $0, into: series.unit, series.name, series.place, subject) }
    }
    return facts + series
  }

  private static func fault(
    of conversion: Conversion, into unit: String?, _ name: String, _ place: Place, _ subject: Subject
  ) -> Finding? {
    guard let unit, let factor = factor(from: conversion.unit, into: unit), conversion.plus == 0,
      abs(conversion.times.doubleValue / factor - 1) > tolerance
    else { return nil }
    return Finding(
      wrong,
      at: subject.location(
        place, of: "fact", named: name, field: "converts", quoting: "\(conversion.times)"),
      "`converts` of fact '\(name)' multiplies '\(conversion.unit)' by \(conversion.times), but one of it is \(shown(factor)) '\(unit)'"
    )
  }

  /// How many of one unit another one is; nil if the units do not settle it.
  static func factor(from other: String, into unit: String) -> Double? {
    guard let one = UCUMScale(other), let own = UCUMScale(unit), !one.dimensions.isEmpty,
      one.dimensions == own.dimensions
    else { return nil }
    return one.factor / own.factor
  }

  /// The factor to six digits: "7.50062".
  private static func shown(_ factor: Double) -> String {
    guard factor > 0 else { return "\(factor)" }
    var scale = 1.0
    while factor * scale < 100_000 { scale *= 10 }
    let rounded = (factor * scale).rounded() / scale
    return ExactNumber(rounded)?.description ?? "\(rounded)"
  }
}

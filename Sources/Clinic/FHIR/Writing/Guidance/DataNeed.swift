internal import PlumblineGuideline
internal import PlumblineJSON

/// An absent fact as a DataRequirement: the resource that would answer it, by the codes by which it is read.
///
/// It asks for an Observation even where a Condition or a Procedure may say yes: only an answered question can also say no.
struct DataNeed {
  private let fact: Fact
  private let asOf: Day

  init(_ fact: Fact, asOf: Day) { (self.fact, self.asOf) = (fact, asOf) }

  var value: JSONValue {
    if fact.fhir?.isAge ?? false { return ["type": "Patient", "mustSupport": ["birthDate"]] }
    let known = (fact.fhir?.observations ?? []).filter { $0.confirmed && !$0.asks }
    let codes =
      [BundleWriter.coding(CodeSystem.facts, fact.name, fact.label)]
      + known.map { BundleWriter.coding($0.system, $0.code, $0.display) }
    return [
      "type": "Observation", "mustSupport": ["code", "effective", "value"],
      "codeFilter": [["path": "code", "code": .array(codes)]],
      "dateFilter": earliest.map {
        [
          [
            "path": "effective",
            "valuePeriod": ["start": .string($0.description), "end": .string(asOf.description)],
          ]
        ]
      } ?? .null,
    ]
  }

  /// The first day whose value still counts; nil if a value stays true.
  private var earliest: Day? {
    switch fact.maxAge {
    case .days(let days): asOf.before(days: days)
    case .visit: asOf
    case .lasting: nil
    }
  }
}

import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport

/// A small chart of one patient, for tests: resources as JSON, read by the shipped vocabulary on 20 November 2026.
struct Chart {
  static let asOf: Day = "2026-11-20"
  static let vocabulary: Vocabulary = {
    guard let guideline = try? Shipped.guideline() else {
      return Vocabulary(facts: [], constraints: [], instruments: [:])
    }
    return guideline.vocabulary
  }()

  var resources: [JSONValue]
  var hasPatient = true

  init(_ resources: JSONValue..., hasPatient: Bool = true) {
    (self.resources, self.hasPatient) = (resources, hasPatient)
  }
  init(of resources: [JSONValue], hasPatient: Bool = true) {
    (self.resources, self.hasPatient) = (resources, hasPatient)
  }

  static let patient: JSONValue = ["resourceType": "Patient", "id": "p", "birthDate": "1978-05-04"]

  var bundle: JSONValue {
    let all = (hasPatient ? [Self.patient] : []) + resources
    return ["resourceType": "Bundle", "type": "collection", "entry": .array(all.map { ["resource": $0] })]
  }

  func intake(asOf: Day = Self.asOf, ahead: Int = 0, patient: String? = nil) throws -> Intake {
    try FHIRIntake(Self.vocabulary, asOf: asOf, zone: TimeZoneRule { _ in ahead }).read(
      bundle.canonical, patient: patient)
  }

  /// What is known of a fact.
  func state(_ name: String, asOf: Day = Self.asOf, ahead: Int = 0) throws -> FactState? {
    let intake = try intake(asOf: asOf, ahead: ahead)
    return Self.vocabulary.index(of: name).map { intake.profile[$0] }
  }

  /// Why the resource of this id is not used; nil if it is.
  func reason(_ id: String) throws -> String? {
    try intake().report.ignored.first { $0.resource.hasSuffix("/\(id)") }?.because
  }
}

extension JSONValue {
  /// The object with some members set; null removes one.
  func with(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    var all = objectValue ?? []
    for (key, value) in members {
      all.removeAll { $0.key == key }
      if !value.isNull { all.append(JSONMember(key, value)) }
    }
    return .object(all)
  }
}

func code(_ code: String, _ system: String = "http://loinc.org") -> JSONValue {
  ["coding": [["system": .string(system), "code": .string(code)]]]
}

func observation(_ id: String, _ loinc: String, _ value: JSONValue?, on date: String = "2026-11-18")
  -> JSONValue
{
  let base: JSONValue = [
    "resourceType": "Observation", "id": .string(id), "status": "final", "code": code(loinc),
    "subject": ["reference": "Patient/p"], "effectiveDateTime": .string(date),
  ]
  guard let value else { return base }
  return base.with(["valueInteger": value])
}

func quantity(_ value: JSONValue, _ unit: String? = "{score}") -> JSONValue {
  let base: JSONValue = ["value": value]
  guard let unit else { return base }
  return base.with(["code": .string(unit), "system": "http://unitsofmeasure.org"])
}

func condition(
  _ id: String, _ code: JSONValue, clinical: String = "active", verified: String? = nil, onset: String? = nil
) -> JSONValue {
  let terms = "http://terminology.hl7.org/CodeSystem/"
  var condition: JSONValue = [
    "resourceType": "Condition", "id": .string(id), "code": code, "subject": ["reference": "Patient/p"],
    "clinicalStatus": FHIRTests.code(clinical, terms + "condition-clinical"),
  ]
  if let verified {
    condition = condition.with([
      "verificationStatus": FHIRTests.code(verified, terms + "condition-ver-status")
    ])
  }
  if let onset { condition = condition.with(["onsetDateTime": .string(onset)]) }
  return condition
}

func procedure(_ id: String, _ snomed: String, status: String = "completed", on date: String? = nil)
  -> JSONValue
{
  let base: JSONValue = [
    "resourceType": "Procedure", "id": .string(id), "status": .string(status),
    "code": code(snomed, "http://snomed.info/sct"), "subject": ["reference": "Patient/p"],
  ]
  guard let date else { return base }
  return base.with(["performedDateTime": .string(date)])
}

/// A response to the questionnaire of all facts.
func answers(
  _ id: String, _ items: KeyValuePairs<String, JSONValue>, on date: String = "2026-11-20T08:00:00Z",
  to url: String = "urn:plumbline:facts"
) -> JSONValue {
  [
    "resourceType": "QuestionnaireResponse", "id": .string(id), "status": "completed",
    "questionnaire": .string(url), "subject": ["reference": "Patient/p"], "authored": .string(date),
    "item": .array(items.map { ["linkId": .string($0.key), "answer": [$0.value]] }),
  ]
}

let snomed = "http://snomed.info/sct"
let icd = "http://hl7.org/fhir/sid/icd-10-cm"

extension FactState {
  static func number(_ number: Int) -> FactState { .known(.number(ExactNumber(number))) }
  static func code(_ code: String) -> FactState { .known(.code(code)) }
  static let yes = FactState.known(.boolean(true))
  static let no = FactState.known(.boolean(false))
}

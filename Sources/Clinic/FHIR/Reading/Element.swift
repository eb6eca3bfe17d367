internal import PlumblineGuideline
internal import PlumblineJSON

/// A part of a resource is not what R4 says that it is.
struct ElementFault: Error {
  /// `Observation.status`.
  let path: String
  let wanted: String

  var words: String { "\(path) is not \(wanted)" }
}

/// A resource, or an element of one, read by what R4 says of it: a member of another kind is a fault, never a guess.
struct Element {
  let node: JSONNode
  let path: String

  init(_ node: JSONNode, _ path: String) throws(ElementFault) {
    guard node.kind == .object else { throw ElementFault(path: path, wanted: "an object") }
    (self.node, self.path) = (node, path)
  }

  private func fault(_ key: String, _ wanted: String) -> ElementFault {
    ElementFault(path: "\(path).\(key)", wanted: wanted)
  }

  func has(_ key: String) -> Bool { node[key].map { !$0.isNull } ?? false }

  func text(_ key: String) throws(ElementFault) -> String? {
    guard let member = node[key], !member.isNull else { return nil }
    guard let text = member.stringValue else { throw fault(key, "a string") }
    return text
  }

  func flag(_ key: String) throws(ElementFault) -> Bool? {
    guard let member = node[key], !member.isNull else { return nil }
    guard let flag = member.boolValue else { throw fault(key, "true or false") }
    return flag
  }

  func element(_ key: String) throws(ElementFault) -> Element? {
    guard let member = node[key], !member.isNull else { return nil }
    return try Element(member, "\(path).\(key)")
  }

  func elements(_ key: String) throws(ElementFault) -> [Element] {
    guard let member = node[key], !member.isNull else { return [] }
    guard let items = member.arrayValue else { throw fault(key, "a list") }
    var elements: [Element] = []
    for item in items { elements.append(try Element(item, "\(path).\(key)")) }
    return elements
  }

  func moment(_ key: String, _ zone: TimeZoneRule) throws(ElementFault) -> Moment? {
    guard let text = try text(key) else { return nil }
    guard let moment = Moment(text, zone) else { throw fault(key, "a date or an instant of FHIR") }
    return moment
  }

  /// The first of two dates that is there.
  func moment(_ key: String, _ other: String, _ zone: TimeZoneRule) throws(ElementFault) -> Moment? {
    if let moment = try moment(key, zone) { return moment }
    return try moment(other, zone)
  }

  func codings(_ key: String) throws(ElementFault) -> [Coding] {
    try element(key)?.codings() ?? []
  }

  /// The codings of a CodeableConcept.
  func codings() throws(ElementFault) -> [Coding] {
    var codings: [Coding] = []
    for element in try elements("coding") { codings.append(try element.coding()) }
    return codings
  }

  func coding() throws(ElementFault) -> Coding {
    var coding = Coding(system: try text("system"), code: try text("code"))
    for part in try elements("extension") where Self.ordinals.contains(try part.text("url") ?? "") {
      coding.ordinal = part.node["valueDecimal"]?.numberValue
    }
    return coding
  }

  /// The extensions by which an answer says what it counts.
  private static let ordinals: Set = [
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
    "http://hl7.org/fhir/StructureDefinition/iso21090-CO-value",
  ]

  func reference(_ key: String) throws(ElementFault) -> Reference? {
    guard let element = try element(key) else { return nil }
    let identifier = try element.element("identifier")
    return Reference(
      text: try element.text("reference"),
      identifier: try identifier.map { element throws(ElementFault) in
        Identifier(system: try element.text("system"), value: try element.text("value"))
      })
  }

  /// Why a primitive has no value, by its extension: `_birthDate`.
  func absence(_ key: String) throws(ElementFault) -> Absence? {
    for part in try element("_\(key)")?.elements("extension") ?? []
    where try part.text("url") == AbsentReason.extensionURL {
      if let reason = try part.text("valueCode").flatMap(AbsentReason.absence) { return reason }
    }
    return nil
  }
}

struct Coding: Hashable {
  var system: String?
  var code: String?
  /// What an answer counts, as an extension of it says.
  var ordinal: ExactNumber?
}

struct Identifier: Hashable {
  var system: String?
  var value: String?

  /// Whether a text is its value, or its system and value: `urn:oid:1.2|N-7`.
  func isWritten(_ text: String) -> Bool {
    guard let value else { return false }
    return value == text || system.map { "\($0)|\(value)" == text } ?? false
  }
}

struct Reference: Hashable {
  var text: String?
  var identifier: Identifier?
}

/// The reasons of FHIR for which a value is absent, and what a profile says for each.
///
/// Source: HL7 FHIR R4, CodeSystem data-absent-reason, 15 codes.
enum AbsentReason {
  static let system = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
  static let extensionURL = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

  private static let absences: [String: Absence] = [
    "not-asked": .notAsked, "not-performed": .notAsked, "asked-declined": .askedDeclined,
    "not-applicable": .notApplicable, "unknown": .unknown, "asked-unknown": .unknown,
    "temp-unknown": .unknown,
    "masked": .unknown, "unsupported": .unknown, "as-text": .unknown, "error": .unknown,
    "not-a-number": .unknown, "negative-infinity": .unknown, "positive-infinity": .unknown,
    "not-permitted": .unknown,
  ]

  static func absence(_ code: String) -> Absence? { absences[code] }

  /// Returns why a coded value is none; nil if it is a value.
  static func absence(_ codings: [Coding]) -> Absence? {
    codings.lazy.filter { $0.system == system }.compactMap { $0.code.flatMap(absence) }.first
  }
}

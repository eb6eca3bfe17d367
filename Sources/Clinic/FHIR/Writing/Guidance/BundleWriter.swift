internal import PlumblineCryptography
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblinePresentation
internal import PlumblineText

/// Writes resources into a Bundle. Their ids follow from what the Bundle is about: the same answer has the same ids, whenever and
/// wherever it is written.
struct BundleWriter {
  private let seed: [UInt8]
  let recording: Recording
  let asOf: Day
  /// Whom it is about, as far as the input says.
  let subject: JSONValue
  private var entries: [JSONValue] = []

  /// - Parameters:
  ///   - content: what the Bundle is about: all of the answer but its record.
  ///   - patient: the id in the profile; nil if it has none.
  ///   - isResource: whether the input had a Patient of that id.
  init(_ content: JSONValue, patient: String?, isResource: Bool, asOf: Day, _ recording: Recording) {
    seed = SHA256.hash(content.canonical)
    (self.asOf, self.recording) = (asOf, recording)
    guard let patient, patient.contains(where: { !$0.isWhitespace }) else {
      subject = ["display": "the patient of this profile, which has no id"]
      return
    }
    let name = "Patient/\(patient)"
    subject =
      isResource && Self.isReference(name)
      ? ["reference": .string(name)] : ["identifier": ["value": .string(patient)]]
  }

  /// The name of a resource in this Bundle: `urn:uuid:…`, of version 8 (RFC 9562), from a digest.
  func name(_ key: String) -> String {
    var bytes = Array(SHA256.hash(seed, Array(key.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array(Hex.encode(bytes))
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return "urn:uuid:\(groups.joined(separator: "-"))"
  }

  func reference(_ key: String) -> JSONValue { ["reference": .string(name(key))] }

  /// Adds a resource under a key, by which others name it.
  mutating func add(_ type: String, _ key: String, _ members: JSONValue) {
    let own: [JSONMember] = [
      JSONMember("resourceType", .string(type)),
      JSONMember("id", .string(String(name(key).dropFirst("urn:uuid:".count)))),
    ]
    entries.append([
      "fullUrl": .string(name(key)), "resource": .object(own + (members.objectValue ?? [])),
    ])
  }

  var bundle: JSONValue {
    let whole: JSONValue = [
      "resourceType": "Bundle", "id": .string(String(name("bundle").dropFirst("urn:uuid:".count))),
      "meta": ["tag": [["system": .string(FHIRName.recordStatus), "code": .string(recording.status)]]],
      "identifier": identifier, "type": "collection", "entry": .array(entries),
    ]
    return whole.withoutEmpties ?? .null
  }

  /// The record's name; null without a record.
  var identifier: JSONValue {
    recording.record.map { ["system": .string(FHIRName.record), "value": .string($0)] } ?? .null
  }

  var day: JSONValue { .string(asOf.description) }

  /// What made the answer.
  static let author: JSONValue = ["type": "Device", "display": .string(Evaluator.version)]

  static func notes(_ texts: [String]) -> JSONValue { .array(texts.map { ["text": .string($0)] }) }
}

extension JSONValue {
  /// The value without empty strings, lists and objects, which FHIR does not allow, and with what could act on a screen escaped; nil
  /// if nothing is left.
  var withoutEmpties: JSONValue? {
    switch self {
    case .null: return nil
    case .bool, .number: return self
    case .string(let text):
      return text.allSatisfy(\.isWhitespace) ? nil : .string(Escaping.terminalLines(text))
    case .array(let elements):
      let kept = elements.compactMap(\.withoutEmpties)
      return kept.isEmpty ? nil : .array(kept)
    case .object(let members):
      let kept = members.compactMap { member in member.value.withoutEmpties.map { JSONMember(member.key, $0) }
      }
      return kept.isEmpty ? nil : .object(kept)
    }
  }
}

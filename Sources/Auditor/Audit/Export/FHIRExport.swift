internal import PlumblineFHIR
public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineTransparency

/// Records as FHIR R4 resources: an AuditEvent for each, a Provenance for answers, overrides, outcomes, amendments and signatures, and of each
/// answer the decision as a GuidanceResponse.
///
/// Without payloads they contain no words that somebody wrote about a patient; a patient is a pseudonym. Sources:
/// <https://hl7.org/fhir/R4/auditevent.html>, <https://hl7.org/fhir/R4/provenance.html>, <https://hl7.org/fhir/R4/guidanceresponse.html>.
public struct FHIRExport: Sendable {
  /// This program's own names, as tag URIs (RFC 4151).
  enum System {
    static let pseudonym = "tag:plumbline.local,2026:pseudonym"
    static let meaning = "tag:plumbline.local,2026:signature-meaning"
    static let kind = "tag:plumbline.local,2026:record-kind"
    static let outcome = "tag:plumbline.local,2026:outcome"
    static let version = "tag:plumbline.local,2026:pack-version"
    static let terminology = "http://terminology.hl7.org/CodeSystem"
  }

  /// The columns of a record's details that the resources need.
  static let columns: [RecordColumn] = [.asOf, .purpose, .packs, .missing]

  let origin: String

  public init(origin: String) { self.origin = origin }

  /// The resources of a record.
  ///
  /// - Parameter payload: adds reasons, notes and what was done instead, in the words of people; nil leaves them out.
  public func resources(_ record: RecordSummary, _ leaf: Leaf, _ payload: JSONValue? = nil) -> [JSONValue] {
    switch record.kind {
    case .decision:
      [auditEvent(record, leaf, payload), provenance(record, leaf, payload)]
        + (guidance(record, leaf).map { [$0] } ?? [])
    case .override, .outcome, .amendment, .signature:
      [auditEvent(record, leaf, payload), provenance(record, leaf, payload)]
    case .failure, .refusal, .erasure, .recovery, .import, .access, .hold, .rotation, .timestamp:
      [auditEvent(record, leaf, payload)]
    }
  }

  // MARK: parts

  /// A resource of a record; members without a value are left out.
  func resource(
    _ type: String, _ what: String, _ record: RecordSummary, _ members: [(String, JSONValue?)]
  ) -> JSONValue {
    .object(
      [JSONMember("resourceType", .string(type)), JSONMember("id", .string(id(what, record.index)))]
        + members.compactMap { key, value in value.map { JSONMember(key, $0) } })
  }

  func name(_ index: Int) -> JSONValue {
    reference(FHIRName.record, RecordName(origin: origin, index: index).description, nil)
  }

  func reference(_ system: String, _ value: String, _ type: String?) -> JSONValue {
    var members = [
      JSONMember("identifier", ["system": .string(system), "value": .string(value)])
    ]
    if let type { members.append(JSONMember("type", .string(type))) }
    return .object(members)
  }

  func coding(_ system: String, _ code: String, _ display: String) -> JSONValue {
    [
      "system": .string("\(System.terminology)/\(system)"), "code": .string(code),
      "display": .string(display),
    ]
  }

  /// FHIR's ids take letters, digits, hyphen and stop, 64 at most: the end of the ledger's name is its random part.
  func id(_ what: String, _ index: Int) -> String {
    let own = origin.split(separator: "/").last ?? ""
    let kept = own.unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
    }
    return "\(String(String.UnicodeScalarView(kept.prefix(24))))-\(what)-\(index)"
  }

  /// The text, or nil if it is blank: FHIR does not allow empty strings.
  static func filled(_ text: String?) -> String? {
    text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }
}

internal import PlumblineJSON

/// A line of a bulk file: a resource of any patient.
public enum BulkLine: Sendable, Hashable {
  /// A resource of the patient with this id: the last part of the Patient's id, or of the reference to it.
  case resource(patient: String)
  /// A resource whose patient is named by an identifier alone, so that only all Patients together say who it is.
  case identified
  /// A Questionnaire that responses can name, of whichever patients.
  case questionnaire(SharedQuestions.Canonical)
  /// A resource that names no patient: an Organization, or one that forgot.
  case ofNobody
  case blank
  case bundle
  /// Why it cannot be read; holds no value of it.
  case unreadable(String)

  /// - Parameter line: without its end.
  public init(_ line: [UInt8]) {
    if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
      self = .blank
      return
    }
    do throws(JSONFailure) {
      let node = try JSONReader.read(line, limits: FHIRIntake.limits)
      guard let type = node["resourceType"]?.stringValue else {
        self = .unreadable("it is no resource, which has a resourceType")
        return
      }
      self =
        switch type {
        case "Bundle": .bundle
        case "Questionnaire": Self.questionnaire(node)
        default: Self.patient(node, type)
        }
    } catch {
      let problem = error.problems.first
      self = .unreadable(problem.map { "column \($0.position.column): \($0.message)" } ?? "it is not JSON")
    }
  }

  private static func questionnaire(_ node: JSONNode) -> BulkLine {
    guard let url = node["url"]?.stringValue else { return .ofNobody }
    return .questionnaire(.init(url: url, version: node["version"]?.stringValue))
  }

  private static func patient(_ node: JSONNode, _ type: String) -> BulkLine {
    if type == "Patient" { return node["id"]?.stringValue.map { .resource(patient: $0) } ?? .ofNobody }
    let subject = BulkSubject(node)
    guard let reference = subject.reference else { return subject.isIdentified ? .identified : .ofNobody }
    if reference.contains("?") { return .identified }
    let parts = reference.split { "/:".contains($0) }
    // A Device or a Group is nobody's id; of another form, such as urn:uuid, only the end is known.
    if reference.contains("/"), parts.dropLast().last.map({ $0 != "Patient" }) ?? false { return .ofNobody }
    return parts.last.map { .resource(patient: String($0)) } ?? .ofNobody
  }
}

/// Who is meant by an id or an identifier in a folder of bulk files, and which lines may be about them.
public struct BulkPatient: Sendable {
  private let wanted: String
  /// What is known to name them: what was asked for, and the ids and identifiers of the Patients who have it.
  private var names: Set<String>

  /// - Parameter wanted: an id; or an identifier, as its value or as its system and value, `urn:oid:1.2|N-7`.
  public init(_ wanted: String) { (self.wanted, names) = (wanted, [wanted]) }

  /// Takes a line: a Patient who is meant adds their other names.
  public mutating func learn(_ line: [UInt8]) {
    guard let node = BulkSubject.read(line), node["resourceType"]?.stringValue == "Patient" else { return }
    let own = BulkSubject.names(node)
    if own.isNamed(wanted) { names.formUnion(own.all) }
  }

  /// Whether a line may be about them: rather one too many than one too few, since the reader of records looks closer.
  public func mayBe(in line: [UInt8]) -> Bool {
    guard let node = BulkSubject.read(line) else { return false }
    if node["resourceType"]?.stringValue == "Patient" {
      let own = BulkSubject.names(node)
      return own.isNamed(wanted) || !names.isDisjoint(with: own.all)
    }
    return BulkSubject(node).isNamed(by: names)
  }
}

/// Whom a resource is about.
private struct BulkSubject {
  /// Without the version of the Patient.
  let reference: String?
  private let identifier: Identifier?
  var isIdentified: Bool { identifier != nil }

  init(_ node: JSONNode) {
    let subject = node["subject"] ?? node["patient"]
    let reference = subject?["reference"]?.stringValue
    self.reference = reference.map { text in
      text.firstRange(of: "/_history/").map { String(text[..<$0.lowerBound]) } ?? text
    }
    identifier = subject?["identifier"].flatMap { $0.isNull ? nil : Self.identifier($0) }
  }

  /// What stands before a name at the end of a reference: `Patient/7`, `urn:uuid:7`, `Patient?identifier=urn:h|7`.
  private static let ends = ["/", ":", "=", "|", "%7C", "%7c"]

  func isNamed(by names: Set<String>) -> Bool {
    if let value = identifier?.value, names.contains(value) { return true }
    guard let reference else { return false }
    return names.contains { name in
      reference == name || Self.ends.contains { reference.hasSuffix($0 + name) }
    }
  }

  static func read(_ line: [UInt8]) -> JSONNode? { try? JSONReader.read(line, limits: FHIRIntake.limits) }

  private static func identifier(_ node: JSONNode) -> Identifier {
    Identifier(system: node["system"]?.stringValue, value: node["value"]?.stringValue)
  }

  /// A Patient's own names.
  struct Names {
    var id: String?
    var identifiers: [Identifier]

    func isNamed(_ text: String) -> Bool { id == text || identifiers.contains { $0.isWritten(text) } }
    var all: Set<String> { Set(([id] + identifiers.map(\.value)).compactMap(\.self).filter { !$0.isEmpty }) }
  }

  static func names(_ patient: JSONNode) -> Names {
    Names(
      id: patient["id"]?.stringValue,
      identifiers: (patient["identifier"]?.arrayValue ?? []).map(identifier))
  }
}

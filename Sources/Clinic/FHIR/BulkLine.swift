internal import PlumblineJSON

/// A line of a bulk file: a resource of any patient.
public enum BulkLine: Sendable, Hashable {
  /// A resource of the patient with this id: the last part of the Patient's id, or of the reference to it.
  case resource(patient: String)
  /// A resource whose patient is named by an identifier alone, so that only all Patients together say who it is.
  case identified
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
        if type == "Bundle" { .bundle } else { Self.patient(node, type) }
    } catch {
      let problem = error.problems.first
      self = .unreadable(problem.map { "column \($0.position.column): \($0.message)" } ?? "it is not JSON")
    }
  }

  /// The id and the identifiers of a Patient who is the one that is wanted, by one of these; none of any other line.
  public static func names(_ line: [UInt8], of wanted: String) -> Set<String> {
    guard let node = try? JSONReader.read(line, limits: FHIRIntake.limits),
      node["resourceType"]?.stringValue == "Patient"
    else { return [] }
    let id = node["id"]?.stringValue
    let identifiers = (node["identifier"]?.arrayValue ?? []).map {
      Identifier(system: $0["system"]?.stringValue, value: $0["value"]?.stringValue)
    }
    guard id == wanted || identifiers.contains(where: { $0.isWritten(wanted) }) else { return [] }
    return Set(([id] + identifiers.map(\.value)).compactMap(\.self).filter { !$0.isEmpty })
  }

  /// Whether a line may be about somebody of these names: rather too many than one too few, since the reader looks closer.
  public static func mayBe(_ line: [UInt8], about names: Set<String>) -> Bool {
    guard let node = try? JSONReader.read(line, limits: FHIRIntake.limits) else { return false }
    if node["resourceType"]?.stringValue == "Patient" {
      return names.contains { !Self.names(line, of: $0).isEmpty }
    }
    let subject = node["subject"] ?? node["patient"]
    if let value = subject?["identifier"]?["value"]?.stringValue, names.contains(value) { return true }
    let reference = subject?["reference"]?.stringValue
    return names.contains { reference?.contains($0) ?? false }
  }

  private static func patient(_ node: JSONNode, _ type: String) -> BulkLine {
    if type == "Patient" { return node["id"]?.stringValue.map { .resource(patient: $0) } ?? .ofNobody }
    let subject = node["subject"] ?? node["patient"]
    guard let reference = subject?["reference"]?.stringValue else {
      return subject?["identifier"].map { !$0.isNull } ?? false ? .identified : .ofNobody
    }
    if reference.contains("?") { return .identified }
    let plain =
      reference.firstRange(of: "/_history/").map { String(reference[..<$0.lowerBound]) } ?? reference
    let parts = plain.split { "/:".contains($0) }
    // A Device or a Group is nobody's id; of another form, such as urn:uuid, only the end is known.
    if plain.contains("/"), parts.dropLast().last.map({ $0 != "Patient" }) ?? false { return .ofNobody }
    return parts.last.map { .resource(patient: String($0)) } ?? .ofNobody
  }
}

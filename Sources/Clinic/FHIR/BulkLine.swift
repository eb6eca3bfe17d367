internal import PlumblineJSON

/// A line of a bulk file: a resource of any patient.
public enum BulkLine: Sendable, Hashable {
  /// A resource of the patient with this id: the last part of the Patient's id, or of the reference to it.
  case resource(patient: String)
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
        if type == "Bundle" { .bundle } else {
          Self.patient(node, type).map { .resource(patient: $0) } ?? .ofNobody
        }
    } catch {
      let problem = error.problems.first
      self = .unreadable(problem.map { "column \($0.position.column): \($0.message)" } ?? "it is not JSON")
    }
  }

  /// Whether a line is a Patient with this identifier: its value, or its system and value, `urn:oid:1.2|N-7`.
  public static func isPatient(_ line: [UInt8], identifiedBy wanted: String) -> Bool {
    guard let node = try? JSONReader.read(line, limits: FHIRIntake.limits),
      node["resourceType"]?.stringValue == "Patient"
    else { return false }
    return (node["identifier"]?.arrayValue ?? []).contains {
      Identifier(system: $0["system"]?.stringValue, value: $0["value"]?.stringValue).isWritten(wanted)
    }
  }

  private static func patient(_ node: JSONNode, _ type: String) -> String? {
    if type == "Patient" { return node["id"]?.stringValue }
    let reference = (node["subject"] ?? node["patient"])?["reference"]?.stringValue
    let plain = reference.map { text in
      text.firstRange(of: "/_history/").map { String(text[..<$0.lowerBound]) } ?? text
    }
    return plain.flatMap { $0.split { "/:".contains($0) }.last.map(String.init) }
  }
}

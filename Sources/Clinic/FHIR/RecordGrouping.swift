internal import PlumblineJSON

/// Turns lines of resources, grouped by patient, into lines of Bundles: one for each patient, and an empty line for each further
/// resource, so that the numbers of lines stay. Lines of Bundles pass as they are.
///
/// It holds one patient's resources, and eight bytes for each patient that came before.
public struct RecordGrouping: Sendable {
  private var group: [UInt8] = []
  private var count = 0
  private var patient: String?
  private var seen: Set<Int> = []
  private var isAgain = false

  /// The tag of a Bundle of a patient whose resources did not come together.
  static let tagSystem = "urn:plumbline:intake"

  private static let start = Array(#"{"resourceType":"Bundle","type":"collection","entry":["#.utf8)
  private static let tag = Array(
    #"],"meta":{"tag":[{"system":"\#(tagSystem)","code":"seen-again"}]}}"#.utf8)

  public init() {}

  /// Takes a line without its end; returns the lines that are complete.
  public mutating func take(_ line: [UInt8]) -> [UInt8] {
    if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
      if group.isEmpty { return [0x0A] }
      count += 1
      return []
    }
    guard let node = try? JSONReader.read(line, limits: FHIRIntake.limits),
      let type = node["resourceType"]?.stringValue,
      type != "Bundle"
    else { return end() + line + [0x0A] }
    let key = Self.patient(node, type)
    var out: [UInt8] = []
    if !group.isEmpty, let key, let patient, key != patient { out = end() }
    if let key, patient == nil {
      patient = key
      isAgain = !seen.insert(key.hashValue).inserted
    }
    group +=
      (group.isEmpty ? Self.start : [UInt8(ascii: ",")]) + Array(#"{"resource":"#.utf8) + line + [
        UInt8(ascii: "}")
      ]
    count += 1
    return out
  }

  /// Returns the lines of the group that has begun.
  public mutating func end() -> [UInt8] {
    if group.isEmpty { return [] }
    let line = group + (isAgain ? Self.tag : Array("]}".utf8))
    defer { (group, count, patient, isAgain) = ([], 0, nil, false) }
    return line + [UInt8](repeating: 0x0A, count: count)
  }

  /// Whose a resource is: the last part of the Patient's id or of the reference to it; nil if it does not say.
  private static func patient(_ node: JSONNode, _ type: String) -> String? {
    if type == "Patient" { return node["id"]?.stringValue }
    let reference = (node["subject"] ?? node["patient"])?["reference"]?.stringValue
    let plain = reference.map { text in
      text.firstRange(of: "/_history/").map { String(text[..<$0.lowerBound]) } ?? text
    }
    return plain.flatMap { $0.split { "/:".contains($0) }.last.map(String.init) }
  }
}

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
  private let keepsLines: Bool

  /// The tag of a Bundle of a patient whose resources did not come together.
  static let tagSystem = "urn:plumbline:intake"

  private static let start = Array(#"{"resourceType":"Bundle","type":"collection","entry":["#.utf8)
  private static let tag = Array(
    #"],"meta":{"tag":[{"system":"\#(tagSystem)","code":"seen-again"}]}}"#.utf8)

  /// - Parameter keepsLines: false to give one line for each patient, without those that keep the numbers.
  public init(keepsLines: Bool = true) { self.keepsLines = keepsLines }

  /// Takes a line without its end; returns the lines that are complete.
  public mutating func take(_ line: [UInt8]) -> [UInt8] {
    var key: String?
    switch BulkLine(line) {
    case .blank:
      if group.isEmpty { return [0x0A] }
      count += 1
      return []
    case .bundle, .unreadable: return end() + line + [0x0A]
    case .resource(let patient): key = patient
    case .ofNobody, .identified: break
    }
    return add(line, of: key)
  }

  /// Takes a resource of a patient; returns the lines that are complete.
  public mutating func add(_ line: [UInt8], of key: String?) -> [UInt8] {
    var out: [UInt8] = []
    if !group.isEmpty, let key, let patient, key != patient { out = end() }
    if let key, patient == nil {
      patient = key
      isAgain = !seen.insert(key.hashValue).inserted
    }
    // Beyond the limit it is refused as too long, however much follows.
    if group.count <= FHIRIntake.limits.bytes {
      group += group.isEmpty ? Self.start : [UInt8(ascii: ",")]
      group += Array(#"{"resource":"#.utf8) + line + [UInt8(ascii: "}")]
    }
    count += 1
    return out
  }

  /// Returns the lines of the group that has begun.
  public mutating func end() -> [UInt8] {
    if group.isEmpty { return [] }
    let line = group + (isAgain ? Self.tag : Array("]}".utf8))
    defer { (group, count, patient, isAgain) = ([], 0, nil, false) }
    return line + [UInt8](repeating: 0x0A, count: keepsLines ? count : 1)
  }
}

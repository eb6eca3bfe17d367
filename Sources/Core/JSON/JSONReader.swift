/// Reads JSON strictly: RFC 8259 and nothing else.
///
/// A duplicate key is refused, since it is not known which of the two is meant, and so is a number that
/// cannot be kept exactly.
///
/// ```swift
/// let node = try JSONReader.read(#"{"mood": {"phq_9": 12}}"#)
/// node["mood"]?["phq_9"]?.position  // line 1, column 20
/// ```
///
/// <https://www.rfc-editor.org/rfc/rfc8259>
public enum JSONReader {
  /// The most duplicate keys that are listed.
  static let greatestDuplicateCount = 100

  /// Reads the value in `bytes`.
  ///
  /// Time and memory grow with the number of bytes, up to the limit. All duplicate keys are reported
  /// together; any other problem ends the reading.
  public static func read(_ bytes: [UInt8], limits: JSONLimits = .default) throws(JSONFailure) -> JSONNode {
    var parser = JSONParser(bytes: bytes, limits: limits)
    var problems: [JSONError] = []
    var node: JSONNode?
    do {
      node = try parser.document()
    } catch {
      problems.append(error)
    }
    problems = parser.duplicates + problems
    guard let node, problems.isEmpty else { throw JSONFailure(problems.sorted { $0.position < $1.position }) }
    return node
  }

  /// Reads the value in `text`.
  public static func read(
    _ text: some StringProtocol, limits: JSONLimits = .default
  ) throws(JSONFailure) -> JSONNode {
    try read(Array(text.utf8), limits: limits)
  }
}

internal import PlumblineJSON
internal import PlumblineText

/// Reads a file of the operator's in JSON, and gathers everything that is wrong with it: nothing in it is passed over.
struct StrictFile {
  let node: JSONNode
  private let path: String
  private(set) var problems: [String] = []

  private static let limits = JSONLimits(bytes: 1 << 18, depth: 6, stringBytes: 1 << 12, values: 5_000)

  /// - Parameters:
  ///   - path: what the file is called.
  ///   - members: those that there are.
  init(_ text: [UInt8], named path: String, members: [String]) throws(FileFault) {
    do {
      node = try JSONReader.read(text, limits: Self.limits)
    } catch {
      throw FileFault(path, error.problems.map { "\($0.position): \($0.message)" })
    }
    self.path = path
    know(members, of: node, "")
    if node["schema"]?.numberValue?.intValue != 1 { report("schema must be 1") }
  }

  mutating func report(_ problem: String) { problems.append(problem) }

  /// - Throws: ``FileFault`` with everything that was wrong.
  func finish() throws(FileFault) {
    guard problems.isEmpty else { throw FileFault(path, problems) }
  }

  /// Reports members that there are not.
  mutating func know(_ members: [String], of node: JSONNode, _ place: String) {
    guard let given = node.objectValue else { return report("\(place)… must be an object") }
    for member in given where !members.contains(member.key) {
      report(
        "\(place)\(Escaping.terminal(member.key)) is no member; there are \(members.joined(separator: ", "))")
    }
  }

  /// The service as browsers call it, without a slash at its end.
  mutating func address() -> String {
    let address = node["address"]?.stringValue ?? ""
    if !OutboundAddress.isFit(address) || address.hasSuffix("/") || address.contains("?") {
      report(
        "address must be the service as browsers call it, such as https://plumbline.example, without a slash at its end; http:// is only for this machine"
      )
    }
    return address
  }

  mutating func visible(_ node: JSONNode?, _ place: String) -> String {
    guard let text = node?.stringValue, (1...500).contains(text.utf8.count),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      report("\(place) must be 1 to 500 visible characters without spaces")
      return ""
    }
    return text
  }

  /// The secret in a file that is named; nil if none is.
  mutating func secret(_ node: JSONNode?, _ place: String, _ read: (String) throws -> [UInt8]) -> String? {
    guard let node else { return nil }
    guard let file = node.stringValue, !file.isEmpty else {
      report("\(place) must be the file of the secret")
      return nil
    }
    do {
      let text = try read(file)
      let line = text.last == 0x0A ? text.dropLast() : text[...]
      if (1...500).contains(line.count), line.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
        return String(decoding: line, as: UTF8.self)
      }
      report("\(place) holds no secret: one line of 1 to 500 visible characters")
    } catch {
      report("\(place): \(error)")
    }
    return nil
  }

  /// A text, or a list of texts.
  mutating func texts(_ node: JSONNode?, _ place: String) -> [String] {
    let texts = node?.stringValue.map { [$0] } ?? node?.arrayValue?.map { $0.stringValue ?? "" } ?? []
    if !(1...20).contains(texts.count) || texts.contains(where: { !(1...200).contains($0.utf8.count) }) {
      report("\(place) must be a text of 1 to 200 bytes, or a list of 1 to 20 of them")
    }
    return texts
  }
}

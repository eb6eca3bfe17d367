internal import PlumblineChecker
internal import PlumblineJSON

/// A finding as an editor shows it.
struct Diagnostic {
  private let finding: Finding
  private let workspace: Workspace

  init(_ finding: Finding, _ workspace: Workspace) {
    self.finding = finding
    self.workspace = workspace
  }

  func value(_ lines: TextLines) -> JSONValue {
    let place = finding.location
    var members: [JSONMember] = [
      JSONMember("range", lines.range(line: place.line, from: place.column, to: end(lines))),
      JSONMember("severity", severity), JSONMember("code", .string(finding.kind.code)),
      JSONMember("source", "plumbline"), JSONMember("message", .string(finding.message)),
    ]
    let related = finding.related.compactMap { related -> JSONValue? in
      guard let path = workspace.paths[related.location.file], let text = workspace.texts[path] else {
        return nil
      }
      let (line, column) = (related.location.line, related.location.column)
      return [
        "location": [
          "uri": .string(FileAddress.uri(path)),
          "range": TextLines(text).range(line: line, from: column, to: column),
        ],
        "message": .string(related.message),
      ]
    }
    if !related.isEmpty { members.append(JSONMember("relatedInformation", .array(related))) }
    return .object(members)
  }

  private var severity: JSONValue {
    switch finding.kind.severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }

  /// The column after the word at the finding's place.
  private func end(_ lines: TextLines) -> Int {
    let rest = lines.bytes(finding.location.line).dropFirst(finding.location.column - 1)
    let word = rest.prefix { byte in
      byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    return finding.location.column + max(word.count, 1)
  }
}

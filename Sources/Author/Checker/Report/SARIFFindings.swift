public import PlumblineJSON

/// Findings in SARIF 2.1.0, the format that code hosts read.
///
/// Source: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0, with errata 01 (28 August 2023).
extension Checking {
  /// Returns the log of this check.
  ///
  /// - Parameter version: the program's version.
  public func sarif(version: String) -> JSONValue {
    let kinds = Checks.kinds
    let indices = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($0.element.code, $0.offset) })
    var invocation: [JSONMember] = [JSONMember("executionSuccessful", .bool(loads))]
    if isTooLarge || isInexact || isCut || !loads {
      invocation.append(
        JSONMember(
          "toolExecutionNotifications",
          [["level": .string(loads ? "warning" : "error"), "message": ["text": .string(summary)]]]))
    }
    let results =
      findings.map { result($0, indices) }
      + allowed.map { finding in
        result(finding, indices, [JSONMember("suppressions", [["kind": "inSource"]])])
      }
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "plumbline",
              "semanticVersion": .string(version),
              "rules": .array(kinds.map(Self.rule)),
            ]
          ],
          "invocations": [.object(invocation)],
          "columnKind": "unicodeCodePoints",
          "results": .array(results),
        ]
      ],
    ]
  }

  private static func level(_ severity: FindingKind.Severity) -> JSONValue { .string(severity.rawValue) }

  private static func rule(_ kind: FindingKind) -> JSONValue {
    [
      "id": .string(kind.code),
      "shortDescription": ["text": .string(kind.summary)],
      "fullDescription": ["text": .string(kind.reason)],
      "help": ["text": .string(kind.plainHelp), "markdown": .string(kind.markdown)],
      "helpUri": .string("urn:plumbline:finding:\(kind.code)"),
      "defaultConfiguration": ["level": level(kind.severity)],
      "properties": ["page": .string(kind.page)],
    ]
  }

  private func result(_ finding: Finding, _ indices: [String: Int], _ more: [JSONMember] = []) -> JSONValue {
    var members: [JSONMember] = [
      JSONMember("ruleId", .string(finding.kind.code)),
      JSONMember("ruleIndex", .number(indices[finding.kind.code] ?? 0)),
      JSONMember("level", Self.level(finding.kind.severity)),
      JSONMember("message", ["text": .string(finding.message)]),
      JSONMember("locations", [["physicalLocation": physical(finding.location)]]),
    ]
    if !finding.related.isEmpty {
      members.append(
        JSONMember(
          "relatedLocations",
          .array(
            finding.related.map {
              ["physicalLocation": physical($0.location), "message": ["text": .string($0.message)]]
            })))
    }
    if let fix = finding.fix { members.append(JSONMember("fixes", [sarif(fix)])) }
    return .object(members + more)
  }

  private func physical(_ location: Finding.Location) -> JSONValue {
    [
      "artifactLocation": ["uri": .string(uri(location.file))],
      "region": [
        "startLine": .number(location.line),
        "startColumn": .number(codePoint(location)),
      ],
    ]
  }

  private func sarif(_ fix: Fix) -> JSONValue {
    // Lines that are removed take their line ends with them.
    let goes = fix.replacement.isEmpty
    let end = Finding.Location(file: fix.file, line: fix.lines.upperBound, column: Int.max)
    let inserted = fix.replacement.joined(separator: "\n")
    return [
      "description": ["text": .string(fix.words)],
      "artifactChanges": [
        [
          "artifactLocation": ["uri": .string(uri(fix.file))],
          "replacements": [
            [
              "deletedRegion": [
                "startLine": .number(fix.lines.lowerBound), "startColumn": 1,
                "endLine": .number(fix.lines.upperBound + (goes ? 1 : 0)),
                "endColumn": .number(goes ? 1 : codePoint(end)),
              ],
              "insertedContent": ["text": .string(inserted)],
            ]
          ],
        ]
      ],
    ]
  }

  /// The column in Unicode code points; the one after the line's last if the location lies beyond it.
  private func codePoint(_ location: Finding.Location) -> Int {
    guard let bytes = line(location) else { return 1 }
    let before = String(decoding: bytes.prefix(location.column - 1), as: UTF8.self)
    return before.unicodeScalars.count + 1
  }

  /// A path as a URI: relative as the author gave it, or `file:///…`.
  private func uri(_ file: String) -> String {
    let path = path(of: file)
    let escaped = path.utf8.map { byte -> String in
      let isPlain =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._~/".utf8.contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }.joined()
    return path.hasPrefix("/") ? "file://\(escaped)" : escaped
  }
}

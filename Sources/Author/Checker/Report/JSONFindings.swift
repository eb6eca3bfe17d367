internal import PlumblineGuideline
public import PlumblineJSON

extension Checking {
  /// All findings, for programs; Checking.md lists the members.
  public var json: JSONValue {
    [
      "schema": 1,
      "as_of": .string(asOf.description),
      "packs": .strings(packs),
      "loads": .bool(loads),
      "complete": .bool(loads && !isCut && !isTooLarge && !isInexact),
      "counts": .object(
        FindingKind.Severity.allCases.map { JSONMember($0.rawValue, .number(count($0))) }),
      "findings": .array(findings.map(json)),
      "allowed": .array(allowed.map(json)),
    ]
  }

  private func json(_ finding: Finding) -> JSONValue {
    var members: [JSONMember] = [
      JSONMember("code", .string(finding.kind.code)),
      JSONMember("severity", .string(finding.kind.severity.rawValue)),
      JSONMember("message", .string(finding.message)),
    ]
    members += place(finding.location)
    members.append(
      JSONMember(
        "related",
        .array(
          finding.related.map {
            .object(place($0.location) + [JSONMember("message", .string($0.message))])
          })))
    if let fix = finding.fix {
      members.append(
        JSONMember(
          "fix",
          [
            "file": .string(fix.file), "first_line": .number(fix.lines.lowerBound),
            "last_line": .number(fix.lines.upperBound),
            "replacement": .strings(fix.replacement), "words": .string(fix.words),
          ]))
    }
    members.append(JSONMember("page", .string(finding.kind.page)))
    return .object(members)
  }

  private func place(_ location: Finding.Location) -> [JSONMember] {
    [
      JSONMember("file", .string(location.file)), JSONMember("path", .string(path(of: location.file))),
      JSONMember("line", .number(location.line)),
      JSONMember("column", .number(location.column)),
    ]
  }
}

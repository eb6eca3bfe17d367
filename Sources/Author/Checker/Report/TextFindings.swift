internal import PlumblineText

extension Checking {
  /// Returns all findings as text, by file, and a last line with the counts; only that line if nothing was found.
  ///
  /// - Parameter isBold: whether the severity is printed in bold for a terminal.
  public func text(isBold: Bool) -> String {
    var text = ""
    var file: String?
    for finding in findings {
      if let file, file != finding.location.file { text += "\n" }
      file = finding.location.file
      text += block(finding, isBold)
    }
    if !findings.isEmpty { text += "\n" }
    return text + summary + "\n"
  }

  private func block(_ finding: Finding, _ isBold: Bool) -> String {
    let severity = finding.kind.severity.rawValue
    let shown = isBold ? "\u{1B}[1m\(severity)\u{1B}[0m" : severity
    var lines = [
      "\(place(finding.location)): \(shown)[\(finding.kind.code)] \(Escaping.terminal(finding.message))"
    ]
    lines += excerpt(finding.location)
    for related in finding.related {
      lines.append("  \(place(related.location)): \(Escaping.terminal(related.message))")
    }
    if let fix = finding.fix { lines.append("  fix: \(Escaping.terminal(fix.words)) (--fix)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func place(_ location: Finding.Location) -> String {
    "\(Escaping.terminal(path(of: location.file))):\(location.line):\(location.column)"
  }

  /// The line of the finding, with a caret below the place.
  private func excerpt(_ location: Finding.Location) -> [String] {
    guard let bytes = line(location), bytes.count <= 160 else { return [] }
    let line = Escaping.terminal(String(decoding: bytes, as: UTF8.self).replacing("\t", with: " "))
    let before = Escaping.terminal(
      String(decoding: bytes.prefix(location.column - 1), as: UTF8.self).replacing("\t", with: " "))
    guard line.contains(where: { $0 != " " }) else { return [] }
    let number = String(location.line)
    let space = "".leftAligned(in: number.count)
    return ["  \(number) | \(line)", "  \(space) | \("^".rightAligned(in: before.count + 1))"]
  }

  /// How many scripts and sums that were not analysed the last line names.
  private static let mostInexact = 5

  /// The last line: what was found, and what could not be checked.
  public var summary: String {
    let counts = FindingKind.Severity.allCases.compactMap { severity in
      let count = count(severity)
      return count == 0 ? nil : count.counted(severity.rawValue)
    }
    let place = "in \(packs.count.counted("pack"))"
    var words = counts.isEmpty ? "nothing found \(place)" : "\(counts.joined(separator: ", ")) \(place)"
    if !allowed.isEmpty { words += "; \(allowed.count) allowed by comments" }
    if !loads { words += "; the packs do not load: nothing else was checked" }
    if isCut { words += "; there is more: fix these first" }
    if isTooLarge {
      words += "; too large to analyse as a whole: conditions and rules that can never act may be missing"
    } else if isInexact {
      let left = inexact.count - Self.mostInexact
      let more = left > 0 ? " and \(left) more" : ""
      words +=
        "; not analysed value by value: \(inexact.prefix(Self.mostInexact).joined(separator: ", "))\(more); conditions and rules that can never act because of them may be missing"
    }
    return words
  }
}

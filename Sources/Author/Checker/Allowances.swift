internal import PlumblineGuideline

/// Comments that allow a finding: `-- check: allow CODE because …`, on its line or alone on the line before.
struct Allowances {
  static let unused = FindingKind(
    "allowance-unused", .warning,
    "a comment allows a finding that is not there",
    reason: """
      A comment `-- check: allow CODE because …` allows one finding, on its own line or, if it stands alone, on the next. If \
      there is no finding with that code, the pack has been fixed, the comment has moved away from its line, or its code is \
      misspelt: a later finding on that line would go unnoticed. Remove the comment. What keeps a pack from loading cannot \
      be allowed.
      """,
    mistake: .init(
      "-- check: allow condition-never-holds because it was needed once -- ←\n" + Examples.painRule,
      tests: Examples.painTest),
    fix: .init(Examples.painRule, tests: Examples.painTest))

  static let withoutReason = FindingKind(
    "allowance-without-reason", .error,
    "a comment allows a finding and does not say why",
    reason: """
      The next reader of the pack must see why a finding is allowed. Write the reason after `because`: \
      `-- check: allow evidence-unused because the rule follows in 1.1`. A comment without a reason allows nothing.
      """,
    mistake: .init("-- check: allow rule-shadowed -- ←\n" + Examples.painRule, tests: Examples.painTest),
    fix: .init(Examples.painRule, tests: Examples.painTest))

  static let kinds = [unused, withoutReason]

  private struct Allowance: Hashable {
    var code: String
    var file: String
    /// The line on which it allows findings.
    var line: Int
    var place: Finding.Location
  }

  private var allowances: [Allowance] = []
  private var malformed: [Finding] = []

  init(_ texts: [String: PackText]) {
    for (file, text) in texts.sorted(by: { $0.key < $1.key }) {
      let comments = text.comments(beginningWith: "check:")
      let alone = Set(comments.filter(\.standsAlone).map(\.position.line))
      for comment in comments {
        let place = Finding.Location(
          file: file, line: comment.position.line, column: comment.position.column)
        var line = comment.position.line
        if comment.standsAlone { repeat { line += 1 } while alone.contains(line) }
        let (codes, reason) = Self.read(comment.text)
        if codes.isEmpty || reason.isEmpty {
          malformed.append(
            Finding(
              Self.withoutReason, at: place,
              "this comment allows nothing; write `-- check: allow CODE because` and the reason"))
          continue
        }
        allowances += codes.map { Allowance(code: $0, file: file, line: line, place: place) }
      }
    }
  }

  /// Splits `check: allow a, b because of this` into its codes and its reason.
  private static func read(_ comment: String) -> (codes: [String], reason: String) {
    let words = comment.split { $0 == " " || $0 == "\t" || $0 == "," }.map(String.init)
    guard words.prefix(2) == ["check:", "allow"], let because = words.firstIndex(of: "because") else {
      return ([], "")
    }
    return (Array(words[2..<because]), words[(because + 1)...].joined(separator: " "))
  }

  /// Returns the findings that remain, and those that were allowed.
  ///
  /// - Parameter isComplete: whether everything was checked; only then is it certain that a comment is unused.
  func applied(to findings: [Finding], isComplete: Bool) -> (remaining: [Finding], allowed: [Finding]) {
    var used: Set<Allowance> = []
    var remaining = malformed
    var allowed: [Finding] = []
    for finding in findings {
      let mine = allowances.filter {
        $0.code == finding.kind.code && $0.file == finding.location.file && $0.line == finding.location.line
      }
      if mine.isEmpty || LoadProblems.kinds.contains(finding.kind) {
        remaining.append(finding)
      } else {
        used.formUnion(mine)
        allowed.append(finding)
      }
    }
    if isComplete {
      remaining += allowances.filter { !used.contains($0) }.map { allowance in
        Finding(Self.unused, at: allowance.place, Self.words(allowance.code))
      }
    }
    return (remaining, allowed)
  }

  private static func words(_ code: String) -> String {
    guard let kind = Checks.kind(code) else {
      let near = didYouMean(code, Checks.kinds.map(\.code))
      return "no finding has the code '\(code)'" + near
    }
    if LoadProblems.kinds.contains(kind) {
      return "'\(code)' keeps a pack from loading and cannot be allowed"
    }
    return "there is no finding '\(code)' here; remove the comment"
  }
}

import Testing

@testable import PlumblineChecker

/// A defect that is put into the clean clinic, and the line on which it must be found.
struct SeededDefect: Sendable, CustomTestStringConvertible {
  var code: String
  var file: String
  var old: String
  var new: String
  /// A string on the line of the expected finding.
  var line: String

  init(_ code: String, _ file: String, _ old: String, _ new: String, line: String? = nil) {
    self.code = code
    self.file = file
    self.old = old
    self.new = new
    self.line = line ?? new
  }

  var testDescription: String { "\(code): \(new)" }

  /// Checks that the defect is found on its line, and nothing else.
  func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let clinic = try KneeClinic.clean.replacing(old, with: new, in: file)
    let findings = try clinic.findings()
    let wanted = clinic.line(of: line, in: file)
    #expect(wanted != nil, "no line with '\(line)'", sourceLocation: sourceLocation)
    // What follows from the defect is rightly reported as well: the clinic's one test no longer makes the rule true, and no
    // patient is left who is like those who were studied.
    let consequences: Set = ["rule-without-test", "population-never-met"]
    let reported = findings.filter { !consequences.contains($0.kind.code) }.map {
      "\($0.kind.code) \($0.location.file):\($0.location.line)"
    }
    #expect(
      reported == ["\(code) \(file):\(wanted ?? 0)"], "\(findings.map(\.message))",
      sourceLocation: sourceLocation
    )
  }
}

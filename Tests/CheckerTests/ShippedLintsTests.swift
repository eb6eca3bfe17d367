import Checker
import Guideline
import TestSupport
import Testing

@Test func `the shipped packs have no errors, and what is told of them is known`() throws {
  let folders = try Shipped.folders()
  let guideline = try Shipped.guideline()
  var files: [String: [UInt8]] = [:]
  for folder in folders {
    for file in try folder.tests() { files["\(folder.name)/\(file.name)"] = file.text }
  }
  let subject = Subject(
    guideline, own: Set(guideline.packs.map(\.id)),
    tests: try GuidelineLoader.tests(in: folders, of: guideline),
    testFiles: files, asOf: "2026-11-25")
  let findings = Checks.findings(in: subject)
  for finding in findings {
    print(
      "\(finding.kind.severity) \(finding.kind.code) \(finding.location.file):\(finding.location.line):\(finding.location.column) \(finding.message)"
    )
  }
  #expect(findings.filter { $0.kind.severity == .error }.map(\.message) == [])
}

import Testing

@testable import PlumblineChecker

/// What is reported about the sources of a pack.
struct SourceTests {
  @Test(arguments: [
    ("https://doi.org/10.1000/example.2019", "write '10.1000/example.2019'"),
    ("doi:10.1000/example.2019", "write '10.1000/example.2019'"),
    ("PMC7654321", "write it as `10.`, a number, `/` and the rest"),
  ])
  func `a malformed DOI gets its own correction, never the DOI of another source`(doi: String, hint: String) {
    let findings = Frame.check(Examples.source(["doi": "\"\(doi)\","])).findings.filter {
      $0.kind.code == "doi-malformed"
    }
    #expect(findings.map(\.message) == ["`doi` of source 'guide-2019' is '\(doi)'; \(hint)"])
  }
}

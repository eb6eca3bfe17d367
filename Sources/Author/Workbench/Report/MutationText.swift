internal import PlumblineGuideline
internal import PlumblineText

/// The mutation run for a reader: the survivors by line, each with a test that would notice it.
struct MutationText {
  let report: MutationReport

  func write(to page: inout Page) {
    page.blank()
    page.line("MUTATION")
    page.line("  \(report.findings.count.counted("change was", "changes were")) tried, one at a time")
    page.line("  \(report.killed) noticed by a test, \(report.survivors.count) not noticed")
    if !report.equivalent.isEmpty {
      page.source(
        "\(report.equivalent.count) equivalent, not counted: no legal profile gets an answer that a test could distinguish (proved)",
        indent: 2)
    }
    page.line("  score \(report.percent)% (\(report.killed) of \(report.counted))")
    if !report.survivors.isEmpty {
      page.blank()
      page.line("  NOT NOTICED, each with a test that would notice it, to be pasted into the pack's tests/")
    }
    for finding in report.survivors { write(finding, to: &page) }
  }

  private func write(_ finding: MutationReport.Finding, to page: inout Page) {
    let mutant = finding.mutant
    page.blank()
    page.source("\(mutant.place): \(mutant.site.words)", indent: 2)
    page.source(mutant.words, indent: 4)
    guard case .survived(let test) = finding.fate else { return }
    if let test {
      page.block(test.lua, indent: 4)
    } else {
      page.source("no test that would notice it was found", indent: 4)
    }
  }
}

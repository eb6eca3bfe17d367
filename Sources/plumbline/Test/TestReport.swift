import Engine
import Guideline
import Presentation
import Workbench

/// The results of tests as a person reads them.
struct TestReport {
  private let results: TestResults
  private let width: Int

  init(_ results: TestResults, width: Int) {
    self.results = results
    self.width = width
  }

  var text: String {
    var page = TestLayout(width: width)
    let notation = Notation(results.guideline.vocabulary)
    for outcome in results.outcomes where !outcome.passed {
      page.text("FAILED  \(outcome.test.place)  \(outcome.test.title)", indent: 0)
      for failure in outcome.failures { page.text(failure.words, indent: 2) }
      page.line()
    }
    if let coverage = results.coverage {
      CoverageReport(coverage: coverage, notation: notation).write(to: &page)
    }
    if let mutation = results.mutation { MutationText(report: mutation).write(to: &page) }
    page.line()
    page.line("\(results.outcomes.count - results.failed) passed, \(results.failed) failed")
    return page.lines.joined(separator: "\n") + "\n"
  }
}

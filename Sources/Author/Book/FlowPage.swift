internal import PlumblineText

/// How a decision is made: drawn, and in words with links to each part.
struct FlowPage {
  private let content: Content

  init(_ content: Content) { self.content = content }

  var body: HTML {
    let flow = Flow(content.guideline)
    return """
      <p>A missing answer is never read as a no. If it leaves a gate unknown, the gate blocks and asks, unless its pack says \
      why it may pass. A rule that is unknown recommends nothing; what could change the answer is listed with it.</p>
      <h2>Drawn</h2>
      \(FlowFigure(flow).figure)
      <h2>In words</h2>
      \(flow.steps.map(step))
      <h3>At the end</h3>
      <p>\(Flow.end). A rating that is not confirmed at its source counts as moderate at most. One level is lost for each \
      criterion by which this patient differs, or may differ, from the people studied: two levels at most. \
      See <a href="\(Chapter.evidence.file)">\(Chapter.evidence.title)</a>.</p>
      """
  }

  private func step(_ step: Flow.Step) -> HTML {
    let rows: [HTML] = step.rows.map { row in
      "\(row.target.link(row.text)) → \(row.exit)\(row.note.isEmpty ? "" : " <span class=\"soft\">(\(row.note))</span>" as HTML)"
    }
    return """
      <h3>\(step.title)</h3>
      <p class="soft">\(step.says)</p>
      \(BookWords.list(rows))
      """
  }
}

internal import PlumblineText

/// The flow drawn from top to bottom (SVG), narrow enough for a phone: a box for each step, a row for each thing that is
/// evaluated, and its result to the right.
struct FlowFigure {
  private static let (width, boxWidth, left) = (380, 280, 8)
  /// The numbers of letters that certainly fit into a row, and into the smaller line below it.
  private static let (letters, smallLetters) = (38, 46)
  private static let (line, smallLine, gap, arrow) = (16, 14, 8, 34)

  private let flow: Flow

  init(_ flow: Flow) { self.flow = flow }

  var figure: HTML {
    var y = 1
    var parts: [HTML] = []
    parts.append(box(["A profile"], y, 30))
    parts.append(text("A profile", Self.left, y + 20, "head"))
    y += 30
    for (index, step) in flow.steps.enumerated() {
      parts.append(way(from: y, index == 0 ? "" : flow.steps[index - 1].onward))
      y += Self.arrow
      let drawn = draw(step, at: y)
      parts += drawn.parts
      y = drawn.bottom
    }
    parts.append(way(from: y, ""))
    y += Self.arrow
    let end = Wrapping.lines(Flow.end, to: Self.letters)
    let height = end.count * Self.line + 14
    parts.append(box(end, y, height))
    for (index, words) in end.enumerated() {
      parts.append(text(words, Self.left, y + 18 + index * Self.line, "head"))
    }
    y += height
    return """
      <figure class="flow"><svg class="flow" viewBox="0 0 \(Self.width) \(y + 2)" role="img" aria-label="The flow of a decision; the list below says the same in words">
      \(parts)
      </svg></figure>
      """
  }

  private func draw(_ step: Flow.Step, at top: Int) -> (parts: [HTML], bottom: Int) {
    var y = top + 20
    var parts: [HTML] = []
    for words in Wrapping.lines(step.title, to: Self.letters) {
      parts.append(text(words, Self.left, y, "head"))
      y += Self.line
    }
    for words in Wrapping.lines(step.says, to: Self.smallLetters) where !words.isEmpty {
      parts.append(text(words, Self.left, y, "small"))
      y += Self.smallLine
    }
    for row in step.rows {
      y += Self.gap
      parts.append(exit(row.exit, at: y - 4))
      for words in Wrapping.lines(row.text, to: Self.letters) {
        parts.append(text(words, Self.left, y, ""))
        y += Self.line
      }
      if !row.note.isEmpty {
        for words in Wrapping.lines(row.note, to: Self.smallLetters) {
          parts.append(text(words, Self.left, y - 1, "small"))
          y += Self.smallLine
        }
      }
    }
    let bottom = y - 4
    return ([box([], top, bottom - top)] + parts, bottom)
  }

  // MARK: marks

  private func box(_: [String], _ y: Int, _ height: Int) -> HTML {
    "<rect class=\"box\" x=\"0.5\" y=\"\(y)\" width=\"\(Self.boxWidth)\" height=\"\(height)\" rx=\"4\"/>"
  }

  private func text(_ words: String, _ x: Int, _ y: Int, _ name: String) -> HTML {
    "<text class=\"\(name)\" x=\"\(x)\" y=\"\(y)\">\(words)</text>"
  }

  private func way(from y: Int, _ words: String) -> HTML {
    let (x, end) = (24, y + Self.arrow)
    return """
      <path class="way" d="M\(x) \(y) V\(end - 6)"/><path class="tip" d="M\(x - 4) \(end - 8) h8 l-4 7 z"/>\(text(words, x + 12, y + 21, "small"))
      """
  }

  private func exit(_ words: String, at y: Int) -> HTML {
    let x = Self.boxWidth
    return """
      <path class="way" d="M\(x) \(y) h14"/><path class="tip" d="M\(x + 13) \(y - 4) v8 l7 -4 z"/>\(text(words, x + 24, y + 4, ""))
      """
  }
}

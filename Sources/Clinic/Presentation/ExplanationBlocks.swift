internal import PlumblineGuideline
internal import PlumblineText

/// An explanation as blocks, before it is written as text or Markdown. All text in it is still unescaped.
struct ExplanationBlocks {
  enum Block {
    /// The title: the words after the program's name.
    case title([String])
    /// The one line that must be read.
    case headline(String)
    case heading(String)
    case paragraph(String)
    /// An item, with its depth (0: top level) and its truth.
    case item(depth: Int, truth: Truth?, String)
    /// A numbered item.
    case numbered(Int, String)
    /// Rows with the state before and after.
    case sideBySide([Row])
  }

  /// One thing before and after, each a list; empty if it is not there.
  struct Row {
    var what: String
    var before: [String]
    var after: [String]
  }

  /// Of what the blocks say around the texts.
  let language: Language
  private(set) var blocks: [Block] = []

  init(in language: Language) { self.language = language }

  mutating func add(_ block: Block) { blocks.append(block) }
  mutating func heading(_ text: String) { blocks.append(.heading(text)) }
  mutating func paragraph(_ text: String) { blocks.append(.paragraph(text)) }
  mutating func item(_ text: String, _ truth: Truth? = nil, depth: Int = 0) {
    blocks.append(.item(depth: depth, truth: truth, text))
  }

  /// Adds a heading with its items; nothing if there are none.
  mutating func section(_ heading: String, _ items: [String]) {
    if items.isEmpty { return }
    self.heading(heading)
    for text in items { item(text) }
  }
}

extension ExplanationBlocks {
  /// Returns the blocks as lines of text.
  func text(_ style: Style) -> String {
    var page = Page(style)
    for block in blocks {
      switch block {
      case .title(let parts):
        let words = (["Plumbline"] + parts).map(Escaping.terminal)
        page.line(words.joined(separator: style.isPlain ? " - " : " · "))
      case .headline(let text):
        page.blank()
        let lines = Wrapping.lines(Escaping.terminal(text), to: style.width, rest: "    ")
        for line in lines { page.line(style.bold(line)) }
      case .heading(let text): page.heading(Escaping.terminal(text))
      case .paragraph(let text): page.paragraph(text)
      case .item(let depth, let truth, let text):
        let mark = truth.map { self.mark($0, style) } ?? "- "
        page.paragraph(text, after: "".leftAligned(in: 2 + 3 * depth) + mark)
      case .numbered(let number, let text):
        page.paragraph(text, after: "  " + "\(number)".leftAligned(in: number > 99 ? 5 : 4))
      case .sideBySide(let rows): set(rows, &page)
      }
    }
    return page.text
  }

  /// Returns a truth as a sign and a word.
  private func mark(_ truth: Truth, _ style: Style) -> String {
    let word = self.word(truth).leftAligned(in: 6)
    if style.isPlain { return word.leftAligned(in: 8) }
    switch truth {
    case .true: return "✓ " + word
    case .false: return "✗ " + word
    case .unknown: return "? " + word
    }
  }

  private func word(_ truth: Truth) -> String { ExplanationWords.answer(truth, in: language) }

  private func set(_ rows: [Row], _ page: inout Page) {
    let width = page.style.width
    let name = 14
    let column = (width - name - 6) / 2
    let widths = [name, column, column]
    page.columns([[], [language("before")], [language("after")]], widths: widths, indent: 2)
    for row in rows {
      let texts = [([row.what], name), (row.before, column), (row.after, column)]
      let cells = texts.map { texts, width in
        (texts.isEmpty ? ["-"] : texts).flatMap { text in
          let indent = texts.count > 1 ? ("- ", "  ") : ("", "")
          return Wrapping.lines(Escaping.terminal(text), to: width, first: indent.0, rest: indent.1)
        }
      }
      page.columns(cells, widths: widths, indent: 2)
    }
  }

  /// The blocks as a part of a page.
  var html: HTML {
    var parts: [HTML] = []
    var place = 0
    while place < blocks.count {
      switch blocks[place] {
      case .title(let texts): parts.append("<p class=\"soft\">\(texts.joined(separator: " · "))</p>")
      case .headline(let text): parts.append("<h1>\(text)</h1>")
      case .heading(let text): parts.append("<h2>\(text)</h2>")
      case .paragraph(let text): parts.append("<p>\(text)</p>")
      case .item, .numbered:
        let end = blocks[place...].firstIndex { !$0.isItem } ?? blocks.count
        parts.append("<ul class=\"tree\">\(blocks[place..<end].map(entry))</ul>")
        place = end - 1
      case .sideBySide(let rows): parts.append(table(rows))
      }
      place += 1
    }
    return HTML(parts)
  }

  private func table(_ rows: [Row]) -> HTML {
    func cell(_ texts: [String]) -> String { texts.isEmpty ? "-" : texts.joined(separator: "; ") }
    let rows: [HTML] = rows.map {
      "<tr><th scope=\"row\">\($0.what)</th><td>\(cell($0.before))</td><td>\(cell($0.after))</td></tr>"
    }
    return """
      <div class="table"><table><thead><tr><td></td><th scope="col">\(language("before"))</th><th scope="col">\(language("after"))</th></tr></thead>
      <tbody>\(rows)</tbody></table></div>
      """
  }

  /// The blocks as Markdown.
  var markdown: String {
    var lines: [String] = []
    var isList = false
    func safe(_ text: String) -> String { Escaping.markdown(text) }
    func cell(_ texts: [String]) -> String { texts.map(safe).joined(separator: "; ") }
    func part(_ text: String) {
      if !lines.isEmpty { lines.append("") }
      lines.append(text)
    }
    for block in blocks {
      var staysList = false
      switch block {
      case .title(let parts): part((["Plumbline"] + parts).map(safe).joined(separator: ", "))
      case .headline(let text): part("# \(safe(text))")
      case .heading(let text): part("## \(safe(text))")
      case .paragraph(let text): part(safe(text))
      case .item(let depth, let truth, let text):
        let mark = truth.map { "**\(word($0))** " } ?? ""
        if !isList { lines.append("") }
        lines.append(String(repeating: "  ", count: depth) + "- \(mark)\(safe(text))")
        staysList = true
      case .numbered(let number, let text):
        if !isList { lines.append("") }
        lines.append("\(number). \(safe(text))")
        staysList = true
      case .sideBySide(let rows):
        lines += ["", "| | \(language("before")) | \(language("after")) |", "|---|---|---|"]
        lines += rows.map { "| \(safe($0.what)) | \(cell($0.before)) | \(cell($0.after)) |" }
      }
      isList = staysList
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// An entry of a list, as deep as it stands; nothing for any other block.
  private func entry(_ block: Block) -> HTML {
    switch block {
    case .item(let depth, let truth, let text):
      let mark: HTML = truth.map { "<span class=\"truth\">\(word($0))</span> " } ?? ""
      return "<li class=\"depth-\(min(depth, 4))\">\(mark)\(text)</li>"
    case .numbered(let number, let text): return "<li>\(number). \(text)</li>"
    default: return ""
    }
  }
}

extension ExplanationBlocks.Block {
  fileprivate var isItem: Bool {
    switch self {
    case .item, .numbered: true
    default: false
    }
  }
}

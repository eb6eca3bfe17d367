internal import PlumblineText

/// A part of something that is handed over, before it becomes Markdown or HTML.
enum HandoutBlock {
  case heading(String)
  case paragraph(String)
  /// What must not be overlooked.
  case urgent(String)
  case list([String])
  case table(header: [String], rows: [[String]])
  /// A line to write on, after its label.
  case line(String)

  static func markdown(_ title: String, _ blocks: [HandoutBlock]) -> String {
    let parts = blocks.map { block -> String in
      switch block {
      case .heading(let text): return "## \(Escaping.markdown(text))"
      case .paragraph(let text): return Escaping.markdown(text)
      case .urgent(let text): return "**\(Escaping.markdown(text))**"
      case .list(let items): return items.map { "- \(Escaping.markdown($0))" }.joined(separator: "\n")
      case .table(let header, let rows):
        let lines = [header, header.map { _ in "---" }] + rows.map { $0.map(Escaping.markdown) }
        return lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
      case .line(let label): return "\(Escaping.markdown(label)) ____________"
      }
    }
    return (["# \(Escaping.markdown(title))"] + parts).joined(separator: "\n\n") + "\n"
  }

  /// The blocks as HTML.
  ///
  /// - Parameter isInner: whether their headings stand under one of the second level.
  static func html(_ blocks: [HandoutBlock], isInner: Bool = false) -> [HTML] {
    blocks.map { $0.html(isInner) }
  }

  private func html(_ isInner: Bool) -> HTML {
    switch self {
    case .heading(let text): return isInner ? "<h3>\(text)</h3>" : "<h2>\(text)</h2>"
    case .paragraph(let text): return "<p>\(text)</p>"
    case .urgent(let text): return "<p class=\"now\"><strong>\(text)</strong></p>"
    case .list(let items): return "<ul>\(items.map { "<li>\($0)</li>" as HTML })</ul>"
    case .table(let header, let rows):
      let cells: [HTML] = rows.map { row in
        "<tr><th scope=\"row\">\(row.first ?? "")</th>\(row.dropFirst().map { "<td>\($0)</td>" as HTML })</tr>"
      }
      return """
        <div class="table"><table><thead><tr>\(header.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
        <tbody>\(cells)</tbody></table></div>
        """
    case .line(let label): return "<p class=\"fill\">\(label) <span class=\"write\"></span></p>"
    }
  }

  /// All words of the blocks, each sentence in one language.
  static func words(_ blocks: [HandoutBlock]) -> String {
    func one(_ text: String) -> String { Bilingual(text)?.text ?? text }
    return blocks.flatMap { block in
      switch block {
      case .heading(let text), .paragraph(let text), .urgent(let text), .line(let text): [one(text)]
      case .list(let items): items.map(one)
      case .table(let header, let rows): [(header + rows.flatMap { $0 }).joined(separator: ". ")]
      }
    }.joined(separator: " ")
  }
}

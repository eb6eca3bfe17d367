/// Lines of a report, wrapped at words. What is wrapped is made harmless first; a whole line must be harmless already.
package struct Page {
  package let style: Style
  package private(set) var lines: [String] = []

  package init(_ style: Style) { self.style = style }

  package var text: String { lines.joined(separator: "\n") + "\n" }

  /// An empty line, but not at the beginning, nor after another.
  package mutating func blank() { if !(lines.last ?? "").isEmpty { lines.append("") } }

  package mutating func heading(_ text: String) {
    blank()
    lines.append(style.bold(text))
  }

  /// A paragraph: `first` starts its first line and `rest` every other one.
  package mutating func paragraph(_ text: String, first: String = "  ", rest: String = "  ") {
    lines += Wrapping.lines(Escaping.terminal(text), to: style.width, first: first, rest: rest)
  }

  /// A paragraph that stands to the right of its first words.
  package mutating func paragraph(_ text: String, after first: String) {
    paragraph(text, first: first, rest: "".leftAligned(in: first.count))
  }

  package mutating func bullet(_ text: String) { paragraph(text, first: "  - ", rest: "    ") }

  /// A line as it is.
  package mutating func line(_ text: String) { lines.append(text) }

  // MARK: from packs

  /// Names and code from packs, where a word can be longer than a line: indented, further lines by two more.
  package mutating func source(_ text: String, indent: Int) {
    let parts = Wrapping.lines(
      Escaping.terminal(text), to: style.width - indent - 2, breaksWords: true)
    for (index, part) in parts.enumerated() {
      lines.append("".leftAligned(in: index == 0 ? indent : indent + 2) + part)
    }
  }

  /// Lines as they are, made harmless and indented: a piece of Lua.
  package mutating func block(_ text: String, indent: Int) {
    for part in text.split(separator: "\n") {
      lines.append("".leftAligned(in: indent) + Escaping.terminal(String(part)))
    }
  }

  /// Columns side by side, two apart, each with lines of its own that are wrapped already.
  package mutating func columns(_ cells: [[String]], widths: [Int], indent: Int = 0) {
    for index in 0..<(cells.map(\.count).max() ?? 0) {
      let parts = zip(cells, widths).map { cell, width in
        (index < cell.count ? cell[index] : "").leftAligned(in: width)
      }
      lines.append(("".leftAligned(in: indent) + parts.joined(separator: "  ")).droppingEndBlanks)
    }
  }
}

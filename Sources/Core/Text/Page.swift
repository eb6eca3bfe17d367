/// The lines of a report, wrapped at words. Wrapped text is escaped first; a whole line must be escaped already.
package struct Page {
  package let style: Style
  package private(set) var lines: [String] = []

  package init(_ style: Style) { self.style = style }

  package var text: String { lines.joined(separator: "\n") + "\n" }

  /// Adds an empty line, but not at the beginning, nor after another.
  package mutating func blank() { if !(lines.last ?? "").isEmpty { lines.append("") } }

  package mutating func heading(_ text: String) {
    blank()
    lines.append(style.bold(text))
  }

  /// Adds a paragraph: `first` begins its first line and `rest` every other line.
  package mutating func paragraph(_ text: String, first: String = "  ", rest: String = "  ") {
    lines += Wrapping.lines(Escaping.terminal(text), to: style.width, first: first, rest: rest)
  }

  /// Adds a paragraph to the right of its first words.
  package mutating func paragraph(_ text: String, after first: String) {
    paragraph(text, first: first, rest: "".leftAligned(in: first.count))
  }

  package mutating func bullet(_ text: String) { paragraph(text, first: "  - ", rest: "    ") }

  /// Adds a line as it is.
  package mutating func line(_ text: String) { lines.append(text) }

  // MARK: from packs

  /// Adds names and code from packs, in which a word can be longer than a line: indented, further lines by two more.
  package mutating func source(_ text: String, indent: Int) {
    let parts = Wrapping.lines(
      Escaping.terminal(text), to: style.width - indent - 2, breaksWords: true)
    for (index, part) in parts.enumerated() {
      lines.append("".leftAligned(in: index == 0 ? indent : indent + 2) + part)
    }
  }

  /// Adds lines of code, escaped and indented, but not wrapped.
  package mutating func block(_ text: String, indent: Int) {
    for part in text.split(separator: "\n") {
      lines.append("".leftAligned(in: indent) + Escaping.terminal(String(part)))
    }
  }

  /// Adds columns side by side, two spaces apart, each with lines that are wrapped already.
  package mutating func columns(_ cells: [[String]], widths: [Int], indent: Int = 0) {
    for index in 0..<(cells.map(\.count).max() ?? 0) {
      let parts = zip(cells, widths).map { cell, width in
        (index < cell.count ? cell[index] : "").leftAligned(in: width)
      }
      lines.append(("".leftAligned(in: indent) + parts.joined(separator: "  ")).droppingEndBlanks)
    }
  }
}

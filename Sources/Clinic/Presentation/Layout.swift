/// How a report is set: its width, and whether it may use bold letters and drawing characters.
public struct Style: Sendable {
  /// Columns.
  public var width: Int
  /// Escape sequences for bold; never the only carrier of a meaning.
  public var isBold: Bool
  /// ASCII only, no drawing, for screen readers and pipes that want it.
  public var isPlain: Bool

  public init(width: Int = 96, isBold: Bool = false, isPlain: Bool = false) {
    self.width = max(60, min(width, 120))
    self.isBold = isBold && !isPlain
    self.isPlain = isPlain
  }

  func bold(_ text: String) -> String { isBold ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}

/// Lines of a report, wrapped at words.
struct Page {
  let style: Style
  private(set) var lines: [String] = []

  init(_ style: Style) { self.style = style }

  mutating func blank() { if lines.last != "" { lines.append("") } }

  mutating func heading(_ text: String) {
    blank()
    lines.append(style.bold(text))
  }

  /// A paragraph: `first` starts its first line and `rest` every other one.
  mutating func paragraph(_ text: String, first: String = "  ", rest: String = "  ") {
    lines += Self.wrap(Escaping.terminal(text), width: style.width, first: first, rest: rest)
  }

  mutating func bullet(_ text: String) { paragraph(text, first: "  - ", rest: "    ") }

  /// A line as it is.
  mutating func line(_ text: String) { lines.append(text) }

  var text: String { lines.joined(separator: "\n") + "\n" }

  static func wrap(_ text: String, width: Int, first: String, rest: String) -> [String] {
    var lines: [String] = []
    var current = first
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if !isEmpty, current.count + 1 + word.count > width {
        lines.append(current)
        current = rest
        isEmpty = true
      }
      current += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    if !isEmpty || lines.isEmpty { lines.append(current) }
    return lines
  }

  static func pad(_ text: String, _ width: Int) -> String {
    text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
  }
}

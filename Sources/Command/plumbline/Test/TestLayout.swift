import PlumblinePresentation

/// Lines of a report about packs: what comes from a pack is made harmless, and wrapped at words.
struct TestLayout {
  var width: Int
  private(set) var lines: [String] = []

  init(width: Int) { self.width = max(60, min(width, 120)) }

  /// A line of the report's own words.
  mutating func line(_ text: String = "") {
    if text.isEmpty, lines.last?.isEmpty ?? true { return }
    lines.append(text)
  }

  /// Text from a pack, indented; further lines by two more.
  mutating func text(_ text: String, indent: Int) {
    let wrapped = Wrapping.lines(Escaping.terminal(text), to: width - indent - 2)
    for (index, part) in wrapped.enumerated() {
      lines.append(String(repeating: " ", count: index == 0 ? indent : indent + 2) + part)
    }
  }

  /// Lines as they are, made harmless: a piece of Lua.
  mutating func block(_ text: String, indent: Int) {
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) where !part.isEmpty {
      lines.append(String(repeating: " ", count: indent) + Escaping.terminal(String(part)))
    }
  }

  /// Columns side by side, each wrapped to its width; the first line may have a head before them.
  mutating func row(_ head: String, _ headWidth: Int, _ cells: [String], _ widths: [Int]) {
    let parts = zip(cells, widths).map { Wrapping.lines(Escaping.terminal($0), to: $1) }
    for index in 0..<(parts.map(\.count).max() ?? 0) {
      var text = Self.pad(index == 0 ? Escaping.terminal(head) : "", to: headWidth)
      for (part, width) in zip(parts, widths) {
        text += Self.pad(index < part.count ? part[index] : "", to: width + 2)
      }
      while text.last == " " { text.removeLast() }
      lines.append(text)
    }
  }

  static func pad(_ text: String, to width: Int) -> String {
    text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
  }
}

extension Int {
  /// "1 test", "2 tests".
  func counted(_ one: String, _ many: String) -> String { self == 1 ? "1 \(one)" : "\(self) \(many)" }
}

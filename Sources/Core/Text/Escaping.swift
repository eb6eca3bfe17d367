/// Makes text from profiles and packs harmless where it is printed. Every such text is hostile until it has been here.
public enum Escaping {
  /// For a terminal: control characters, bidirectional controls and other invisible marks become visible escapes.
  public static func terminal(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isUnsafeToPrint {
        out.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }

  /// The same for a text of several lines.
  public static func terminalLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { terminal(String($0)) }
      .joined(separator: "\n")
  }

  /// For Markdown: what could start markup, HTML, a list or a link is escaped, and the text stays on one line.
  public static func markdown(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var isStart = true
    for scalar in terminal(text).unicodeScalars {
      let isMarkup = "\\`*_{}[]<>#|!~&:@".unicodeScalars.contains(scalar)
      let isListMark = isStart && "-+=.)".unicodeScalars.contains(scalar)
      if isMarkup || isListMark { out.append("\\") }
      out.append(scalar)
      isStart = isStart && (scalar.properties.numericType != nil || scalar == " ")
    }
    return String(out).replacing("www.", with: "www\\.")
  }

  /// A cell of CSV: an apostrophe before what a spreadsheet would take for a formula, quotes where RFC 4180 wants them.
  ///
  /// What could act on a terminal becomes a visible escape; tabs and line breaks stay.
  public static func csv(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isUnsafeToPrint, !"\t\r\n".unicodeScalars.contains(scalar) {
        scalars.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        scalars.append(scalar)
      }
    }
    // The full-width forms are read as the others where Japanese or Chinese is set.
    if let first = scalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) {
      scalars.insert("'", at: scalars.startIndex)
    }
    guard scalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return String(scalars) }
    return "\"" + String(scalars).replacing("\"", with: "\"\"") + "\""
  }

  /// For XML, between tags and in quoted attributes.
  public static func xml(_ text: String) -> String { markup(text) { _ in nil } }

  /// For HTML, between tags and in quoted attributes.
  public static func html(_ text: String) -> String { markup(text) { $0 == "'" ? "&#39;" : nil } }

  /// Scalar by scalar: a mark that combines with a quote must not hide it.
  private static func markup(_ text: String, _ more: (Unicode.Scalar) -> String?) -> String {
    var out = String.UnicodeScalarView()
    for scalar in terminal(text).unicodeScalars {
      let escape: String? =
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        default: more(scalar)
        }
      if let escape { out.append(contentsOf: escape.unicodeScalars) } else { out.append(scalar) }
    }
    return String(out)
  }
}

extension Unicode.Scalar {
  /// Controls, invisible formatting (bidirectional marks among it), and what has no agreed form.
  package var isUnsafeToPrint: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: false
    }
  }
}

/// Makes text from profiles and packs harmless where it is printed. Every such text is hostile until it has been here.
public enum Escaping {
  /// For a terminal: control characters, bidirectional controls and other invisible marks become visible escapes.
  public static func terminal(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        out.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        out.append(scalar)
      }
    }
    return String(out)
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

  /// Controls, invisible formatting (bidirectional marks among it), and what has no agreed form.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: false
    }
  }
}

/// Escapes text from profiles and packs for output. All such text is hostile until it has been escaped here.
public enum Escaping {
  /// Escapes for a terminal: control characters, bidirectional controls and other invisible marks become visible escapes.
  public static func terminal(_ text: String) -> String {
    // Most text has nothing to escape, and is not copied.
    if !text.unicodeScalars.contains(where: { $0.isUnsafeToPrint }) { return text }
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

  /// Escapes several lines for a terminal.
  public static func terminalLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { terminal(String($0)) }
      .joined(separator: "\n")
  }

  /// Escapes for a cell of CSV: an apostrophe before what a spreadsheet would treat as a formula, quotes where RFC 4180 requires them.
  ///
  /// Characters that could act on a terminal become visible escapes; tabs and line breaks stay.
  public static func csv(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isUnsafeToPrint, !"\t\r\n".unicodeScalars.contains(scalar) {
        scalars.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        scalars.append(scalar)
      }
    }
    // Spreadsheets set to Japanese or Chinese read the full-width forms like the others.
    if let first = scalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) {
      scalars.insert("'", at: scalars.startIndex)
    }
    guard scalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return String(scalars) }
    return "\"" + String(scalars).replacing("\"", with: "\"\"") + "\""
  }

  /// Escapes for XML, between tags and in quoted attributes.
  public static func xml(_ text: String) -> String { markup(text) { _ in nil } }

  /// Escapes for HTML, between tags and in quoted attributes.
  public static func html(_ text: String) -> String { markup(text) { $0 == "'" ? "&#39;" : nil } }

  /// Escapes scalar by scalar: a mark that combines with a quote must not hide it.
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
  /// Whether it is a control, invisible formatting (including bidirectional marks), or has no agreed form.
  package var isUnsafeToPrint: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: false
    }
  }
}

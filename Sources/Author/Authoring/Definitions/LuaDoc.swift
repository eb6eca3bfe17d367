/// Texts of packs as comments and types of a definition file; no text can become anything else.
enum LuaDoc {
  /// Lines of a comment; each begins with `---`, and none can become an annotation.
  static func comment(_ paragraphs: [String]) -> String {
    let lines = paragraphs.map { text in
      let plain = plain(text)
      return plain.hasPrefix("@") || plain.hasPrefix("|") ? "---\\\(plain)\n" : "---\(plain)\n"
    }
    return lines.joined(separator: "---\n")
  }

  /// Returns the text on one line, without control characters and invisible marks.
  static func plain(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        out.append(" ")
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// Returns a text as a literal type, `"function"`; nil if the notation cannot express it.
  static func literal(_ text: String) -> String? {
    let isPlain =
      !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.value >= 0x20 && scalar.value < 0x7F && scalar != "\"" && scalar != "\\" && scalar != "`"
      }
    return isPlain ? "\"\(text)\"" : nil
  }

  /// Returns texts as a union; any other text is allowed too, so that a new name is not reported as a mistake.
  static func open(_ texts: [String]) -> String {
    (["string"] + texts.compactMap(literal)).joined(separator: "|")
  }

  /// Whether Lua reads it as a name.
  static func isName(_ text: String) -> Bool {
    let isPlain = text.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return isPlain && !(text.utf8.first.map(digits.contains) ?? true) && !keywords.contains(text)
  }

  private static let keywords: Set = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
    "nil",
    "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]
}

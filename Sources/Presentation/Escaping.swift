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
    var out = ""
    var isStart = true
    for character in terminal(text) {
      let isMarkup = "\\`*_{}[]<>#|!~&:@".contains(character)
      let isListMark = isStart && "-+=.)".contains(character)
      if isMarkup || isListMark { out.append("\\") }
      out.append(character)
      isStart = isStart && (character.isNumber || character == " ")
    }
    return out.replacing("www.", with: "www\\.")
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}

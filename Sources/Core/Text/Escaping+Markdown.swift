extension Escaping {
  /// Escapes for Markdown: everything that could start markup, HTML, a list or a link; the text stays on one line.
  ///
  /// What cannot do so where it stands is left as it is, for those who read the source: the colon of `Why: …`, the sign of `<12`, and the
  /// brackets of `[EN: …]`, which name no link. No line of it can define one.
  public static func markdown(_ text: String) -> String {
    let scalars = Array(terminal(text).unicodeScalars)
    let brackets = plainBrackets(scalars)
    var out = String.UnicodeScalarView()
    var isStart = true
    for (place, scalar) in scalars.enumerated() {
      if isMarkup(scalars, place, isStart: isStart), !brackets.contains(place) { out.append("\\") }
      out.append(scalar)
      isStart = isStart && (scalar.properties.numericType != nil || scalar == " ")
    }
    return String(out).replacing("www.", with: "www\\.")
  }

  private static func isMarkup(_ text: [Unicode.Scalar], _ place: Int, isStart: Bool) -> Bool {
    let next = place + 1 < text.count ? text[place + 1] : nil
    switch text[place] {
    case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "@": return true
    case "-", "+", "=", ".", ")": return isStart
    // After a "<" it could close a tag for a reader that does not know escapes.
    case ">": return isStart || text[..<place].contains("<")
    case "!": return next == "["
    case "<": return next.map { !"0123456789 =".unicodeScalars.contains($0) } ?? true
    case "&": return next.map { $0 == "#" || $0.properties.isAlphabetic } ?? true
    case ":": return isStart || canLink(text, place)
    default: return false
    }
  }

  /// Whether the word around a colon can be read as an address, or as the name of a picture (`:name:`).
  private static func canLink(_ text: [Unicode.Scalar], _ place: Int) -> Bool {
    let before = text[..<place].reversed().prefix { $0 != " " }
    let after = text[(place + 1)...].prefix { $0 != " " }
    let scheme = String(String.UnicodeScalarView(before.prefix(6).reversed())).lowercased()
    return after.first == "/" || scheme.hasSuffix("mailto") || scheme.hasSuffix("xmpp")
      || before.contains(":") || after.contains(":")
  }

  /// Returns the places of brackets that enclose words and can be nothing else: no link, note, picture or box to tick.
  private static func plainBrackets(_ text: [Unicode.Scalar]) -> Set<Int> {
    var plain: Set<Int> = []
    var open: Int?
    for (place, scalar) in text.enumerated() {
      if scalar == "[" { open = place }
      guard scalar == "]", let start = open else { continue }
      open = nil
      let after = place + 1 < text.count ? text[place + 1] : " "
      let isWord = text[start + 1].properties.isAlphabetic && place > start + 2
      if start > 0, text[start - 1] == " ", isWord, " .,;:".unicodeScalars.contains(after) {
        plain.formUnion([start, place])
      }
    }
    return plain
  }
}

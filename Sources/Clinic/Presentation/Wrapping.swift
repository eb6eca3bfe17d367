/// Texts in narrow places, where a single word can be too long.
package enum Wrapping {
  /// Breaks a text at blanks, and a word that is too long after one of `/ - + : .`, or wherever it must be.
  package static func lines(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ") {
      var word = String(word)
      if !current.isEmpty, current.count + 1 + word.count > width {
        lines.append(current)
        current = ""
      }
      while word.count > width {
        let head = word.prefix(width)
        let end = head.lastIndex { "/-+:.".contains($0) }.map { head.index(after: $0) } ?? head.endIndex
        lines.append(String(word[..<end]))
        word = String(word[end...])
      }
      current += current.isEmpty ? word : " " + word
    }
    if !current.isEmpty || lines.isEmpty { lines.append(current) }
    return lines
  }
}

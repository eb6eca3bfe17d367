/// Breaks text into lines.
package enum Wrapping {
  /// Breaks text at spaces; each line begins with a prefix, which counts towards the width.
  ///
  /// - Parameters:
  ///   - width: columns; a longer word is alone on a line that is too long.
  ///   - first: the prefix of the first line.
  ///   - rest: the prefix of every other line.
  ///   - breaksWords: whether such a word is broken after one of `/ - + : .`, or else anywhere.
  package static func lines(
    _ text: String, to width: Int, first: String = "", rest: String = "", breaksWords: Bool = false
  ) -> [String] {
    var lines: [String] = []
    var current = first
    var isEmpty = true
    func end() {
      lines.append(current)
      current = rest
      isEmpty = true
    }
    for word in text.split(separator: " ") {
      var word = word
      if !isEmpty, current.count + 1 + word.count > width { end() }
      while breaksWords, current.count + word.count > width {
        let head = word.prefix(max(1, width - current.count))
        let cut = head.lastIndex { "/-+:.".contains($0) }.map { head.index(after: $0) } ?? head.endIndex
        current += head[..<cut]
        word = word[cut...]
        end()
      }
      if word.isEmpty { continue }
      current += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    if !isEmpty || lines.isEmpty { lines.append(current) }
    return lines
  }
}

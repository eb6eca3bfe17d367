extension StringProtocol {
  /// The text with blanks behind it, up to a width; a longer one as it is.
  package func leftAligned(in width: Int) -> String {
    String(self) + String(repeating: " ", count: Swift.max(0, width - count))
  }

  /// The text with something before it, up to a width; a longer one as it is.
  package func rightAligned(in width: Int, filling filler: Character = " ") -> String {
    String(repeating: filler, count: Swift.max(0, width - count)) + String(self)
  }

  /// The text without blanks at its end.
  package var droppingEndBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension BinaryInteger {
  /// The number with something before it, up to a width.
  package func rightAligned(in width: Int, filling filler: Character = " ") -> String {
    String(self).rightAligned(in: width, filling: filler)
  }
}

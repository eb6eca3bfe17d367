extension StringProtocol {
  /// Returns the text padded with spaces on the right to a width; longer text is unchanged.
  package func leftAligned(in width: Int) -> String {
    String(self) + String(repeating: " ", count: Swift.max(0, width - count))
  }

  /// Returns the text padded on the left to a width; longer text is unchanged.
  package func rightAligned(in width: Int, filling filler: Character = " ") -> String {
    String(repeating: filler, count: Swift.max(0, width - count)) + String(self)
  }

  /// The text without spaces at its end.
  package var droppingEndBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension BinaryInteger {
  /// Returns the number padded on the left to a width.
  package func rightAligned(in width: Int, filling filler: Character = " ") -> String {
    String(self).rightAligned(in: width, filling: filler)
  }
}

/// How a report is set: its width, and whether it may use bold letters and drawing characters.
public struct Style: Sendable {
  /// Columns.
  public var width: Int
  /// Escape sequences for bold; never the only carrier of a meaning.
  public var isBold: Bool
  /// ASCII only, no drawing, for screen readers and pipes that want it.
  public var isPlain: Bool

  public init(width: Int = 96, isBold: Bool = false, isPlain: Bool = false) {
    self.width = max(60, min(width, 120))
    self.isBold = isBold && !isPlain
    self.isPlain = isPlain
  }

  package func bold(_ text: String) -> String { isBold ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}

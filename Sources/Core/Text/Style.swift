/// The style of a report: its width, and whether it may use bold letters and drawing characters.
public struct Style: Sendable {
  /// Columns.
  public var width: Int
  /// Whether to use escape sequences for bold; never the only carrier of a meaning.
  public var isBold: Bool
  /// Whether to use ASCII only, without drawing, for screen readers and pipes.
  public var isPlain: Bool

  public init(width: Int = 100, isBold: Bool = false, isPlain: Bool = false) {
    self.width = max(60, min(width, 120))
    self.isBold = isBold && !isPlain
    self.isPlain = isPlain
  }

  package func bold(_ text: String) -> String { isBold ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}

/// Values as a row of blocks, each an eighth of the scale's whole range higher than the one before.
enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")
  /// How many of the latest readings are drawn.
  private static let most = 24

  /// The row of a scale's readings; a range, which has no single place, is a dot.
  static func of(_ scale: ScaleHistory) -> String {
    String(
      scale.readings.suffix(most).map { reading in
        scale.place(reading.state).map { blocks[min(7, max(0, Int($0 * 8)))] } ?? "·"
      })
  }
}

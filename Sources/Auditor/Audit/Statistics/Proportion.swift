/// A count out of a total, and what it says about the underlying rate.
public struct Proportion: Sendable, Hashable {
  public var count: Int
  public var total: Int

  /// The rate; nil if the total is 0.
  public var rate: Double? { total > 0 ? Double(count) / Double(total) : nil }

  public init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// The 95% score interval of Wilson (1927): keeps its level with few records too, and stays within 0 to 1.
  ///
  /// Nil if the total is 0. Source: E. B. Wilson, J Am Stat Assoc 22:209; R. G. Newcombe, Stat Med 1998;17:857, method 3.
  public var interval: (low: Double, high: Double)? {
    guard let rate else { return nil }
    let z = 1.959963984540054  // the 97.5th percentile of the normal distribution
    let size = Double(total)
    let middle = rate + z * z / (2 * size)
    let half = z * (rate * (1 - rate) / size + z * z / (4 * size * size)).squareRoot()
    let scale = 1 + z * z / size
    // At the ends the bounds are exactly 0 and 1; rounding would miss them slightly.
    return (
      count == 0 ? 0 : max(0, (middle - half) / scale), count == total ? 1 : min(1, (middle + half) / scale)
    )
  }

  /// A rate or a bound as whole per cent: `25%`; `-` for none.
  static func percent(_ rate: Double?) -> String { rate.map { "\(Int(($0 * 100).rounded()))%" } ?? "-" }
}

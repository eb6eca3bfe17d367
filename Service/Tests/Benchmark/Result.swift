/// How long answers took.
struct Result: Sendable {
  var times: [Duration]
  /// Answers that were none, or not 200.
  var failed: Int
  var lasted: Duration

  /// One line of JSON; times in milliseconds.
  var line: String {
    let sorted = times.sorted()
    func quantile(_ part: Double) -> String {
      guard !sorted.isEmpty else { return "null" }
      return
        "\((sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))] / .milliseconds(1)).rounded3)"
    }
    let rate = (Double(times.count) / (lasted / .seconds(1))).rounded3
    return
      "{\"answers\":\(times.count),\"failed\":\(failed),\"rate\":\(rate),\"p50\":\(quantile(0.5)),\"p99\":\(quantile(0.99))}"
  }
}

extension Double {
  /// To three places.
  fileprivate var rounded3: Double { (self * 1_000).rounded() / 1_000 }
}

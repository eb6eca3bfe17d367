internal import Glibc

/// The end of a wait, on a clock that only goes forward and knows no date.
struct Deadline: Sendable {
  private let end: ContinuousClock.Instant

  init(milliseconds: Int) { end = .now + .milliseconds(max(0, milliseconds)) }

  /// The time left, in milliseconds; 0 once it is over.
  var remaining: Int {
    let left = end - .now
    return max(
      0, Int(left.components.seconds) * 1000 + Int(left.components.attoseconds / 1_000_000_000_000_000))
  }

  /// Waits a moment; returns whether there is time for another try.
  func pause() -> Bool {
    guard remaining > 0 else { return false }
    usleep(1_000)
    return true
  }
}
